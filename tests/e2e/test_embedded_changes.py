"""The shipped model is asked for changes through the real engine: what it writes fits the page and leaves it whole."""

import pytest

from moonpane.client.models import open_model, with_context
from moonpane.revise import Delta, Finished, revise
from moonpane.revise.embedded import NOT_A_CHANGE
from moonpane.revise.guided import open_tags
from moonpane_engine.train.pages import generate_page
from moonpane_resources.prompts.editing import SEARCH, body_lines
from moonpane_resources.prompts.wishes import picked_words

pytestmark = pytest.mark.anyio
PICKED = f"{picked_words('<p>', source='index.html:24:1')}make it blue"
WISHES = ("Make the page background red", "Remove the first button", "Make the title larger", PICKED, "数を大きく")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.slow
async def test_whatever_the_model_writes_fits_the_page_and_leaves_it_whole() -> None:
    async with open_model("embedded", lambda _: None) as opened:
        endpoint = await with_context(opened)
        for seed, wish in ((seed, wish) for seed in (3, 12) for wish in WISHES):
            page = generate_page(seed)
            asked = revise(endpoint, [{"role": "user", "content": wish}], {"index.html": page}, "html")
            *events, finished = [event async for event in asked]
            assert isinstance(finished, Finished)
            assert "".join(each.text for each in events if isinstance(each, Delta)).startswith(f"{SEARCH}\n<")
            assert not finished.rejected
            changed = finished.files["index.html"]
            if finished.applied:
                assert changed != page
                assert [done.way for done in finished.applied] == ["exact"]
            else:  # it did not come to an end, or wrote what was there
                assert finished.remarks[-1] == NOT_A_CHANGE
            assert open_tags(body_lines(changed)[1:-1]) == ()
