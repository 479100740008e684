"""How wide and how high an element says to be, and which of a row takes the width that is left."""

from moonpane_engine.page.outline import OutlineNode
from moonpane_engine.page.place import Place, Rule, Rules, px
from moonpane_engine.page.tree import Kind

LEAST_SEEN = 2  # px; smaller differences are none
WRAP_SLACK = range(4, 9)  # px wider than its longest line is a text that wraps: no further word fits into them
ROOM = 40  # px between a text's longest line and its column; with less it wraps there by itself


def add_size(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    node, kind = place.node, place.element.kind
    if place.around is None:
        return
    if kind is Kind.LEAF or place.is_avatar:
        if not place.is_stretched:
            found["width"] = Rule((px(node.width),))
        found["height"] = Rule((px(node.height),))
        return
    if place.element.tag == "input":
        found["height"] = Rule((px(node.height),), is_needed=False)  # and then no padding above and below
    width = _width(place)
    may_grow = _may_grow(place)
    if width:
        found["width"] = Rule(width, is_needed=not may_grow)
    if may_grow and "width" not in place.declared:
        found["flex"] = Rule(("1",), is_needed=bool(width))
    elif _is_before_spare_width(place):
        found["flex"] = Rule(("1",), is_needed=False)


def _width(place: Place) -> tuple[str, ...]:
    """The widths that an element may say, if it has to say one."""
    node, around = place.node, place.around
    if place.is_stretched or place.hugs or around is None:
        return ()
    if node.kind == "text":
        is_narrow = place.is_in_row or node.wrap_width + ROOM <= _room(around.node)
        return tuple(f"{node.wrap_width + more}px" for more in WRAP_SLACK) if node.line_pitch and is_narrow else ()
    if node.kind == "box":
        return (px(node.width),)
    # A column in a column would else be as wide as that, and what wraps in it would not.
    is_narrow = node.kind == "col" and not node.is_full and node.width + ROOM <= _room(around.node)
    return _group_width(node) if (place.is_in_row or is_narrow) and _takes_width(node) else ()


def _room(node: OutlineNode) -> int:
    """Width of a container's content, as far as it is known."""
    return node.width - node.padding[1] - node.padding[3]


def _takes_width(group: OutlineNode) -> bool:
    """Whether a group's content takes the width that it gets, rather than its own."""
    return any(
        child.line_pitch
        or child.edge
        or (child.is_full and child.kind != "text")
        or (child.children and _takes_width(child))
        for child in group.children
    )


def _group_width(group: OutlineNode) -> tuple[str, ...]:
    """A group is as wide as its widest line; where that one wraps, a little more."""
    widest = max((child.wrap_width for child in group.children), default=0)
    is_wide_enough = widest + WRAP_SLACK.start <= group.width
    return (px(group.width),) if is_wide_enough else tuple(f"{widest + more}px" for more in WRAP_SLACK)


def _may_grow(place: Place) -> bool:
    """Whether an element may take what its row has left: it is the widest one of a row that fills its own place."""
    if not place.is_in_row or place.hugs or place.around is None:
        return False
    node, around = place.node, place.around.node
    is_tight = around.is_full and not around.distribution and not any(child.extra for child in around.children)
    if not is_tight or (node.kind == "text" and not node.line_pitch):
        return False
    widest = max(max(child.width, child.wrap_width) for child in around.children)
    growing = [child for child in around.children if max(child.width, child.wrap_width) + LEAST_SEEN >= widest]
    # What grows shares what is left beside its paddings: with different ones, equal things would come out unequal.
    return node in growing and len({child.padding[1] + child.padding[3] for child in growing}) == 1


def _is_before_spare_width(place: Place) -> bool:
    if not place.is_in_row or place.around is None or not place.around.node.is_full:
        return False
    siblings = place.around.node.children
    following = siblings[place.around.num_inside :][:1]
    return any(node.extra > 0 for node in following) or is_table(place.around.node)


def is_table(row: OutlineNode) -> bool:
    """A row of texts alone, which may be cells of columns that cannot be seen; equally far apart they need none."""
    is_of_texts = len(row.children) > 2 and all(child.kind == "text" for child in row.children)
    return row.is_full and is_of_texts and any(child.extra for child in row.children)
