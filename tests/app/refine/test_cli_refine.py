"""`moonpane refine` on the real command line."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from moonpane.commands.refine_command import CANNOT_CHANGE
from moonpane.session import INDEX
from tests.app.archive_samples import png
from tests.app.command_line import moonpane, names_in
from tests.app.refine.pictures import NEAR, TRUTH, picture_of
from tests.app.scripted_endpoint import Play, ScriptedEndpoint, answering, prompt_text
from tests.ui.large_answers import edit

pytestmark = pytest.mark.anyio
LINE = '<p style="font-size:14px;color:#667085">Sign in to see your projects</p>\n'
GONE = '<h1 style="font-size:24px;font-weight:700;color:#1a2233">Welcome back</h1>\n'  # what stands before it


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


async def test_the_pictures_of_a_page_are_measured_and_written(tmp_path: Path) -> None:
    photo = '<img src="assets/photo-1.png" alt="" style="width:272px;height:160px">'
    page, picture = f'<body style="margin:0;padding:24px">{photo}</body>', png()
    truth = page.replace("assets/photo-1.png", f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    (tmp_path / "mockup.png").write_bytes((await picture_of(truth)).png)
    (tmp_path / "shop.html").write_text(page)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "photo-1.png").write_bytes(picture)
    words = ("refine", "shop.html", "mockup.png", "--rounds", "1", "--json")
    for out in ("moonpane-shop", "moonpane-shop-2"):
        result = await moonpane(*words, cwd=tmp_path)
        assert result.code == 0, result.err
        assert json.loads(result.out)["score_before"] > 0.99, "drawn with its photo it is the mockup"
        assert names_in(tmp_path / out) == ["assets", INDEX, "render.png", "score.json"]
        assert (tmp_path / out / "assets" / "photo-1.png").read_bytes() == picture


async def test_what_is_not_there_is_said_and_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEAR)
    result = await moonpane("refine", "page.html", "none.png", "-o", "out", cwd=tmp_path)
    assert (result.code, result.sentence) == (2, "There is no picture at none.png.")
    assert names_in(tmp_path) == ["page.html"]


async def test_a_model_sees_the_worst_regions_and_what_it_makes_better_is_kept(tmp_path: Path) -> None:
    """A line is missing, which no measuring puts there: one edit of the model does."""
    (tmp_path / "page.html").write_text(TRUTH.replace(LINE, ""))
    (tmp_path / "mockup.png").write_bytes((await picture_of(TRUTH)).png)
    scripted = ScriptedEndpoint(answering(edit(INDEX, GONE, GONE + LINE), pause_s=0), models=("kimi",))
    async with scripted.serving():
        words = ("refine", "page.html", "mockup.png", "-o", "out", "--rounds", "1", "--json")
        result = await moonpane(*words, "--model", scripted.base_url, cwd=tmp_path)
    assert result.code == 0, result.err
    said = json.loads(result.out)
    assert [step["by"] for step in said["steps"] if step["accepted"]][-1] == "model"
    assert said["score_after"] > max(0.99, said["score_before"])
    assert LINE in (tmp_path / "out" / INDEX).read_text()
    (asked,) = [each for each in scripted.requests if "worst regions" in prompt_text(each)]
    kinds = [part["type"] for part in asked["messages"][-1]["content"]]
    assert kinds.count("image_url") > 2, "mockup, page, and the regions"


async def test_a_page_is_refined_by_the_model_that_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "mockup.png").write_bytes((await picture_of(TRUTH)).png)

    def choose(request: dict[str, Any]) -> Play:
        is_asked_again = "worst regions" in prompt_text(request)
        return Play([edit(INDEX, GONE, GONE + LINE) if is_asked_again else TRUTH.replace(LINE, "")])

    async with ScriptedEndpoint(choose, models=("kimi",)).serving() as scripted:
        words = ("convert", "mockup.png", "-o", "out", "--refine", "1", "--model", scripted.base_url, "--json")
        result = await moonpane(*words, cwd=tmp_path)
    assert result.code == 0, result.err
    assert json.loads(result.out)["refined"]["steps"][-1]["by"] == "model"
    assert LINE in (tmp_path / "out" / INDEX).read_text()


async def test_a_model_that_takes_no_pictures_is_named_and_measuring_goes_on(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEAR)
    (tmp_path / "mockup.png").write_bytes((await picture_of(TRUTH)).png)

    def refuse(_: object) -> Play:
        return Play(status=400, error="This model takes no pictures.")

    async with ScriptedEndpoint(refuse, models=("words-only",)).serving() as scripted:
        words = ("refine", "page.html", "mockup.png", "-o", "out", "--rounds", "1", "--json")
        result = await moonpane(*words, "--model", scripted.base_url, cwd=tmp_path)
    assert result.code == 0, result.err
    said = json.loads(result.out)
    (sentence,) = said["gave_up"]
    assert "This model takes no pictures." in sentence
    assert sentence in " ".join(result.err.split())
    assert said["score_after"] > said["score_before"]


async def test_the_embedded_model_changes_no_page_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEAR)
    (tmp_path / "mockup.png").write_bytes((await picture_of(TRUTH)).png)
    async with ScriptedEndpoint(answering(TRUTH), models=("moonpane-tiny",)).serving() as scripted:
        for choice in ("embedded", scripted.base_url):
            result = await moonpane("refine", "page.html", "mockup.png", "--model", choice, cwd=tmp_path)
            assert (result.code, result.sentence) == (2, CANNOT_CHANGE)
    assert names_in(tmp_path) == ["mockup.png", "page.html"]
