"""`moonpane eval`: every page of a suite is converted and measured, and a bad answer counts as one."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.command_line import PAGE, moonpane
from tests.app.scripted_endpoint import Play, ScriptedEndpoint, answering

pytestmark = pytest.mark.anyio
SIZED = "<!-- viewport: 260x120 -->\n" + PAGE


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "suite"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.html").write_text(SIZED)
    return folder


async def report_of(scripted: ScriptedEndpoint, suite: Path, *words: str) -> dict[str, Any]:
    async with scripted.serving():
        result = await moonpane("eval", suite, "--model", scripted.base_url, "--json", *words, cwd=suite.parent)
    assert result.code == 0, result.err
    return json.loads(result.out)


async def test_pages_that_are_answered_with_themselves_score_1(suite: Path) -> None:
    report = await report_of(ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite)
    assert [row["name"] for row in report["rows"]] == ["a", "b", "c"]
    assert (report["pages"], report["complete"], report["drawn"]) == (3, 3, 3)
    assert report["grounded"]
    for name in ("block_match", "text", "position", "color", "overall"):
        assert report["means"][name] == 1.0, name


async def test_an_answer_without_a_page_counts_with_0(suite: Path) -> None:
    answers = iter([PAGE, "I would rather not.", PAGE])
    scripted = ScriptedEndpoint(lambda _: Play([next(answers)]), models=("kimi",))
    report = await report_of(scripted, suite, "--no-grounding", "-o", "kept")
    assert not report["grounded"]
    failed = [row for row in report["rows"] if "error" in row]
    assert len(failed) == 1
    assert failed[0]["score"]["text"] == 0
    assert report["means"]["text"] == pytest.approx(2 / 3, abs=1e-3)
    assert json.loads((suite.parent / "kept" / "report.json").read_text()) == report


async def test_an_empty_suite_is_one_sentence(tmp_path: Path) -> None:
    result = await moonpane("eval", tmp_path, cwd=tmp_path)
    assert (result.code, result.sentence) == (
        2,
        f"{tmp_path} holds no .html file: a suite is a folder of pages.",
    )
