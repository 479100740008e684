"""Markdown that grows: one label per paragraph and one code card per fence; only the last block is ever redone.

Of code that is being written only its last lines are redone: a label of some hundred coloured lines takes longer than
the window may look away. Once its fence is closed, all of it is one label, which can be selected as a whole.

Raw HTML is off (it appears as text), pictures are off (a remote one would report that it was looked at), and a
link is shown before it is opened and has to be http, https or mailto.
"""

import html

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from moonpane.preview import clipboard
from moonpane.ui.foreign_text import one_line
from moonpane.ui.panes.highlight import lexer_for, spans_by_line
from moonpane.ui.theme import code_font, theme
from moonpane.ui.wrapping_label import WrappingLabel

LINK_SCHEMES = ("http", "https", "mailto")
PART_LINES = 30  # of growing code that one label has
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


class MarkdownView(QWidget):
    """Shows a text that only ever grows, or a whole one."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._settled = 0  # characters in blocks that are complete
        self._live: list[QWidget] = []  # widgets of what comes after them
        self._fence = ""  # what would close the code that grows; empty where none does
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        theme.changed.connect(self.on_theme_changed)

    def append_text(self, piece: str) -> None:
        before, self._text = self._text, self._text + piece
        card = self._live[-1] if self._live else None
        if self._fence and isinstance(card, CodeCard) and "\r" not in piece:
            last_line = before[before.rfind("\n") + 1 :]
            if not any(line.lstrip().startswith(self._fence[:1]) for line in f"{last_line}{piece}".split("\n")):
                card.append_code(piece)
                return
        for widget in self._live:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._live = []
        blocks = split_blocks(self._text[self._settled :])
        for position, (source, tokens) in enumerate(blocks):
            widget = block_widget(tokens)
            self._column.addWidget(widget)
            if position == len(blocks) - 1:
                self._live.append(widget)
            else:
                self._settled += len(source)
        self._fence = open_fence(*blocks[-1]) if blocks else ""

    def on_theme_changed(self) -> None:
        text, self._text, self._settled, self._live, self._fence = self._text, "", 0, [], ""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.append_text(text)


class CodeCard(QFrame):
    """A fenced block: language, copy button, coloured text."""

    def __init__(self, code: str, language: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._code, self._language = code, language
        self._rest = code  # what the last label shows
        name = QLabel(one_line(language, limit=40) or self.tr("text"))
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("role", "faint")
        copy = QPushButton(self.tr("Copy"))
        copy.setProperty("role", "link")
        copy.setAccessibleName(self.tr("Copy this code"))
        copy.clicked.connect(self.on_copy_clicked)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        column.addLayout(self._parts)
        self._label = self._add_label()
        self._label.setText(colored_html(code.rstrip("\n"), language))

    def append_code(self, piece: str) -> None:
        """Code that grows is coloured in parts, each for itself."""
        self._code += piece
        lines = (self._rest + piece).split("\n")
        while len(lines) > PART_LINES + 1:
            self._label.setText(colored_html("\n".join(lines[:PART_LINES]), self._language))
            self._label, lines = self._add_label(), lines[PART_LINES:]
        self._rest = "\n".join(lines)
        self._label.setText(colored_html(self._rest.rstrip("\n"), self._language))

    def _add_label(self) -> QLabel:
        label = WrappingLabel()
        label.setFont(code_font(pixels=12))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAccessibleName(self.tr("Code"))
        self._parts.addWidget(label)
        return label

    def on_copy_clicked(self) -> None:
        clipboard.copy(self._code.rstrip("\n"))


def split_blocks(text: str) -> list[tuple[str, list[Token]]]:
    """Top-level blocks in order: (their source, their tokens); the sources joined are the text."""
    lines = text.splitlines(keepends=True)
    tokens = MARKDOWN.parse(text)
    groups: list[tuple[int, list[Token]]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.map:
            groups.append((token.map[0], []))
        if groups:
            groups[-1][1].append(token)
    starts = [0, *(start for start, _ in groups[1:]), len(lines)]
    return [("".join(lines[starts[i] : starts[i + 1]]), group) for i, (_, group) in enumerate(groups)]


def open_fence(source: str, tokens: list[Token]) -> str:
    """The signs that would end a block of code at the end of a text; empty for any other block, and one that ended."""
    first = tokens[0]
    head, _, body = source.partition("\n")
    if first.type != "fence" or "\n" not in source or not head.startswith(first.markup):
        return ""
    is_closed = any(
        len(line.strip()) >= len(first.markup) and not line.strip().strip(first.markup[0]) for line in body.split("\n")
    )
    return "" if is_closed else first.markup


def block_widget(tokens: list[Token]) -> QWidget:
    first = tokens[0]
    if first.type in ("fence", "code_block"):
        return CodeCard(first.content, first.info.split()[0] if first.info.strip() else "")
    label = WrappingLabel(block_html(tokens))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
    )
    label.linkActivated.connect(lambda address: ask_to_open(label, address))
    return label


def block_html(tokens: list[Token]) -> str:
    colors = theme.colors
    body = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    style = (
        f"a {{ color: {colors.accent}; }} code {{ background: {colors.raised}; }} p {{ margin: 0; }}"
        f"h1 {{ font-size: 18px; }} h2 {{ font-size: 16px; }} h3 {{ font-size: 14px; }}"
        f"blockquote {{ color: {colors.muted}; }} li {{ margin-top: 2px; }}"
        f"th, td {{ padding: 4px 12px 4px 0; text-align: left; }} ol, ul {{ margin-left: -18px; }}"
    )
    return f"<style>{style}</style><div style='line-height:130%'>{body}</div>"


def colored_html(code: str, language: str) -> str:
    """Code as rich text; every character of it is escaped."""
    rows = []
    for line, spans in zip(code.split("\n"), spans_by_line(lexer_for(language), code), strict=False):
        units = line.encode("utf-16-le")
        row, position = "", 0
        for span in spans:
            row += _escaped(units, position, span.start)
            inner = _escaped(units, span.start, span.start + span.length)
            row += f"<span style='color:{getattr(theme.colors, span.kind)}'>{inner}</span>"
            position = span.start + span.length
        rows.append(row + _escaped(units, position, len(units) // 2))
    return "<div style='white-space:pre-wrap'>" + "<br>".join(rows) + "</div>"


def _escaped(units: bytes, start: int, end: int) -> str:
    return html.escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"))


def ask_to_open(parent: QWidget, address: str) -> None:
    """Shows where a link leads before it is opened; other schemes than web and mail lead nowhere."""
    url = QUrl(address)
    if url.scheme().lower() not in LINK_SCHEMES:
        return
    title = QCoreApplication.translate("MarkdownView", "Open this link?")
    question = QMessageBox(QMessageBox.Icon.Question, title, url.toDisplayString(), parent=parent)
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(lambda: QDesktopServices.openUrl(url))
    question.open()
