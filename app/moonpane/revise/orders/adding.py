"""Orders by which a button or a text comes that was not there: it looks like what is near it."""

from moonpane.revise.orders.lengths import px
from moonpane.revise.orders.moving import may_stand
from moonpane.revise.orders.nodes import Impossible, Node, new
from moonpane.revise.orders.wording import set_text, unquoted
from moonpane.revise.orders.work import DRAWN, INLINE, Target, Work
from moonpane.sentences import phrase
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import NEW

BUTTON = {
    "background": "#2563eb", "border": "0", "border-radius": "8px", "padding": "10px 16px", "font-size": "16px",
    "font-weight": "700", "color": "#ffffff",
}  # fmt: skip
TEXT_SIZE, LARGE = 16, 20  # px: a text beside one that is larger than the second has the first
WRAPS_FROM = 40  # letters; a longer text says its line height, by which the house's sheet lets it wrap
# What of a style is about one place or one element only.
_OWN = ("margin", "margin-top", "margin-left", "margin-right", "margin-bottom", "position", "left", "right", "top",
        "bottom", "flex", "order", "width", "float")  # fmt: skip
_OWN_ATTRIBUTES = ("id", "name", "for", "value", "disabled", "onclick", "form", "autofocus", "title", "aria-label")
_IN_LISTS = ("ul", "ol", "menu")
_NO_PARAGRAPHS = ("p", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "summary")  # in these


def before(work: Work, target: Target, how: str) -> None:
    _add(work, target, how, behind=False)


def after(work: Work, target: Target, how: str) -> None:
    _add(work, target, how, behind=True)


def _add(work: Work, target: Target, how: str, *, behind: bool) -> None:
    kind, _, words = how.partition(" ")
    words = unquoted(words.strip())
    if kind not in NEW or not words:
        raise Impossible(phrase("it is not said what is to come there"))
    beside = target.box
    if target.is_page:  # at its end or beginning
        children = [each for each in beside.children if each.tag not in ("script", "style", "template")]
        if not children:
            beside.content.append(new("p", words))
            return
        beside = children[-1 if behind else 0]
    around = beside.check_place(work.page.root)
    made = _button(work, target, words) if kind == NEW[0] else None
    while not may_stand("li", around) and not may_stand("td", around):  # beside the table, or the list of choices
        beside, around = around, around.check_place(work.page.root)
    if made is None:
        made = _text(work, target, around, words)
    wanted = "td" if around.tag == "tr" else "li" if around.tag in _IN_LISTS else ""
    if wanted and made.tag != wanted:
        made = _wrapped(made, wanted)
    around.put(made, beside, behind=behind)


def _wrapped(node: Node, tag: str) -> Node:
    around = Node(tag, f"<{tag}>", f"</{tag}>", ["", node, ""])
    node.parent = around
    return around


# -- a button ----------------------------------------------------------------------------------------


def _button(work: Work, target: Target, words: str) -> Node:
    pattern = _nearest_button(target.entry)
    box = work.page.nodes.get(pattern.element) if pattern and pattern.element else None
    if pattern is None or box is None or box.tag in ("input", "li", "td"):
        made = new("button", words)
        work.looks.set(made, **BUTTON)
    else:
        made = box.twin()
        made.end_here()
        made.close = made.close or f"</{made.tag}>"
        for each in made.all():
            each.unsay(*_OWN_ATTRIBUTES)
        leaf = _drop_icons(made)
        set_text(leaf, words, is_one=True)
        work.looks.set(made, **{name: "" for name in _OWN if work.looks.own(made, name)})
        if made.tag == "a" and made.attributes.get("href"):
            made.say("href", "#")
    is_from_here = pattern is not None and pattern.parent is target.entry.parent
    if work.looks.direction(target.box.parent) == "column" and not is_from_here:
        work.looks.set(made, align_self=work.looks.own(made, "align-self") or "flex-start")  # as wide as its text
    return made


def _nearest_button(entry: Entry) -> Entry | None:
    if entry.role == "button":
        return entry
    for around in entry.up():
        buttons = [each for each in around.all() if each.role == "button" and each.text]
        if buttons:
            return buttons[-1]
    return None


def _drop_icons(node: Node) -> Node:
    """Takes from a button what is drawn on it; returns what its text is written on."""
    for each in list(node.all())[1:]:
        if each.parent is not None and (each.tag in DRAWN or not each.text):
            each.take_out()
    while not node.has_own_text and len(node.children) == 1:
        node = node.children[0]
    return node


# -- a text ------------------------------------------------------------------------------------------


def _text(work: Work, target: Target, around: Node, words: str) -> Node:
    looks, pattern = work.looks, _nearest_text(work, target)
    direction = looks.direction(around)
    is_row = direction == "row" or around.tag in INLINE or around.tag in _NO_PARAGRAPHS
    tag = "td" if around.tag == "tr" else "li" if around.tag in _IN_LISTS else "span" if is_row else "p"
    made = new(tag, words)
    if pattern is not None:
        size, is_like = looks.font_size(pattern), pattern.tag == tag
        if is_like and (name := pattern.attributes.get("class")):
            made.say("class", name)
        style = {
            name: looks.own(pattern, name)
            for name in ("color", "font-family", "text-align") + ("font-weight",) * is_like
        }
        looks.set(made, **{name: value for name, value in style.items() if value})
        if looks.own(pattern, "font-size") or size > LARGE:
            looks.set(made, font_size=px(TEXT_SIZE if size > LARGE else size))
        if (
            not style["color"]
            and not is_like
            and (color := looks.value(pattern, "color"))
            and not looks.is_box(pattern)
        ):
            looks.set(made, color=color)
    if len(words) > WRAPS_FROM and looks.own(made, "font-size"):
        looks.set(made, line_height="1.5")
    return made


def _nearest_text(work: Work, target: Target) -> Node | None:
    """What is written nearby on the same ground, the target itself before all."""
    beside = [target.entry, *(target.entry.parent.children if target.entry.parent else ())]
    for entry in beside:
        node = work.page.nodes.get(entry.leaf) if entry.leaf is not None else None
        if node is not None and not work.looks.is_box(node) and entry.role not in ("button", "badge", "field"):
            return node
    return None
