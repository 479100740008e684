"""The composer by itself: nothing of a sentence is cut off, many pictures have room, pictures are reached by keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moonpane.session import Attachment, Video
from moonpane.store import notices
from moonpane.store.model import EngineState, EngineStatus, Picture
from moonpane.store.studio import Store
from moonpane.ui.conversation.composer import THUMBNAIL, Composer
from moonpane.ui.conversation.thumbnail import Thumbnail
from moonpane.ui.cover import fitted
from moonpane.ui.theme import LIGHT, theme
from tests.ui.conftest import png

NARROW = 351  # px, as in the smallest conversation


@pytest.fixture
def store(qapp) -> Store:
    return Store()


@pytest.fixture
def composer(store: Store, qtbot: QtBot) -> Iterator[Composer]:
    theme.use(LIGHT)
    side = QWidget()
    qtbot.addWidget(side)
    made = Composer(store)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(made)
    side.setMinimumWidth(NARROW)  # what is in it would like more
    side.resize(NARROW, 700)
    side.show()
    yield made
    side.hide()


def picture(name: str = "a.png") -> Picture:
    data = png(300, 200)
    image = QImage.fromData(data)
    return Picture(Attachment(name, data, 300, 200), image, image)


def put(store: Store, *told: object) -> None:
    store.await_pictures(len(told))
    store.apply(told)


def thumbnails(composer: Composer) -> list[Thumbnail]:
    return [each for each in composer.findChildren(Thumbnail) if each.isVisible()]


def test_every_line_of_what_was_refused_is_seen(composer: Composer, store: Store, qtbot: QtBot) -> None:
    words = "broken.png is damaged or cut off: export or download it again, please, or take another one of them."
    put(store, *(notices.PictureTurnedAway(words) for _ in range(3)), notices.PictureOpened(picture()))
    label = composer.sentence
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=2000)


def test_many_pictures_take_rows_and_cover_none(composer: Composer, store: Store, qtbot: QtBot) -> None:
    put(store, *(notices.PictureOpened(picture(f"{n}.png")) for n in range(9)))
    qtbot.waitUntil(lambda: len(thumbnails(composer)) == 9, timeout=2000)
    seen = thumbnails(composer)
    qtbot.waitUntil(lambda: seen[-1].y() > seen[0].y(), timeout=2000)
    boxes = [each.geometry() for each in seen]
    assert all(composer.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert composer.edit.y() >= max(box.bottom() for box in boxes)


def test_a_picture_is_drawn_on_and_taken_away_by_keys(composer: Composer, store: Store, qtbot: QtBot) -> None:
    put(store, notices.PictureOpened(picture()))
    (thumbnail,) = composer.findChildren(Thumbnail)
    assert thumbnail.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(composer.mark_requested) as asked:
        qtbot.keyClick(thumbnail, Qt.Key.Key_Return)
    assert asked.args == [store.draft[0]]
    qtbot.keyClick(thumbnail, Qt.Key.Key_Delete)
    assert not store.draft


def test_a_recording_looks_like_one_and_a_model_without_eyes_for_it_says_what_it_takes(
    composer: Composer, store: Store, qtbot: QtBot
) -> None:
    still = picture("a.png")
    moving = replace(still, attachment=replace(still.attachment, video=Video(Path("clip.mp4"), 2.0)))
    store.apply([notices.EngineChanged(EngineStatus(EngineState.READY, "tiny", chats=False))])
    put(store, notices.PictureOpened(moving), notices.PictureOpened(still))
    qtbot.waitUntil(lambda: len(thumbnails(composer)) == 2, timeout=2000)
    film, plain = thumbnails(composer)
    assert film.accessibleName().startswith("Recording ")
    assert plain.accessibleName().startswith("Picture ")
    looks = [each.grab().toImage() for each in (film, plain)]
    middle, corner = (THUMBNAIL.width() // 2, THUMBNAIL.height() // 2), (8, THUMBNAIL.height() - 8)
    assert looks[0].pixelColor(*middle) != looks[1].pixelColor(*middle), "the sign that it moves"
    assert looks[0].pixelColor(*corner) == looks[1].pixelColor(*corner), "the picture around it"
    assert composer.edit.placeholderText() == "Return converts its first picture"


def test_all_lines_of_words_that_were_added_are_seen(composer: Composer, qtbot: QtBot) -> None:
    words = 'Change this element (index.html:6:1):\n<div class="card"><h2>Apples</h2><p>Two for one</p></div>'
    composer.add_words(f"{words}\n\n")
    bar = composer.edit.verticalScrollBar()
    qtbot.waitUntil(lambda: composer.edit.height() >= 5 * composer.edit.fontMetrics().lineSpacing(), timeout=2000)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (0, 0), timeout=2000)


def test_return_converts_a_picture_that_came_by_a_button(composer: Composer, store: Store, qtbot: QtBot) -> None:
    composer.activateWindow()
    composer.options_row.stack_button.setFocus()
    qtbot.waitUntil(composer.options_row.stack_button.hasFocus, timeout=2000)
    put(store, notices.PictureOpened(picture()))
    assert composer.edit.hasFocus()
    composer.add_button.setFocus()
    store.drop_draft(store.draft[0])
    assert composer.add_button.hasFocus(), "what goes takes no keys along"


class Painted(QObject):
    """Notes which part of a widget is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.whole |= event.region().boundingRect().contains(watched.rect())
        return False


def test_the_hint_changes_on_the_screen_when_the_model_is_known(composer: Composer, store: Store, qtbot: QtBot) -> None:
    view = composer.edit.viewport()
    qtbot.wait(50)
    watch = Painted()
    view.installEventFilter(watch)
    before = composer.edit.placeholderText()
    store.apply([notices.EngineChanged(EngineStatus(EngineState.READY, "tiny", chats=False))])
    assert composer.edit.placeholderText() != before
    qtbot.waitUntil(lambda: watch.whole, timeout=2000)
    view.removeEventFilter(watch)


def test_a_very_wide_picture_is_known_by_its_beginning(qapp) -> None:
    wide = QImage(1200, 100, QImage.Format.Format_RGB32)
    wide.fill(0xFFFFFF)
    for x in range(60):
        for y in range(100):
            wide.setPixel(x, y, 0x2F6FED)
    small = fitted(wide, THUMBNAIL, ratio=1.0)
    assert small.pixelColor(5, 30).name() == "#2f6fed"
