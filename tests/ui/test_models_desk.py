"""What the models panel has done, as far as it outlives the studio: real engine processes with scripted words."""

import asyncio
from pathlib import Path

import pytest

from moonpane.models.known import Catalogue
from moonpane.settings import SettingsFile
from moonpane.store.models.desk import ModelsDesk
from tests.ui.test_model_keeper import checkpoint, keeping

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_model_is_chosen_for_good_while_the_one_before_still_answers(tmp_path: Path, qapp: object) -> None:
    """A crash in between must not bring back an endpoint that the next question was not meant for."""
    file = SettingsFile(tmp_path / "settings.json")
    catalogue = Catalogue(file)
    one, two = checkpoint(tmp_path, "one"), checkpoint(tmp_path, "two")
    for each in (one, two):
        catalogue.put(each)
    catalogue.choose(one.id)
    is_waited_for, has_ended = asyncio.Event(), asyncio.Event()

    async def idle() -> None:
        is_waited_for.set()
        await has_ended.wait()

    async with keeping(one, [], idle=idle) as keeper:
        using = asyncio.create_task(ModelsDesk(catalogue, keeper, lambda _: None).use(two.id, anyway=True))
        await asyncio.wait_for(is_waited_for.wait(), 20)
        assert keeper.known.id == two.id
        assert Catalogue(file).chosen == two.id
        has_ended.set()
        await using
