"""What the command line refuses before any work, and how: one sentence, no traceback, no engine started."""

from pathlib import Path

import pytest
from PIL import Image

from moonpane.client.outcome import ProcessOutcome
from tests.app.command_line import PAGE, moonpane, names_in
from tests.app.scripted_endpoint import Play, ScriptedEndpoint

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("side", [1, 3, 20])
async def test_a_picture_that_can_hold_no_interface_is_bad_input(side: int, tmp_path: Path) -> None:
    Image.new("RGB", (side, side), "white").save(tmp_path / "dot.png")
    result = await moonpane("convert", "dot.png", cwd=tmp_path)
    assert result.code == 2
    assert result.sentence == f"dot.png is {side} x {side} px, which is too small to be an interface."
    assert names_in(tmp_path) == ["dot.png"]


async def test_thinking_with_the_embedded_model_is_refused_before_the_engine_is_started(
    mockup: Path, tmp_path: Path
) -> None:
    result = await moonpane("convert", mockup, "--thinking", cwd=tmp_path)
    assert result.code == 2
    assert result.sentence == "The embedded model answers at once and cannot think first; leave out --thinking."
    assert "Starting" not in result.err
    assert names_in(tmp_path) == ["mockup.png"]


async def test_a_picture_is_not_drawn_as_a_page(mockup: Path, tmp_path: Path) -> None:
    result = await moonpane("render", mockup, "-o", "x.png", cwd=tmp_path)
    assert result.code == 2
    assert "mockup.png is not a page" in result.sentence
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["render", "page.html"], "Missing option '-o'"),
        (["render", "page.html", "--nope"], "No such option"),
        (["nonsense"], "No such command"),
        (["convert"], "Missing argument"),
    ],
)
async def test_words_that_no_command_knows_are_one_sentence(words: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    result = await moonpane(*words, cwd=tmp_path)
    assert result.code == 2
    assert said in result.sentence
    assert result.err.count("\n") == 1


async def test_a_foreign_sentence_keeps_one_end(mockup: Path, tmp_path: Path) -> None:
    assert ProcessOutcome("The engine", 2, ("x has no shards: is it a checkpoint?",)).sentence.endswith("checkpoint?")
    scripted = ScriptedEndpoint(lambda _: Play(["I cannot do that."]), models=("kimi",))
    async with scripted.serving():
        result = await moonpane("convert", mockup, "--model", scripted.base_url, cwd=tmp_path)
    assert result.sentence == "The model answered without a page: “I cannot do that”."


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (
            "10,20,30",
            "--box “10,20,30” should be X,Y,WIDTH,HEIGHT in whole pixels of mockup.png, which is 260 x 120 px.",
        ),
        ("a,b,c,d", "--box “a,b,c,d” should be X,Y,WIDTH,HEIGHT in whole pixels of {size}."),
        (
            "0,0,9.5,9",
            "--box “0,0,9.5,9” should be X,Y,WIDTH,HEIGHT in whole pixels of mockup.png, which is 260 x 120 px.",
        ),
        ("", "--box “” should be X,Y,WIDTH,HEIGHT in whole pixels of {size}."),
        ("10,20,0,40", "--box 10,20,0,40 is empty; give it a width and a height in {size}."),
        ("260,0,40,40", "--box 260,0,40,40 lies outside {size}."),
        ("-50,-50,50,50", "--box -50,-50,50,50 lies outside {size}."),
        ("0,0,20,20", "The part of mockup.png is 20 x 20 px, which is too small to be an interface."),
        ("250,110,200,200", "The part of mockup.png is 10 x 10 px, which is too small to be an interface."),
    ],
)
async def test_a_box_that_holds_no_part_of_the_picture_is_bad_input(
    box: str, said: str, mockup: Path, tmp_path: Path
) -> None:
    result = await moonpane("convert", mockup, f"--box={box}", cwd=tmp_path)
    assert result.code == 2
    assert result.sentence == said.format(size="mockup.png, which is 260 x 120 px")
    assert "Starting" not in result.err
    assert names_in(tmp_path) == ["mockup.png"]
