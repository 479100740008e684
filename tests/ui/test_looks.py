"""Theme, motion and icons follow what is chosen, while the window is open."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from moonpane.preferences import Preferences
from moonpane.session import Attachment
from moonpane.store.model import Picture
from moonpane.store.notices import PictureOpened
from moonpane.store.studio import Store
from moonpane.ui import icons
from moonpane.ui.annotate.dialog import AnnotateDialog
from moonpane.ui.annotate.marks import Mark
from moonpane.ui.appearance import change_looks
from moonpane.ui.conversation.spinner import Sign, StepSign
from moonpane.ui.motion import motion
from moonpane.ui.theme import DARK, LIGHT, theme
from moonpane.ui.window import Window
from tests.ui.told import finished

SHEET = QImage(300, 200, QImage.Format.Format_RGB32)

ANSWERS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusVariant, QDBusVirtualObject
from PySide6.QtWidgets import QApplication

class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        reply = message.createReply()
        known = message.arguments() == ["org.gnome.desktop.interface", "enable-animations"]
        reply.setArguments([QDBusVariant(QDBusVariant(sys.argv[1] == "on"))] if known else [])
        return connection.send(reply)

application = QApplication([])
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "portal")
portal = Portal()
assert bus.registerVirtualObject("/org/freedesktop/portal/desktop", portal)
assert bus.registerService("org.freedesktop.portal.Desktop")
from moonpane.ui.motion import motion
motion.choose("system")
QTimer.singleShot(700, application.quit)
application.exec()
print(motion.reduced)
"""


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    change_looks(Preferences())
    theme.use(LIGHT)


def test_light_and_dark_are_chosen_and_the_desktop_is_followed_again(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(theme.changed):
        change_looks(Preferences(theme="dark"))
    assert theme.colors is DARK
    theme.on_scheme_changed(Qt.ColorScheme.Light)  # the desktop's change does not matter now
    assert theme.colors is DARK
    change_looks(Preferences(theme="system"))
    scheme = QGuiApplication.styleHints().colorScheme()
    assert theme.colors is (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
    theme.on_scheme_changed(Qt.ColorScheme.Dark)
    assert theme.colors is DARK


def window_with_everything() -> Window:
    """With a picture to send, an answer, and marks on a sheet."""
    store = Store()
    window = Window(store, has_sample=True)
    finished(store)
    store.await_pictures(1)
    store.apply([PictureOpened(Picture(Attachment("a.png", b"", 300, 200), SHEET, SHEET))])
    dialog = AnnotateDialog(SHEET, SHEET.size(), (Mark("box", ((10.0, 10.0), (90.0, 90.0)), "#ff0000", 3.0),), window)
    dialog.show()
    window.show()
    return window


def looks_of(window: Window) -> dict[str, bytes]:
    """Of each button its icon, as it is drawn."""
    QApplication.sendPostedEvents()
    found = dict[str, bytes]()
    for number, button in enumerate(window.findChildren(QAbstractButton)):
        image = button.icon().pixmap(QSize(16, 16)).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
        if not image.isNull():
            found[f"{number} {button.accessibleName() or button.text()}"] = bytes(image.constBits())
    return found


def test_icons_that_are_there_when_the_theme_changes_are_those_of_the_new_one(qtbot: QtBot) -> None:
    windows = [window_with_everything()]
    light = looks_of(windows[0])
    theme.use(DARK)
    switched = looks_of(windows[0])
    windows.append(window_with_everything())
    made_so = looks_of(windows[1])
    for window in windows:
        window.preview.shut_down()
        shiboken6.delete(window)
    assert any("Remove mark 1" in name for name in light)
    assert any("Remove a.png" in name for name in light)
    assert switched.keys() == made_so.keys()
    assert [name for name, look in switched.items() if look != made_so[name]] == []
    assert light != switched


def test_nothing_turns_where_motion_is_reduced(qtbot: QtBot) -> None:
    sign = StepSign()
    qtbot.addWidget(sign)
    sign.show_sign(Sign.AT_WORK)
    sign.show()
    turning = sign._timer
    assert turning
    change_looks(Preferences(motion="reduced"))
    assert not sign._timer
    change_looks(Preferences(motion="full"))
    assert sign._timer


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no message bus to ask a desktop through")
@pytest.mark.parametrize(("animations", "reduced"), [("on", "False"), ("off", "True")])
def test_the_desktops_wish_is_asked_over_a_real_bus(animations: str, reduced: str) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", ANSWERS, animations]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.stdout.strip() == reduced, result.stderr


def test_without_a_desktop_that_answers_things_may_move(monkeypatch: pytest.MonkeyPatch) -> None:
    motion.choose("reduced")
    motion.choose("system")
    assert not motion.reduced


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("name", ["gear", "chip", "send"])
def test_icons_are_drawn_for_the_screen_and_never_scaled(qapp: object, name: str, ratio: float) -> None:
    drawn = icons.icon(name, "#4f51d8", size=18).pixmap(QSize(18, 18), ratio)
    assert drawn.size() == QSize(1, 1) * int(18 * ratio + 0.5)
    assert drawn.devicePixelRatio() == ratio
    directly = icons.pixmap(name, "#4f51d8", size=18, ratio=ratio)
    assert drawn.toImage().convertToFormat(QImage.Format.Format_ARGB32) == directly.toImage().convertToFormat(
        QImage.Format.Format_ARGB32
    )


def test_every_icon_draws_something_within_its_square(qapp: object) -> None:
    for name in icons.SHAPES:
        image = icons.pixmap(name, "#000000", size=24, ratio=2).toImage()
        inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 40]
        assert len(inked) > 40, name
        edges = {0, 47}
        assert not any(x in edges or y in edges for x, y in inked), f"{name} is cut at its edge"


def test_a_sharp_screen_gets_sharp_icons(tmp_path: Path) -> None:
    """The window on a screen of two pixels to each: what is on the screen is what was drawn for it."""
    program = f"""
import sys
from PySide6.QtWidgets import QApplication, QToolButton
from PySide6.QtCore import QSize
application = QApplication([])
from moonpane.ui import icons
button = QToolButton()
button.setIcon(icons.icon("gear", "#000000", size=20))
button.setIconSize(QSize(20, 20))
button.setStyleSheet("border: 0; background: white")
button.setFixedSize(20, 20)
button.show()
shot = button.grab()
assert shot.devicePixelRatio() == 2, shot.devicePixelRatio()
shot.save(r"{tmp_path / "shot.png"}")
icons.pixmap("gear", "#000000", size=20).save(r"{tmp_path / "drawn.png"}")
"""
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    shot, drawn = QImage(str(tmp_path / "shot.png")), QImage(str(tmp_path / "drawn.png"))
    assert shot.size() == drawn.size() == QSize(40, 40)
    off = [
        abs(shot.pixelColor(x, y).lightness() - (255 - drawn.pixelColor(x, y).alpha()))
        for x in range(40)
        for y in range(40)
    ]
    assert max(off) <= 6
