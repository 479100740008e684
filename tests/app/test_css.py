"""Style sheets that were written to make the app slow or large: patterns end in linear time, weaving has a budget."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from moonpane.artifact.beside import with_beside
from moonpane.artifact.css import IMPORT, URL, Budget, address_of
from moonpane.artifact.document import woven
from moonpane.artifact.weave import Weaver
from moonpane.artifact.woven_pictures import MAX_CHARS

PATIENCE_S = 60  # each takes milliseconds where time is linear, and hours where it is not
LONG = 200_000

# A pattern that goes on and on cannot be interrupted within a process: each is tried in one of its own.
SLOW = """
import sys
from pathlib import Path
from moonpane.artifact.beside import with_beside
from moonpane.artifact.document import woven
from moonpane.artifact.weave import Weaver
style = eval(sys.argv[1])
with_beside("<style>" + style + "</style>", Path())
with_beside("<p style='" + style.replace("'", "") + "'></p><img " + style.replace('"', "") + " src=x>", Path())
woven("<link rel=stylesheet href=a.css>", Weaver({"a.css": style}))
woven("<style>" + style + "</style><p style='" + style.replace("'", "") + "'></p>", Weaver({"a.css": style}))
"""


@pytest.mark.parametrize(
    "style",
    [
        f"'@import ' + 'a' * {LONG}",
        f"'@import url(' + ' ' * {LONG}",
        f"'@import a' + ' ' * {LONG}",
        f"'@import ' * {LONG // 8}",
        f"'url(' + ' ' * {LONG}",
        f"'url(' * {LONG // 4}",
        f"'url(\\\"' * {LONG // 5}",
        f"'a' * {LONG}",
        f"'a ' * {LONG // 2}",
        f"'a' + ' ' * {LONG}",
    ],
)
def test_no_style_sheet_makes_a_pattern_slow(style: str) -> None:
    argv = [sys.executable, "-c", SLOW, style]
    subprocess.run(argv, check=True, timeout=PATIENCE_S, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})


@pytest.mark.parametrize(
    ("style", "named", "media"),
    [
        ('@import "a.css";', "a.css", ""),
        ("@import 'a.css' screen;", "a.css", "screen"),
        ("@IMPORT url(a.css) (min-width: 9px);", "a.css", "(min-width: 9px)"),
        ('@import url( "a.css" );', "a.css", ""),
    ],
)
def test_imports_are_found(style: str, named: str, media: str) -> None:
    found = IMPORT.search(style)
    assert found is not None
    assert (found[1], found[2].strip()) == (named, media)


@pytest.mark.parametrize(
    ("style", "named"),
    [('url("a (1).png")', "a (1).png"), ("url( 'b c.svg' )", "b c.svg"), ("URL(d.png)", "d.png"), ('url("")', "")],
)
def test_addresses_are_found(style: str, named: str) -> None:
    found = URL.search(style)
    assert found is not None
    assert address_of(found) == named


def test_a_sheet_that_imports_itself_often_ends(tmp_path: Path) -> None:
    """Ten imports in each of eight levels would be a hundred million sheets."""
    sheet = '@import "a.css";' * 10 + "a{color:red}" * 50
    (tmp_path / "a.css").write_text(sheet)
    page = "<link rel=stylesheet href=a.css>"
    assert len(with_beside(page, tmp_path)) < 32 << 20
    assert len(woven(page, Weaver({"a.css": sheet}))) < 4 * MAX_CHARS


def test_a_drawing_that_is_named_often_is_woven_as_often_as_fits() -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g/>" * 1_000 + "</svg>"
    weaver = Weaver({"a.svg": drawing}, budget=Budget(3 * len(drawing)))
    page = woven("<img src=a.svg>" * 10_000, weaver)
    assert page.count("data:image/svg+xml") == 3
    assert page.count("<img src=a.svg>") == 9_997, "what is too much stays as it is named"


def test_a_picture_that_is_named_often_is_woven_as_often_as_fits(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG" + bytes(60_000))
    assert len(with_beside("<img src=a.png>" * 10_000, tmp_path)) < 32 << 20


def test_even_an_empty_file_has_an_end() -> None:
    budget = Budget(1_000)
    assert sum(budget.take(0) for _ in range(1_000)) < 20


def test_what_has_no_room_takes_none_from_others() -> None:
    budget = Budget(10_000)
    assert [budget.take(size) for size in (6_000, 6_000, 3_000)] == [True, False, True]
