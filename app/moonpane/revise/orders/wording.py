"""Orders about what can be read: another text, a word of it replaced, letters in upper or lower case."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from moonpane.revise.orders.nodes import MARKUP, UNREAD, Impossible, Node
from moonpane.revise.orders.work import DRAWN, INLINE, NO_TEXT, Target, Work
from moonpane.sentences import phrase
from moonpane_resources.editing.orders import WITH
from moonpane_resources.editing.page import VOID

_ATTRIBUTES = ("value", "placeholder", "alt")
_BUTTONS = ("submit", "button", "reset")
_NO_LETTERS = re.compile(rf"{MARKUP.pattern}|&(?:#\w+|\w+);?", re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "„": "“"}
_BETWEEN = "\0"  # no word goes on across the edge of a box


def text(work: Work, target: Target, how: str) -> None:
    node = target.text_node
    if target.leaf is None:
        node = first_with_text(node) or node
    set_text(node, unquoted(how), is_one=target.is_one_text)


def unquoted(said: str) -> str:
    """Without quotes around all of it."""
    return said[1:-1].strip() if len(said) > 2 and _QUOTES.get(said[0]) == said[-1] else said


def set_text(node: Node, words: str, *, is_one: bool) -> None:
    """Has a node say something else; `is_one`: its parts are no elements of their own. Raises Impossible."""
    if name := _said_by(node):
        return node.say(name, words)
    if node.tag in VOID or node.tag in DRAWN or node.tag in UNREAD:
        raise Impossible(NO_TEXT)
    holder = _holder(node) if is_one else node
    pieces = [MARKUP.split(part) if isinstance(part, str) else part for part in holder.content] or [[""]]
    written = [each for each in pieces if isinstance(each, list)]  # texts, and markup between them
    texts = [(each, at) for each in written for at in range(0, len(each), 2) if each[at].strip()]
    texts = texts or [(written[0], len(written[0]) - 1)]
    for number, (each, at) in enumerate(texts):
        begin, old = _split(each[at])
        is_last, said = number == len(texts) - 1, "" if is_one else " "
        if number == 0:
            said = begin + escape(words, quote=False) + old * (is_last or not is_one)
        elif is_last:
            said = old
        each[at] = said
    kept = ["".join(each) if isinstance(each, list) else each for each in pieces]
    holder.content[:] = [part for part in kept if isinstance(part, str) or not (is_one and _is_part(part))]
    holder.join_texts()
    return None


def _split(text: str) -> tuple[str, str]:
    """The space before its words, and behind them; none behind where there are none."""
    begin = text[: len(text) - len(text.lstrip())]
    return begin, text[len(text.rstrip()) :] if text.strip() else ""


def _said_by(node: Node) -> str:
    """The attribute that has a node's text; "" where it is written between its tags."""
    if node.tag == "input":
        if node.attributes.get("type", "").lower() in _BUTTONS:
            return "value"
        return "value" if node.attributes.get("value") else "placeholder"
    if node.tag == "textarea":
        return "" if node.text else "placeholder"
    return "alt" if node.tag == "img" else ""


def _holder(node: Node) -> Node:
    """Where a text is written that is all in one part: `<p><b>Text</b></p>`."""
    while not node.has_own_text:
        inner = [child for child in node.children if child.text]
        if len(inner) != 1 or inner[0].tag not in INLINE:
            return node
        node = inner[0]
    return node


def _is_part(part: Node) -> bool:
    """Whether it belongs to a text that is replaced as a whole: some words of it that look otherwise."""
    is_drawn = any(each.tag in DRAWN for each in part.all())
    return part.tag in ("br", "wbr") or (part.tag in INLINE and bool(part.text) and not is_drawn)


def first_with_text(node: Node) -> Node | None:
    """The first one in it that something is written on."""
    for each in node.all():
        if each.tag not in UNREAD and (each.has_own_text or any(each.attributes.get(name) for name in _ATTRIBUTES)):
            return each
    return None


# -- words of a text ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sign:
    """One sign that is read: in which part of which node it is written, and where there."""

    node: Node
    part: int
    start: int
    end: int


def replace(work: Work, target: Target, how: str) -> None:
    old, found, new = f"{how} ".partition(WITH)
    old, new = unquoted(old.strip()), unquoted(new.strip())
    if not found or not old:
        raise Impossible(phrase("it is not said what is to be replaced"))
    names = [(node, name) for node in target.box.all() for name in _ATTRIBUTES if node.attributes.get(name)]
    words = r"\s+".join(map(re.escape, old.split()))
    for flags in (0, re.IGNORECASE):
        pattern, is_done = re.compile(words, flags), _replace_in_texts(target.box, words, flags, new)
        for node, name in names:
            said = node.attributes[name]
            if (changed := pattern.sub(lambda _: new, said)) != said:
                node.say(name, changed)
                is_done = True
        if is_done:
            return
    raise Impossible(phrase(f"“{old}” is not written there"))


def _replace_in_texts(node: Node, words: str, flags: int, new: str) -> bool:
    said, signs = "", list[_Sign | None]()
    for letters, sign in _signs(node):
        said += letters
        signs += [sign] * len(letters)
    edits: dict[tuple[Node, int], list[tuple[int, int, str]]] = {}
    for found in re.finditer(words, said, flags):
        meant = [sign for sign in signs[found.start() : found.end()] if sign is not None]
        for at, sign in enumerate(dict.fromkeys(meant)):
            written = escape(new, quote=False) if at == 0 else ""
            edits.setdefault((sign.node, sign.part), []).append((sign.start, sign.end, written))
    for (holder, part), changes in edits.items():
        source = str(holder.content[part])
        for start, end, written in reversed(changes):
            source = source[:start] + written + source[end:]
        holder.content[part] = source
    return bool(edits)


def _signs(node: Node) -> Iterator[tuple[str, _Sign | None]]:
    """What is read, with where each sign is written."""
    if node.tag in UNREAD:
        return
    for at, part in enumerate(node.content):
        if isinstance(part, Node):
            edge = "" if part.tag in INLINE else _BETWEEN
            yield edge, None
            yield from _signs(part)
            yield edge, None
            continue
        place = 0
        for letters, kept in _letters(part):
            for index, letter in enumerate(letters, place):
                yield letter, _Sign(node, at, index, index + 1)
            place += len(letters)
            if not kept.startswith("<"):  # a reference
                yield unescape(kept), _Sign(node, at, place, place + len(kept))
            place += len(kept)


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Its pieces: each either letters as they are written, or a reference or markup."""
    at = 0
    for found in _NO_LETTERS.finditer(text):
        if found[0].startswith("&") and unescape(found[0]) == found[0]:
            continue  # no reference but letters behind an ampersand
        yield text[at : found.start()], ""
        yield "", found[0]
        at = found.end()
    yield text[at:], ""


def case(work: Work, target: Target, how: str) -> None:
    """Changes the letters themselves, not what a style sheet makes of them."""
    change: Callable[[str], str] = str.upper if how == "upper" else str.lower
    if name := _said_by(target.text_node):
        return target.text_node.say(name, change(target.text_node.attributes.get(name, "")))
    is_alone = target.leaf is not None and not target.is_one_text
    for node in [target.text_node] if is_alone else list(target.text_node.all()):
        if node.tag in UNREAD or any(each.tag in UNREAD for each in node.up()):
            continue
        for at, part in enumerate(node.content):
            if isinstance(part, str):
                node.content[at] = "".join(kept or change(letters) for letters, kept in _letters(part))
    if work.looks.said(target.text_node, "text-transform") not in ("", "none"):
        work.looks.set(target.text_node, text_transform="none")
    return None
