"""The shipped model is asked for changes through the real engine: it answers orders, and the page stays whole."""

from pathlib import Path

import pytest

from moonpane.client.models import open_model, with_context
from moonpane.revise import Delta, Finished, revise
from moonpane_engine.train.pages import generate_page
from moonpane_resources.editing.orders import MAX_ORDERS, NONE, VERBS
from moonpane_resources.editing.page import read_page
from moonpane_resources.prompts.wishes import picked_words

pytestmark = pytest.mark.anyio
REAL = Path(__file__).parents[1] / "vision" / "pages" / "real" / "job_board.html"
PICKED = f"{picked_words('<p>', source='index.html:23:1')}make it blue"
WISHES = ("Make the page background red", "Remove the first button", PICKED, "数を大きく")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.slow
async def test_whatever_the_model_answers_are_orders_and_the_page_stays_whole() -> None:
    async with open_model("embedded", lambda _: None) as opened:
        endpoint = await with_context(opened)
        for page in (generate_page(3), generate_page(12), REAL.read_text(encoding="utf-8")):
            for wish in WISHES if page != REAL.read_text(encoding="utf-8") else WISHES[:2]:
                asked = revise(endpoint, [{"role": "user", "content": wish}], {"index.html": page}, "html")
                *events, finished = [event async for event in asked]
                assert isinstance(finished, Finished)
                answer = "".join(each.text for each in events if isinstance(each, Delta))
                lines = answer.split("\n")
                assert lines == [NONE] or {line.split()[1] for line in lines[:-1]} <= VERBS.keys()
                assert 1 <= len(lines) <= MAX_ORDERS
                assert finished.remarks, "what was understood, or that nothing was"
                changed = finished.files["index.html"]
                assert bool(finished.applied) == (changed != page)
                assert [each.tag for each in read_page(changed).all()][:1] == ["body"]


PLAIN = (
    ("Make the Save draft button green", "<button>", '<button style="background:#16a34a">'),
    ("Swap Home and About", "<a>Home</a><a>About</a>", "<a>About</a><a>Home</a>"),
    ("Remove the Press item", "<a>Press</a>", ""),
    ("Make the page background red", "<body>", '<body style="background:#dc2626">'),
    ("Write Home in bold", "<a>Home", '<a style="font-weight:700">Home'),
    ("Rename Save draft to Send letter", "Save draft", "Send letter"),
    ("Make the heading 40px", "<h1>", '<h1 style="font-size:40px">'),
)


@pytest.mark.slow
async def test_plain_wishes_about_a_page_by_hand_are_granted() -> None:
    """All of them are here; another processor may round a doubtful one the other way."""
    page = (
        "<!DOCTYPE html><html><body><nav><a>Home</a><a>About</a><a>Press</a></nav><h1>Letters to the editor</h1>"
        "<p>Write to us by Friday.</p><button>Save draft</button></body></html>"
    )
    granted = []
    async with open_model("embedded", lambda _: None) as opened:
        endpoint = await with_context(opened)
        for wish, before, after in PLAIN:
            asked = revise(endpoint, [{"role": "user", "content": wish}], {"index.html": page}, "html")
            *_, finished = [event async for event in asked]
            assert isinstance(finished, Finished)
            granted += [wish] * (finished.files["index.html"] == page.replace(before, after))
    assert len(granted) >= len(PLAIN) - 1, granted
