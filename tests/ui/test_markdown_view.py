"""Answers as Markdown: nothing in them becomes markup, a picture request or a surprise."""

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.conversation.markdown_view import CodeCard, MarkdownView, ask_to_open, split_blocks

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
