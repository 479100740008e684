"""Dialogs that Qt brings along speak the language of the interface, too: every word that they show, or ask for."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moonpane.ui.language import install_language

LATIN = re.compile(r"[A-Za-z]{2,}")
MODES = [
    (QFileDialog.FileMode.ExistingFiles, QFileDialog.AcceptMode.AcceptOpen),
    (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    (QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
]
KEYS_AND_ORDER = {"Alt+Left", "Alt+Right", "Alt+Up", "%p%", "QT_LAYOUT_DIRECTION"}  # no words


class Asked(QTranslator):
    """Asked last, for what no other translator has."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, words: str, told: str | None = None, count: int = -1) -> None:  # type: ignore[override]
        if context != "QShortcut" and words not in KEYS_AND_ORDER:  # what keys are called is asked to read them, too
            self.words.add((context, words))


@pytest.fixture(params=["ko", "zh_CN"])
def asked(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Asked]:
    """What is not translated in a language."""
    translator = Asked()
    QCoreApplication.installTranslator(translator)  # before the others: the last one is asked first
    install_language(qapp, request.param)
    yield translator
    QCoreApplication.removeTranslator(translator)
    install_language(qapp, "en")


def shown(dialog: QWidget) -> list[str]:
    """All words of its widgets; names of files and what is typed left out."""
    found: list[str] = []
    for each in dialog.findChildren(QWidget):
        found += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        if isinstance(each, QComboBox) and each.objectName() == "fileTypeCombo":
            found += [each.itemText(at) for at in range(each.count())]
        if isinstance(each, QAbstractItemView) and (model := each.model()) and model.columnCount() > 1:
            across = Qt.Orientation.Horizontal
            found += [str(model.headerData(at, across) or "") for at in range(model.columnCount())]
            rows = range(model.rowCount(each.rootIndex()))
            found += [str(model.index(row, 2, each.rootIndex()).data() or "") for row in rows]
    return found


@pytest.mark.parametrize(("mode", "accepts"), MODES)
def test_no_english_word_is_left_in_the_file_dialog(
    mode: QFileDialog.FileMode, accepts: QFileDialog.AcceptMode, asked: Asked, qtbot: QtBot, tmp_path: Path
) -> None:
    if sys.platform == "linux":  # elsewhere these would be the person's own
        QSettings(QSettings.Scope.UserScope, "QtProject").clear()  # else it looks into folders of dialogs before it
    (tmp_path / "folder").mkdir()
    dialog = QFileDialog(None, "", str(tmp_path), "(*.*)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accepts)
    qtbot.addWidget(dialog)
    for view in QFileDialog.ViewMode:
        dialog.setViewMode(view)
        dialog.open()
        tree = dialog.findChild(QAbstractItemView, "treeView")
        assert tree is not None
        qtbot.waitUntil(lambda tree=tree: tree.model().rowCount(tree.rootIndex()) == 1, timeout=10_000)
        english = [words for words in shown(dialog) if LATIN.search(words)]
        assert english == []
    assert asked.words == set()


def test_no_english_word_is_left_in_questions_and_menus(asked: Asked, qtbot: QtBot) -> None:
    question = QMessageBox()
    for button in (QMessageBox.StandardButton.Open, QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Ok):
        question.addButton(button)
    qtbot.addWidget(question)
    question.show()
    assert [each.text() for each in question.buttons() if LATIN.search(each.text())] == []
    for widget in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(widget)
        menu = widget.createStandardContextMenu()
        words = [action.text().partition("\t")[0] for action in menu.actions()]
        assert [each for each in words if LATIN.search(each)] == []
        menu.deleteLater()
    assert asked.words == set()
