"""Pictures among the files of a page, as they are seen beside its code."""

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.artifact.pictures import content_of, num_bytes, picture_text
from moonpane.pixels import PixelWorker
from moonpane.store import notices
from moonpane.store.work import thumbnails
from moonpane.store.work.incoming import Incoming
from moonpane.store.work.pictures import image_of
from moonpane.ui.panes.code import CodeView
from moonpane.ui.panes.code.picture_list import PictureList
from moonpane.ui.theme import DARK, LIGHT, theme
from moonpane.ui.window_actions import Pane
from tests.ui.conftest import MakeStudio
from tests.ui.large_studio import wait

TEXTS = {"index.html": '<img src="assets/photo-1.png">\n', "style.css": "p { color: red }\n"}
RED = "#c82828"


def png(width: int = 30, height: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), RED).save(buffer, "PNG")
    return buffer.getvalue()


def text_of(data: bytes) -> str:
    return picture_text("a.png", data) or ""


def copy_of(color: str) -> QImage:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def look_at_pictures(view: CodeView, qtbot: QtBot) -> PictureList:
    place = view.tabs.tabRect(view.tabs.count() - 1).center()
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=place)
    assert view.pictures.isVisible()
    return view.pictures


def color_of(shown: PictureList, row: int) -> str:
    picture = shown.item(row).icon().pixmap(30, 20).toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() // 2).name()


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CodeView]:
    made = CodeView()
    made.resize(700, 500)
    made.show()
    yield made
    shiboken6.delete(made)


def test_pictures_have_a_tab_of_their_own_and_are_looked_at(view: CodeView, qtbot: QtBot) -> None:
    good, broken = text_of(png()), text_of(png()[:80])
    files = TEXTS | {"assets/photo-1.png": good, "assets/broken.png": broken}
    asked: list[dict[str, str]] = []
    view.pictures.looked_at.connect(asked.append)
    view.show_files(files, growing="index.html")
    view.show_files(files)
    assert [view.tabs.tabText(index) for index in range(view.tabs.count())] == ["index.html", "style.css", "Pictures"]
    assert view.path == "index.html"
    assert asked == [], "nobody looks"
    shown = look_at_pictures(view, qtbot)
    assert shown.accessibleName()
    assert [shown.item(row).text() for row in range(2)] == [f"photo-1.png\n{len(png())} bytes", "broken.png\n80 bytes"]
    assert not shown.item(0).icon().isNull()
    assert color_of(shown, 0) != RED, "a good one is not decoded here, either"
    assert asked == [{"assets/photo-1.png": good, "assets/broken.png": broken}]
    shown.show_thumbnail(good, QSize(30, 20), copy_of(RED))
    assert shown.item(0).text() == f"photo-1.png\n30 × 20\n{len(png())} bytes"
    assert color_of(shown, 0) == RED
    assert shown.item(1).text() == "broken.png\n80 bytes"
    lowest = shown.iconSize().height() + 3 * shown.fontMetrics().lineSpacing()
    assert [shown.visualItemRect(shown.item(row)).height() >= lowest for row in range(2)] == [True, True]
    assert not view.can_edit
    assert view.files == TEXTS, "what can be edited is text"
    view.show_files(files | {"style.css": "p {}"})
    assert shown.isVisible(), "who looks at pictures stays there"
    assert len(asked) == 1
    view.show_files(TEXTS)
    assert view.tabs.count() == 2


def test_only_what_was_not_seen_is_asked_for(view: CodeView, qtbot: QtBot) -> None:
    first, second = text_of(png()), text_of(png(40))
    view.show_files(TEXTS | {"a.png": first})
    shown = look_at_pictures(view, qtbot)
    shown.show_thumbnail(first, QSize(30, 20), copy_of(RED))
    with qtbot.waitSignal(shown.looked_at) as asked:
        view.show_files(TEXTS | {"a.png": first, "b.png": second, "same.png": first})
    assert asked.args == [{"b.png": second}]
    assert [color_of(shown, row) == RED for row in range(3)] == [True, False, True]
    shown.show_thumbnail(text_of(png(7)), QSize(7, 20), copy_of(RED))  # of the page before this one
    assert [shown.item(row).text().count("\n") for row in range(3)] == [2, 1, 2]


