"""What was chosen for a draft is there with it when the studio is opened again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.session import STACKS
from moonpane.store.model import Offer
from tests.ui.conftest import MakeStudio
from tests.ui.talking import CHATS, converted, send, wait_idle, wait_settled
from tests.ui.test_kept import PATIENCE_MS, reopened


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_a_draft_is_to_become_is_kept_with_it(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, goes_on: bool
) -> None:
    """In a conversation that has a page already, too."""
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    if goes_on:
        converted(studio, qtbot, mockup_file)
    studio.desk.open_offers([Offer(mockup_file.name, path=mockup_file)])
    qtbot.waitUntil(lambda: len(studio.store.draft) == 1, timeout=PATIENCE_MS)
    studio.window.composer.options_row.stack_button.entries[STACKS.index("react")].trigger()
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    qtbot.waitUntil(lambda: len(again.store.draft) == 1, timeout=PATIENCE_MS)
    assert len(again.store.exchanges) == goes_on
    assert again.window.composer.options_row.options.stack == "react"
    send(again, qtbot, "")
    wait_idle(again, qtbot)
    assert again.store.exchanges[-1].record.stack == "react"
    once_more = reopened(make_studio, qtbot, again, model=CHATS)
    assert not once_more.desk.has_new_stack, "it was sent"


def test_what_a_draft_is_to_become_is_asked_of_no_other_conversation(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    converted(studio, qtbot, mockup_file)
    page = studio.store.session.id
    studio.desk.new_session()
    qtbot.waitUntil(lambda: studio.store.session.is_empty, timeout=PATIENCE_MS)
    row = studio.window.composer.options_row
    row.stack_button.entries[STACKS.index("react")].trigger()
    assert studio.desk.has_new_stack
    studio.desk.open_session(page)
    qtbot.waitUntil(lambda: studio.store.session.id == page and bool(studio.store.exchanges), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: row.options.stack == "html", timeout=PATIENCE_MS)
    assert studio.desk.options.stack == "html"
    send(studio, qtbot, "make it red")
    wait_idle(studio, qtbot)
    assert studio.store.exchanges[-1].record.stack == "html"
