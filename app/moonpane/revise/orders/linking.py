"""An order that makes a link of an element, or has one lead elsewhere."""

import re

from moonpane.revise.orders.nodes import Impossible, Node
from moonpane.revise.orders.wording import unquoted
from moonpane.revise.orders.work import Target, Work
from moonpane.sentences import phrase

NOWHERE = "#"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto", "tel")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)
_FILE = re.compile(r"\.(?:html?|pdf|php|aspx?|png|jpe?g|svg|css|js|txt|md)(?:[?#]|$)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_INSIDE = ("li", "td", "th", "p", "h1", "h2", "h3", "h4", "h5", "h6", "label", "dt", "dd", "blockquote", "summary")
_NO_LINKS = ("body", "tr", "tbody", "thead", "tfoot", "option", "input", "textarea", "select")


def address(said: str) -> str:
    """An address that a link may lead to. Raises Impossible for what is none, and for what runs as a script."""
    words = unquoted(said.strip())
    if not words:
        return NOWHERE
    scheme = _SCHEME.match(words)
    is_odd = any(sign <= " " or not sign.isprintable() for sign in words) or words.startswith("\\")
    if is_odd or (scheme and scheme[1].lower() not in _SCHEMES and not _HOST.fullmatch(words)):
        raise Impossible(phrase(f"“{said}” is no address that a link may lead to"))
    if _MAIL.fullmatch(words):
        return f"mailto:{words}"
    if _HOST.fullmatch(words) and not _FILE.search(words.split("/")[0]):
        return f"https://{words}"
    return words


def link(work: Work, target: Target, how: str) -> None:
    where, node = address(how), target.text_node
    known = next((each for each in (node, target.box, *node.up()) if each.tag == "a"), None)
    if known is not None:
        return known.say("href", where)
    if any(each.tag == "a" for each in target.box.all()):
        raise Impossible(phrase("there are links in it already"))
    target.box.check_place(work.page.root)
    if target.box.tag in ("button", "span") and target.box is node:
        return _convert(work, target.box, where)
    if target.box.tag in _NO_LINKS:
        raise Impossible(phrase("it cannot be a link"))
    if node.tag in _INSIDE and node.text:
        return _wrap_content(node, where)
    if target.box.tag in _INSIDE:
        return _wrap_content(target.box, where)
    return _wrap(target.box, where)


def _convert(work: Work, node: Node, where: str) -> None:
    """A button does nothing but what a script makes of it; as a link it leads somewhere."""
    was_button = node.tag == "button"
    node.unsay("type", "disabled")
    node.rename("a")
    node.say("href", where)
    if was_button:
        work.looks.set(node, text_decoration="none")
        for name, value in (("display", "inline-block"), ("text-align", "center")):
            if not work.looks.own(node, name):
                work.looks.set(node, **{name: value})


def _wrap_content(node: Node, where: str) -> None:
    node.end_here()
    inner = _link(where, "color:inherit")
    inner.content, node.content = node.content, ["", inner, ""]
    inner.parent = node
    for child in inner.children:
        child.parent = inner


def _wrap(node: Node, where: str) -> None:
    """Around all of it; by its style the link itself takes no part in how things lie."""
    outer = _link(where, "display:contents;color:inherit")
    node.end_here()
    parent = node.parent
    node.replace(outer)
    outer.content, node.parent = ["", node, ""], outer
    assert parent is not None
    return


def _link(where: str, style: str) -> Node:
    made = Node("a", "<a>", "</a>")
    made.say("style", style)
    made.say("href", where)
    return made
