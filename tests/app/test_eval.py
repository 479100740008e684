"""`moonpane eval`: every page of a suite is converted and measured, and a bad answer counts as one."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from moonpane.commands.eval_command import EvalOptions, run_eval
from moonpane.errors import InputError
from moonpane.evaluation import read_suite
from moonpane.photograph import draw_file
from tests.app.command_line import PAGE, SIZED, moonpane
from tests.app.scripted_endpoint import Play, ScriptedEndpoint, answering

pytestmark = pytest.mark.anyio


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


async def test_what_is_painted_besides_text_is_measured(suite: Path) -> None:
    painted = PAGE.replace("<p ", '<p class="card" ').replace("background:#ffffff", "background:#eef2ff")
    boxed = painted.replace("<body", "<style>.card{background:#fff;border:1px solid #94a3b8}</style><body")
    (suite / "a.html").write_text(SIZED.replace(PAGE, boxed))
    for answer, boxes in ((boxed, 1.0), (painted, pytest.approx(2 / 3, abs=1e-3))):
        report = await report_of(ScriptedEndpoint(answering(answer), models=("kimi",)), suite, "--limit", "1")
        assert report["means"]["boxes"] == boxes


async def test_an_answer_without_a_page_counts_with_0(suite: Path) -> None:
    absolute = PAGE.replace('style="margin:20px', 'style="position:absolute;margin:20px')
    answers = iter([PAGE, "I would rather not.", absolute])
    scripted = ScriptedEndpoint(lambda _: Play([next(answers)]), models=("kimi",))
    report = await report_of(scripted, suite, "--no-grounding", "-o", "kept")
    assert not report["grounded"]
    failed = [row for row in report["rows"] if "error" in row]
    assert len(failed) == 1
    assert failed[0]["score"]["text"] == 0
    shares = {row["absolute"] for row in report["rows"]}
    assert shares == {0.0, 0.5, None}, "of body and paragraph"
    assert report["absolute"] == 0.25
    assert report["means"]["text"] == pytest.approx(2 / 3, abs=1e-3)
    assert json.loads((suite.parent / "kept" / "report.json").read_text()) == report


async def test_what_answers_cost_is_printed_with_the_figures(suite: Path) -> None:
    absolute = PAGE.replace('style="margin:20px', 'style="position:absolute;margin:20px')
    answers = iter([PAGE, absolute])
    scripted = ScriptedEndpoint(lambda _: Play([next(answers)]), models=("kimi",))
    async with scripted.serving():
        words = ("--model", scripted.base_url, "--limit", "2", "-o", "kept")
        result = await moonpane("eval", suite, *words, cwd=suite.parent)
    report = json.loads((suite.parent / "kept" / "report.json").read_text())
    tokens, seconds = (sum(row[name] for row in report["rows"]) / 2 for name in ("tokens", "seconds"))
    assert report["seconds"] == pytest.approx(seconds, abs=0.01)
    assert f"{round(tokens)} tokens and {report['seconds']:.1f} s an answer; 25.0% of the elements" in result.out


async def test_an_empty_suite_is_one_sentence(tmp_path: Path) -> None:
    result = await moonpane("eval", tmp_path, cwd=tmp_path)
    assert (result.code, result.sentence) == (
        2,
        f"{tmp_path} holds no .html or .png file: a suite is a folder of pages.",
    )


async def test_a_picture_without_its_page_is_measured_as_far_as_can_be(suite: Path) -> None:
    Image.new("RGB", (200, 100), "#2f6fed").save(suite / "d.png")
    Image.new("RGB", (9, 9)).save(suite / "a.png")  # drawn by an earlier run: the page counts
    report = await report_of(ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite)
    rows = {row["name"]: row for row in report["rows"]}
    assert list(rows) == ["a", "b", "c", "d"]
    assert rows["a"]["score"]["text"] == 1
    assert rows["d"]["score"]["text"] is None
    assert rows["d"]["score"]["layout"] is None
    assert 0 < rows["d"]["score"]["ssim"] < 1
    assert [row.get("truth", True) for row in rows.values()] == [True] * 3 + [False]


async def test_pages_and_pictures_have_their_own_means(suite: Path) -> None:
    Image.new("RGB", (200, 100), "#2f6fed").save(suite / "d.png")
    wrong = PAGE.replace("Hello there", "Hallo")
    answers = iter([wrong, wrong, wrong, PAGE])
    await report_of(ScriptedEndpoint(lambda _: Play([next(answers)]), models=("kimi",)), suite, "-o", "first")
    again = ScriptedEndpoint(answering(PAGE), models=("kimi",))
    async with again.serving():
        words = ("--model", again.base_url, "--against", "first/report.json", "-o", "second")
        result = await moonpane("eval", suite, *words, cwd=suite.parent)
    assert result.code == 0, result.err
    report = json.loads((suite.parent / "second" / "report.json").read_text())
    assert not {"means", "intervals", "changes"} & set(report), "there is no mean of both"
    pages, pictures = report["kinds"]["pages"], report["kinds"]["pictures"]
    assert (pages["cases"], pictures["cases"]) == (3, 1)
    assert pages["means"]["overall"] == 1
    picture = next(row for row in report["rows"] if row["name"] == "d")
    assert pictures["means"]["overall"] == picture["score"]["overall"] < 1
    assert (pictures["means"]["text"], pictures["means"]["layout"]) == (None, None)
    assert pages["changes"]["text"]["count"] == 3
    assert pages["changes"]["text"]["mean"] > 0
    assert pictures["changes"]["overall"]["count"] == 1
    heads = ["Measured against the true pages (3)", "Measured against pictures whose pages nobody knows (1)"]
    page = (suite.parent / "second" / "report.html").read_text()
    for said in (result.out, page):
        assert [said.count(head) for head in heads] == [1, 1]
        first, second = (said.split(head)[1] for head in heads)
        assert "1.000" in first.split(heads[1])[0]
        assert f"{pictures['means']['overall']:.3f}" in second
    assert page.index('id="c"') < page.index(heads[1]) < page.index('id="d"')


async def test_a_suite_of_one_kind_is_not_said_to_have_kinds(suite: Path) -> None:
    scripted = ScriptedEndpoint(answering(PAGE), models=("kimi",))
    async with scripted.serving():
        words = ("--model", scripted.base_url, "--limit", "1", "-o", "kept")
        result = await moonpane("eval", suite, *words, cwd=suite.parent)
    report, page = ((suite.parent / "kept" / name).read_text() for name in ("report.json", "report.html"))
    assert "kinds" not in json.loads(report)
    assert "truth" not in json.loads(report)["rows"][0]
    assert "Measured against" not in result.out + page


async def test_a_case_whose_page_came_to_be_known_is_not_compared_with_its_picture(suite: Path) -> None:
    for name in ("b", "c"):
        (suite / f"{name}.html").unlink()
    drawn = await draw_file(suite / "a.html", width=260, height=120)
    (suite / "b.png").write_bytes(drawn.png)
    before = await report_of(ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite, "-o", "first")
    (suite / "b.html").write_text(SIZED)
    for older in (False, True):
        if older:  # before a report said which is which
            for row in before["rows"]:
                row.pop("truth", None)
            (suite.parent / "first" / "report.json").write_text(json.dumps(before))
        report = await report_of(
            ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite, "--against", "first/report.json"
        )
        assert report["changes"]["overall"]["count"] == 1, "a alone"


async def test_without_an_answer_only_what_there_was_to_measure_counts_with_0(suite: Path) -> None:
    (suite / "b.html").write_text("<!-- viewport: 200x100 --><body style='background:#2f6fed'></body>")
    (suite / "c.html").unlink()
    Image.new("RGB", (200, 100), "#2f6fed").save(suite / "c.png")
    report = await report_of(ScriptedEndpoint(answering("I would rather not."), models=("kimi",)), suite)
    a, b, c = (row["score"] for row in report["rows"])
    assert {a[name] for name in ("overall", "text", "position", "layout")} == {0}
    assert (b["overall"], b["text"], b["position"], b["layout"]) == (0, None, None, 0)
    assert (c["overall"], c["text"], c["position"], c["layout"]) == (0, None, 0, None)


async def test_two_runs_are_compared_case_by_case(suite: Path) -> None:
    wrong = PAGE.replace("Hello there", "Hallo")
    answers = iter([PAGE, wrong, PAGE])
    scripted = ScriptedEndpoint(lambda _: Play([next(answers)]), models=("kimi",))
    await report_of(scripted, suite, "-o", "first")
    (suite / "e.html").write_text(SIZED)  # only the second run has it
    again = ScriptedEndpoint(answering(PAGE), models=("kimi",))
    report = await report_of(again, suite, "--against", "first/report.json", "-o", "second")
    change = report["changes"]["text"]
    assert change["count"] == 3
    assert change["mean"] > 0
    assert change["low"] >= 0
    page = (suite.parent / "second" / "report.html").read_text()
    assert f"{change['mean']:+.3f}" in page


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"rows": [{"name": "a", "score": {"text": 1e999}}]}', "x", '{"rows": 3}']
)
async def test_what_is_no_report_is_refused_before_any_work(suite: Path, content: str) -> None:
    report = suite / "report.json"
    report.write_text(content)
    with pytest.raises(InputError) as refusal:
        await run_eval(EvalOptions(suite, model="http://127.0.0.1:1/v1", against=report))
    assert str(refusal.value) == f"{report} is no report of an evaluation; give the report.json of one (see -o)."


async def test_answers_are_refined_and_measured_by_pages_that_refinement_does_not_know(suite: Path) -> None:
    (suite / "a.html").write_text(SIZED.replace("#14203c", "#b91c1c"))
    report = await report_of(
        ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite, "--refine", "2", "--limit", "1"
    )
    (row,) = report["rows"]
    assert row["before"]["color"] < row["score"]["color"]
    assert (report["refined"]["better"], report["refined"]["worse"]) == (1, 0)
    assert report["refined"]["overall"] > 0


async def test_the_report_shows_each_case_beside_its_mockup(suite: Path) -> None:
    """A name may hold anything that a file system allows."""
    (suite / "a.html").rename(suite / 'a "name" #1 & <b>.html')
    await report_of(ScriptedEndpoint(answering(PAGE), models=("kimi",)), suite, "-o", "kept", "--limit", "2")
    page = suite.parent / "kept" / "report.html"
    drawn = await draw_file(page, width=1280, height=None)
    text = " ".join(block["text"] for block in drawn.layout["blocks"])
    assert 'a "name" #1 & <b>' in text
    pictures = [
        box for box in drawn.layout["boxes"] if box["tag"] == "img" and box["width"] > 100 and box["height"] > 40
    ]
    assert len(pictures) == 6, "mockup, answer and differences of both"


def test_a_page_says_how_large_it_is(suite: Path) -> None:
    (suite / "a.html").write_text("<!-- viewport: 99999x1 -->\n" + PAGE)
    with pytest.raises(InputError, match=r"a.html: A picture of 99999 x 1 cannot be made"):
        read_suite(suite)
    (suite / "a.html").write_text(PAGE)
    page = read_suite(suite)[0].page
    assert page is not None
    assert (page.width, page.height) == (448, 448)


async def test_the_model_sees_a_sketch_and_is_measured_by_the_page(suite: Path) -> None:
    sketches = suite.parent / "sketches"
    sketches.mkdir()
    (sketches / "suite.json").write_text('{"pages": "../suite", "look": "sketch"}')
    scripted = ScriptedEndpoint(answering(PAGE), models=("kimi",))
    report = await report_of(scripted, sketches, "--limit", "1", "-o", "kept")
    assert report["means"]["overall"] == 1
    seen = Image.open(suite.parent / "kept" / "mockup" / "a.png").convert("RGB")
    assert seen.size == (260, 120)
    assert seen.getpixel((259, 119)) != (255, 255, 255), "paper, where the page is white"


@pytest.mark.parametrize("said", ["", "[]", '{"pages": "../suite"}', '{"pages": ".", "look": "sketch"}'])
def test_a_suite_that_says_nothing_known_is_refused(suite: Path, said: str) -> None:
    (suite / "suite.json").write_text(said)
    with pytest.raises(InputError, match=r"suite.json has to say"):
        read_suite(suite)
