"""What is done for the models panel on the asyncio thread: keep, estimate, probe, load, unload, measure.

Every method ends with notices (`model_notices`) and raises nothing that a person could cause.
"""

import asyncio
import contextlib
import dataclasses

from PySide6.QtCore import QCoreApplication

from moonpane.client.endpoint import Endpoint
from moonpane.client.models import checkpoint_of
from moonpane.client.timing import AnswerTiming
from moonpane.client.tokenize import image_tokens
from moonpane.errors import InputError, MoonpaneError, SettingsError
from moonpane.models import known_picture
from moonpane.models.estimate import Estimate, estimate
from moonpane.models.known import Catalogue, KnownModel
from moonpane.models.machine import Memory, gpu_memory_of, memory_of, survey
from moonpane.models.probe import ProbeResult, probe
from moonpane.models.speeds import SpeedLog
from moonpane.settings import endpoint_key, forget_endpoint_key, keep_endpoint_key, keys_in_file
from moonpane.store.models import notices as notices
from moonpane.store.models.engine_keeper import Post
from moonpane.store.models.model_keeper import ModelKeeper

translate = QCoreApplication.translate

WATCH_S = 2.0
READY_S = 0.2
PICTURE_SIZE = (1280, 800)  # pixels of a common screenshot


class ModelsDesk:
    """One for a studio; `watch` runs as long as it does."""

    def __init__(self, catalogue: Catalogue, keeper: ModelKeeper, post: Post, *, named: str = "") -> None:
        """`named`: the address of an endpoint on the command line, for which the environment's key is."""
        self._named = named
        self._catalogue = catalogue
        self._keeper = keeper
        self._post = post
        self._logs: dict[str, SpeedLog] = {}
        self._probing: dict[str, asyncio.Task[ProbeResult]] = {}
        self._attended = asyncio.Event()
        # Fields are kept in a thread; who asks for a model right after means it with them, above all with its address.
        self._keeping = asyncio.Lock()
        self._counted: set[str] = set()  # models whose tokens of a picture are known, or cannot be
        keeper.on_answered = self.note_answer

    async def show(self) -> None:
        """Tells the board what is known; once, at the beginning."""
        await self._tell_catalogue()
        for sentence in self._catalogue.notices:
            self._post(notices.ModelRefused("", sentence))

    async def put(self, model: KnownModel, key: str = "") -> None:
        """Keeps a new or changed model, and its key where the system keeps keys. Nothing is sent to anyone."""
        try:
            async with self._keeping:
                if key and model.kind == "endpoint":
                    await asyncio.to_thread(keep_endpoint_key, model.address, key)
                    model = dataclasses.replace(model, keyed=True)
                await asyncio.to_thread(self._catalogue.put, model)
        except (InputError, SettingsError) as error:
            self._refuse(model.id, str(error))
        except OSError as error:
            self._refuse(model.id, f"The key for {model.address} cannot be kept: {error.strerror or error}.")
        await self._tell_catalogue()
        if model.id == self._keeper.used and model.choice == self._keeper.known.choice:
            with contextlib.suppress(MoonpaneError):
                await self._keeper.use(model)  # the same, with another name or switch: nothing is loaded or sent

    async def remove(self, id: str) -> None:
        """Forgets a model, and its key if no other model has the same address; one that is in use stays."""
        model = await self._model(id)
        if model is None:
            return
        if id == self._keeper.used:
            self._refuse(
                id,
                translate("Store", "{model} is in use; use another model before it is removed.").format(
                    model=model.name
                ),
            )
            return
        try:
            async with self._keeping:
                await asyncio.to_thread(self._catalogue.remove, id)
        except SettingsError as error:
            self._refuse(id, str(error))
        if model.keyed and all(each.address != model.address for each in self._catalogue.models):
            await asyncio.to_thread(forget_endpoint_key, model.address)
        await self._tell_catalogue()

    async def _tell_catalogue(self) -> None:
        in_file = await asyncio.to_thread(keys_in_file)
        self._post(notices.CatalogueChanged(self._catalogue.models, in_file))

    async def estimate(self, id: str) -> Estimate | None:
        """What a checkpoint would need; None, with a sentence, when that cannot be told."""
        model = await self._model(id)
        if model is None or model.kind == "endpoint":
            return None
        self._post(notices.Estimating(id))
        try:
            folder = checkpoint_of(model.choice)
            held = await self._held()
            found = await estimate(folder, await survey(), context=model.context, held=held)
        except MoonpaneError as error:
            self._post(notices.Estimated(id, None, str(error)))
            return None
        self._post(notices.Estimated(id, found))
        return found

    async def use(self, id: str, *, anyway: bool = False) -> None:
        """Has a model answer from now on. What does not fit into memory is refused, unless it is wanted `anyway`."""
        model = await self._model(id)
        if model is None:
            return
        beside = True
        if model.kind == "checkpoint":
            found = await self.estimate(id)
            if found is None and not anyway:
                return  # why not was said
            beside = found is None or found.fits
            if found and not anyway and (found.fault or found.lacking > found.held):
                self._refuse(
                    id,
                    found.fault
                    or translate("Store", "{model} does not fit into the memory that is free.").format(
                        model=model.name
                    ),
                )
                return
        try:
            await self._keeper.use(model, beside=beside, on_used=lambda: asyncio.to_thread(self._catalogue.choose, id))
        except MoonpaneError as error:
            self._refuse(id, str(error))

    async def unload(self) -> None:
        await self._keeper.unload()
        self._post(notices.MemoryMeasured(self._keeper.known.id, None))

    async def probe(self, id: str, key: str = "") -> None:
        """Asks an endpoint what it can; what it answers decides how thinking is switched off from now on."""
        if key and (model := await self._model(id)):
            await self.put(model, key)
        model = await self._model(id)
        if model is None or model.kind != "endpoint" or id in self._probing:
            return
        said = await asyncio.to_thread(endpoint_key, model.address, is_named=model.is_named(self._named))
        task = asyncio.ensure_future(
            probe(
                Endpoint(model.address, said or "", model.model),
                lambda step: self._post(notices.ProbeStepped(id, step)),
            )
        )
        self._probing[id] = task
        try:
            result = await task
        finally:
            task.cancel()  # it has ended, unless we were cancelled
            del self._probing[id]
        if not result.failure and not result.is_ours:
            kept = result.for_keeping
            await self.put(dataclasses.replace(model, model=result.model, switch=result.switch, probe=kept))
        self._post(notices.Probed(id, result))

    async def stop_probe(self, id: str) -> None:
        """Ends a probe that takes too long; what was found so far is not kept."""
        if task := self._probing.get(id):
            task.cancel()
            self._post(notices.Probed(id, ProbeResult("", failure=translate("Store", "The check was stopped."))))

    def attend(self, attended: bool) -> None:
        """Whether somebody looks: memory is measured only then."""
        (self._attended.set if attended else self._attended.clear)()

    async def watch(self) -> None:
        """Measures the engine's memory every two seconds while somebody looks; until cancelled."""
        while True:
            await self._attended.wait()
            id, memory = self._keeper.used, await self._memory()
            self._post(notices.MemoryMeasured(id, memory))
            if memory and id not in self._counted:
                await self._count_picture(id)
            await asyncio.sleep(WATCH_S)

    def note_answer(self, id: str, timing: AnswerTiming) -> None:
        """Called by the keeper after each answer."""
        log = self._logs.setdefault(id, SpeedLog())
        if log.note(timing):
            self._post(notices.SpeedsMeasured(id, log.speeds))

    async def _count_picture(self, id: str) -> None:
        """Once for each engine of ours, as soon as it is ready; it only counts and does not read the picture."""
        with contextlib.suppress(MoonpaneError, TimeoutError):  # still loading: the next time, then
            endpoint = await asyncio.wait_for(self._keeper.endpoint(), READY_S)
            tokens = await image_tokens(endpoint, known_picture.blank(*PICTURE_SIZE))
            self._counted.add(id)
            if tokens:
                self._post(notices.PictureCounted(id, tokens, *PICTURE_SIZE))

    async def _memory(self) -> Memory | None:
        pid = self._keeper.pid
        found = await asyncio.to_thread(memory_of, pid) if pid else None
        return dataclasses.replace(found, gpu=await gpu_memory_of({pid})) if found and pid else None

    async def _held(self) -> int:
        """What unloading the present model would give back, where models are loaded."""
        found = await self._memory()
        return max(found.own, found.gpu) if found else 0

    async def _model(self, id: str) -> KnownModel | None:
        """As it was last edited; None for one that was removed while it was asked about."""
        async with self._keeping:
            return next((each for each in self._catalogue.models if each.id == id), None)

    def _refuse(self, id: str, sentence: str) -> None:
        self._post(notices.ModelRefused(id, sentence))
