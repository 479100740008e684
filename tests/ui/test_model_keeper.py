"""Another model takes over while the studio runs: real engine processes with scripted words, real HTTP."""

import asyncio
import contextlib
import dataclasses
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from moonpane.client.chat import stream_chat
from moonpane.client.local_engine import LocalEngine
from moonpane.client.timing import AnswerTiming
from moonpane.errors import EngineFailed, ModelError
from moonpane.models.known import Catalogue, KnownModel, from_folder
from moonpane.models.machine import Machine
from moonpane.models.probe import Step
from moonpane.settings import SettingsFile
from moonpane.store.model import EngineState
from moonpane.store.models import desk as models_desk
from moonpane.store.models import notices as notices
from moonpane.store.models.board import ModelsBoard
from moonpane.store.models.desk import ModelsDesk
from moonpane.store.models.engine_keeper import EngineKeeper, ModelSource, Post, RemoteEndpoint
from moonpane.store.models.model_keeper import ModelKeeper
from moonpane.store.notices import EngineChanged
from moonpane_resources.paths import embedded_checkpoint
from tests.app.scripted_endpoint import KEY, ScriptedEndpoint
from tests.app.test_probe import Server

pytestmark = pytest.mark.anyio

SCRIPTED_ENGINE = Path(__file__).with_name("scripted_engine.py")
QUESTION = [{"role": "user", "content": "hello"}]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def checkpoint(folder: Path, name: str, words: str = "page") -> KnownModel:
    """A folder that is started as an engine called `name`; broken ones end at once."""
    (folder / name).mkdir()
    (folder / name / "config.json").write_text("{}")
    (folder / name / "page.html").write_text(words)
    return from_folder(folder / name)


def make_source(known: KnownModel, post: Post) -> ModelSource:
    if known.kind == "endpoint":
        return RemoteEndpoint(known.choice, post)
    page = Path(known.folder) / "page.html"
    command = [sys.executable, str(SCRIPTED_ENGINE), "--page", str(page), "--model", known.name, "--pause-s", "0.05"]
    if known.name == "broken":
        command = [sys.executable, "-c", "import sys; print('out of memory', file=sys.stderr); sys.exit(1)"]
    return EngineKeeper(LocalEngine(Path(known.folder), command=command), post, name=known.name)


@contextlib.asynccontextmanager
async def keeping(first: KnownModel, posted: list[Any], **how: Any) -> AsyncIterator[ModelKeeper]:
    keeper = ModelKeeper(first, posted.append, make_source=make_source, **how)
    await keeper.run()
    try:
        yield keeper
    finally:
        await keeper.stop()


def statuses(posted: list[Any]) -> list[tuple[str, EngineState]]:
    return [(each.status.model, each.status.state) for each in posted if isinstance(each, EngineChanged)]


def alive(pid: int | None) -> bool:
    return pid is not None and psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


async def test_a_running_answer_is_ended_by_the_model_that_began_it(tmp_path: Path) -> None:
    posted: list[Any] = []
    answering = asyncio.Event()
    said: list[str] = []

    async def idle() -> None:
        await answering.wait()

    async with keeping(checkpoint(tmp_path, "one"), posted, idle=idle) as keeper:
        endpoint, first_pid = await keeper.endpoint(), keeper.pid

        async def answer() -> None:
            async with contextlib.aclosing(
                stream_chat(endpoint, QUESTION, thinking=False, max_tokens=None)  # type: ignore[type-var]
            ) as pieces:
                async for delta in pieces:
                    said.append(delta.content)
            answering.set()

        talking = asyncio.create_task(answer())
        await keeper.use(checkpoint(tmp_path, "two"))
        await talking
        assert "".join(said).startswith("You said **hello**.")
        assert "".join(said).rstrip().endswith("```")
        assert (await keeper.endpoint()).model == "two"
        assert not alive(first_pid)
        assert alive(keeper.pid)
    fronts = [each for each in posted if isinstance(each, notices.ModelFront)]
    assert fronts[-1].used == fronts[-1].front == keeper.known.id
    assert statuses(posted)[-1] == ("two", EngineState.READY)


