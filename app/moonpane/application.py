"""The studio's composition root: the one place where runtime, engine, pixel worker, store and window are joined.

`run_studio` is the start-up as a ceremony; `Studio` owns the parts, connects them, and takes them apart again.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from moonpane.client.endpoint import is_address
from moonpane.client.local_engine import LocalEngine
from moonpane.client.models import EMBEDDED, checkpoint_of
from moonpane.pixels import PixelWorker
from moonpane.preview import flags
from moonpane.runtime import Runtime
from moonpane.store.desk import Desk
from moonpane.store.engine_keeper import EngineKeeper, ModelSource, Post, RemoteEndpoint
from moonpane.store.jobs import Jobs
from moonpane.store.keeper import Keeper
from moonpane.store.library import Library
from moonpane.store.model import Exchange, Offer
from moonpane.store.studio import Store
from moonpane.ui.theme import theme
from moonpane.ui.window import Window
from moonpane_resources.paths import first_sample, fonts_conf, fonts_dir

PICTURE_FILTER = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp);;All files (*)"
PAGE_FILTER = "Web page (*.html)"


MakeSource = Callable[[Post], ModelSource]


def run_studio(picture: Path | None = None, *, model: str = EMBEDDED) -> int:
    """Open the window, with a picture that is converted at once if one is given; returns the exit code.

    `model`: `embedded`, the folder of a checkpoint, or the address of an endpoint.
    """
    # Chromium reads its flags once, and schemes can only be registered before the application exists.
    sandbox = flags.prepare()
    with contextlib.suppress(FileNotFoundError):  # not set up: the renderer draws with this machine's fonts, too
        # A page is shown in the fonts in which it is measured; fontconfig asks for them once.
        os.environ.setdefault("FONTCONFIG_FILE", str(fonts_conf()))
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Moonpane")
    application.setDesktopFileName("moonpane")
    # Python's own handler waits for the interpreter, which an idle Qt loop never enters; children end with our pipes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theme.follow_desktop(application, fonts=fonts_dir())
    studio = Studio(source_of(model), sandbox_notice="" if sandbox.active else sandbox.sentence)
    studio.start(reopen=picture is None)
    if picture is not None:
        studio.convert_file(picture)
    studio.window.show()
    code = application.exec()
    studio.shut_down()
    return code


def source_of(choice: str) -> MakeSource:
    """How answers are got from the model that is meant: an engine of our own for a checkpoint, or an endpoint."""
    if is_address(choice):
        return lambda post: RemoteEndpoint(choice, post)
    checkpoint = checkpoint_of(choice)
    name = "Embedded model" if choice == EMBEDDED else checkpoint.name
    return lambda post: EngineKeeper(LocalEngine(checkpoint), post, name=name)


class Studio(QObject):
    """The running studio. `start` before anything else, `shut_down` once at the end."""

    def __init__(
        self,
        make_source: MakeSource,
        *,
        sandbox_notice: str = "",
        samples: Path | None = None,
        archive: Path | None = None,
    ) -> None:
        super().__init__()
        self.runtime = Runtime()
        self.store = Store()
        self._source = make_source(self.runtime.post)
        self._worker = PixelWorker()
        self._keeper = Keeper(self.runtime.post, archive)
        self._library = Library(self._keeper, self.runtime.post)
        self._jobs = Jobs(self._source, self._worker, self.runtime.post, self._keeper)
        self.desk = Desk(self.store, self._jobs, self._keeper, self._library, self.runtime.spawn)
        self._sample = first_sample(samples)
        self._converts_when_opened = False
        self.window = Window(self.store, sandbox_notice=sandbox_notice, has_sample=self._sample is not None)
        self._connect()

    def start(self, *, reopen: bool = True) -> None:
        """Starts the asyncio thread, and on it the archive, the model and the process that opens pictures.

        `reopen`: go on with the session that was open last.
        """
        self.runtime.start()
        self.runtime.spawn(self._keeper.run())
        self.start_model()
        self.runtime.spawn(self._jobs.warm_up())
        self.runtime.spawn(self._library.open_last() if reopen else self._library.list())
        self.runtime.spawn(self._library.care())

    def start_model(self) -> None:
        self.runtime.spawn(self._source.run())

    def shut_down(self) -> None:
        """Ends the jobs, the engine and the pixel worker, then the thread; no process is left."""
        if not shiboken6.isValid(self.window):
            return
        self.window.hide()
        self.runtime.stop(self._farewell)
        self.store.apply(self.runtime.take())
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

    def choose_picture(self) -> None:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self.window, "Open a picture", pictures, PICTURE_FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self.desk.open_offers([Offer(Path(n).name, path=Path(n)) for n in names])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_page_file(self) -> None:
        """Asks where the shown page is to be saved."""
        shown = self.store.shown
        if shown is None or not shown.page:
            return
        dialog = QFileDialog(self.window, "Save the page", "index.html", PAGE_FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.fileSelected.connect(lambda name: self.save_page(shown, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_page(self, exchange: Exchange, path: Path) -> None:
        try:
            path.write_text(exchange.page, encoding="utf-8")
        except OSError as error:
            sentence = f"{path} cannot be written: {error.strerror or error}."
            box = QMessageBox(QMessageBox.Icon.Warning, "Not saved", sentence, parent=self.window)
            box.finished.connect(box.deleteLater)
            box.open()

    def on_notices_arrived(self) -> None:
        self.store.apply(self.runtime.take())
        if self._converts_when_opened and not self.store.opening:
            self._converts_when_opened = False
            if self.store.draft and self.store.running is None:
                self.desk.submit("")

    def _connect(self) -> None:
        self.runtime.arrived.connect(self.on_notices_arrived)
        composer, window = self.window.composer, self.window
        composer.offered.connect(self.desk.open_offers)
        composer.submitted.connect(self.submit)
        composer.stop_requested.connect(self.desk.stop)
        for widget in (composer, window.welcome):
            widget.open_requested.connect(self.choose_picture)
        window.welcome.sample_requested.connect(self.convert_sample)
        window.transcript.code_requested.connect(window.show_code_of)
        window.transcript.retry_requested.connect(self.desk.ask_again)
        window.status.start_requested.connect(self.start_model)
        window.save_requested.connect(self.choose_page_file)

    async def _farewell(self) -> None:
        await self._source.stop()
        await self._worker.close()
        await self._keeper.close()
