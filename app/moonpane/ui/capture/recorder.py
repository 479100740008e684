"""`Recorder`: films a screen or a window within limits, with a pill on the screen that says so."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from moonpane.sentences import translated
from moonpane.ui.capture import x11
from moonpane.ui.capture.desktop import Desktop, this_desktop
from moonpane.ui.capture.frozen import screen_at_pointer
from moonpane.ui.capture.pill import RecordingPill
from moonpane.ui.capture.recording_files import begin_draft, finish_draft, free_bytes, recordings_folder, size_of, tidy
from moonpane.ui.capture.recording_limits import LimitWatch, RecordingLimits
from moonpane.ui.capture.x11 import DesktopWindow

if TYPE_CHECKING:
    from moonpane.ui.capture.film import Film

LOOK_MS = 250
FIRST_PICTURE_S = 8.0
PORTAL_FIRST_PICTURE_S = 180.0  # the person chooses in the desktop's dialog first
FRAME_SIDE = 1280  # of the first frame as it is handed out; more would take too long to encode between two clicks


class Recorder(QObject):
    """One recording at a time.

    Signals:
        started: the first picture was written.
        ticked: seconds and bytes by now, some times a second.
        paused: whether it rests now.
        noticed: a sentence for the person while it goes on, or about why it ended.
        recorded: path of the finished file, its seconds, and its first frame as PNG of at most 1280 px a side.
        failed: there is no recording; a sentence.
    """

    started = Signal()
    ticked = Signal(float, int)
    paused = Signal(bool)
    noticed = Signal(str)
    recorded = Signal(str, float, bytes)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        limits: RecordingLimits | None = None,
        folder: Path | None = None,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        """`free` tells how many bytes the disk of a folder has left. Drafts that a crash left behind are deleted."""
        super().__init__(parent)
        self.limits = limits or RecordingLimits()
        self._folder = folder or recordings_folder()
        self._free = free
        self._film: Film | None = None
        self._draft: Path | None = None
        self._first = QImage()
        self._watch = LimitWatch(self.limits, self)
        self._waited_s = 0.0
        self._is_paused = self._is_ending = False
        self._pill: RecordingPill | None = None
        self._window: DesktopWindow | None = None  # that is filmed, where it was seen last
        self._corner = QPoint()  # of the screen that is filmed, on the desktop
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)
        tidy(self._folder)

    @property
    def busy(self) -> bool:
        return self._film is not None

    @property
    def desktop_words(self) -> str:
        """What this desktop asks of the person; "" where it asks nothing."""
        match this_desktop():
            case Desktop.PORTAL:
                return self.tr("On Wayland the desktop asks which screen may be recorded, each time.")
            case Desktop.NONE:
                return self.tr("There is no screen here that could be recorded.")
        return ""

    def record_screen(self, screen: QScreen | None = None) -> None:
        """Without one, the screen of the pointer."""
        self._begin(screen or screen_at_pointer())

    def record_window(self, window: DesktopWindow) -> None:
        """What the screen shows where the window is, also when it moves: what is put upon it is filmed, too.

        Qt's own list of windows was seen to be empty on X11, the one desktop that tells of windows at all.
        """
        if self.busy:
            return
        screen, place = _screen_of(window.box)
        x11.bring_to_front(window.id)
        box = window.box.intersected(place).translated(-place.topLeft())
        even = QRect(box.topLeft(), QSize(box.width() & ~1, box.height() & ~1))  # as codecs want it
        self._corner = place.topLeft()
        self._begin(screen, window=window, part=even)

    def pause(self) -> None:
        self._set_paused(True)

    def resume(self) -> None:
        self._set_paused(False)

    def stop(self) -> None:
        """`recorded` follows."""
        if self._film is not None and not self._is_ending:
            self._is_ending = True
            self._looking.stop()
            self._film.stop()

    def discard(self) -> None:
        """Ends it and keeps nothing; no signal follows. Also what to do when the application ends."""
        if self._film is not None:
            self._film.stop()
            self._tidy_up()

    def _begin(self, source: QScreen, *, window: DesktopWindow | None = None, part: QRect | None = None) -> None:
        if self.busy:
            return
        if this_desktop() is Desktop.NONE:
            self.failed.emit(self.desktop_words)
            return
        if self._free(self._folder) < self.limits.keep_free_bytes + (16 << 20):
            self.failed.emit(self.tr("The disk is too full for a recording; make room on it first."))
            return
        try:
            self._draft = begin_draft(self._folder)
        except OSError as error:
            words = self.tr("{path} cannot be written: {why}.")
            self.failed.emit(words.format(path=self._folder, why=translated(error.strerror or str(error))))
            return
        from moonpane.ui.capture.film import Film

        self._first, self._waited_s = QImage(), 0.0
        self._is_paused = self._is_ending = False
        self._window = window
        self._watch = LimitWatch(self.limits, self)
        self._watch.neared.connect(self.noticed)
        self._watch.reached.connect(self._on_limit_reached)
        self._film = Film(source, self._draft, self, part=part)
        self._film.begun.connect(self._on_begun)
        self._film.broken.connect(self._on_broken)
        self._film.ended.connect(self._on_ended)
        self._show_pill(source)
        self._looking.start()
        self._film.start()

    def _show_pill(self, recorded: QScreen) -> None:
        self._pill = RecordingPill()
        self._pill.pause_asked.connect(lambda: self._set_paused(not self._is_paused))
        self._pill.stop_asked.connect(self.stop)
        self._pill.show_beside(recorded)

    def _set_paused(self, paused: bool) -> None:
        if self._film is None or self._is_ending or paused == self._is_paused or self._first.isNull():
            return
        self._is_paused = paused
        if paused:
            self._film.pause()
        else:
            self._film.go_on()
        if self._pill is not None:
            self._pill.show_paused(paused)
        self.paused.emit(paused)

    def _look(self) -> None:
        film, draft = self._film, self._draft
        if film is None or draft is None:
            return
        if self._first.isNull():
            self._waited_s += LOOK_MS / 1000
            patience = PORTAL_FIRST_PICTURE_S if this_desktop() is Desktop.PORTAL else FIRST_PICTURE_S
            if self._waited_s > patience:
                self._give_up(self.tr("The screen gave no pictures, so nothing was recorded; try another screen."))
            return
        self._follow_window(film)
        seconds, size = film.seconds, size_of(draft)
        self.ticked.emit(seconds, size)
        if self._pill is not None:
            self._pill.show_state(seconds, size)
        self._watch.look(seconds=seconds, num_bytes=size, free_bytes=self._free(self._folder))

    def _follow_window(self, film: "Film") -> None:
        if self._window is None:
            return
        now = next((each for each in x11.windows() if each.id == self._window.id), None)
        if now is None:
            self._on_broken("")
        elif now.box != self._window.box:
            film.move_part(now.box.topLeft() - self._corner)
            self._window = now

    def _on_limit_reached(self, sentence: str) -> None:
        self.noticed.emit(sentence)
        self.stop()

    def _on_begun(self, image: QImage) -> None:
        self._first = image
        self.started.emit()

    def _on_broken(self, words: str) -> None:
        if self._first.isNull():
            said = self.tr(
                "The screen cannot be recorded: {why}. Record it with the desktop's own tool and drop it here."
            )
            self._give_up(said.format(why=words.strip().rstrip(".") or "?"))
        elif not self._is_ending:
            self.noticed.emit(self.tr("The recording ended because its source is gone; what there is of it is kept."))
            self.stop()

    def _give_up(self, sentence: str) -> None:
        self.discard()
        self.failed.emit(sentence)

    def _on_ended(self) -> None:
        film, draft, first = self._film, self._draft, self._first
        if film is None or draft is None:
            return
        seconds = film.seconds
        if first.isNull() or not size_of(draft):
            self._tidy_up()
            self.failed.emit(self.tr("Nothing was recorded: it was stopped before the first picture."))
            return
        try:
            path = finish_draft(draft)
        except OSError as error:
            self._tidy_up()
            words = self.tr("The recording cannot be kept in {path}: {why}.")
            self.failed.emit(words.format(path=self._folder, why=translated(error.strerror or str(error))))
            return
        self._tidy_up()
        self.recorded.emit(str(path), seconds, _png(first))

    def _tidy_up(self) -> None:
        """No film, no pill, no draft."""
        film, draft, pill = self._film, self._draft, self._pill
        self._film = self._draft = self._pill = None
        self._looking.stop()
        if pill is not None:
            pill.hide()
            pill.deleteLater()
        if film is not None:
            film.deleteLater()
        if draft is not None:
            with contextlib.suppress(OSError):  # written to for a moment yet: then it goes at the next start
                draft.unlink(missing_ok=True)


def _screen_of(box: QRect) -> tuple[QScreen, QRect]:
    """The screen that shows most of a part of the desktop, and its own place there, both in device pixels."""
    places = [
        (screen, QRect(screen.geometry().topLeft(), screen.size() * screen.devicePixelRatio()))
        for screen in QGuiApplication.screens()
    ]

    def shown(of: tuple[QScreen, QRect]) -> int:
        part = of[1].intersected(box)
        return 0 if part.isEmpty() else part.width() * part.height()

    return max(places, key=shown)


def _png(image: QImage) -> bytes:
    size = image.size()
    if max(size.width(), size.height()) > FRAME_SIDE:
        size = size.scaled(QSize(FRAME_SIDE, FRAME_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    plain.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stubs say bytes, PySide6 takes str only
    return bytes(data.data())
