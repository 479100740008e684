"""Answers as Markdown: nothing in them becomes markup, a picture request or a surprise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.conversation.markdown_view import PART_LINES, CodeCard, MarkdownView, ask_to_open, split_blocks
from moonpane.ui.wrapping_label import WrappingLabel

TEXT = """# A page

Some *text* with `code` and a [link](https://example.org).

```html
<p class="a">Hi</p>
```

- one
- two

| a | b |
|---|---|
| 1 | 2 |
"""


def labels(view: QWidget) -> list[QLabel]:
    return [label for label in view.findChildren(QLabel) if label.text()]


def shown(view: MarkdownView) -> list[str]:
    column = view.layout()
    assert column is not None
    widgets = [item.widget() for i in range(column.count()) if (item := column.itemAt(i)) is not None]
    return [
        type(w).__name__ if isinstance(w, CodeCard) else w.text() for w in widgets if isinstance(w, CodeCard | QLabel)
    ]


def test_blocks_joined_are_the_text() -> None:
    blocks = split_blocks(TEXT)
    assert "".join(source for source, _ in blocks) == TEXT
    assert len(blocks) == 5


@pytest.mark.parametrize("length", [1, 3, 17, 1000])
def test_growing_shows_the_same_as_whole(length: int, qtbot: QtBot) -> None:
    whole, growing = MarkdownView(), MarkdownView()
    qtbot.addWidget(whole)
    qtbot.addWidget(growing)
    whole.append_text(TEXT)
    for start in range(0, len(TEXT), length):
        growing.append_text(TEXT[start : start + length])
    assert shown(growing) == shown(whole)
    assert "CodeCard" in shown(whole)


def test_what_is_complete_is_not_made_again(qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.append_text("First paragraph.\n\nSecond")
    column = view.layout()
    assert column is not None
    first = column.itemAt(0)
    assert first is not None
    before = first.widget()
    view.append_text(" goes on.\n\nThird")
    after = column.itemAt(0)
    assert after is not None
    assert after.widget() is before
    assert column.count() == 3


def test_of_code_that_grows_only_the_last_lines_are_made_again(qtbot: QtBot) -> None:
    """A label of some hundred coloured lines would hold the window up with every token."""
    view = MarkdownView()
    qtbot.addWidget(view)
    lines = [f"const a{number} = `${{{number}}}`;\n" for number in range(200)]
    whole = "```js\n" + "".join(lines)
    card = None
    for at in range(0, len(whole), 11):
        view.append_text(whole[at : at + 11])
        cards = view.findChildren(CodeCard)
        card = card or (cards[-1] if at > 20 else None)
        if card:
            parts = card.findChildren(QLabel)
            assert max(part.text().count("<br>") for part in parts) <= PART_LINES
            assert card in cards
    assert card is not None
    shown_lines = "<br>".join(part.text() for part in card.findChildren(QLabel)[1:]).count("a1")
    assert shown_lines == sum("a1" in line for line in lines)
    button = card.findChild(QPushButton)
    assert button is not None
    button.click()
    assert QGuiApplication.clipboard().text() == "".join(lines).rstrip("\n")
    view.append_text("```\nThat is all.")
    code, _ = shown(view)
    assert code == "CodeCard"
    (whole_card,) = (each for each in view.findChildren(CodeCard) if not each.isHidden())
    assert len(whole_card.findChildren(QLabel)) == 2, "its language, and all of the code"


@pytest.mark.parametrize(
    "text",
    ["```js\nconst a = `\n`;\nb\n```\nc", "~~~\n```\nx\n~~~\ny", "````\n```\n````\nz", "```css\r\np {}\r\n```\r\nq"],
)
@pytest.mark.parametrize("length", [1, 2, 5])
def test_code_that_grows_ends_where_whole_code_does(text: str, length: int, qtbot: QtBot) -> None:
    whole, growing = MarkdownView(), MarkdownView()
    qtbot.addWidget(whole)
    qtbot.addWidget(growing)
    whole.append_text(text)
    for start in range(0, len(text), length):
        growing.append_text(text[start : start + length])
    assert shown(growing) == shown(whole)
    said = [each.text() for each in whole.findChildren(QLabel)]
    assert [each.text() for each in growing.findChildren(QLabel) if each.isVisibleTo(growing)] == said


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        pytest.param("<script>alert(1)</script>", "&lt;script&gt;", id="raw block"),
        pytest.param("a <img src=x onerror=alert(1)> b", "&lt;img src=x", id="raw inline"),
        pytest.param("```\n<b>not bold</b>\n```", "&lt;b&gt;not bold&lt;/b&gt;", id="in a fence"),
    ],
)
def test_html_in_an_answer_stays_text(markdown: str, text: str, qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.append_text(markdown)
    said = " ".join(label.text() for label in labels(view))
    assert text in said
    assert "<script" not in said
    assert "<img" not in said


def test_pictures_are_not_loaded(qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.append_text("![secret](https://example.org/seen.png)")
    assert "<img" not in " ".join(label.text() for label in labels(view))


def test_a_link_is_shown_before_it_is_opened(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_to_open(parent, "https://example.org/a")
    box = parent.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "https://example.org/a"
    box.reject()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "vscode://x", ""])
def test_other_links_lead_nowhere(address: str, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_to_open(parent, address)
    assert parent.findChild(QMessageBox) is None


@pytest.mark.parametrize("text", ["see {} there", "- a\n- {}", "```\nlet a = '{}'\n```", "| a |\n|---|\n| {} |"])
def test_a_word_that_is_wider_than_the_column_is_seen_to_its_end(text: str, qtbot: QtBot) -> None:
    column = QScrollArea()
    column.setWidgetResizable(True)
    column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view = MarkdownView()
    view.append_text(text.format("abcdefghij" * 30) + "\n\nThe end.\n")
    column.setWidget(view)
    column.resize(320, 600)
    qtbot.addWidget(column)
    with qtbot.waitExposed(column):
        column.show()
    assert view.width() <= column.viewport().width()
    for width in (320, 250, 500):
        column.resize(width, 600)
        column.grab()  # it is laid out when it is painted
        for label in view.findChildren(WrappingLabel):
            shown = label.findChild(QTextDocument)
            assert shown is not None
            assert shown.idealWidth() <= label.contentsRect().width() + 1
            assert shown.size().height() <= label.contentsRect().height() + 1
