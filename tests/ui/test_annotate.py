"""The window for marks: drawn with mouse and with keys alone, commented, undone, and painted into the picture."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.annotate.dialog import AnnotateDialog
from moonpane.ui.annotate.marks import INTRODUCTION, Mark
from moonpane.ui.annotate.painting import Markup

SIZE = QSize(400, 300)
RED = (0xE5, 0x38, 0x3B)
MakeDialog = Callable[..., AnnotateDialog]


def picture(size: QSize = SIZE) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image


def png(size: QSize = SIZE) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (size.width(), size.height()), "white").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def make_dialog(qtbot: QtBot) -> MakeDialog:
    def make(image: QImage | None = None, size: QSize = SIZE, marks: tuple[Mark, ...] = ()) -> AnnotateDialog:
        dialog = AnnotateDialog(image, size, marks)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog

    return make


def drag(qtbot: QtBot, dialog: AnnotateDialog, *way: tuple[float, float]) -> None:
    canvas = dialog.view.canvas
    points = [canvas.on_viewport(place).toPoint() for place in way]
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(canvas.viewport(), point)
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=points[-1])


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_box_gets_its_comment_at_once_and_both_are_told(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(picture())
    drag(qtbot, dialog, (100, 60), (150, 80), (220, 140))
    assert isinstance(focused(), QLineEdit), "the person can say at once what the box is about"
    qtbot.keyClicks(focused(), "make this red")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is dialog.view.canvas
    assert dialog.isVisible(), "Return in a comment is not the end of the drawing"
    said: list[Markup] = []
    dialog.annotated.connect(said.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert said[0].notes == f"{INTRODUCTION}\n1. box from (100, 60) to (220, 140): make this red"
    marked = np.asarray(Image.open(io.BytesIO(said[0].render(png()).marked_png)))
    assert marked.shape == (300, 400, 3)
    assert tuple(marked[100, 220]) == RED, "the right side of the box"
    assert tuple(marked[100, 160]) == (255, 255, 255), "its inside"
    assert tuple(marked[50, 100]) == RED, "the disc of its number"


def test_a_page_can_be_marked_with_the_keyboard_alone(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(picture())
    canvas = dialog.view.canvas
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(canvas, Qt.Key.Key_A)
    assert canvas.tool == "arrow"
    qtbot.keyClick(canvas, Qt.Key.Key_Left, shift)  # from the middle, (200, 150)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, shift)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    (tail, tip) = drawn = canvas.history.now[0].points
    assert tail == pytest.approx((SIZE.width() / 2 - 10, SIZE.height() / 2), abs=1)
    assert (tip[0] - tail[0], tip[1] - tail[1]) == (30, 1)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_V)
    canvas.select(0)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, shift)
    moved = canvas.history.now[0].points
    assert moved == ((tail[0], tail[1] - 10), (tip[0], tip[1] - 10))
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.history.now == ()
    for _ in range(2):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.history.now[0].points == drawn
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | shift)
    assert canvas.history.now[0].points == moved


def test_what_was_just_drawn_is_undone_although_its_comment_has_the_cursor(
    qtbot: QtBot, make_dialog: MakeDialog
) -> None:
    dialog = make_dialog(picture())
    history, undo = dialog.view.canvas.history, Qt.KeyboardModifier.ControlModifier
    for left in (20, 200):
        drag(qtbot, dialog, (left, 60), (left + 50, 80), (left + 100, 140))
        qtbot.keyClicks(focused(), f"{left}")
    qtbot.keyClick(focused(), Qt.Key.Key_Z, undo)
    assert [mark.comment for mark in history.now] == ["20", ""], "first what was typed"
    qtbot.keyClick(focused(), Qt.Key.Key_Z, undo)
    assert [mark.comment for mark in history.now] == ["20"], "then what was drawn"
    qtbot.keyClick(focused(), Qt.Key.Key_Z, undo)
    assert not history.now, "and what was drawn before, not what was typed about it"
    for _ in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Z, undo | Qt.KeyboardModifier.ShiftModifier)
    assert [mark.comment for mark in history.now] == ["20", ""]


def test_letters_in_a_comment_choose_no_tool(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(picture())
    drag(qtbot, dialog, (10, 10), (100, 100))
    qtbot.keyClicks(focused(), "ape 13")
    assert dialog.view.canvas.tool == "box"
    assert dialog.view.canvas.history.now[0].comment == "ape 13"
    dialog.view.canvas.setFocus()
    qtbot.keyClick(dialog.view.canvas, Qt.Key.Key_P)
    assert dialog.view.canvas.tool == "pen", "control: on the picture they do"


def test_a_text_is_typed_where_it_stands_and_escape_drops_it(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(picture())
    canvas = dialog.view.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    drag(qtbot, dialog, (40, 50))
    qtbot.keyClicks(focused(), "nothing")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert canvas.history.now == ()
    assert dialog.isVisible()
    drag(qtbot, dialog, (40, 50))
    qtbot.keyClicks(focused(), "Bigger")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert [mark.words for mark in canvas.history.now] == ['text at (40, 50): "Bigger"']
    drag(qtbot, dialog, (90, 150))
    qtbot.keyClicks(focused(), "Bluer")  # not entered, but the person is done
    assert dialog.view.markup.notes.splitlines()[-1] == '2. text at (90, 150): "Bluer"'


def test_a_sketch_is_the_mockup_itself(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(None, QSize(640, 400))
    said: list[Markup] = []
    dialog.annotated.connect(said.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible(), "an empty sheet is no sketch"
    qtbot.keyClick(dialog.view.canvas, Qt.Key.Key_B)
    drag(qtbot, dialog, (100, 100), (300, 200))
    assert focused() is dialog.view.canvas, "nothing has to be said about it"
    dialog.accept()
    sketch = said[0].render()
    drawn = np.asarray(Image.open(io.BytesIO(sketch.marked_png)))
    assert drawn.shape == (400, 640, 3)
    assert tuple(drawn[150, 100]) == (0x1A, 0x1D, 0x29)
    ink = np.argwhere((drawn != 255).any(axis=2))
    assert ink.min(axis=0) == pytest.approx([98, 98], abs=2), "no number beside the box"
    assert sketch.notes == ""


def test_marks_are_in_pixels_of_the_picture_however_it_is_shown(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    """The window gets a smaller copy of a large picture, and zooms it."""
    dialog = make_dialog(picture(QSize(1000, 600)), QSize(4000, 2400))
    canvas = dialog.view.canvas
    assert canvas.scale < 0.4
    drag(qtbot, dialog, (1000, 600), (3000, 1800))
    assert canvas.history.now[0].box == pytest.approx((1000, 600, 3000, 1800), abs=1 / canvas.scale)
    before = canvas.place_at(canvas.viewport().rect().center().toPointF())
    canvas.zoom(3)
    assert canvas.place_at(canvas.viewport().rect().center().toPointF()) == pytest.approx(before, abs=2 / canvas.scale)
    middle = canvas.viewport().rect().center()
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=middle)
    qtbot.mouseMove(canvas.viewport(), middle - QPoint(60, 30))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=middle - QPoint(60, 30))
    panned = canvas.place_at(middle.toPointF())
    assert panned == pytest.approx((before[0] + 60 / canvas.scale, before[1] + 30 / canvas.scale), abs=3 / canvas.scale)
    assert len(canvas.history.now) == 1


def test_marks_from_before_can_be_gone_on_with(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    old = Mark("box", ((10, 10), (50, 50)), "#2f6fed", 4, comment="blue")
    dialog = make_dialog(picture(), marks=(old,))
    assert [row.comment.text() for row in dialog.view.list.rows] == ["blue"]
    drag(qtbot, dialog, (100, 100), (200, 200))
    dialog.view.list.rows[0].removed.emit()
    assert [mark.box for mark in dialog.view.markup.marks] == [(100, 100, 200, 200)]
    assert len(dialog.view.list.rows) == 1


def test_every_control_has_a_name(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog(picture())
    drag(qtbot, dialog, (10, 10), (100, 100))
    controls = [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit), dialog.view.canvas]
    nameless = [control for control in controls if not (control.accessibleName() or getattr(control, "text", str)())]
    assert len(controls) > 20
    assert nameless == []
