"""A desktop's screenshot portal, as far as it is asked: `python -m tests.ui.scripted_portal CODE URI`, on its own bus.

CODE is what the person did: 0 took a picture, 1 closed the dialog, 2 something else; "early": they took one, and that
is said before the call itself is answered, as the interface allows.
"""

import sys
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusObjectPath

from moonpane.ui.capture.portal import DESKTOP, REQUEST, SCREENSHOT, SERVICE

class_info: Any = ClassInfo  # the stubs know neither how it is called
signal: Any = Signal  # nor that types of C++ may be named


@class_info({"D-Bus Interface": REQUEST})
class Request(QObject):
    """What the answer comes from."""

    Response = signal("uint", "QVariantMap")


@class_info({"D-Bus Interface": SCREENSHOT})
class Screenshots(QDBusAbstractAdaptor):
    """The interface."""

    @Slot(str, "QVariantMap", result=QDBusObjectPath)
    def Screenshot(self, parent: str, options: dict[str, Any]) -> QDBusObjectPath:
        code, uri = sys.argv[1:3]
        assert options["interactive"] is True
        bus = QDBusConnection.sessionBus()
        # PySide does not say who calls; on a bus where nobody else is, it is who came after us.
        ours = int(bus.baseService().removeprefix(":1."))
        path = f"{DESKTOP}/request/1_{ours + 1}/{options['handle_token']}"
        self.request = Request()
        assert bus.registerObject(path, self.request, QDBusConnection.RegisterOption.ExportAllSignals)
        if code == "early":
            self.request.Response.emit(0, {"uri": uri})
        else:
            QTimer.singleShot(100, lambda: self.request.Response.emit(int(code), {"uri": uri}))
        return QDBusObjectPath(path)


def main() -> None:
    application = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    desktop = QObject()
    screenshots = Screenshots(desktop)
    assert bus.registerObject(DESKTOP, desktop, QDBusConnection.RegisterOption.ExportAdaptors)
    assert bus.registerService(SERVICE)
    print("ready", flush=True)
    application.exec()
    del screenshots


if __name__ == "__main__":
    main()
