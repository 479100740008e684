"""The overlays of all screens together: one choice, made on any of them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor, QImage

from moonpane.ui.capture.frozen import Frozen, cut
from moonpane.ui.capture.overlay import FrozenOverlay
from moonpane.ui.capture.region import RegionOverlay
from moonpane.ui.capture.window_choice import WindowOverlay
from moonpane.ui.capture.x11 import DesktopWindow


class Picker(QObject):
    """Asks once; it and its overlays are gone after either signal.

    Signals:
        picked: the chosen part of the screen, in device pixels.
        window_picked: the chosen window, and its picture, in which other windows may lie over it.
        cancelled: nothing was chosen.
    """

    picked = Signal(QImage)
    window_picked = Signal(DesktopWindow, QImage)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.overlays: list[FrozenOverlay] = []
        self._frozen: Sequence[Frozen] = ()

    def ask_region(self, frozen: Sequence[Frozen]) -> None:
        """One overlay a screen; a selection begun on one ends that on another."""
        for each in frozen:
            overlay = RegionOverlay(each)
            overlay.taken.connect(self._on_region_taken)
            overlay.begun.connect(lambda begun=overlay: self._on_region_begun(begun))
            overlay.entered.connect(lambda entered=overlay: self._turn_to(entered))
            self.overlays.append(overlay)
        self._show(frozen)

    def ask_window(self, frozen: Sequence[Frozen], windows: Sequence[DesktopWindow]) -> None:
        """`windows`: at least one, the lowest first."""
        first = self._under_pointer(frozen)
        for each in frozen:
            overlay = WindowOverlay(each, windows, has_list=each is frozen[first])
            overlay.pointed_out.connect(self._on_window_pointed_out)
            overlay.taken.connect(self._on_window_taken)
            self.overlays.append(overlay)
        self._show(frozen)
        self._on_window_pointed_out(windows[-1])

    def end(self) -> None:
        """Takes the overlays away."""
        for overlay in self.overlays:
            overlay.releaseKeyboard()
            overlay.hide()
            overlay.deleteLater()
        self.overlays.clear()

    def _show(self, frozen: Sequence[Frozen]) -> None:
        self._frozen = frozen
        for overlay in self.overlays:
            overlay.cancelled.connect(self._on_cancelled)
            overlay.left.connect(lambda of=overlay: self._on_left(of))
            overlay.show()
        self._turn_to(self.overlays[self._under_pointer(frozen)])

    def _under_pointer(self, frozen: Sequence[Frozen]) -> int:
        pointer = QCursor.pos()
        return next((at for at, each in enumerate(frozen) if each.screen.geometry().contains(pointer)), 0)

    def _on_left(self, overlay: FrozenOverlay) -> None:
        following = self.overlays[(self.overlays.index(overlay) + 1) % len(self.overlays)]
        if following is not overlay:
            self._turn_to(following)

    def _on_region_begun(self, begun: RegionOverlay) -> None:
        for overlay in self.overlays:
            if overlay is not begun and isinstance(overlay, RegionOverlay):
                overlay.clear_selection()
        self._turn_to(begun)

    def _turn_to(self, meant: FrozenOverlay) -> None:
        """The keys go to one screen; only there something is magnified."""
        for overlay in self.overlays:
            if overlay is not meant:
                overlay.releaseKeyboard()
            if isinstance(overlay, RegionOverlay):
                overlay.show_meant(overlay is meant)
        meant.take_keyboard()

    def _on_window_pointed_out(self, window: DesktopWindow) -> None:
        for overlay in self.overlays:
            if isinstance(overlay, WindowOverlay):
                overlay.show_meant(window)

    def _on_region_taken(self, image: QImage) -> None:
        self.end()
        self.picked.emit(image)

    def _on_window_taken(self, window: DesktopWindow) -> None:
        self.end()
        self.window_picked.emit(window, cut(self._frozen, window.box))

    def _on_cancelled(self) -> None:
        self.end()
        self.cancelled.emit()
