"""`moonpane render` and `moonpane compare`: one page, a folder of them, and pages that do not want to end."""

import asyncio
import json
import re
import time
from pathlib import Path

import psutil
import pytest

from tests.app.command_line import PAGE, moonpane, names_in, size_of, start

pytestmark = pytest.mark.anyio


async def test_an_endless_page_is_given_up_within_20_seconds_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "loop.html").write_text("<p>x</p><script>while (true) {}</script>")
    began = time.monotonic()
    result = await moonpane("render", "loop.html", "-o", "loop.png", "--size", "300x200", cwd=tmp_path)
    assert time.monotonic() - began < 20
    assert result.code == 4
    assert re.fullmatch(r"loop\.html did not finish within \d+ s and was stopped\.", result.sentence)
    assert not [one for one in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(one.info["cmdline"] or [])]


async def test_a_killed_command_leaves_no_renderer(tmp_path: Path) -> None:
    """`kill -9` lets nothing be tidied up: whatever it started has to notice by itself."""
    (tmp_path / "loop.html").write_text("<p>x</p><script>while (true) {}</script>")
    process = await start("render", "loop.html", "-o", "loop.png", "--size", "300x200", cwd=tmp_path)
    started: list[psutil.Process] = []
    while not any("QtWebEngineProc" in one.name() for one in started):
        await asyncio.sleep(0.1)
        started = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    await process.wait()
    _, alive = psutil.wait_procs(started, timeout=5)
    assert not alive


async def test_a_folder_of_pages_takes_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x</p>")
    result = await moonpane("render", ".", "-o", "out", "--size", "300x200", cwd=tmp_path)
    assert result.code == 2
    assert result.sentence == "The pages of a folder say their own sizes; give --size with a single page."


async def test_a_desktop_that_scales_its_windows_scales_no_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    scaled = {"QT_SCALE_FACTOR": "1.5", "QT_SCREEN_SCALE_FACTORS": "2", "QT_FONT_DPI": "192", "GDK_SCALE": "2"}
    for name, environment in (("a.png", {}), ("b.png", scaled)):
        drawn = await moonpane("render", "page.html", "-o", name, "--size", "300x200", cwd=tmp_path, **environment)
        assert drawn.code == 0, drawn.err
    assert size_of(tmp_path / "b.png") == (300, 200)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


async def test_render_and_compare_agree_that_a_page_is_like_itself(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!-- viewport: 300xauto -->\n" + PAGE)
    drawn = await moonpane("render", "page.html", "-o", "a.png", "--boxes", "a.json", cwd=tmp_path)
    assert drawn.code == 0, drawn.err
    assert size_of(tmp_path / "a.png") == (300, 200)
    assert json.loads((tmp_path / "a.json").read_text())["blocks"][0]["text"] == "Hello there"
    sides = ["--html-a", "page.html", "--html-b", "page.html"]
    same = await moonpane("compare", "a.png", "a.png", *sides, "--json", cwd=tmp_path)
    score = json.loads(same.out)
    assert (score["overall"], score["text"], score["design2code"]) == (1.0, 1.0, 1.0)
    half = await moonpane("compare", "a.png", "a.png", "--html-a", "page.html", cwd=tmp_path)
    assert half.code == 2
    assert "both sides" in half.sentence


async def test_a_folder_of_pages_is_rendered_into_a_folder(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("one", "two"):
        (pages / f"{name}.html").write_text("<!-- viewport: 200x100 -->\n" + PAGE)
    result = await moonpane("render", "pages", "-o", "out", cwd=tmp_path)
    assert result.code == 0, result.err
    assert names_in(tmp_path / "out") == ["one.json", "one.png", "two.json", "two.png"]


async def test_a_page_that_never_ends_is_stopped_by_name(tmp_path: Path) -> None:
    (tmp_path / "greedy.html").write_text(
        PAGE + "<script>const a=[];for(;;)a.push(new Uint8Array(1e7).fill(1))</script>"
    )
    result = await moonpane("render", "greedy.html", "-o", "x.png", cwd=tmp_path)
    assert result.code == 4
    assert result.sentence.startswith("greedy.html used more than")
