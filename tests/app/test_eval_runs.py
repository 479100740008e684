"""`moonpane eval` in more than one go: a run that broke off goes on, and both ways of asking stand side by side."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from moonpane.evaluation import Row
from moonpane.evaluation.kept import Answer, KeptAnswers
from moonpane.evaluation.rows import NOTHING
from moonpane.photograph import draw_file
from tests.app.command_line import PAGE, SIZED, moonpane
from tests.app.scripted_endpoint import Play, ScriptedEndpoint, answering

pytestmark = pytest.mark.anyio


async def test_a_run_that_broke_off_goes_on_with_the_answers_that_it_had(suite: Path) -> None:
    """The engine fails at the last page, and is well again afterwards."""
    (suite / "c.html").write_text(SIZED.replace("260x120", "260x150"))
    asked: list[bool] = []  # whether about the last page
    is_well = False

    def play(request: dict[str, Any]) -> Play:
        url = next(part["image_url"]["url"] for part in request["messages"][-1]["content"] if "image_url" in part)
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as picture:
            asked.append(picture.height > 130)
        return Play(status=500, error="out of order") if asked[-1] and not is_well else Play([PAGE])

    scripted, kept = ScriptedEndpoint(play, models=("kimi",)), suite.parent / "kept" / "unfinished"
    async with scripted.serving():
        words = ("eval", suite, "--model", scripted.base_url, "-o", "kept")
        broken = await moonpane(*words, cwd=suite.parent)
        assert broken.code == 3, broken.err
        assert len(list(kept.glob("*.json"))) == 2
        assert "the same command goes on there." in broken.err
        next(kept.glob("*.json")).write_text("half an ans")
        asked.clear()
        is_well = True
        whole = await moonpane(*words, cwd=suite.parent)
    assert whole.code == 0, whole.err
    assert sorted(asked) == [False, True], "what is damaged, and what was never answered"
    assert "Kept of a run that broke off:" in whole.err
    assert not kept.exists(), "the next run asks anew"
    report = json.loads((suite.parent / "kept" / "report.json").read_text())
    assert [row["complete"] for row in report["rows"]] == [True] * 3
    assert report["rows"][0]["tokens"] == report["rows"][1]["tokens"] > 0


def test_answers_are_those_of_one_model_one_way_and_one_picture(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path, "kimi")
    answer = Answer(Row("a", NOTHING, 7, 1.5, is_complete=True, html="<p>", mockup=b"png"), "<b>")
    kept.keep(answer, b"png")
    assert kept.find("a", b"png") == answer
    assert not kept.find("a", b"another")
    assert not kept.find("b", b"png")
    assert not KeptAnswers(tmp_path, "another").find("a", b"png")


async def test_with_and_without_hints_stand_side_by_side(suite: Path) -> None:
    """The scripted model is right where it is told colours, and wrong where it is not."""
    Image.new("RGB", (200, 100), "#2f6fed").save(suite / "d.png")
    (suite / "a.html").rename(suite / "A & b.html")
    wrong, told = PAGE.replace("Hello there", "Hallo"), list[bool]()

    def play(request: dict[str, Any]) -> Play:
        words = [part["text"] for part in request["messages"][-1]["content"] if "text" in part]
        told.append("#2f6fed" in words[0] or "#14203c" in words[0])
        return Play([PAGE if told[-1] else wrong])

    scripted = ScriptedEndpoint(play, models=("kimi",))
    async with scripted.serving():
        words = ("eval", suite, "--model", scripted.base_url, "--both", "-o", "kept")
        result = await moonpane(*words, cwd=suite.parent)
    assert result.code == 0, result.err
    assert sorted(told) == [False] * 4 + [True] * 4
    kept = suite.parent / "kept"
    report = json.loads((kept / "report.json").read_text())
    pages, alone = report["kinds"]["pages"], report["alone_run"]
    assert pages["means"]["text"] == 1
    assert pages["alone"]["text"]["mean"] < 1
    assert pages["gains"]["text"]["mean"] == pytest.approx(1 - pages["alone"]["text"]["mean"], abs=1e-4)
    assert pages["gains"]["text"]["count"] == 3
    assert (report["complete"], alone["complete"]) == (4, 4)
    assert [row["name"] for row in alone["rows"]] == [row["name"] for row in report["rows"]]
    assert "grounded                   model alone                brought by hints" in result.out
    assert f"{pages['gains']['text']['mean']:+.3f}" in result.out
    assert not (kept / "unfinished").exists()
    page = (kept / "report.html").read_text()
    assert page.count("<figcaption>model alone</figcaption>") == 4
    assert "Hallo" in (kept / "alone" / "A & b.html").read_text()
    drawn = await draw_file(kept / "report.html", width=1280, height=None)
    shown = [box for box in drawn.layout["boxes"] if box["tag"] == "img" and box["width"] > 100 and box["height"] > 40]
    assert len(shown) == 16, "mockup, answer, the other answer and the differences of each"


async def test_a_suite_of_one_kind_has_the_means_of_both_ways(suite: Path) -> None:
    scripted = ScriptedEndpoint(answering(PAGE), models=("kimi",))
    async with scripted.serving():
        words = ("eval", suite, "--model", scripted.base_url, "--both", "--limit", "1", "--json")
        result = await moonpane(*words, cwd=suite.parent)
    report = json.loads(result.out)
    assert report["means"]["text"] == report["alone"]["text"]["mean"] == 1
    assert report["gains"]["text"]["mean"] == 0
    assert [row["name"] for row in report["alone_run"]["rows"]] == ["a"]


async def test_both_ways_are_not_one_of_them(suite: Path) -> None:
    result = await moonpane("eval", suite, "--both", "--no-grounding", cwd=suite.parent)
    assert result.sentence == "--both is with hints and without them; leave out --both or --no-grounding."
    assert result.code == 2
