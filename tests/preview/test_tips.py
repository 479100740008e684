"""What a page says of its elements is shown as it stands, never as a document of Qt's with files in it."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from moonpane.preview.tips import MAX_CHARS
from moonpane.preview.view import PreviewView
from tests.preview.test_view import show

PAGE = "<!DOCTYPE html><body style='margin:0'><p style='margin:0;height:200px' title=\"%s\">words"


def tip_of(qtbot: QtBot, view: PreviewView, title: str) -> str:
    """As Qt lays it out; a picture is one character."""
    show(qtbot, view, PAGE % title)
    assert view.surface is not None
    page = view.surface.view
    target = page.focusProxy() or page
    assert isinstance(target, QWidget)
    for step in range(2):
        QTest.mouseMove(target, QPoint(50 + step, 50))
        qtbot.wait(50)
    qtbot.waitUntil(lambda: bool(page.toolTip()), timeout=5_000)
    document = QTextDocument()
    document.setHtml(page.toolTip())
    return document.toPlainText().replace("\u200b", "")  # where a long word may go on in the next line


def test_a_tip_is_plain_text(qtbot: QtBot, view: PreviewView, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    QImage(9, 9, QImage.Format.Format_RGB32).save(str(picture))
    title = f"a < b\n  <img src='{picture}'> &amp;lt; </qt><h1>"
    assert tip_of(qtbot, view, title) == title.replace("&amp;", "&")


def test_a_long_tip_is_cut(qtbot: QtBot, view: PreviewView) -> None:
    assert set(tip_of(qtbot, view, "x" * 100_000)) == {"x"}
    assert view.surface is not None
    assert len(view.surface.view.toolTip()) < 2 * MAX_CHARS


def test_a_tip_of_one_long_word_is_no_wider_than_others(qtbot: QtBot, view: PreviewView) -> None:
    """It would lie across the whole screen."""
    tip_of(qtbot, view, "x" * MAX_CHARS)
    assert view.surface is not None
    label = QLabel(view.surface.view.toolTip())
    label.setWordWrap(True)
    assert label.sizeHint().width() < 60 * label.fontMetrics().averageCharWidth()
