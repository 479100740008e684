"""The key of the environment goes to the endpoint that the command line names, and to no other that is known."""

import dataclasses
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from moonpane.models.known import Catalogue, KnownModel
from moonpane.settings import SettingsFile, forget_endpoint_key, keep_endpoint_key
from moonpane.store.models.desk import ModelsDesk
from moonpane.store.models.model_keeper import ModelKeeper, source_for
from tests.app.scripted_endpoint import KEY, ScriptedEndpoint
from tests.app.test_probe import Server

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOONPANE_ENDPOINT_KEY", "of the environment")
    monkeypatch.setenv("MOONPANE_KEYRING", "off")


class Noting(ScriptedEndpoint):
    """Keeps the keys that it was told."""

    def __init__(self) -> None:
        super().__init__(Server(), models=("kimi",))
        self.told: set[str] = set()

    async def _respond(self, path: str, headers: dict[str, str], *rest: Any) -> None:
        self.told.add(headers.get("authorization", ""))
        await super()._respond(path, headers, *rest)


async def ask_all(tmp_path: Path, *models: KnownModel, named: str) -> None:
    """Each is used, and asked what it can."""
    catalogue, posted = Catalogue(SettingsFile(tmp_path / "settings.json")), list[Any]()
    keeper = ModelKeeper(models[0], posted.append, make_source=partial(source_for, named=named))
    desk = ModelsDesk(catalogue, keeper, posted.append, named=named)
    await keeper.run()
    for model in models:
        await desk.put(model)
        await desk.use(model.id)
        await desk.probe(model.id)
    await keeper.stop()


async def test_only_the_endpoint_that_was_named_is_told_the_key_of_the_environment(tmp_path: Path) -> None:
    first, other = Noting(), Noting()
    async with first.serving(), other.serving():
        named, known = (KnownModel("endpoint", "Lab", address=each.base_url) for each in (first, other))
        await ask_all(tmp_path, named, known, named=first.base_url)
    assert first.told == {"Bearer of the environment"}
    assert other.told
    assert "of the environment" not in " ".join(other.told)


async def test_what_is_said_for_this_run_goes_before_what_is_kept(tmp_path: Path) -> None:
    endpoint = Noting()
    async with endpoint.serving():
        keep_endpoint_key(endpoint.base_url, KEY)
        known = dataclasses.replace(KnownModel("endpoint", "Lab", address=endpoint.base_url), keyed=True)
        await ask_all(tmp_path, known, named="")
        assert endpoint.told == {f"Bearer {KEY}"}, "it was not named"
        endpoint.told.clear()
        await ask_all(tmp_path, known, named=endpoint.base_url)
    assert endpoint.told == {"Bearer of the environment"}
    forget_endpoint_key(endpoint.base_url)
