"""Keeps an engine running for the studio: starts it, watches it, starts it again when it dies, says how it is."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from moonpane.client.endpoint import Endpoint
from moonpane.client.handshake import Loading
from moonpane.client.local_engine import LocalEngine
from moonpane.client.models import find_endpoint, with_context
from moonpane.errors import EndpointError, EngineFailed, MoonpaneError, NoConnection
from moonpane.sentences import phrase
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.notices import EngineChanged

translate = QCoreApplication.translate

Post = Callable[[object], None]


class ModelSource(Protocol):
    """Where the studio's answers come from: an engine of ours, or somebody's endpoint."""

    @property
    def pid(self) -> int | None:
        """The process that holds the model, where it is a child of ours and lives."""
        ...

    async def run(self) -> None:
        """Work until cancelled or failed for good; posts every change of state."""
        ...

    async def endpoint(self) -> Endpoint:
        """Waits until there is one. Raises MoonpaneError when there will be none."""
        ...

    async def explain(self, error: MoonpaneError) -> MoonpaneError:
        """The better sentence for a failed request, if there is one."""
        ...

    async def stop(self) -> None: ...


class EngineKeeper:
    """The life of a `LocalEngine`; how often it may be restarted is the engine's own rule."""

    def __init__(self, engine: LocalEngine, post: Post, *, name: str) -> None:
        self._engine = engine
        self._post = post
        self._name = name
        self._endpoint: Endpoint | None = None
        self._failure = ""
        self._ended = ""  # why the engine before this one ended; stays to be read
        self._settled = asyncio.Event()  # set while there is an endpoint or a final failure

    @property
    def pid(self) -> int | None:
        return self._engine.pid

    async def run(self) -> None:
        begin = self._engine.start
        self._failure, self._ended, self._endpoint = "", "", None
        self._settled.clear()
        self._say(EngineState.STARTING, translate("Store", "Starting the model …"))
        while True:
            try:
                self._endpoint = await with_context(await begin(self._on_progress))
            except MoonpaneError as error:
                self._failure = str(error)
                self._settled.set()
                self._say(EngineState.STOPPED, self._failure)
                return
            self._settled.set()
            told = f"{phrase('Started again.')} {self._ended}" if self._ended else ""
            self._post(EngineChanged(ready(self._endpoint, self._name, told)))
            await self._engine.died.wait()
            self._endpoint = None
            self._settled.clear()
            outcome = self._engine.outcome
            self._ended = outcome.sentence if outcome else translate("Store", "The engine ended.")
            self._say(EngineState.RESTARTING, self._ended)
            begin = self._engine.restart

    async def endpoint(self) -> Endpoint:
        await self._settled.wait()
        if self._endpoint is None:
            raise EngineFailed(self._failure)
        return self._endpoint

    async def explain(self, error: MoonpaneError) -> MoonpaneError:
        return await self._engine.explain(error)

    async def stop(self) -> None:
        await self._engine.stop()
        self._failure, self._endpoint = translate("Store", "The model was unloaded."), None
        self._settled.set()

    def _on_progress(self, loading: Loading) -> None:
        state = EngineState.RESTARTING if self._ended else EngineState.STARTING
        status = EngineStatus(state, self._name, self._ended or loading.stage, loading.done, loading.total)
        self._post(EngineChanged(status))

    def _say(self, state: EngineState, sentence: str = "") -> None:
        self._post(EngineChanged(EngineStatus(state, self._name, sentence)))


def ready(endpoint: Endpoint, name: str, sentence: str = "") -> EngineStatus:
    """How an endpoint is that answers."""
    chats, context = not endpoint.embedded, endpoint.context_tokens
    return EngineStatus(EngineState.READY, name, sentence, chats=chats, context=context)


class RemoteEndpoint:
    """An endpoint that somebody else runs, given by its address; asked what it serves, again after it was gone."""

    def __init__(self, address: str, post: Post, *, is_named: bool = False) -> None:
        """`is_named`: the address stands on the command line."""
        self._address = address
        where, _, model = address.partition("#")
        self._name = model or where  # until it says what it serves
        self._is_named = is_named
        self._post = post
        self._endpoint: Endpoint | None = None
        self._failure = ""
        self._is_gone = False
        self._settled = asyncio.Event()

    @property
    def pid(self) -> int | None:
        return None

    async def run(self) -> None:
        self._endpoint, self._failure, self._is_gone = None, "", False
        self._settled.clear()
        self._post(EngineChanged(EngineStatus(EngineState.STARTING, self._name)))
        try:
            self._endpoint = found = await find_endpoint(self._address, is_named=self._is_named)
            status = ready(found, found.model)
        except MoonpaneError as error:
            self._failure = str(error)
            status = EngineStatus(EngineState.STOPPED, self._name, self._failure)
        self._settled.set()
        self._post(EngineChanged(status))

    async def endpoint(self) -> Endpoint:
        await self._settled.wait()
        if self._is_gone:
            await self.run()
        if self._endpoint is None:
            self._is_gone = True  # it may be back when somebody asks next
            raise EndpointError(self._failure)
        return self._endpoint

    async def explain(self, error: MoonpaneError) -> MoonpaneError:
        if isinstance(error, NoConnection) and self._endpoint is not None:
            self._is_gone = True
            self._post(EngineChanged(EngineStatus(EngineState.STOPPED, self._endpoint.model, str(error))))
        return error

    async def stop(self) -> None:
        return None
