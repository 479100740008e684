"""Orders by which elements go, come once more, or change their places."""

from moonpane.revise.orders.nodes import Impossible, Node
from moonpane.revise.orders.wording import first_with_text, set_text, unquoted
from moonpane.revise.orders.work import INLINE, Target, Work
from moonpane.sentences import phrase

INSIDE = phrase("one of the two is inside of the other")
ELSEWHERE = phrase("it cannot stand there")
NOTHING_CHANGED = phrase("it is so already")
# What may only stand in these, and what may only have these in it.
WITHIN = {
    "tr": ("table", "thead", "tbody", "tfoot"), "td": ("tr",), "th": ("tr",), "thead": ("table",), "tbody": ("table",),
    "tfoot": ("table",), "option": ("select", "optgroup", "datalist"), "optgroup": ("select",),
}  # fmt: skip
_STRICT = ("table", "thead", "tbody", "tfoot", "tr", "select", "optgroup", "datalist")
_OUTER = ("margin-top", "margin-left")  # a place's distances, which a copy elsewhere does not have


def may_stand(tag: str, around: Node) -> bool:
    """Whether browsers leave an element where it is written."""
    return around.tag in WITHIN[tag] if tag in WITHIN else around.tag not in _STRICT


def remove(work: Work, target: Target, how: str) -> None:
    target.box.check_place(work.page.root)
    target.box.take_out()


def copy(work: Work, target: Target, how: str) -> None:
    around = target.box.check_place(work.page.root)
    target.box.end_here()
    twin = target.box.twin()
    _forget_place(work, twin)
    if how:
        holder = first_with_text(twin) or twin
        set_text(holder, unquoted(how), is_one=all(each.tag in INLINE or not each.text for each in holder.children))
    around.put(twin, target.box, behind=True)


def _forget_place(work: Work, twin: Node) -> None:
    gone = [name for name in _OUTER if work.looks.own(twin, name)]
    if not twin.children and work.looks.own(twin, "flex") and work.looks.own(twin, "font-size"):
        gone.append("flex")  # only one text of a row takes the room that is left
    work.looks.set(twin, **dict.fromkeys(gone, ""))


def swap(work: Work, target: Target, other: Target) -> None:
    first, second = target.box, other.box
    one, two = _apart(work, first, second)
    if not may_stand(first.tag, two) or not may_stand(second.tag, one):
        raise Impossible(ELSEWHERE)
    for node in (first, second):
        node.end_here()
    for around, node in ((one, first), (two, second)):
        around.end_before(node.index())
    here, there = first.index(), second.index()
    one.content[here], two.content[there] = second, first
    first.parent, second.parent = two, one
    if one is two:
        _exchange(work, first, second)


def _exchange(work: Work, first: Node, second: Node) -> None:
    """What is of a place stays there: its distances, and for a text that it takes the room that is left."""
    names = [*_OUTER, *(["flex"] if not first.children and not second.children else [])]
    here, there = ({name: work.looks.own(node, name) for name in names} for node in (first, second))
    for node, before, after in ((first, here, there), (second, there, here)):
        work.looks.set(node, **{name: after[name] for name in names if after[name] != before[name]})


def over(work: Work, target: Target, other: Target) -> None:
    _move(work, target.box, other.box, behind=False)


def under(work: Work, target: Target, other: Target) -> None:
    _move(work, target.box, other.box, behind=True)


def first(work: Work, target: Target, how: str) -> None:
    _to_end(work, target.box, behind=False)


def last(work: Work, target: Target, how: str) -> None:
    _to_end(work, target.box, behind=True)


def _to_end(work: Work, node: Node, *, behind: bool) -> None:
    """Within what it is in; what has only one element in it stands for that one."""
    around = node.check_place(work.page.root)
    while len(around.children) == 1 and around.parent is not None and around.tag != "body" and not around.has_own_text:
        node, around = around, around.parent
    seen = [child for child in around.children if child.tag not in ("script", "style", "template")]
    goal = seen[-1 if behind else 0]
    if goal is node:
        raise Impossible(NOTHING_CHANGED)
    _move(work, node, goal, behind=behind)


def _move(work: Work, node: Node, beside: Node, *, behind: bool) -> None:
    _, around = _apart(work, node, beside)
    if not may_stand(node.tag, around):
        raise Impossible(ELSEWHERE)
    node.take_out()
    around.put(node, beside, behind=behind)


def _apart(work: Work, first: Node, second: Node) -> tuple[Node, Node]:
    """What both stand in. Raises Impossible where one is in the other."""
    found = first.check_place(work.page.root), second.check_place(work.page.root)
    if any(each is first for each in second.up()) or any(each is second for each in first.up()):
        raise Impossible(INSIDE)
    return found
