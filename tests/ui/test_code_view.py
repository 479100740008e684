"""The code as a person works with it: files, find, lines, marks, wrapping, editing, and text of any size and kind."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from moonpane.ui.panes.code import CodeView
from moonpane.ui.panes.code.find import MAX_FOUND, Found, find_all, nearest
from moonpane.ui.panes.code.shown_text import MAX_LINE_CHARS, ShownText
from moonpane.ui.theme import theme
from tests.stall import MAX_STALL, longest_stall

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FILES = {
    "index.html": "<!DOCTYPE html>\n<p class='a'>Hello</p>\n<p>hello again</p>\n",
    "src/App.tsx": "export default () => (\n  <b>Hi</b>\n);\n",
    "style.css": "p { color: red }\n",
}
CSS = "\n".join(f".a{i} > b:hover {{ color: #fff; padding: {i}px 2em; margin: 0 auto }}" for i in range(5_000))
LONG_PAGE = f"<!DOCTYPE html>\n<style>\n{CSS}\n</style>\n<p>end</p>\n"


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CodeView]:
    made = CodeView()
    made.resize(700, 500)
    made.show()
    qtbot.wait(20)
    yield made
    shiboken6.delete(made)


def colors_in(view: CodeView, line: int) -> set[str]:
    layout = view.text.document().findBlockByNumber(line - 1).layout()
    return {range_.format.foreground().color().name() for range_ in layout.formats()}  # type: ignore[attr-defined]


def test_every_control_has_a_name(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    view.find_bar.open_find(view.text)
    kinds = (QAbstractButton, QAbstractScrollArea, QLineEdit, QTabBar)
    nameless = [
        type(widget).__name__
        for kind in kinds
        for widget in view.findChildren(kind)
        if not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QTabBar)
    ]
    assert nameless == []


def test_files_have_tabs_and_keep_their_places(view: CodeView, qtbot: QtBot) -> None:
    view.show_files({"index.html": LONG_PAGE} | {path: FILES[path] for path in ("src/App.tsx", "style.css")})
    assert [view.tabs.tabText(index) for index in range(3)] == ["index.html", "App.tsx", "style.css"]
    assert view.path == "index.html"
    view.text.verticalScrollBar().setValue(70)
    qtbot.keyClick(view, Qt.Key.Key_PageDown, CONTROL)
    assert (view.path, view.text.code) == ("src/App.tsx", FILES["src/App.tsx"])
    qtbot.keyClick(view, Qt.Key.Key_PageUp, CONTROL)
    assert view.text.verticalScrollBar().value() == 70
    view.show_files({"index.html": LONG_PAGE})
    assert not view.tabs.isVisible()
    assert view.text.verticalScrollBar().value() == 70


def test_the_file_that_grows_is_shown_unless_another_was_chosen(view: CodeView, qtbot: QtBot) -> None:
    view.grow("a.html", "<p>")
    view.grow("b.css", "p {")
    assert view.path == "b.css"
    assert not view.can_edit
    view.on_tab_clicked(0)
    view.tabs.setCurrentIndex(0)
    view.grow("c.js", "let a")
    view.grow("a.html", "</p>")
    assert view.path == "a.html"
    assert view.files == {"a.html": "<p></p>", "b.css": "p {", "c.js": "let a"}
    view.show_files(view.files)
    assert view.path == "a.html"
    assert view.can_edit


def test_growing_gives_the_same_colours_as_whole(view: CodeView, qtbot: QtBot) -> None:
    page = "<style>\np { color: red }\n</style>\n<!-- a\nb -->\n<script>let a = 1</script>\n"
    for start in range(0, len(page), 5):
        view.grow("index.html", page[start : start + 5])
        qtbot.wait(2)
    qtbot.waitUntil(lambda: theme.colors.code_keyword in colors_in(view, 6), timeout=2_000)
    growing = [colors_in(view, line) for line in range(1, 7)]
    view.show_files({"other.html": page})
    qtbot.waitUntil(lambda: theme.colors.code_keyword in colors_in(view, 6), timeout=2_000)
    assert growing == [colors_in(view, line) for line in range(1, 7)]
    assert colors_in(view, 5) >= {theme.colors.code_comment}


def test_an_edit_is_coloured_as_far_as_it_reaches(view: CodeView, qtbot: QtBot) -> None:
    view.show_files({"index.html": "<p>a</p>\n<p>b</p>\n<p>c</p>\n"})
    view.edit(True)
    qtbot.waitUntil(lambda: theme.colors.code_tag in colors_in(view, 3), timeout=2_000)
    qtbot.keyClicks(view.text, "<!--")
    qtbot.waitUntil(lambda: colors_in(view, 3) == {theme.colors.code_comment}, timeout=2_000)


def test_a_place_is_gone_to_and_marked(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES | {"index.html": LONG_PAGE})
    assert view.show_place("index.html", 4_000, 3)
    assert view.text.textCursor().blockNumber() == 3_999
    assert view.text.textCursor().positionInBlock() == 2
    first, last = view.text._in_sight()
    assert first < 3_999 < last
    qtbot.waitUntil(lambda: bool(colors_in(view, 4_000)), timeout=5_000)
    assert not view.show_place("missing.html", 1)
    assert view.show_place("src/App.tsx", 99)
    assert view.text.textCursor().blockNumber() == 3


def test_the_caret_says_where_it_is(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    with qtbot.waitSignal(view.caret_moved, timeout=2_000) as moved:
        qtbot.keyClick(view.text, Qt.Key.Key_Down)
    assert moved.args == ["index.html", 2]
    with qtbot.assertNotEmitted(view.caret_moved, wait=300):
        view.show_place("index.html", 3)


def test_find_counts_and_goes_round(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    view.activateWindow()
    qtbot.keyClick(view, Qt.Key.Key_F, CONTROL)
    bar = view.find_bar
    qtbot.keyClicks(bar.field, "hello")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2", timeout=2_000)
    assert view.text.textCursor().selectedText() == "Hello"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert (bar.count.text(), view.text.textCursor().selectedText()) == ("2 of 2", "hello")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == "2 of 2"
    bar.case_button.click()
    assert bar.count.text() == "1 of 1"
    qtbot.keyClicks(bar.field, "x")
    qtbot.waitUntil(lambda: bar.count.text() == "Nothing found", timeout=2_000)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not view.text.extraSelections()


def test_a_line_is_gone_to_by_its_number(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    view.activateWindow()
    qtbot.keyClick(view, Qt.Key.Key_G, CONTROL)
    qtbot.keyClicks(view.find_bar.line_field, "3")
    qtbot.keyClick(view.find_bar.line_field, Qt.Key.Key_Return)
    assert view.text.textCursor().blockNumber() == 2
    assert not view.find_bar.isVisible()


def test_search_is_by_lines_and_bounded() -> None:
    text = "a🌙b\nxab AB\n"
    assert find_all(text, "ab") == [Found(1, 1, 3), Found(1, 4, 6)]
    assert find_all(text, "b", case=True) == [Found(0, 2, 3), Found(1, 2, 3)]
    assert find_all(text, "(") == find_all(text, "") == find_all(text, "b\nx") == []
    assert len(find_all("a" * (MAX_FOUND + 5), "a")) == MAX_FOUND
    assert nearest(find_all(text, "ab"), 1, 2) == 1
    assert nearest(find_all(text, "ab"), 5, 0) == 0


def test_what_is_found_behind_an_emoji_is_marked_where_it_stands(view: CodeView, qtbot: QtBot) -> None:
    view.show_files({"a.md": "🌙🌙 moon\n"})
    view.find_bar.open_find(view.text)
    view.find_bar.field.setText("moon")
    view.find_bar.search()
    assert view.text.textCursor().selectedText() == "moon"


def test_edits_are_told_once_the_hand_rests_or_applies(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    told: list[list[object]] = []
    view.edited.connect(lambda *args: told.append(list(args)))
    qtbot.keyClicks(view.text, "x")
    assert view.text.code == FILES["index.html"], "it was not opened for editing"
    view.edit_button.click()
    qtbot.keyClicks(view.text, "<!-- x -->")
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=3_000)
    assert told == [["index.html", "<!-- x -->" + FILES["index.html"]]]
    qtbot.keyClicks(view.text, "y")
    qtbot.keyClick(view.text, Qt.Key.Key_Return, CONTROL)
    assert told[1:] == [["index.html", "<!-- x -->y" + FILES["index.html"]]]
    view.show_files(view.files)
    assert view.text.textCursor().position() == 11, "the caret stays where it is"
    view.text.undo()
    view.text.undo()
    qtbot.keyClick(view.text, Qt.Key.Key_Return, CONTROL)
    assert told[-1] == ["index.html", FILES["index.html"]]
    with qtbot.assertNotEmitted(view.edited, wait=900):
        qtbot.keyClick(view.text, Qt.Key.Key_Return, CONTROL)


def test_what_comes_from_elsewhere_while_editing_begins_anew(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    view.edit(True)
    qtbot.keyClicks(view.text, "mine")
    view.show_files(FILES | {"index.html": "<p>theirs</p>\n"})
    view.text.undo()
    assert view.text.code == "<p>theirs</p>\n"
    with qtbot.assertNotEmitted(view.edited, wait=900):
        assert view.text.is_editing
    qtbot.keyClicks(view.text, "more")
    view.text.undo()
    assert view.text.code == "<p>theirs</p>\n"


def test_a_file_that_grows_is_not_edited(view: CodeView, qtbot: QtBot) -> None:
    view.show_files(FILES)
    view.edit(True)
    view.show_files({"index.html": "<p>"}, growing="index.html")
    view.grow("index.html", "more")
    assert view.text.code == "<p>more"
    assert not view.text.is_editing


@pytest.mark.parametrize(
    ("text", "shown", "faithful"),
    [
        pytest.param("a\u00a0b\n", "a\u00a0b\n", True, id="a space that does not break"),
        pytest.param("a\r\nb\r\n", "a\nb\n", True, id="line ends of Windows"),
        pytest.param("a\rb", "a␍b", False, id="a carriage return alone"),
        pytest.param("a\u2028b\u2029c\0", "a␤b␤c␀", False, id="what Qt takes for line ends"),
        pytest.param("a\r", "a␍", False, id="a carriage return at the end"),
        pytest.param("x" * 9_000 + "\nb", "x" * MAX_LINE_CHARS + "\nb", False, id="a line that is too long"),
    ],
)
def test_what_is_shown_is_the_text_or_says_so(
    text: str, shown: str, faithful: bool, view: CodeView, qtbot: QtBot
) -> None:
    for step in (len(text), 1, 7):
        made = ShownText()
        pieces = "".join(made.add(text[at : at + step]) for at in range(0, len(text), step)) + made.finish()
        assert (pieces, made.text, made.is_faithful) == (shown, text, faithful)
    view.show_files({"index.html": text})
    assert view.text.code == text
    assert view.can_edit is faithful
    assert view.note.isVisible() is not faithful
    view.copy_button.click()
    assert QGuiApplication.clipboard().text().replace("\r\n", "\n") == text.replace("\r\n", "\n")
    if faithful:
        view.edit(True)
        qtbot.keyClicks(view.text, "z")
        assert view.text.code == "z" + text


def test_five_thousand_lines_stream_without_a_stall(view: CodeView, qtbot: QtBot) -> None:
    step = len(LONG_PAGE) // 600
    pieces = [LONG_PAGE[at : at + step] for at in range(0, len(LONG_PAGE), step)]
    feed = QTimer()
    feed.timeout.connect(lambda: view.grow("index.html", pieces.pop(0)) if pieces else None)
    stall = longest_stall(qtbot, lambda: not pieces, act=lambda: feed.start(0))
    feed.stop()
    assert stall < MAX_STALL
    assert view.text.toPlainText() == LONG_PAGE
    assert view.text.verticalScrollBar().value() == view.text.verticalScrollBar().maximum()
    view.show_files({"index.html": LONG_PAGE})
    assert view.text.verticalScrollBar().value() == 0


LARGE = {
    "five thousand lines": lambda view: view.show_files({"index.html": LONG_PAGE}),
    "and then their end": lambda view: (view.show_files({"a.html": LONG_PAGE}), view.show_place("a.html", 4_990)),
    "a line of a megabyte": lambda view: view.show_files({"a.html": "<p>" + "x y " * 250_000}),
    "fifty thousand lines": lambda view: view.show_files({"a.html": "<p>some text of a line</p>\n" * 50_000}),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_shown_without_a_stall(name: str, view: CodeView, qtbot: QtBot) -> None:
    def settled() -> bool:
        return view.text.is_settled and not view.text._coloring._later.isActive()

    stall = longest_stall(qtbot, settled, act=lambda: LARGE[name](view))
    assert stall < MAX_STALL


def test_wrapping_is_for_all_files(view: CodeView, qtbot: QtBot) -> None:
    view.show_files({"a.md": "word " * 200, "b.md": "word " * 200})
    assert view.text.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert view.text.horizontalScrollBar().maximum() == 0
    view.tabs.setCurrentIndex(1)
    qtbot.wait(20)
    assert view.text.horizontalScrollBar().maximum() == 0
