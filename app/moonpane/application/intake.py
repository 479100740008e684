"""Every way in which something comes into a conversation, from the person's side: dialogs, screen, marks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from moonpane.store.desk import Desk
from moonpane.store.model import Offer, Picture
from moonpane.ui.annotate.dialog import AnnotateDialog
from moonpane.ui.annotate.marks import Mark
from moonpane.ui.annotate.painting import Markup
from moonpane.ui.annotate.part_dialog import PartDialog
from moonpane.ui.capture.recorder import Recorder
from moonpane.ui.capture.screenshot import Capture
from moonpane.ui.dialogs.address import WantedPage
from moonpane.ui.dialogs.address_dialog import AddressDialog
from moonpane.ui.window import Window

PICTURES = "*.png *.jpg *.jpeg *.webp *.gif *.bmp *.svg"
FILMS = "*.mp4 *.mov *.webm *.mkv"


class Intake(QObject):
    """Opens what is needed and hands the outcome to the desk.

    Signals:
        told: a sentence for the person, and whether it is a bad one.
    """

    told = Signal(str, bool)

    def __init__(self, desk: Desk, window: Window, recordings: Callable[[], Path]) -> None:
        """`recordings`: the folder in which recordings end up, by the settings of the moment."""
        super().__init__(window)
        self._desk, self._window, self._recordings = desk, window, recordings
        self._marks: dict[str, tuple[Mark, ...]] = {}  # what was drawn onto a picture, by its digest, to go on with
        self.capture = Capture(self)
        self.capture.captured.connect(self.on_captured)
        self.capture.window_chosen.connect(lambda window: self.recorder.record_window(window))
        self.capture.refused.connect(lambda sentence: self.told.emit(sentence, True))
        self._recorder: Recorder | None = None

    @property
    def recorder(self) -> Recorder:
        """Made when it is needed: it loads what plays and records films."""
        if self._recorder is None:
            self._recorder = Recorder(self)
            self._recorder.recorded.connect(self.on_recorded)
            self._recorder.failed.connect(lambda sentence: self.told.emit(sentence, True))
            self._recorder.noticed.connect(lambda sentence: self.told.emit(sentence, False))
        return self._recorder

    @property
    def is_recording(self) -> bool:
        return self._recorder is not None and self._recorder.busy

    def stop_recording(self) -> None:
        """It goes to the draft."""
        if self._recorder is not None:
            self._recorder.stop()

    def leave(self) -> None:
        """A recording that still runs goes, and its file: thrown away, or the studio ends without having asked."""
        if self._recorder is not None:
            self._recorder.discard()

    def choose_files(self) -> None:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        if not Path(pictures).is_dir():  # Qt would take its name for that of a file
            pictures = str(Path.home())
        words = self.tr("Pictures and recordings ({kinds})").format(kinds=f"{PICTURES} {FILMS}")
        dialog = QFileDialog(self._window, self.tr("Open pictures or a recording"), pictures, words)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self._desk.open_offers([Offer(Path(name).name, path=Path(name)) for name in names])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_code(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Import a page or a component"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Pages and components ({kinds})").format(kinds="*.html *.htm *.jsx *.tsx"))
        self._import_from(dialog)

    def choose_project(self) -> None:
        """Apart from single files: no file dialog takes both, it would go into the folder."""
        dialog = QFileDialog(self._window, self.tr("Import the folder of a project"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._import_from(dialog)

    def _import_from(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(lambda name: self._desk.import_code(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_screenshot(self, area: str, delay_s: float) -> None:
        if not self.capture.busy:
            shoot = {
                "region": self.capture.capture_region,
                "window": self.capture.capture_window,
                "screen": lambda delay: self.capture.capture_screen(None, delay),
            }[area]
            shoot(delay_s)

    def record(self) -> None:
        """The screen of the pointer; a second time, it ends."""
        recorder = self.recorder
        if recorder.busy:
            recorder.stop()
        else:
            recorder.record_screen()

    def record_window(self) -> None:
        """One that the person points at; while a recording runs, it ends."""
        if self.is_recording:
            self.stop_recording()
        else:
            self.capture.choose_window()

    def ask_address(self) -> None:
        dialog = AddressDialog(self._window)
        dialog.chosen.connect(self.on_address_chosen)
        dialog.open()

    def mark(self, picture: Picture, marks: tuple[Mark, ...] | None = None) -> None:
        """Draws on a picture of the draft, or goes on with what was drawn before, or with `marks`."""
        attachment = picture.attachment
        size = QSize(attachment.width, attachment.height)
        image = picture.plain or picture.shown
        kept = self._marks.get(attachment.digest, ())
        dialog = AnnotateDialog(image, size, kept if marks is None else marks, self._window, kept=kept)

        def on_annotated(markup: Markup) -> None:
            self._marks[attachment.digest] = markup.marks
            self._desk.mark(picture, painter_of(markup))

        def go_on(marks: tuple[Mark, ...]) -> None:
            if any(each is picture for each in self._desk.store.draft):  # else it was sent or taken away
                self.mark(picture, marks)

        dialog.annotated.connect(on_annotated)
        dialog.discarded.connect(lambda markup: self._offer_again(self.tr("Marks discarded"), markup, go_on))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_part(self, picture: Picture) -> None:
        """Of a picture of the draft; of a part, another one of the whole, or the whole again."""
        whole = picture.whole or picture
        attachment = whole.attachment
        size = QSize(attachment.width, attachment.height)
        dialog = PartDialog(
            whole.plain or whole.shown,
            size,
            self._window,
            selected=QRect(*picture.place) if picture.place else None,
            has_marks=bool(whole.attachment.notes or picture.attachment.notes),
        )
        dialog.chosen.connect(lambda place: self._desk.take_part(picture, place))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def sketch(self, marks: tuple[Mark, ...] = ()) -> None:
        dialog = AnnotateDialog(None, marks=marks, parent=self._window, kept=())
        name = self.tr("Sketch")
        dialog.annotated.connect(lambda markup: self._desk.add_sketch(painter_of(markup), f"{name}.png"))
        dialog.discarded.connect(lambda markup: self._offer_again(self.tr("Sketch discarded"), markup, self.sketch))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _offer_again(self, words: str, markup: Markup, go_on: Callable[[tuple[Mark, ...]], None]) -> None:
        """Asking before would stop everybody who means it; this stops nobody."""
        self._window.toasts.say(words, action=self.tr("Undo"), on_action=lambda: go_on(markup.marks))

    def on_captured(self, name: str, data: bytes) -> None:
        self._window.activateWindow()
        self._desk.open_offers([Offer(name, data=data)])

    def on_recorded(self, path: str, seconds: float, first_frame: bytes) -> None:
        self._window.activateWindow()
        self._desk.open_recording(Path(path), self._recordings())

    def on_address_chosen(self, page: WantedPage) -> None:
        self._desk.open_address(page.location, width=page.width, is_file=page.is_file)


def painter_of(markup: Markup) -> Callable[[bytes], tuple[bytes, str]]:
    """Paints the marks on another thread."""

    def paint(png: bytes) -> tuple[bytes, str]:
        made = markup.render(png)
        return made.marked_png, made.notes

    return paint
