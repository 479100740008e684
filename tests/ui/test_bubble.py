"""What was asked is shown to its last line, whatever its length, the width of the column, and the style in force."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moonpane.session import Exchange as Record
from moonpane.session import Turn
from moonpane.store.model import Exchange
from moonpane.ui.conversation.bubble import Bubble
from moonpane.ui.theme import DARK, LIGHT, style_sheet, theme

SENTENCE = "please make the heading larger and the button blue with round corners so that it is like the picture"
MIXED = "단추를 파란색으로 바꾸고 please keep the border 그리고 제목은 그대로 "
WIDTHS = (240, 330, 420, 700)
SIDE = 16  # px that the column leaves free


def words(count: int) -> str:
    return " ".join((SENTENCE.split() * 20)[:count])


TEXTS = {
    **{f"{count} words": words(count) for count in (*range(1, 28), 40, 80, 160, 320)},
    "lines": "\n".join(map(words, (3, 30, 1, 12))),
    "empty lines": f"{words(9)}\n\n\n{words(21)}\n",
    "a long word": f"{words(4)} {'x' * 200} {words(9)}",
    "an address": f"as of https://example.com/{'abc/' * 60} {words(5)}",
    "Chinese": "请把标题改成更大的字体，并且把按钮的颜色改成蓝色。" * 7,
    "mixed": MIXED * 6,
    "a long line behind many": "\n".join(["short"] * 20 + [words(40)]),
}


class Column(QScrollArea):
    """Bubbles one below the other, as the transcript has them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SIDE, 12, SIDE, 16)
        column.addStretch(1)
        self.bubbles = {name: Bubble(asked(text)) for name, text in TEXTS.items()}
        for bubble in self.bubbles.values():
            column.addWidget(bubble)
        self.setWidget(body)
        self.resize(width, 600)

    def faults(self) -> list[str]:
        """Which texts are cut off below or beside, have room for a line too much, or reach beyond the column."""
        found = []
        for name, bubble in self.bubbles.items():
            label = bubble.text.label
            line, missing = label.fontMetrics().lineSpacing(), height_needed(bubble) - label.height()
            left = label.mapTo(self.viewport(), QPoint()).x()
            if missing > 0 or missing <= -line:
                found.append(f"{name}: {missing:+} px")
            shown = label.findChild(QTextDocument)
            assert shown is not None
            if shown.idealWidth() > label.contentsRect().width() + 1:
                found.append(f"{name}: its widest line has {shown.idealWidth():.0f} px")
            if left < SIDE or left + label.width() > self.viewport().width() - SIDE:
                found.append(f"{name}: from {left} px on")
        return found


def asked(text: str) -> Exchange:
    return Exchange(Record("talk", Turn("user", text), Turn("assistant")))


def height_needed(bubble: Bubble) -> int:
    """In px, of the text at the width that it really has."""
    label = bubble.text.label
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(label.text())
    document.setTextWidth(label.contentsRect().width())
    return round(document.size().height())


@pytest.fixture
def set_style(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Sets the application's style sheet with something more behind it."""
    yield lambda more: qapp.setStyleSheet(style_sheet(LIGHT) + more)
    theme.use(LIGHT)


def settle(qtbot: QtBot, column: Column) -> None:
    """Waits until nothing is wrong; says what is when that does not come."""

    def is_sound() -> None:
        assert column.faults() == []

    qtbot.waitUntil(is_sound, timeout=2_000)


def show(qtbot: QtBot, width: int) -> Column:
    column = Column(width)
    qtbot.addWidget(column)
    with qtbot.waitExposed(column):
        column.show()
    return column


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_is_seen(qtbot: QtBot, width: int) -> None:
    theme.use(LIGHT)
    settle(qtbot, show(qtbot, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_style_may_come_later(qtbot: QtBot, width: int, qapp: QApplication) -> None:
    qapp.setStyleSheet("")
    column = show(qtbot, width)
    settle(qtbot, column)
    theme.use(DARK)
    settle(qtbot, column)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_style_may_come_between_making_and_showing(qtbot: QtBot, width: int, qapp: QApplication) -> None:
    qapp.setStyleSheet("")
    column = Column(width)
    qtbot.addWidget(column)
    theme.use(LIGHT)
    with qtbot.waitExposed(column):
        column.show()
    settle(qtbot, column)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_letters_may_become_larger_and_smaller(qtbot: QtBot, width: int, set_style: Callable[[str], None]) -> None:
    column = show(qtbot, width)
    for size in (19, 10):
        set_style(f"QWidget {{ font-size: {size}px; }}")
        settle(qtbot, column)
        bubble = column.bubbles["1 words"]
        assert bubble.text.label.fontInfo().pixelSize() == size
        assert bubble.text.label.width() >= bubble.text.label.fontMetrics().horizontalAdvance(words(1))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_column_may_become_wider_and_narrower(qtbot: QtBot, width: int) -> None:
    theme.use(LIGHT)
    column = show(qtbot, width)
    for other in (250, 640, width):
        column.resize(other, 600)
        settle(qtbot, column)


def test_a_short_text_has_a_narrow_bubble_at_the_right(qtbot: QtBot) -> None:
    theme.use(LIGHT)
    column = show(qtbot, 420)
    settle(qtbot, column)
    widths = [column.bubbles[name].text.label.width() for name in ("1 words", "3 words", "40 words")]
    assert widths == sorted(set(widths))
    ends = {bubble.text.mapTo(column, QPoint(bubble.text.width(), 0)).x() for bubble in column.bubbles.values()}
    assert len(ends) == 1
