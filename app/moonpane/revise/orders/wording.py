"""Orders about what can be read: another text, a word of it replaced, letters in upper or lower case."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from moonpane.revise.orders.nodes import UNREAD, Impossible, Node
from moonpane.revise.orders.work import DRAWN, INLINE, NO_TEXT, Target, Work
from moonpane.sentences import phrase
from moonpane_resources.editing.orders import WITH
from moonpane_resources.editing.page import VOID

_ATTRIBUTES = ("value", "placeholder", "alt")
_BUTTONS = ("submit", "button", "reset")
_REFERENCE = re.compile(r"(&(?:#\w+|\w+);?)")
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
    places = [at for at, part in enumerate(holder.content) if isinstance(part, str) and part.strip()]
    place = places[0] if places else 0
    if not holder.content:
        holder.content.append("")
    old = str(holder.content[place])
    begin = old[: len(old) - len(old.lstrip())]
    last = str(holder.content[places[-1]]) if places else ""
    end = last[len(last.rstrip()) :] if is_one else old[len(old.rstrip()) :] if places else ""
    if is_one:
        holder.content[:] = [part for part in holder.content if part is old or not _is_part(part)]
        place = next((at for at, part in enumerate(holder.content) if part is old), 0)
    else:
        for at in places[1:]:
            holder.content[at] = " "
    holder.content[place] = begin + escape(words, quote=False) + end
    holder.join_texts()
    return None


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


def _is_part(part: str | Node) -> bool:
    """Whether it belongs to a text that is replaced as a whole: words, and what some of them look like."""
    if isinstance(part, str):
        return bool(part.strip())
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
        for piece in _REFERENCE.split(part) if "<!--" not in part else ():
            letters = unescape(piece)
            if letters != piece:
                yield letters, _Sign(node, at, place, place + len(piece))
            else:
                for index, letter in enumerate(piece, place):
                    yield letter, _Sign(node, at, index, index + 1)
            place += len(piece)


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
            if isinstance(part, str) and "<!" not in part:
                pieces = (piece if unescape(piece) != piece else change(piece) for piece in _REFERENCE.split(part))
                node.content[at] = "".join(pieces)
    if work.looks.said(target.text_node, "text-transform") not in ("", "none"):
        work.looks.set(target.text_node, text_transform="none")
    return None