def test_a_font_is_listed_and_nobody_is_asked_what_it_looks_like(view: CodeView, qtbot: QtBot) -> None:
    picture, font = text_of(png()), picture_text("a.woff2", b"wOF2" + bytes(20)) or ""
    view.show_files(TEXTS | {"a.png": picture, "a.woff2": font})
    with qtbot.waitSignal(view.pictures.looked_at) as asked:
        shown = look_at_pictures(view, qtbot)
    assert asked.args == [{"a.png": picture}]
    assert shown.item(1).text() == "a.woff2\n24 bytes"
    signs = [shown.item(row).icon().pixmap(40, 40).toImage() for row in range(2)]
    assert signs[0] != signs[1]


def test_the_sign_of_a_picture_follows_the_theme(view: CodeView, qtbot: QtBot) -> None:
    def sign() -> QImage:
        return view.pictures.item(0).icon().pixmap(40, 40).toImage()

    theme.use(LIGHT)
    view.show_files(TEXTS | {"a.png": text_of(png())})
    look_at_pictures(view, qtbot)
    light = sign()
    theme.use(DARK)
    try:
        assert sign() != light
    finally:
        theme.use(LIGHT)


@pytest.mark.parametrize("size", range(70, 74))
def test_the_size_of_a_picture_is_known_without_decoding_it(size: int) -> None:
    assert num_bytes(text_of(png()[:size])) == size


def test_only_what_the_pixel_worker_made_is_given_to_qt(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bomb = png(3_000, 2_000), png(10_000, 10_000)
    files = {
        "a_bomb.png": bomb,
        "b_broken.png": good[:400],
        "c_other.png": png()[:8] + b"RIFF" * 40,
        "d_good.png": good,
    }
    project = tmp_path / "project"
    project.mkdir()
    (project / "index.html").write_text("".join(f'<img src="{name}">' for name in files))
    for name, data in files.items():
        (project / name).write_bytes(data)
    decoded: list[bytes] = []

    def watched(data: bytes) -> QImage:
        decoded.append(data)
        return image_of(data)

    monkeypatch.setattr(thumbnails, "image_of", watched)
    studio = make_studio()
    studio.desk.import_code(project)
    view = studio.window.code
    wait(qtbot, lambda: len(view.files) == 1)
    studio.window.show_pane(Pane.CODE)
    shown = look_at_pictures(view, qtbot)
    assert [shown.item(row).text().split("\n")[0] for row in range(4)] == list(files)
    wait(qtbot, lambda: "×" in shown.item(3).text())
    assert "3000 × 2000" in shown.item(3).text()
    assert color_of(shown, 3) == RED
    assert ["×" in shown.item(row).text() for row in range(3)] == [False] * 3
    (made,) = decoded
    assert made not in files.values()
    image = QImage.fromData(made)
    assert 0 < image.width() * image.height() <= thumbnails.SIDE**2
    assert content_of("d_good.png", studio.store.files["d_good.png"]) == good, "the page keeps what it had"


def test_a_picture_that_a_project_names_and_that_is_not_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<img src="a.png"><img src="b.bmp">')
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "b.bmp").write_bytes(b"BM")
    posted: list[object] = []
    asyncio.run(Incoming(PixelWorker(), posted.append).bring_code(tmp_path))
    (read,) = [each for each in posted if isinstance(each, notices.CodeRead)]
    assert list(read.revision.files) == ["index.html", "a.png"]
    sentence = "b.bmp is left out: files of its kind are not taken along."
    assert posted[posted.index(read) + 1] == notices.Told(sentence, is_bad=True)


def test_white_ink_on_nothing_is_seen(qapp: QApplication) -> None:
    """As an icon of a dark page: over white there would be nothing to see."""
    icon = Image.new("RGBA", (96, 60), (255, 255, 255, 0))
    icon.paste((255, 255, 255, 255), (40, 20, 60, 40))
    buffers = [io.BytesIO() for _ in range(2)]
    icon.save(buffers[0], "PNG")
    icon.convert("RGB").save(buffers[1], "PNG")
    texts = [text_of(buffer.getvalue()) for buffer in buffers]
    posted: list[Any] = []

    async def look() -> None:
        async with PixelWorker() as worker:
            await thumbnails.Thumbnails(worker, posted.append).make(dict(zip(("a.png", "b.png"), texts, strict=True)))

    asyncio.run(look())
    seen, opaque = (each.thumbnail for each in posted)
    assert seen.pixelColor(50, 30) == QColor("white")
    around = {seen.pixelColor(x, y).name() for x in range(1, 40, 3) for y in range(0, 60, 3)}
    assert len(around) == 2, "squares"
    assert max(QColor(name).lightness() for name in around) < 200
    assert {opaque.pixelColor(x, 5).name() for x in range(96)} == {"#ffffff"}
