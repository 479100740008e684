"""The real command line in a process of its own: results, exit codes, one sentence for everything that goes wrong."""

import asyncio
import io
import json
import re
import signal
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from tests.app.command_line import PAGE, moonpane, names_in, size_of, start
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, answering, nobody

pytestmark = pytest.mark.anyio


async def test_convert_without_a_folder_writes_page_render_and_score_and_overwrites_nothing(
    mockup: Path, tmp_path: Path
) -> None:
    scripted = ScriptedEndpoint(answering(PAGE, pause_s=0.02), models=("kimi",))
    async with scripted.serving():
        first = await moonpane("convert", mockup, "--model", scripted.base_url, cwd=tmp_path)
        second = await moonpane("convert", mockup, "--model", scripted.base_url, "--json", cwd=tmp_path)
    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert re.search(r"Wrote \d+ tokens, [\d.]+ tokens/s\.", first.err)
    assert first.out.startswith("moonpane-mockup/index.html  score 0.")
    report = json.loads(second.out)
    assert report["page"] == "moonpane-mockup-2/index.html"
    assert (tmp_path / report["page"]).read_text() == PAGE + "\n"
    assert size_of(tmp_path / report["render"]) == (260, 120)
    score = json.loads((tmp_path / report["score_file"]).read_text())
    assert score["score"] == report["score"]
    assert score["model"] == "kimi"
    assert 0.5 < score["score"]["overall"] < 1
    assert score["score"]["components"].startswith("3 of 5 Design2Code components, against blocks measured from")
    assert (score["score"]["text"], score["score"]["design2code"]) == (None, None)
    assert all(0 <= score["score"][name] <= 1 for name in ("block_match", "position", "color"))
    assert score["tokens"] > 10


async def test_a_folder_that_was_named_is_renewed_but_a_page_of_somebody_else_stays(
    mockup: Path, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "index.html").write_text("by hand")
    other = PAGE.replace("Hello there", "Hello again")
    pages = []
    for answer in (PAGE, other):
        async with ScriptedEndpoint(answering(answer), models=("kimi",)).serving() as scripted:
            for folder in ("ours", "theirs"):
                words = ("convert", mockup, "--model", scripted.base_url, "-o", folder, "--json")
                pages.append(json.loads((await moonpane(*words, cwd=tmp_path)).out)["page"])
    assert pages == ["ours/index.html", "theirs-2/index.html", "ours/index.html", "theirs-2/index.html"]
    assert (tmp_path / "ours" / "index.html").read_text() == other + "\n"
    assert (tmp_path / "theirs" / "index.html").read_text() == "by hand"


async def test_a_kept_key_is_used_and_an_empty_one_is_refused(mockup: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "MOONPANE_ENDPOINT_KEY": ""}
    async with ScriptedEndpoint(answering(PAGE), models=("kimi",)).serving() as scripted:
        for said, code in ((b"\n", 2), (f" {KEY}\n".encode(), 0)):
            process = await start("key", scripted.base_url, cwd=tmp_path, stdin=asyncio.subprocess.PIPE, **home)
            await process.communicate(said)
            assert process.returncode == code
        done = await moonpane("convert", mockup, "--model", scripted.base_url, "-o", "page", cwd=tmp_path, **home)
    assert done.code == 0, done.err


async def test_the_endpoint_is_asked_for_its_model_and_told_the_key(mockup: Path, tmp_path: Path) -> None:
    scripted = ScriptedEndpoint(answering(PAGE), models=("one", "two"))
    async with scripted.serving():
        address = scripted.base_url.removesuffix("/v1") + "#two"
        done = await moonpane("convert", mockup, "--model", address, "-o", "page", "--no-grounding", cwd=tmp_path)
        lost = await moonpane("convert", mockup, "--model", scripted.base_url + "#three", cwd=tmp_path)
        closed = await moonpane("convert", mockup, "--model", address, cwd=tmp_path, MOONPANE_ENDPOINT_KEY="wrong")
    assert done.code == 0, done.err
    assert [request["model"] for request in scripted.requests] == ["two"]
    assert lost.code == 2
    assert lost.sentence == f"{scripted.base_url} does not serve three; it serves one, two."
    assert closed.code == 3
    assert "MOONPANE_ENDPOINT_KEY" in closed.sentence
    assert names_in(tmp_path) == ["mockup.png", "page"]


async def test_a_page_wider_than_its_mockup_is_measured_whole(mockup: Path, tmp_path: Path) -> None:
    page = PAGE.replace("font:700", "text-align:center;font:700")
    page = page.replace("</p>", "</p>\n<div style='width:600px;height:20px;background:#ff0000'></div>")
    async with ScriptedEndpoint(answering(page), models=("kimi",)).serving() as scripted:
        result = await moonpane("convert", mockup, "--model", scripted.base_url, "-o", "page", "--json", cwd=tmp_path)
    assert json.loads(result.out)["score"]["width_ratio"] == pytest.approx(260 / 600, abs=0.01)
    with Image.open(tmp_path / "page" / "render.png") as image:
        assert image.size == (600, 120)
        picture = np.asarray(image.convert("RGB"))
    assert picture[80, 590].tolist() == [255, 0, 0]
    # The text is centred in the page as wide as its mockup, not in the wider picture.
    columns = np.flatnonzero((picture[:60] != 255).any(axis=(0, 2)))
    assert (columns.min() + columns.max()) / 2 == pytest.approx(130, abs=12)


