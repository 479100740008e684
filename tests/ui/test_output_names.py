"""What a page is called when it leaves the studio."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from moonpane.application.output import file_name
from moonpane.session import NEW_TITLE
from tests.ui.conftest import MakeStudio
from tests.ui.talking import CHATS, converted, wait_ready, wait_settled


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("login.png", "login"),
        ("A shop: 2/3 of it…", "A shop 2 3 of it"),
        ("../../etc/passwd", "etc passwd"),
        ("로그인 화면.PNG", "로그인 화면"),
        ("v1.2 of it", "v1 2 of it"),
        (NEW_TITLE, ""),
        ("???", ""),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_title_is_a_name_on_every_system(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_page_is_exported_under_the_name_of_its_session(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    wait_ready(studio, qtbot)
    converted(studio, qtbot, mockup_file)
    studio.store.session.title = "Sign in: the form"
    studio.output.export()
    (dialog,) = studio.window.findChildren(QFileDialog)
    assert [name.rpartition("/")[2] for name in dialog.selectedFiles()] == ["Sign in the form.zip"]
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite), "what exists is not replaced"
    dialog.reject()
