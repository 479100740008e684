"""Pages to pictures and layouts: exact places, the same picture twice, and an end for pages that do not want to end."""

import io
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from moonpane.errors import InputError
from moonpane.preview import headless
from moonpane.preview.errors import PageStopped, PreviewError
from moonpane.preview.headless import __main__ as program
from moonpane.preview.headless import render, render_file, render_folder, supervisor

pytestmark = pytest.mark.alone

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><style>
*{margin:0;box-sizing:border-box}
body{font:16px/1.25 Inter,sans-serif;display:flex;flex-direction:column}
button,input{font:inherit;border:0}
</style></head>
<body style="background:#f6f7fb;padding:16px;gap:12px">
<h1 style="font-size:24px;font-weight:700;color:#1a2233">Welcome back</h1>
<p style="width:120px;font-size:14px;color:#667085">Sign in to continue to your own dashboard</p>
<p style="visibility:hidden">not to be seen</p>
<p style="color:#ff000000">nor this</p>
<div style="width:200px;height:40px;background:#2f6fed;border-radius:8px;border:2px solid #1a2233"></div>
<input placeholder="Email" style="width:200px;height:36px;background:#ffffff;padding:8px">
<button style="width:90px;background:#2f6fed;color:#ffffff;text-transform:uppercase;padding:8px 16px">Save</button>
</body></html>
"""


@pytest.fixture(scope="module")
def rendered() -> headless.Rendered:
    return render(PAGE, width=360, height=420, boxes=True)


def picture(rendered: headless.Rendered) -> Image.Image:
    return Image.open(io.BytesIO(rendered.png))


def layout(rendered: headless.Rendered) -> dict:
    assert rendered.layout is not None
    return rendered.layout


def pixel(path: Path, at: tuple[int, int]) -> object:
    with Image.open(path) as image:
        return image.getpixel(at)


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def children() -> list[psutil.Process]:
    """Everything that runs, or waits to be reaped, below this test run, but for what belongs to a live view."""
    own_session = os.getsid(0)
    return [child for child in psutil.Process().children(recursive=True) if os.getsid(child.pid) != own_session]


def test_the_picture_is_compressed(rendered: headless.Rendered) -> None:
    again = io.BytesIO()
    picture(rendered).save(again, "PNG")
    assert len(rendered.png) < 1.2 * len(again.getvalue())


def test_the_picture_has_the_size_and_the_colours(rendered: headless.Rendered) -> None:
    image = picture(rendered)
    assert (image.mode, image.size) == ("RGB", (360, 420))
    assert image.getpixel((2, 2)) == (0xF6, 0xF7, 0xFB)
    box = next(box for box in layout(rendered)["boxes"] if box["radius"] == 8)
    middle = (int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2))
    assert image.getpixel(middle) == (0x2F, 0x6F, 0xED)


def test_chinese_japanese_and_korean_are_no_empty_boxes() -> None:
    words = "中文かなカナ한글"
    style = "margin:0;font:40px/40px Inter"
    drawn = picture(render(f"<p style='{style}'>{words}", width=320, height=40)).convert("L")
    letters = {drawn.crop((40 * at, 0, 40 * at + 40, 40)).tobytes() for at in range(6)}
    assert len(letters) == 6, "boxes would be all the same"


def test_every_visible_text_is_in_the_layout(rendered: headless.Rendered) -> None:
    blocks = {block["tag"]: block for block in layout(rendered)["blocks"]}
    texts = [block["text"] for block in layout(rendered)["blocks"]]
    assert texts == ["Welcome back", "Sign in to continue to your own dashboard", "Email", "SAVE"]
    heading = blocks["h1"]
    assert (heading["x"], heading["font_size"], heading["font_weight"]) == (16, 24, 700)
    assert heading["color"] == [0x1A, 0x22, 0x33]
    assert blocks["button"]["color"] == [255, 255, 255]


def test_a_wrapped_text_has_its_lines(rendered: headless.Rendered) -> None:
    paragraph = next(block for block in layout(rendered)["blocks"] if block["tag"] == "p")
    lines = paragraph["lines"]
    assert len(lines) >= 3
    assert " ".join(line["text"] for line in lines) == paragraph["text"]
    assert [line["x"] for line in lines] == [16] * len(lines)
    pitches = {round(b["y"] - a["y"], 1) for a, b in itertools.pairwise(lines)}
    assert pitches == {17.5}
    assert all(line["width"] <= 120 for line in lines)


def test_ink_lies_where_the_layout_says(rendered: headless.Rendered) -> None:
    """The darkest pixels of each text lie inside its lines; beside them is background only."""
    image = picture(rendered)
    line = layout(rendered)["blocks"][0]["lines"][0]
    left, top = int(line["x"]), int(line["y"])
    right, bottom = int(line["x"] + line["width"]) + 1, int(line["y"] + line["height"]) + 1
    inside = np.asarray(image.crop((left, top, right, bottom)).convert("L"))
    beside = np.asarray(image.crop((right + 2, top, 350, bottom)).convert("L"))
    assert inside.min() < 80
    assert set(beside.ravel()) == {247}


def test_boxes_have_fill_border_and_radius(rendered: headless.Rendered) -> None:
    box = next(box for box in layout(rendered)["boxes"] if box["radius"] == 8)
    assert (box["x"], box["width"], box["height"]) == (16, 200, 40)
    assert box["background"] == [0x2F, 0x6F, 0xED, 1]
    assert (box["border_width"], box["border_color"]) == (2, [0x1A, 0x22, 0x33])
    assert {box["tag"] for box in layout(rendered)["boxes"]} == {"body", "div", "input", "button"}


def test_the_same_page_gives_the_same_picture(rendered: headless.Rendered) -> None:
    again = render(PAGE, width=360, height=420, boxes=True)
    assert again.png == rendered.png
    assert again.layout == rendered.layout


def test_a_moving_page_gives_the_same_picture_too() -> None:
    moving = (
        "<style>@keyframes a { from { opacity: 0; margin-left: 0 } to { opacity: 1; margin-left: 90px } }"
        "p { animation: a 3s forwards } b { animation: a .5s infinite }</style><p>slow</p><b>for ever</b>"
        "<input autofocus value=caret>"
    )
    assert render(moving, width=200, height=100).png == render(moving, width=200, height=100).png


def test_without_a_height_the_page_decides() -> None:
    tall = "<body style='margin:0'><div style='height:1234px;background:#123456'></div></body>"
    assert picture(render(tall, width=300)).size == (300, 1234)
    assert picture(render("<p>short</p>", width=300)).size == (300, 200)


def test_a_folder_is_rendered_once(tmp_path: Path) -> None:
    pages, output = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    for number in range(6):
        html = f"<!-- viewport: 320xauto -->\n<body style='background:#0000{number:02x}'><h1>{number}</h1></body>"
        (pages / f"{number}.html").write_text(html, encoding="utf-8")
    (pages / "plain.html").write_text("<p>no size</p>", encoding="utf-8")
    events = list(render_folder(pages, output, boxes=True))
    assert [event.kind for event in events] == ["done"] * 7
    for number in range(6):
        assert size_of(output / f"{number}.png") == (320, 200)
        assert pixel(output / f"{number}.png", (310, 190)) == (0, 0, number), "a picture of another page"
        assert (output / f"{number}.json").stat().st_size > 100
    assert size_of(output / "plain.png") == headless.DEFAULT_SIZE
    (output / "3.png").unlink()
    assert len(list(render_folder(pages, output, boxes=True))) == 1


BAD_PAGES = {
    "array-bomb": "<script>const a = []; setInterval(() => a.push(new Uint8Array(4e7).fill(1)), 5)</script>boom",
    "heap-bomb": "<script>const a = []; for (;;) a.push({a: [1, 2, 3], b: 'x' + a.length})</script>",
    "loop": "<script>while (true) {}</script>",
    "microtasks": "<script>const f = () => Promise.resolve().then(f); f()</script>",
    "never-loaded": "<p>x</p><script>const f = document.createElement('iframe'); document.body.append(f);"
    "f.contentDocument.open(); f.contentDocument.write('<p>waiting')</script>",
    "reloads": "<p>again</p><script>location.reload()</script>",
}


def test_bad_pages_end_with_a_sentence_and_good_ones_beside_them_are_rendered(tmp_path: Path) -> None:
    pages, output = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    for name, html in BAD_PAGES.items():
        (pages / f"{name}.html").write_text(f"<body>{html}</body>", encoding="utf-8")
    for number in range(4):
        (pages / f"good-{number}.html").write_text(f"<h1>{number}</h1>", encoding="utf-8")
    ended = {}
    for event in render_folder(pages, output, timeout=3):
        name = sorted(pages.glob("*.html"))[event.number].stem
        ended[name] = event
    assert {name for name, event in ended.items() if event.kind == "done"} >= {f"good-{n}" for n in range(4)}
    assert ended.keys() == {page.stem for page in pages.glob("*.html")}
    # The array bomb has a harmless first second, in which its picture is taken.
    for name in BAD_PAGES.keys() - {"array-bomb"}:
        assert ended[name].kind == "failed", name
        assert ended[name].sentence.startswith(f"{name}.html ")
        assert ended[name].sentence.endswith(".")
    assert children() == []


def test_an_endless_page_ends_within_its_time_and_leaves_no_process() -> None:
    begun = time.monotonic()
    with pytest.raises(PageStopped, match="did not finish within 3 s"):
        render("<script>while (true) {}</script>", width=300, height=200, timeout=3)
    assert time.monotonic() - begun < 15
    assert children() == []


def test_a_page_that_never_stands_still_is_drawn_as_it_was_and_says_so(tmp_path: Path) -> None:
    page, picture = tmp_path / "clock.html", tmp_path / "clock.png"
    page.write_text(
        "<h1>0</h1><script>setInterval(() => document.querySelector('h1').textContent = performance.now(), 5)</script>",
        encoding="utf-8",
    )
    note = render_file(page, picture, width=300, height=100)
    assert note == "clock.html never stands still; its picture shows one moment of it."
    with Image.open(picture) as image:
        assert np.asarray(image.convert("L")).min() < 60  # its digits are there


def test_a_memory_bomb_is_stopped_long_before_its_time() -> None:
    begun = time.monotonic()
    bomb = "<script>const a = []; for (;;) a.push(new Uint8Array(4e7).fill(1))</script>"
    with pytest.raises(PageStopped, match=r"memory"):
        render(bomb, width=300, height=200)
    assert time.monotonic() - begun < 15


def test_killing_the_supervisor_ends_its_renderer(tmp_path: Path) -> None:
    page = tmp_path / "loop.html"
    page.write_text("<script>while (true) {}</script>", encoding="utf-8")
    marker = f"MOONPANE_TEST_{os.getpid()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "moonpane.preview.headless", str(page), "-o", str(tmp_path / "loop.png")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), marker: "1"},
        stderr=subprocess.DEVNULL,
    )

    def family() -> list[int]:
        needle = f"{marker}=1".encode()
        return [pid for pid in psutil.pids() if needle in _environ(pid)]

    _wait_for(lambda: len(family()) >= 4)  # supervisor, renderer and Chromium's helpers
    process.kill()
    process.wait()
    _wait_for(lambda: family() == [])


def _environ(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def _wait_for(condition, timeout_s: float = 20) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("size", [(0, 100), (100_000, 1), (16_000, 16_000)])
def test_a_picture_too_large_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="cannot be made"):
        render("<p>x</p>", width=size[0], height=size[1])


def test_a_page_too_large_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    with page.open("wb") as file:
        file.truncate(headless.MAX_HTML_BYTES + 1)
    with pytest.raises(PreviewError, match=r"large\.html is larger than 16 MB"):
        render_file(page, tmp_path / "large.png")
    assert not (tmp_path / "large.png").exists()


def test_a_missing_page_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = program.main([str(tmp_path / "none.html"), "-o", str(tmp_path / "none.png")])
    assert code == PreviewError.exit_code
    assert capsys.readouterr().err.strip().splitlines()[-1].endswith("cannot be read: No such file or directory.")


def test_a_renderer_that_cannot_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor.sys, "executable", "/bin/false")
    with pytest.raises(PreviewError, match="could not be started: it said nothing"):
        render("<p>x</p>", width=100, height=100)
