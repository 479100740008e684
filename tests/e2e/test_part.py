"""The shipped model converts elements that are framed by hand in pictures of known pages."""

import json
import re
from pathlib import Path

import pytest

from tests.app.command_line import moonpane, size_of

HANDMADE = Path(__file__).parents[2] / "suites" / "handmade"

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(
    ("name", "drawn", "element", "words"),
    [
        ("conference-schedule", (850, 166, 354, 189), (847, 168, 353, 190), "Set your own visiting card"),
        ("dashboard-health-dark", (23, 370, 373, 195), (20, 372, 372, 196), "9,214"),
    ],
)
async def test_the_code_of_an_element_is_that_element_at_its_size(
    name: str, drawn: tuple[int, ...], element: tuple[int, ...], words: str, tmp_path: Path
) -> None:
    rendered = await moonpane("render", HANDMADE / f"{name}.html", "-o", "page.png", cwd=tmp_path)
    assert rendered.code == 0, rendered.err
    box = ",".join(map(str, drawn))
    done = await moonpane("convert", "page.png", "--box", box, "-o", "part", "--json", cwd=tmp_path)
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert report["box"] == list(element)
    assert size_of(tmp_path / report["render"]) == element[2:]
    html = (tmp_path / report["page"]).read_text(encoding="utf-8")
    assert words in html
    body = html[html.index("<body") :]
    assert re.match(r"<body[^>]*>\s*<\w+[^>]*border-radius:1\dpx", body), "one element with round corners on its ground"
    assert report["score"]["overall"] >= 0.93
    assert report["score"]["block_match"] >= 0.95
