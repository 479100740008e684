"""Only a part of a picture of the draft is meant: chosen with mouse or keys, snapped, taken back, converted alone."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.outlined import Place
from moonpane.session import Attachment, Video
from moonpane.store.model import Offer, Picture
from moonpane.ui.annotate.part_dialog import PartDialog
from moonpane.ui.conversation.thumbnail import Thumbnail
from tests.ui.conftest import MakeStudio
from tests.ui.test_kept import PATIENCE_MS, reopened

BUTTON: Place = (16, 88, 89, 37)  # of the mockup


@pytest.fixture
def studio(make_studio: MakeStudio, qtbot: QtBot, mockup: bytes) -> Studio:
    made = make_studio()
    made.desk.open_offers([Offer("mockup.png", data=mockup)])
    qtbot.waitUntil(lambda: bool(made.store.draft), timeout=20_000)
    return made


def thumbnail_of(studio: Studio) -> Thumbnail:
    (found,) = (each for each in studio.window.composer.findChildren(Thumbnail) if each.isVisible())
    return found


def ask(studio: Studio, qtbot: QtBot) -> PartDialog:
    """The dialog, as the key of the thumbnail opens it."""
    qtbot.keyClick(thumbnail_of(studio), Qt.Key.Key_C)
    (dialog,) = (each for each in studio.window.findChildren(PartDialog) if each.isVisible())
    assert dialog.focusWidget() is dialog.view
    return dialog


def drag(qtbot: QtBot, dialog: PartDialog, start: tuple[int, int], end: tuple[int, int]) -> None:
    view = dialog.view
    first, last = (view.on_viewport((x + 0.25, y + 0.25)).toPoint() for x, y in (start, end))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    for point in ((first + last) / 2, last):
        qtbot.mouseMove(view.viewport(), point)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)


def pixels(attachment: Attachment) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(attachment.png)))


def taken(studio: Studio, qtbot: QtBot, act: Callable[[], object]) -> Picture:
    """The draft's picture after what changes it."""
    (before,) = studio.store.draft
    act()
    qtbot.waitUntil(lambda: not studio.store.opening and studio.store.draft[0] is not before, timeout=20_000)
    (after,) = studio.store.draft
    return after


def test_what_is_dragged_roughly_is_the_element_and_the_whole_comes_back(studio: Studio, qtbot: QtBot) -> None:
    (whole,) = studio.store.draft
    dialog = ask(studio, qtbot)
    assert not dialog.done_button.isEnabled()
    drag(qtbot, dialog, (14, 86), (106, 126))
    part = taken(studio, qtbot, lambda: qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton))
    assert part.place == BUTTON
    assert np.array_equal(pixels(part.attachment), pixels(whole.attachment)[88:125, 16:105])
    again = ask(studio, qtbot)
    assert again.view.band.selection.getRect() == BUTTON, "the whole picture, with what was chosen"
    assert again.view.size_px.toTuple() == (360, 240)
    qtbot.keyClick(again.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert taken(studio, qtbot, lambda: qtbot.keyClick(again.view, Qt.Key.Key_Return)) is whole


def test_the_whole_is_there_after_the_studio_was_closed(studio: Studio, qtbot: QtBot, make_studio: MakeStudio) -> None:
    (whole,) = studio.store.draft
    dialog = ask(studio, qtbot)
    drag(qtbot, dialog, (14, 86), (106, 126))
    part = taken(studio, qtbot, lambda: qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton))
    again = reopened(make_studio, qtbot, studio)
    qtbot.waitUntil(lambda: bool(again.store.draft), timeout=PATIENCE_MS)
    (found,) = again.store.draft
    assert (found.attachment, found.place) == (part.attachment, BUTTON)
    thumbnails = again.window.composer.findChildren
    qtbot.waitUntil(lambda: any(each.isVisible() for each in thumbnails(Thumbnail)), timeout=PATIENCE_MS)
    dialog = ask(again, qtbot)
    assert dialog.view.band.selection.getRect() == BUTTON
    assert dialog.view.size_px.toTuple() == (360, 240)
    qtbot.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    back = taken(again, qtbot, lambda: qtbot.keyClick(dialog.view, Qt.Key.Key_Return))
    assert back.attachment == whole.attachment


def test_a_part_can_be_chosen_with_the_keyboard_alone(studio: Studio, qtbot: QtBot) -> None:
    dialog = ask(studio, qtbot)
    view, shift = dialog.view, Qt.KeyboardModifier.ShiftModifier
    assert view.band.pointed == QPoint(179, 119)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert dialog.isVisible(), "there is nothing to take"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(2):
            qtbot.keyClick(view, key, shift)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, shift | Qt.KeyboardModifier.ControlModifier)
    assert view.accessibleDescription() == "81 × 41 pixels at 179, 120"
    part = taken(studio, qtbot, lambda: qtbot.keyClick(view, Qt.Key.Key_Return))
    assert part.place == (179, 120, 81, 41), "there is no element there"


def test_only_the_part_is_converted_and_the_page_measured_against_it(studio: Studio, qtbot: QtBot) -> None:
    dialog = ask(studio, qtbot)
    drag(qtbot, dialog, (10, 10), (209, 129))
    part = taken(studio, qtbot, lambda: qtbot.keyClick(dialog.view, Qt.Key.Key_Return))
    studio.desk.submit("")
    qtbot.waitUntil(lambda: bool(studio.store.version and studio.store.version.score), timeout=60_000)
    (mockup,) = studio.store.mockups
    assert mockup.attachment == part.attachment
    assert (mockup.attachment.width, mockup.attachment.height) == (200, 120)
    version = studio.store.version
    assert version is not None
    assert version.rendered is not None
    assert version.rendered.width() == 200


def test_a_part_that_is_too_small_is_refused_and_the_picture_stays(studio: Studio, qtbot: QtBot) -> None:
    (whole,) = studio.store.draft
    dialog = ask(studio, qtbot)
    drag(qtbot, dialog, (200, 150), (209, 159))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(studio.store.refusals), timeout=20_000)
    assert studio.window.composer.sentence.text() == (
        "The part of mockup.png is 10 x 10 px, which is too small to be an interface."
    )
    assert studio.store.draft == [whole]


def test_escape_changes_nothing(studio: Studio, qtbot: QtBot) -> None:
    (whole,) = studio.store.draft
    dialog = ask(studio, qtbot)
    drag(qtbot, dialog, (10, 10), (209, 129))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert (studio.store.draft, studio.store.opening) == ([whole], 0)


def test_the_button_asks_too_and_a_recording_has_no_parts(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    thumbnail = thumbnail_of(studio)
    (button,) = (each for each in thumbnail.findChildren(QToolButton) if "part" in each.accessibleName())
    assert button.accessibleName() == "Choose a part of mockup.png"
    with qtbot.waitSignal(studio.window.composer.part_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    picture = thumbnail.picture
    film = Attachment("film.mp4", picture.attachment.png, 360, 240, video=Video(tmp_path / "film.mp4"))
    other = Thumbnail(Picture(film, picture.shown, picture.thumbnail), size=thumbnail.size(), removable=True)
    qtbot.addWidget(other)
    other.show()
    assert not any(each.isVisible() for each in other.findChildren(QToolButton) if "part" in each.accessibleName())
    with qtbot.assertNotEmitted(other.part_requested):
        qtbot.keyClick(other, Qt.Key.Key_C)
