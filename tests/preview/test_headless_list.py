"""Many pages in one renderer by a list, and what is told of their elements."""

import json
from pathlib import Path

import pytest

from moonpane.artifact.source_map import split_place
from moonpane.errors import InputError
from moonpane.preview.headless import render, render_list
from moonpane.preview.headless.job import Job

PAGE = """<!DOCTYPE html>
<html><head><style>
*{margin:0} .card{padding:8px;background:#eee} @media (min-width:9000px){ .card{padding:90px} } .card p{color:#112233}
</style></head>
<body data-moonpane-source="index.html:5:1"><div class="card" data-moonpane-source="index.html:5:40">
<p data-moonpane-source="index.html:6:1">Words</p><p style="display:none">unseen</p></div>
<i data-moonpane-source="javascript:alert(1)">x</i></body></html>
"""


def listed(folder: Path, *, width: int = 200, elements: bool = True) -> Path:
    (folder / "a.html").write_text(PAGE)
    job = Job(0, str(folder / "a.html"), str(folder / "a.png"), str(folder / "a.json"), width, 100, elements=elements)
    (folder / "jobs.jsonl").write_bytes(job.to_line())
    return folder / "jobs.jsonl"


def test_elements_are_told_with_place_style_rules_and_source(tmp_path: Path) -> None:
    (event,) = render_list(listed(tmp_path))
    assert event.kind == "done"
    layout = json.loads((tmp_path / "a.json").read_text())
    assert layout["selectors"] == ["*", ".card", ".card", ".card p"]
    body, card, words, other = layout["elements"]
    assert [each["tag"] for each in layout["elements"]] == ["body", "div", "p", "i"]
    assert [each["parent"] for each in layout["elements"]] == [-1, 0, 1, 0]
    assert (card["source"], card["rules"], card["style"]["padding-top"]) == ("index.html:5:40", [0, 1], "8px")
    assert (words["rules"], words["style"]["color"]) == ([0, 3], "rgb(17, 34, 51)")
    assert body["place"][2] == 200
    assert other["source"] == ""  # of no form that we know
    blocks = {block["text"]: block["source"] for block in layout["blocks"]}
    assert blocks == {"Words": "index.html:6:1", "x": ""}
    assert next(box["source"] for box in layout["boxes"] if box["tag"] == "div") == "index.html:5:40"


def test_places_are_told_that_are_places(tmp_path: Path) -> None:
    """What the renderer lets through is what `split_place` reads, whatever the page has made of it."""
    numbers = ("3:5", "3", "3:²", "-3:5", "12345678:1", "0003:0")
    said = [*(f"src/Side bar.tsx:{each}" for each in numbers), "a:b.html:1:1", ":1:1", f"{'x' * 240}:1:1"]
    page = "".join(f'<i data-moonpane-source="{each}">{number}</i>' for number, each in enumerate(said))
    list_file = listed(tmp_path)
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html><body>{page}</body>")
    list(render_list(list_file))
    layout = json.loads((tmp_path / "a.json").read_text())
    wanted = [each if split_place(each) else "" for each in said]
    assert [each for each in wanted if each] == [said[0], said[5], said[6]]
    assert [each["source"] for each in layout["elements"][1:]] == wanted
    assert [block["source"] for block in layout["blocks"]] == wanted


COVERED = """<!DOCTYPE html><body style="margin:0;font:16px/20px Inter"><p style="margin:0">one two three</p>
<p style="margin:0">four five</p><p style="margin:0">six</p>
<input value="seven" style="width:99px;height:20px;border:0">
<div style="position:absolute;left:0;top:0;width:200px;height:20px;%s">over</div></body>"""


@pytest.mark.parametrize(
    ("look", "is_covered"),
    [
        ("background:#ffffff", True),
        ("background:rgba(255,255,255,.5)", False),  # a veil
        ("background:#ffffff;opacity:.5", False),
        ("background:#ffffff;z-index:-1", False),
        ("background:none", False),
    ],
)
def test_words_below_something_opaque_are_not_seen(look: str, is_covered: bool) -> None:
    layout = render(COVERED % look, width=200, height=100, boxes=True).layout
    assert layout is not None
    texts = [block["text"] for block in layout["blocks"]]
    assert texts == [*([] if is_covered else ["one two three"]), "four five", "six", "seven", "over"]


def test_of_a_text_that_is_covered_in_part_the_rest_is_seen() -> None:
    page = COVERED.replace("width:200px;height:20px", "width:60px;height:200px") % "background:#ffffff"
    layout = render(page, width=200, height=100, boxes=True).layout
    assert layout is not None
    assert [block["text"] for block in layout["blocks"]] == ["three", "over"]


def test_without_being_asked_no_elements_are_told(tmp_path: Path) -> None:
    list(render_list(listed(tmp_path, elements=False)))
    assert "elements" not in json.loads((tmp_path / "a.json").read_text())
    layout = render(PAGE, width=200, height=100, boxes=True).layout
    assert layout is not None
    assert "elements" not in layout


@pytest.mark.parametrize("line", [b"no json", b"[1, 2]", b'{"page": "a.html"}'])
def test_a_list_out_of_form_is_refused(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "jobs.jsonl").write_bytes(line)
    with pytest.raises(InputError, match="no list of pages"):
        list(render_list(tmp_path / "jobs.jsonl"))
    with pytest.raises(InputError, match="cannot be made"):
        list(render_list(listed(tmp_path, width=100_000)))