async def test_a_page_longer_than_its_mockup_is_measured_whole(mockup: Path, tmp_path: Path) -> None:
    page = PAGE.replace("</p>", "</p>\n<div style='height:500px;background:#ff0000'></div>")
    async with ScriptedEndpoint(answering(page), models=("kimi",)).serving() as scripted:
        result = await moonpane("convert", mockup, "--model", scripted.base_url, "-o", "page", "--json", cwd=tmp_path)
    assert json.loads(result.out)["score"]["height_ratio"] < 0.3
    assert size_of(tmp_path / "page" / "render.png")[1] > 500


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


BAD_PICTURES = {
    "missing.png": (None, "There is no picture at missing.png."),
    "empty.png": (b"", "empty.png is empty"),
    "cut.png": (picture(300, 300)[:70], "cut.png is damaged or cut off"),
    "long.png": (picture(100_000, 1), "long.png"),
    "bomb.png": (picture(9_000, 9_000), "megapixels"),
    "text.png": (b"Dear Sir or Madam,", "text.png"),
    "drawing.png": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    "drawing.svg": (b"<html>", "drawing.svg holds no <svg> element"),
    ".": (None, ". is a folder"),
}


@pytest.mark.parametrize("name", BAD_PICTURES)
async def test_bad_pictures_are_one_sentence_and_leave_nothing(name: str, tmp_path: Path) -> None:
    data, said = BAD_PICTURES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = names_in(tmp_path)
    result = await moonpane("convert", name, "--json", cwd=tmp_path)
    assert result.code == 2
    assert said in result.sentence
    assert json.loads(result.out) == {"error": result.sentence, "exit_code": 2, "page": None}
    assert names_in(tmp_path) == before


@pytest.mark.parametrize(
    ("model", "code", "said"),
    [
        ("nowhere", 2, "There is no checkpoint at nowhere"),
        ("mockup.png", 2, "a checkpoint is a folder"),
        ("http://", 2, "not an address"),
        ("http://[bad", 2, "not an address"),
        ("http://a b/v1", 2, "not an address"),
        pytest.param("", 3, "cannot be reached", id="nobody listens"),
    ],
)
async def test_models_that_are_not_there(mockup: Path, tmp_path: Path, model: str, code: int, said: str) -> None:
    with nobody() as address:
        result = await moonpane("convert", mockup, "--model", model or address, cwd=tmp_path)
    assert result.code == code
    assert said in result.sentence
    assert names_in(tmp_path) == ["mockup.png"]


async def test_what_was_written_before_the_answer_broke_off_is_kept(mockup: Path, tmp_path: Path) -> None:
    pieces = PAGE.splitlines(keepends=True)
    async with ScriptedEndpoint(lambda _: Play(pieces, cut_after=3), models=("kimi",)).serving() as scripted:
        result = await moonpane("convert", mockup, "--model", scripted.base_url, "--json", cwd=tmp_path)
    assert result.code == 3
    assert result.sentence.endswith("; what was written until then is in moonpane-mockup/index.html.")
    assert (tmp_path / "moonpane-mockup" / "index.html").read_text() == "".join(pieces[:3])
    assert json.loads(result.out)["page"] == "moonpane-mockup/index.html"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_an_interrupted_conversion_keeps_its_page_and_leaves_no_process(
    mockup: Path, tmp_path: Path, number: int, code: int
) -> None:
    scripted = ScriptedEndpoint(lambda _: Play([PAGE[:60], *"x" * 3_000], pause_s=0.02), models=("kimi",))
    async with scripted.serving():
        process = await start("convert", mockup, "--model", scripted.base_url, cwd=tmp_path)
        assert process.stderr is not None
        while b"Writing" not in await process.stderr.readline():
            pass
        children = psutil.Process(process.pid).children(recursive=True)
        assert children  # the pixel process
        await asyncio.sleep(0.3)
        process.send_signal(number)
        _, err = await process.communicate()
        await asyncio.wait_for(scripted.aborted.wait(), 5)
    assert process.returncode == code
    assert b"Traceback" not in err
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive
    assert (tmp_path / "moonpane-mockup" / "index.html").read_text().startswith(PAGE[:60])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["render", "nope.html", "-o", "x.png"], 2, "There is no page at nope.html."),
        (["render", "page.html", "-o", "x.png", "--size", "big"], 2, "not a size"),
        (["render", "page.html", "-o", "x.png", "--size", "99999x10"], 2, "cannot be made"),
        (["render", "page.html", "-o", "x.png", "--size", "16000x16000"], 2, "megapixels"),
        (["render", "page.html", "-o", "."], 2, "give the PNG file"),
        (["render", ".", "-o", "page.html"], 2, "give a folder"),
        (["compare", "page.html", "page.html"], 2, "page.html"),
    ],
)
async def test_other_bad_inputs(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    result = await moonpane(*words, cwd=tmp_path)
    assert result.code == code, result.err
    assert said in result.sentence
    assert not (tmp_path / "x.png").exists()


async def test_a_studio_without_a_display_and_names_too_long_are_one_sentence(mockup: Path, tmp_path: Path) -> None:
    bare = await moonpane("studio", cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert bare.code == 2
    assert bare.sentence.startswith("There is no display")
    long = await moonpane("convert", "x" * 300 + ".png", cwd=tmp_path)
    assert long.code == 2
    assert "File name too long" in long.sentence
    lost = await moonpane("convert", mockup, "--model", "~nobody-here/x", cwd=tmp_path)
    assert (lost.code, lost.sentence[:22]) == (2, "There is no checkpoint")


async def test_help_says_the_exit_codes(tmp_path: Path) -> None:
    result = await moonpane("convert", "--help", cwd=tmp_path, COLUMNS="200")
    assert "130 interrupted" in result.out
    assert "--no-grounding" in result.out