@pytest.mark.parametrize("beside", [True, False])
async def test_a_model_that_fails_leaves_the_old_one_usable(tmp_path: Path, beside: bool) -> None:
    posted: list[Any] = []
    async with keeping(checkpoint(tmp_path, "one"), posted) as keeper:
        before = (await keeper.endpoint()).base_url
        with pytest.raises(ModelError, match="out of memory"):
            await keeper.use(checkpoint(tmp_path, "broken"), beside=beside)
        endpoint = await keeper.endpoint()
        assert endpoint.model == "one"
        assert (endpoint.base_url == before) is beside  # without room for both it was started anew
        assert statuses(posted)[-1] == ("one", EngineState.READY)
        sentence = [each.status.sentence for each in posted if isinstance(each, EngineChanged)][-1]
        assert "broken cannot be used" in sentence
        assert "one stays" in sentence


async def test_who_asks_while_a_model_loads_gets_the_new_one(tmp_path: Path) -> None:
    async with keeping(checkpoint(tmp_path, "one"), []) as keeper:
        await keeper.endpoint()
        changing = asyncio.create_task(keeper.use(checkpoint(tmp_path, "two"), beside=False))
        await asyncio.sleep(0)
        assert (await keeper.endpoint()).model == "two"
        await changing


async def test_unloading_gives_the_process_back_and_loading_again_works(tmp_path: Path) -> None:
    async with keeping(checkpoint(tmp_path, "one"), posted := []) as keeper:
        await keeper.endpoint()
        pid = keeper.pid
        await keeper.unload()
        assert not alive(pid)
        assert keeper.used == ""
        with pytest.raises(EngineFailed, match="No model is loaded"):
            await keeper.endpoint()
        assert statuses(posted)[-1] == ("one", EngineState.STOPPED)
        await keeper.run()
        assert (await keeper.endpoint()).model == "one"
        await keeper.use(checkpoint(tmp_path, "two"))
        assert keeper.used == keeper.known.id


async def test_a_change_that_is_cancelled_is_no_change(tmp_path: Path) -> None:
    async with keeping(checkpoint(tmp_path, "one"), []) as keeper:
        await keeper.endpoint()
        changing = asyncio.create_task(keeper.use(checkpoint(tmp_path, "two")))
        await asyncio.sleep(0.1)
        changing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await changing
        assert (await keeper.endpoint()).model == "one"


async def test_answers_are_timed_whoever_asks(tmp_path: Path) -> None:
    heard: list[tuple[str, AnswerTiming]] = []
    known = checkpoint(tmp_path, "one")
    async with keeping(known, [], on_answered=lambda id, timing: heard.append((id, timing))) as keeper:
        async for _ in stream_chat(await keeper.endpoint(), QUESTION, thinking=False, max_tokens=None):
            pass
    ((id, timing),) = heard
    assert id == known.id
    assert timing.writing_s > 0.05
    assert timing.completion_tokens > 2


async def test_the_desk_tells_the_board_what_it_did(tmp_path: Path, qapp: object) -> None:
    board, catalogue = ModelsBoard(), Catalogue(SettingsFile(tmp_path / "settings.json"))
    one, two = checkpoint(tmp_path, "one"), checkpoint(tmp_path, "two")
    for each in (one, two):
        catalogue.put(each)
    posted: list[Any] = []
    async with keeping(one, posted) as keeper:
        desk = ModelsDesk(catalogue, keeper, posted.append)
        await desk.show()
        await keeper.endpoint()
        board.take(posted)
        watching = asyncio.create_task(desk.watch())
        desk.attend(True)
        await asyncio.sleep(0.3)
        watching.cancel()
        await desk.use(two.id)  # its config.json is not one of ours
        await desk.remove(one.id)
        assert board.take([*posted, "another's"])[-1] == "another's"
    used, other = board.view(one.id), board.view(two.id)
    assert used
    assert used.is_used
    assert used.memory
    assert used.memory.own > 5 << 20
    assert "in use" in used.refusal
    assert other
    assert other.no_estimate
    assert not other.is_used
    assert catalogue.chosen != two.id


