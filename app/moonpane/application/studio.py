"""The running studio: owns the parts, connects them, and takes them apart again."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer

from moonpane.application.intake import Intake
from moonpane.application.leaving import Leaving
from moonpane.application.output import Output
from moonpane.application.wiring import connect
from moonpane.client.endpoint import is_address
from moonpane.client.local_engine import LocalEngine
from moonpane.client.models import EMBEDDED, checkpoint_of
from moonpane.instance import Instance
from moonpane.models.known import EMBEDDED_MODEL, Catalogue, KnownModel
from moonpane.pixels import PixelWorker
from moonpane.preferences import read_preferences
from moonpane.runtime import Runtime
from moonpane.settings import SettingsFile
from moonpane.store import notices
from moonpane.store.changes import Changed, What
from moonpane.store.desk import Desk
from moonpane.store.model import Offer
from moonpane.store.models.board import ModelsBoard
from moonpane.store.models.desk import ModelsDesk
from moonpane.store.models.engine_keeper import EngineKeeper, ModelSource, Post, RemoteEndpoint
from moonpane.store.models.model_keeper import ModelKeeper, source_for
from moonpane.store.options import Options
from moonpane.store.settings_desk import SettingsDesk
from moonpane.store.studio import Store
from moonpane.store.work.incoming import Incoming
from moonpane.store.work.jobs import Jobs
from moonpane.store.work.keeper import Keeper
from moonpane.store.work.library import Library
from moonpane.store.work.outgoing import Outgoing
from moonpane.store.work.thumbnails import PictureSeen
from moonpane.ui.models.controller import ModelsController
from moonpane.ui.panes import highlight
from moonpane.ui.settings.controller import SettingsController
from moonpane.ui.window import Window
from moonpane_resources.paths import first_sample

log = logging.getLogger(__name__)

NOT_OF_THE_STORE = (
    notices.CodeRead,
    notices.ReadyToOpen,
    notices.DiffMade,
    notices.OpeningFailed,
    notices.HandedOver,
    PictureSeen,
)
DRAFT_MS = 500  # from a key to the disk, at most; what is typed until then goes along
WARM_UP_MS = 300  # after the window is asked to show itself

MakeSource = Callable[[Post], ModelSource]


def source_of(choice: str) -> MakeSource:
    """How answers are got from the model that is meant: an engine of our own for a checkpoint, or an endpoint."""
    if is_address(choice):
        return lambda post: RemoteEndpoint(choice, post, is_named=True)
    checkpoint = checkpoint_of(choice)
    name = EMBEDDED_MODEL.name if choice == EMBEDDED else checkpoint.name
    return lambda post: EngineKeeper(LocalEngine(checkpoint), post, name=name)


class Studio(QObject):
    """`start` before anything else, `shut_down` once at the end."""

    def __init__(
        self,
        make_source: MakeSource | None = None,
        *,
        settings: SettingsFile | None = None,
        model: KnownModel = EMBEDDED_MODEL,
        named: str = "",
        sandbox_notice: str = "",
        samples: Path | None = None,
        archive: Path | None = None,
    ) -> None:
        """`make_source` makes the first model's source; without it, `model` says which one that is.

        named: the address of an endpoint that stands on the command line.
        """
        super().__init__()
        self.settings_file = settings or SettingsFile()
        self.runtime, self.store, self.board = Runtime(), Store(), ModelsBoard()
        post, spawn = self.runtime.post, self.runtime.spawn
        catalogue = Catalogue(self.settings_file)
        self._worker = PixelWorker()
        make = partial(source_for, named=named) if make_source is None else (lambda _, post: make_source(post))
        self.models = ModelKeeper(model, post, make_source=make, idle=self._idle)
        self._keeper = Keeper(spawn, post, folder=archive)
        self._library = Library(self._keeper, post)
        self._jobs = Jobs(self.models, self._worker, post, self._keeper)
        self._models_desk = ModelsDesk(catalogue, self.models, post, named=named)
        incoming = Incoming(self._worker, post)
        self.desk = Desk(self.store, self._jobs, incoming, self._keeper, self._library, spawn)
        self._sample = first_sample(samples)
        self._converts_when_opened = False
        self.window = Window(self.store, sandbox_notice=sandbox_notice, has_sample=self._sample is not None)
        preferences, sentences = read_preferences(self.settings_file)
        self.settings = SettingsController(
            SettingsDesk(self.settings_file, post),
            preferences,
            spawn,
            self.window,
            sentences=[*self.settings_file.notices, *sentences],
        )
        self.models_panel = ModelsController(self._models_desk, self.board, spawn, self.window)
        self.intake = Intake(self.desk, self.window, lambda: self.settings.preferences.recordings_folder)
        self.leaving = Leaving(self.store, self.intake, self.window)
        self._outgoing = Outgoing(post)
        self.output = Output(self.store, self._outgoing, self.window, spawn, lambda: self.settings.preferences)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_MS)
        self._draft_timer.timeout.connect(self.desk.keep_draft)
        self.show_options(Options(preferences.stack, preferences.thinking))
        self.runtime.arrived.connect(self.on_notices_arrived)
        self.store.changed.connect(self.on_store_changed)
        connect(self)

    def start(self, *, reopen: bool = True) -> None:
        """Starts the asyncio thread, and on it the archive, the model and the process that opens pictures.

        `reopen`: go on with the session that was open last.
        """
        spawn, preview = self.runtime.spawn, self.window.preview.view
        self.runtime.start()
        QTimer.singleShot(WARM_UP_MS, preview, preview.warm_up)
        spawn(self._keeper.run())
        self.start_model()
        spawn(self._jobs.warm_up())
        spawn(asyncio.to_thread(highlight.warm_up))
        if reopen:
            self.desk.open_last()
        else:
            self.desk.make_room()
            spawn(self._library.list())
        spawn(self._library.care())
        spawn(self._outgoing.tidy())
        spawn(self._models_desk.show())
        spawn(self._models_desk.watch())

    def start_model(self) -> None:
        self.runtime.spawn(self.models.run())

    def shut_down(self) -> None:
        """Ends the jobs, the engine and the pixel worker, then the thread; no process is left."""
        if not shiboken6.isValid(self.window):
            return
        self.window.hide()
        self.intake.leave()
        self.window.code.tell_edited()
        self.desk.keep_draft()
        self.runtime.stop(self._farewell)
        batch = self.settings.take(self.board.take(self.runtime.take()))
        self.store.apply([each for each in batch if not isinstance(each, NOT_OF_THE_STORE)])
        self._draft_timer.stop()  # after the last notices: these may have started it
        self.window.preview.shut_down()
        # Before the application object goes: Qt must not find widgets when it is taken apart.
        shiboken6.delete(self.window)

    def convert_file(self, path: Path) -> None:
        """Opens a picture and converts it without being asked again."""
        self._converts_when_opened = True
        self.desk.open_offers([Offer(path.name, path=path)])

    def convert_sample(self) -> None:
        if self._sample is not None:
            self.convert_file(self._sample)

    def submit(self, text: str) -> None:
        if self.desk.submit(text):
            self.window.composer.clear_text()

    def show_options(self, options: Options) -> None:
        """What the next message is sent with."""
        self.window.composer.options_row.show_options(options)
        self.desk.options = self.window.composer.options_row.options

    def serve(self, instance: Instance) -> None:
        """Hears of later starts, until shut down."""
        post = self.runtime.post
        self.runtime.spawn(instance.serve(lambda handover: post(notices.HandedOver(handover.picture))))

    def take_over(self, picture: Path | None) -> None:
        """Moonpane was started once more: this window is the one that is wanted."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if picture is None:
            return
        if self.store.running is None:
            self.desk.make_room()
            self.convert_file(picture)
        else:  # it waits in the composer
            self.desk.open_offers([Offer(picture.name, path=picture)])

    def on_text_typed(self, text: str) -> None:
        self.desk.note_text(text)
        self._keep_draft_soon()

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what in (What.DRAFT, What.DRAFT_TEXT, What.SESSION):
            self._keep_draft_soon()

    def _keep_draft_soon(self) -> None:
        # Not from the last key on: who types without a pause would have nothing kept.
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def on_notices_arrived(self) -> None:
        batch = self.settings.take(self.board.take(self.runtime.take()))
        failures: list[Exception] = []
        # The store first: what is done outside of it may depend on programs of the person's own.
        for notice in sorted(batch, key=lambda each: isinstance(each, NOT_OF_THE_STORE)):
            try:
                self._take(notice)
            except Exception as error:  # noqa: BLE001 - a mistake in one must not lose the others
                failures.append(error)
        self.desk.keep_progress(batch)
        if self._converts_when_opened and not self.store.opening:
            self._converts_when_opened = False
            if self.store.draft and self.store.running is None:
                self.desk.submit("")
            else:
                self.desk.find_draft()
        if failures:
            raise ExceptionGroup("Notices that could not be taken.", failures)

    def _take(self, notice: object) -> None:
        match notice:
            case notices.CodeRead():
                self.desk.take_code(notice)
            case notices.DraftFound():
                if self.desk.take_draft(notice):
                    self.show_options(self.desk.options)
            case notices.ReadyToOpen(path, in_browser):
                self.output.on_ready_to_open(path, in_browser)
            case notices.DiffMade(diff, captions):
                self.window.show_diff(diff, captions)
            case PictureSeen(text, size, thumbnail):
                self.window.code.pictures.show_thumbnail(text, size, thumbnail)
            case notices.OpeningFailed(session):
                self.desk.stay(session)
            case notices.HandedOver(picture):
                self.take_over(picture)
            case _:
                self.store.apply([notice])

    async def _idle(self) -> None:
        await self._jobs.idle()

    async def _farewell(self) -> None:
        await self.models.stop()
        await self._worker.close()
        if not await self._keeper.settle():
            log.error("Something could not be saved before Moonpane ended.")
