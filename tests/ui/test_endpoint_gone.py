"""An endpoint that goes while it is used, and comes back."""

import contextlib
from typing import Any

import pytest

from moonpane.client.chat import stream_chat
from moonpane.errors import EndpointError, ModelError
from moonpane.models.known import KnownModel
from moonpane.settings import keep_endpoint_key
from moonpane.store.model import EngineState
from moonpane.store.models.model_keeper import ModelKeeper
from moonpane.store.notices import EngineChanged
from tests.app.scripted_endpoint import KEY, ScriptedEndpoint
from tests.app.test_probe import Server

pytestmark = pytest.mark.anyio

QUESTION = [{"role": "user", "content": "hello"}]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def statuses(posted: list[Any]) -> list[tuple[str, EngineState]]:
    return [(each.status.model, each.status.state) for each in posted if isinstance(each, EngineChanged)]


async def test_an_endpoint_that_is_gone_is_said_to_be_and_found_again_when_it_is_back() -> None:
    posted: list[Any] = []

    async def ask(keeper: ModelKeeper) -> None:
        try:
            async for _ in stream_chat(await keeper.endpoint(), QUESTION, thinking=False, max_tokens=None):
                pass
        except ModelError as error:
            raise await keeper.explain(error) from None

    scripted = ScriptedEndpoint(Server(), models=("kimi",))
    async with scripted.serving():
        keep_endpoint_key(scripted.base_url, KEY)
        keeper = ModelKeeper(KnownModel("endpoint", "Lab", address=scripted.base_url), posted.append)
        await keeper.run()
        await ask(keeper)
    assert statuses(posted)[-1] == ("kimi", EngineState.READY)
    for _ in range(2):
        with pytest.raises(EndpointError, match="cannot be reached"):
            await ask(keeper)
        assert statuses(posted)[-1][1] is EngineState.STOPPED
    async with scripted.serving(scripted.port):
        await ask(keeper)
    assert statuses(posted)[-1] == ("kimi", EngineState.READY)
    await keeper.stop()


@pytest.mark.parametrize("model", ["kimi", "none-such"])
async def test_the_model_is_called_the_same_from_its_start_on(model: str) -> None:
    posted: list[Any] = []
    scripted = ScriptedEndpoint(Server(), models=("kimi",))
    async with scripted.serving():
        keep_endpoint_key(scripted.base_url, KEY)
        known = KnownModel("endpoint", "Lab", address=scripted.base_url, model=model)
        keeper = ModelKeeper(known, posted.append)
        await keeper.run()
        with contextlib.suppress(ModelError):
            await keeper.endpoint()
    await keeper.stop()
    end = EngineState.READY if model == "kimi" else EngineState.STOPPED
    assert statuses(posted) == [(model, EngineState.STARTING), (model, end)]