async def test_the_desk_probes_and_keeps_what_it_found(tmp_path: Path, qapp: object) -> None:
    board, catalogue = ModelsBoard(), Catalogue(SettingsFile(tmp_path / "settings.json"))
    posted: list[Any] = []
    keeper = ModelKeeper(catalogue.models[0], posted.append, make_source=make_source)
    desk = ModelsDesk(catalogue, keeper, posted.append)
    async with ScriptedEndpoint(Server(), models=("kimi",)).serving() as endpoint:
        known = KnownModel("endpoint", "Lab", address=endpoint.base_url)
        await desk.put(known)
        assert endpoint.requests == []  # nothing is sent before it is asked for
        await desk.probe(known.id, KEY)
        stopped = asyncio.create_task(desk.probe(known.id))
        await asyncio.sleep(0.05)
        await desk.stop_probe(known.id)
        with contextlib.suppress(asyncio.CancelledError):
            await stopped
        await asyncio.sleep(0.2)  # the server hears of the end a moment later
    board.take(posted)
    steps = [each.step for each in posted if isinstance(each, notices.ProbeStepped)]
    assert steps[:4] == list(Step)
    view = board.view(known.id)
    assert view
    assert view.known.switch == "template"
    assert view.known.model == "kimi"
    assert view.known.keyed
    assert view.probe
    assert KEY not in (tmp_path / "settings.json").read_text()
    found = next(each.result for each in posted if isinstance(each, notices.Probed))
    told, reopened = list[Any](), ModelsBoard()
    await ModelsDesk(Catalogue(SettingsFile(tmp_path / "settings.json")), keeper, told.append).show()
    reopened.take(told)
    again = reopened.view(known.id)
    assert again
    assert again.probe == found, "after a restart, too"
    assert again.image_tokens == view.image_tokens
    await desk.remove(known.id)
    assert [each.id for each in catalogue.models] == ["embedded"]


async def test_a_key_never_goes_to_the_address_that_was_there_before(tmp_path: Path) -> None:
    """Address and key are edited, then Connect is pressed: three jobs at once, of which each waits for the disk."""
    catalogue, posted = Catalogue(SettingsFile(tmp_path / "settings.json")), list[Any]()
    keeper = ModelKeeper(catalogue.models[0], posted.append, make_source=make_source)
    desk = ModelsDesk(catalogue, keeper, posted.append)
    asked: list[str] = []

    def listening(name: str) -> ScriptedEndpoint:
        endpoint = ScriptedEndpoint(Server(), models=("kimi",))
        respond = endpoint._respond

        async def noted(path: str, headers: dict[str, str], *rest: Any) -> None:
            asked.append(f"{name} {headers.get('authorization')}")
            await respond(path, headers, *rest)

        endpoint._respond = noted  # type: ignore[method-assign]
        return endpoint

    async with listening("old").serving() as old, listening("new").serving() as new:
        known = KnownModel("endpoint", "Lab", address=old.base_url)
        await desk.put(known)
        edited = dataclasses.replace(known, address=new.base_url)
        await asyncio.gather(desk.put(edited), desk.probe(known.id, KEY))
        await desk.remove(known.id)
    assert asked
    assert set(asked) == {f"new Bearer {KEY}"}


async def test_what_does_not_fit_is_refused_unless_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    async def full() -> Machine:
        return Machine("CPU", 8 << 30, 100 << 20)

    monkeypatch.setattr(models_desk, "survey", full)
    catalogue = Catalogue(SettingsFile(tmp_path / "settings.json"))
    large = from_folder(embedded_checkpoint())
    catalogue.put(large)
    posted: list[Any] = []
    async with keeping(checkpoint(tmp_path, "one"), posted) as keeper:
        desk = ModelsDesk(catalogue, keeper, posted.append)
        await keeper.endpoint()
        monkeypatch.setattr(desk, "_held", lambda: asyncio.sleep(0, 0))
        await desk.use(large.id)
        assert [each.id for each in posted if isinstance(each, notices.ModelRefused)] == [large.id]
        assert keeper.known.name == "one"
        await desk.use(large.id, anyway=True)
        # The scripted engine has no such page and ends: the old one, which made room, is back.
        assert (await keeper.endpoint()).model == "one"
