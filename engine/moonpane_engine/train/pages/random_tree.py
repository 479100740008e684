"""Structures that nobody wrote down: blocks, cards and two-column rows, composed recursively."""

from moonpane_engine.train.pages import blocks, parts, rows
from moonpane_engine.train.pages.arrange import hugged, panel, spaced, stack
from moonpane_engine.train.pages.look import Look
from moonpane_engine.train.pages.node import Node, column, row

_BLOCKS: tuple[tuple[blocks.Block, int], ...] = (
    (blocks.title_block, 3),
    (blocks.form, 3),
    (rows.check_rows, 2),
    (rows.setting_rows, 3),
    (rows.key_value_rows, 2),
    (rows.person_rows, 4),
    (rows.stat_cards, 3),
    (rows.table, 2),
    (rows.button_row, 3),
    (rows.chips, 2),
    (blocks.prose_block, 3),
    (blocks.bullet_list, 2),
    (blocks.progress_block, 2),
    (rows.search_row, 2),
    (blocks.picture_block, 2),
    (rows.media_row, 3),
    (blocks.notice_block, 2),
    (rows.tabs, 1),
    (rows.crumbs, 1),
    (blocks.bubbles, 1),
)
_NARROW = 210  # below this only what fits anywhere


def random_block(look: Look, width: float) -> list[Node]:
    """Return one block, drawn by weight."""
    if width < _NARROW:
        return _narrow_block(look, width)
    makers, weights = zip(*_BLOCKS, strict=True)
    return look.rng.choices(makers, weights)[0](look, width)


def random_tree(look: Look, width: float, *, depth: int, count: int) -> list[Node]:
    """Return the children of a column: `count` branches, nested at most `depth` deep."""
    between = max(look.gap + 4 * depth, look.gap + 2)
    return stack([_branch(look, width, depth) for _ in range(count)], between)


def _branch(look: Look, width: float, depth: int) -> list[Node]:
    kind = look.rng.random()
    if depth == 0 or kind < 0.4:
        return random_block(look, width)
    if kind < 0.7:
        return [_card(look, width, depth)]
    gap = look.rng.choice((10, 12, 16, 20))
    share = (width - gap) / 2
    if share < 120:
        return random_block(look, width)
    if look.chance(0.5):
        return [row([_card(look, share, depth, flex="1") for _ in range(2)], gap=gap, align="")]
    sides = [
        column(spaced(_narrow_block(look, (width - 8) / 2 - 8), look.near), gap=look.near, flex="1") for _ in range(2)
    ]
    if all(len(side.children) > 1 for side in sides):
        return [row(sides, gap=8, align="flex-start")]
    return random_block(look, width)


def _card(look: Look, width: float, depth: int, **style: str) -> Node:
    surface, tone = look.rng.choice(
        ((look.palette.surface, look.palette.plain), (look.palette.surface, look.palette.plain),
         (look.palette.soft, look.palette.on_soft), (look.palette.accent, look.palette.on_accent))
    )  # fmt: skip
    if surface == look.surface:
        surface, tone = look.palette.soft, look.palette.on_soft
    inner = width - 2 * look.pad - 2
    inside = look.on(surface, tone)
    # Only the page's own surfaces have the right colours for fields, switches and cards inside.
    plain = surface == look.palette.surface
    nodes = (
        random_tree(inside, inner, depth=depth - 1, count=look.rng.choice((1, 2)))
        if plain
        else _narrow_block(inside, inner)
    )
    card = panel(look, nodes, pad=look.pad, **style)
    if not plain:
        card.style["background"] = surface
        card.style.pop("border", None)
    return card


def _narrow_block(look: Look, width: float) -> list[Node]:
    """Return two or three elements that fit a narrow column on any surface."""
    nodes = [look.line(look.texts.title, look.rng.choice((look.body, look.heading)), width, bold=True)]
    nodes.append(parts.note(look, width) if look.chance(0.5) else look.prose(width, lines=2, size=look.small))
    spaced(nodes, look.near)
    kind = look.rng.random()
    if kind < 0.25:
        button = hugged(parts.button(look, width))
        button.before = look.gap
        nodes.append(button)
    elif kind < 0.4:
        image = parts.avatar(look)
        nodes[0].before = look.near + 4
        nodes.insert(0, image)
    elif kind < 0.5:
        value = look.line(look.rng.choice((look.texts.price, look.texts.number)), look.large, width, bold=True)
        value.before = look.near
        nodes.append(value)
    return nodes
