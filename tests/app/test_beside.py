"""Pages on disk with what lies beside them, and never with what lies elsewhere."""

import base64
import os
from pathlib import Path

import pytest

from moonpane.artifact import beside
from moonpane.artifact.beside import with_beside

PNG = b"\x89PNG picture"
DATA = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "img").mkdir(parents=True)
    (site / "css").mkdir()
    (site / "img" / "a b.png").write_bytes(PNG)
    (site / "pic.png").write_bytes(PNG)
    (site / "css" / "all.css").write_text('@import "more.css" screen;\nh1{background:url(../pic.png)}')
    (site / "css" / "more.css").write_text("p{background:url('../img/a%20b.png')} /* </style> */")
    (site / "secret.txt").write_text("secret")
    (tmp_path / "outside.png").write_bytes(b"outside")
    (tmp_path / "outside.css").write_text("outside")
    os.symlink(tmp_path / "outside.png", site / "link.png")
    return site


@pytest.mark.parametrize(
    ("html", "woven"),
    [
        ('<img src="pic.png">', f'<img src="{DATA}">'),
        ("<IMG alt=x SRC='img/a%20b.png?v=3#top'>", f'<IMG alt=x SRC="{DATA}">'),
        ("<img src=pic.png>", f'<img src="{DATA}">'),
        ('<img srcset="pic.png 1x, none.png 2x">', f'<img srcset="{DATA} 1x, none.png 2x">'),
        ("<video poster=pic.png></video>", f'<video poster="{DATA}"></video>'),
        (
            '<p style="color:red;background:url(pic.png)">',
            f'<p style="color:red;background:url(&quot;{DATA}&quot;)">',
        ),
        ("<style>p{background:url(pic.png)}</style>", f'<style>p{{background:url("{DATA}")}}</style>'),
    ],
)
def test_pictures_are_woven_in(folder: Path, html: str, woven: str) -> None:
    assert with_beside(f"<!-- é -->\n<b>ü</b>{html}\n<i>", folder) == f"<!-- é -->\n<b>ü</b>{woven}\n<i>"


def test_styles_are_woven_in_with_what_they_name(folder: Path) -> None:
    woven = with_beside('<link rel="stylesheet" href="css/all.css" media="print">', folder)
    assert woven.startswith('<style media="print">@media screen {\np{background:url("data:image/png;base64,')
    assert woven.count(DATA) == 2
    assert woven.count("</style>") == 1, "a style's own words cannot end it"


@pytest.mark.parametrize(
    "named",
    [
        "../outside.png",
        "link.png",
        "img/../../outside.png",
        "%2e%2e/outside.png",
        "/etc/passwd",
        "secret.txt",
        "https://example.org/pic.png",
        "//example.org/pic.png",
        "file:///etc/passwd",
        "none.png",
        "pic.png\0",
        "x" * 5000 + ".png",
        "",
    ],
)
def test_nothing_from_elsewhere_is_read(folder: Path, named: str) -> None:
    page = f'<img src="{named}"><p style="background:url({named})">'
    assert with_beside(page, folder) == page
    (folder / "ok.css").write_text(f"p{{background:url({named})}}")
    assert "base64" not in with_beside("<link rel=stylesheet href=ok.css>", folder)


def test_scripts_and_comments_are_left_alone(folder: Path) -> None:
    page = (
        """<script>document.write('<img src="pic.png">')</script><!-- <img src="pic.png"> --><a href="pic.png">x</a>"""
    )
    assert with_beside(page, folder) == page


def test_there_is_an_end_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "round.css").write_text('@import "round.css"; a{}')
    assert with_beside("<link rel=stylesheet href=round.css>", folder).count("a{}") == beside.MAX_DEPTH + 1
    monkeypatch.setattr(beside, "MAX_TOTAL_BYTES", len(PNG) + 1)
    page = '<img src="pic.png"><img src="pic.png"><img src="img/a b.png">'
    assert with_beside(page, folder).count(DATA) == 2, "the same file counts once, another one is too much"
