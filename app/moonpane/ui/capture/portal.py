"""Pictures of the screen where only the desktop itself may take them: `org.freedesktop.portal.Screenshot`.

The portal's request answers by a signal on a path that is known before the call, so that no answer is missed.
"""

import uuid
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusPendingCallWatcher

SERVICE = "org.freedesktop.portal.Desktop"
DESKTOP = "/org/freedesktop/portal/desktop"
SCREENSHOT = "org.freedesktop.portal.Screenshot"
REQUEST = "org.freedesktop.portal.Request"
DONE, CANCELLED = 0, 1
START_MS = 10_000  # for the call itself to be accepted; the person then takes as long as they like
_SLOT: Any = SLOT("on_response_received(uint,QVariantMap)")  # the stubs say bytes, PySide gives and takes str


class ScreenshotPortal(QObject):
    """Asks the desktop for one picture at a time; the desktop's own dialog lets the person choose.

    Signals:
        taken: the path of the picture's file, which belongs to the person.
        cancelled: the person closed the dialog.
        refused: there is no portal, or it does not want to; a sentence.
    """

    taken = Signal(str)
    cancelled = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = ""  # of the request that is waited for
        self._watcher: QDBusPendingCallWatcher | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_ended)

    def ask(self) -> None:
        """Exactly one of the signals follows."""
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._refuse()
            return
        token = f"moonpane_{uuid.uuid4().hex}"
        sender = bus.baseService().removeprefix(":").replace(".", "_")
        self._path = f"{DESKTOP}/request/{sender}/{token}"
        bus.connect(SERVICE, self._path, REQUEST, "Response", self, _SLOT)
        message = QDBusMessage.createMethodCall(SERVICE, DESKTOP, SCREENSHOT, "Screenshot")
        message.setArguments(["", {"interactive": True, "handle_token": token}])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(message, START_MS), self)
        self._watcher.finished.connect(self._on_call_answered)
        self._patience.start(START_MS + 1_000)

    def stop(self) -> None:
        """Waits no longer; no signal follows."""
        self._patience.stop()
        if self._path:
            bus = QDBusConnection.sessionBus()
            bus.disconnect(SERVICE, self._path, REQUEST, "Response", self, _SLOT)
        self._path = ""

    @Slot("uint", "QVariantMap")
    def on_response_received(self, code: int, results: dict[str, Any]) -> None:
        """By these types Qt unpacks the message; of the packed form PySide could read nothing."""
        self.stop()
        uri = results.get("uri") if code == DONE else None
        path = QUrl(uri).toLocalFile() if isinstance(uri, str) else ""
        if path:
            self.taken.emit(path)
        elif code == CANCELLED:
            self.cancelled.emit()
        else:
            self._refuse()

    def _on_call_answered(self, call: QDBusPendingCall) -> None:
        self._patience.stop()
        if call.isError() and self._path:
            self._refuse()

    def _on_patience_ended(self) -> None:
        self._refuse()

    def _refuse(self) -> None:
        self.stop()
        self.refused.emit(
            self.tr(
                "This desktop gives applications no pictures of the screen; "
                "take one with the desktop's own tool and paste it here."
            )
        )
