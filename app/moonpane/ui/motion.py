"""Whether things may move: what turns, blinks or slides asks here, and stands still for people who prefer that."""

import sys
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant
from PySide6.QtWidgets import QApplication

PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
SETTING = ("org.gnome.desktop.interface", "enable-animations")  # other desktops' portals answer for it, too


class Motion(QObject):
    """The choice in force.

    Signals:
        changed: `reduced` is another than before.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reduced = False
        self._follows = False
        self._question: QDBusPendingCallWatcher | None = None

    def use(self, *, reduced: bool) -> None:
        """Whatever the desktop says."""
        self.choose("reduced" if reduced else "full")

    def choose(self, choice: str) -> None:
        """`full`, `reduced`, or `system`: what the desktop says when it answers; until then, and without one, full."""
        self._follows = choice == "system"
        self._set(choice == "reduced")
        if self._follows and sys.platform.startswith("linux"):
            self._ask_desktop()
        elif self._follows and sys.platform == "win32":
            self._set(not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu))

    @Slot(QDBusPendingCallWatcher)
    def on_desktop_answered(self, question: QDBusPendingCallWatcher) -> None:
        self._question = None
        reply = question.reply()
        if self._follows and reply.type() is QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self._set(plain(reply.arguments()[0]) is False)

    def _ask_desktop(self) -> None:
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        call = QDBusMessage.createMethodCall(*PORTAL, "Read")
        call.setArguments(list(SETTING))
        self._question = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._question.finished.connect(self.on_desktop_answered)

    def _set(self, reduced: bool) -> None:
        if reduced != self.reduced:
            self.reduced = reduced
            self.changed.emit()


motion = Motion()


def plain(value: Any) -> Any:
    """What is inside of variants: portals wrap their answers twice."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value
