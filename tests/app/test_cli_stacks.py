"""`moonpane convert --stack`: the files of a page or a project, in a folder."""

import json
from pathlib import Path

import pytest

from tests.app.command_line import PAGE, moonpane, names_in
from tests.app.scripted_endpoint import ScriptedEndpoint, answering

pytestmark = pytest.mark.anyio
PROJECT = "```jsx src/App.jsx\nexport default function App() {}\n```\n\n```css src/app.css\np {}\n```\n"


async def test_a_page_of_several_files_is_written_and_measured(mockup: Path, tmp_path: Path) -> None:
    answer = f"```html index.html\n{PAGE}\n```\n```css css/style.css\np {{}}\n```\n"
    async with ScriptedEndpoint(answering(answer), models=("kimi",)).serving() as scripted:
        words = ("convert", mockup, "--model", scripted.base_url, "--stack", "tailwind", "-o", "page", "--json")
        done = await moonpane(*words, cwd=tmp_path)
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert (report["page"], report["files"]) == ("page/index.html", ["css/style.css", "index.html"])
    assert report["stack"] == "tailwind"
    assert (tmp_path / "page/css/style.css").read_text() == "p {}\n"
    assert names_in(tmp_path / "page") == ["css", "index.html", "render.png", "score.json"]


async def test_a_react_project_is_written_and_none_is_overwritten(mockup: Path, tmp_path: Path) -> None:
    async with ScriptedEndpoint(answering(PROJECT), models=("kimi",)).serving() as scripted:
        words = ("convert", mockup, "--model", scripted.base_url, "--stack", "react")
        for _ in range(2):
            await moonpane(*words, cwd=tmp_path)
    for folder in ("moonpane-mockup", "moonpane-mockup-2"):
        assert (tmp_path / folder / "src/App.jsx").read_text() == "export default function App() {}\n"
        assert (tmp_path / folder / "src/app.css").read_text() == "p {}\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(
            ("--stack", "react", "--no-grounding"),
            2,
            "Without measuring, the embedded model writes plain HTML only, not React; leave out --no-grounding",
            id="react",
        ),
        pytest.param(("--stack", "flutter"), 2, "'flutter' is not one of 'html', 'tailwind', 'react'", id="unknown"),
    ],
)
async def test_what_cannot_be_done_is_said_before_an_engine_starts(
    mockup: Path, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = await moonpane("convert", mockup, *words, cwd=tmp_path)
    assert done.code == code
    assert sentence in done.sentence
    assert names_in(tmp_path) == ["mockup.png"]
