"""The first minute, as a newcomer lives it: the shipped model converts a shipped mockup, offline, on the CPU."""

import asyncio
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image

from moonpane_resources.paths import first_sample
from tests.app.command_line import moonpane

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.anyio
REAL = ROOT / "tests" / "vision" / "pages" / "real"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of `moonpane demo`, and what it said."""
    folder = tmp_path_factory.mktemp("demo")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", "demo", "-o", "demo", "--no-window"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folder,
        # Nothing may be needed from the network: every way out leads nowhere.
        env={**os.environ, **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")},
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return folder / "demo", out.decode()


async def test_the_demo_makes_a_page_that_is_like_its_mockup(demo: tuple[Path, str]) -> None:
    folder, out = demo
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert f"Page:  {(folder / 'index.html').resolve()}" in out
    assert page.startswith("<!DOCTYPE html>")
    assert "position:absolute" not in page
    report = json.loads((folder / "score.json").read_text(encoding="utf-8"))
    assert report["complete"]
    assert report["score"]["components"].startswith("4 of 5")
    assert report["score"]["overall"] > 0.7


async def test_the_component_is_the_same_picture_as_the_page(demo: tuple[Path, str], tmp_path: Path) -> None:
    """One model, one answer: `--stack` changes how it is said, and nothing of what is seen."""
    sample = first_sample()
    assert sample is not None
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", "convert", str(sample), "--stack", "react", "-o", "react"),
        stderr=asyncio.subprocess.PIPE,
        cwd=tmp_path,
    )
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    page, component = (
        json.loads((path / "score.json").read_text(encoding="utf-8")) for path in (demo[0], tmp_path / "react")
    )
    assert sorted(path.name for path in (tmp_path / "react").iterdir()) == ["render.png", "score.json", "src"]
    app = (tmp_path / "react" / "src" / "App.jsx").read_text(encoding="utf-8")
    assert app.startswith('export default function App() {\n  return (\n    <div className="flex flex-col ')
    assert app.endswith("\n    </div>\n  );\n}\n")
    assert "style" not in app
    assert component["complete"]
    assert component["tokens"] == page["tokens"]
    with Image.open(demo[0] / "render.png") as one, Image.open(tmp_path / "react" / "render.png") as other:
        assert one.tobytes() == other.tobytes()


async def test_fresh_pages_are_converted_as_well_as_is_said(tmp_path: Path) -> None:
    """Pages of seeds that are in no training, through everything: parser, model, renderer."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for page in sorted((ROOT / "suites" / "generated").glob("*.html"))[:6]:
        shutil.copy(page, pages)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", "eval", str(pages), "--json"), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    report = json.loads(out)
    assert report["complete"] == report["drawn"] == 6
    for name, least in {"block_match": 0.80, "text": 0.80, "position": 0.85, "color": 0.85}.items():
        assert report["means"][name] >= least, name


async def test_a_screen_that_is_too_large_for_one_answer_becomes_one_whole_page(tmp_path: Path) -> None:
    """One answer holds 60 elements; this one has some 70, nested deeply."""
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    shutil.copy(REAL / "podcasts.html", pages)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", "eval", str(pages), "--json", "-o", str(out)),
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    report = json.loads(told)
    assert report["complete"] == 1
    assert report["means"]["block_match"] >= 0.8
    (row,) = report["rows"]
    assert row["absolute"] == 0
    assert row["tokens"] > 2_100
    page = (out / "answer" / "podcasts.html").read_text(encoding="utf-8")
    assert [page.count(tag) for tag in ("<!DOCTYPE", "<style>", "<body", "</body>", "</html>")] == [1] * 5
    body = page.partition("<body")[2]
    assert len(re.findall("<(?!input|hr|img)[a-z]", body)) == body.count("</") - 2  # those of body and html


async def test_code_keeps_its_spaces_its_colours_and_every_letter(tmp_path: Path) -> None:
    """A terminal with ten colours, and in another stack."""
    drawn = await moonpane("render", REAL / "terminal.html", "-o", "page.png", "--size", "760x540", cwd=tmp_path)
    assert drawn.code == 0, drawn.err
    for stack, path in (("html", "index.html"), ("react", "src/App.jsx")):
        done = await moonpane("convert", "page.png", "--stack", stack, "-o", stack, cwd=tmp_path)
        assert done.code == 0, done.err
        page = (tmp_path / stack / path).read_text(encoding="utf-8")
        code = re.sub("<[^>]*>", "", page[page.index("<pre") : page.index("</pre>")])
        for row in (
            "drwxr-xr-x 4 ops ops 4.0K Apr  2 09:14 ",
            "replacing 6 pods, at most 2 at a time",
            "####################",
        ):
            assert row in code, (stack, row)
        assert "#ff6188" in page
