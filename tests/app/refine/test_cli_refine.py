"""`moonpane refine` on the real command line."""

import json
from pathlib import Path

import pytest

from moonpane.session import INDEX
from tests.app.command_line import moonpane, names_in
from tests.app.refine.pictures import NEAR, TRUTH, picture_of

pytestmark = pytest.mark.anyio


async def test_a_page_is_refined_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEAR)
    (tmp_path / "mockup.png").write_bytes((await picture_of(TRUTH)).png)
    words = ("refine", "page.html", "mockup.png", "-o", "out", "--rounds", "1", "--json")
    result = await moonpane(*words, cwd=tmp_path)
    assert result.code == 0, result.err
    said = json.loads(result.out)
    assert said["score_after"] > said["score_before"]
    assert names_in(tmp_path / "out") == [INDEX, "render.png", "score.json"]
    assert (tmp_path / "page.html").read_text() == NEAR
    report = json.loads((tmp_path / "out" / "score.json").read_text())
    assert report["score"]["overall"] == pytest.approx(said["score_after"], abs=1e-4)
    assert [step["accepted"] for step in report["steps"]] == [True]


async def test_what_is_not_there_is_said_and_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEAR)
    result = await moonpane("refine", "page.html", "none.png", "-o", "out", cwd=tmp_path)
    assert (result.code, result.sentence) == (2, "There is no picture at none.png.")
    assert names_in(tmp_path) == ["page.html"]
