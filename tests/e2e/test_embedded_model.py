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

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.anyio
REAL = ROOT / "tests" / "vision" / "pages" / "real"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_the_demo_makes_a_page_that_is_like_its_mockup(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", "demo", "-o", "demo", "--no-window"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=tmp_path,
        # Nothing may be needed from the network: every way out leads nowhere.
        env={**os.environ, **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")},
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    page = (tmp_path / "demo" / "index.html").read_text(encoding="utf-8")
    assert f"Page:  {(tmp_path / 'demo' / 'index.html').resolve()}" in out.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "position:absolute" not in page
    report = json.loads((tmp_path / "demo" / "score.json").read_text(encoding="utf-8"))
    assert report["complete"]
    assert report["score"]["components"].startswith("4 of 5")
    assert report["score"]["overall"] > 0.7


async def test_the_component_is_the_same_picture_as_the_page(tmp_path: Path) -> None:
    """One model, one answer: `--stack` changes how it is said, and nothing of what is seen."""
    sample, reports = ROOT / "resources" / "moonpane_resources" / "samples" / "2-shop.png", {}
    for stack in ("html", "react"):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "moonpane", "convert", str(sample), "--stack", stack, "-o", stack),
            stderr=asyncio.subprocess.PIPE,
            cwd=tmp_path,
        )
        _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        reports[stack] = json.loads((tmp_path / stack / "score.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in (tmp_path / "react").iterdir()) == ["render.png", "score.json", "src"]
    app = (tmp_path / "react" / "src" / "App.jsx").read_text(encoding="utf-8")
    assert app.startswith('export default function App() {\n  return (\n    <div className="flex flex-col ')
    assert app.endswith("\n    </div>\n  );\n}\n")
    assert "style" not in app
    assert reports["react"]["complete"]
    assert reports["react"]["tokens"] == reports["html"]["tokens"]
    with (
        Image.open(tmp_path / "html" / "render.png") as page,
        Image.open(tmp_path / "react" / "render.png") as component,
    ):
        assert page.tobytes() == component.tobytes()


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
