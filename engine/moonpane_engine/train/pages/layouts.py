"""Whole pages of four levels: from one to four elements up to full screens with bars, sidebars and cards."""

from collections.abc import Callable

from moonpane_engine.train.pages import bars, blocks, parts, rows
from moonpane_engine.train.pages.arrange import after, centred, hugged, panel, spaced, stack
from moonpane_engine.train.pages.look import Look
from moonpane_engine.train.pages.node import Node, column, container, padding, row
from moonpane_engine.train.pages.random_tree import random_block, random_tree

Layout = Callable[[Look, int], Node]

_SIMPLE: tuple[tuple[blocks.Block, int], ...] = (
    (lambda look, width: [parts.heading(look, width, large=True)], 4),
    (lambda look, width: [parts.heading(look, width)], 2),
    (lambda look, width: [parts.note(look, width)], 4),
    (lambda look, width: [look.line(look.texts.any_line, look.body, width)], 4),
    (lambda look, width: [look.prose(width, lines=look.rng.choice((2, 2, 3)))], 3),
    (lambda look, width: [hugged(parts.button(look, width))], 3),
    (lambda look, width: [parts.button(look, width, stretched=True)], 2),
    (lambda look, width: [parts.field(look, width)], 3),
    (lambda look, width: [hugged(parts.badge(look, width))], 2),
    (lambda look, width: [parts.link(look, width)], 2),
    (lambda look, width: [parts.avatar(look)], 1),
    (lambda look, width: [parts.divider(look)], 1),
    (blocks.notice_block, 2),
    (blocks.picture_block, 2),
    (rows.button_row, 2),
    (rows.chips, 1),
)


def elements(look: Look, width: int) -> Node:
    """Level 0: one to four single elements."""
    pad = _page_padding(look)
    kinds, weights = zip(*_SIMPLE, strict=True)
    chosen = look.rng.choices(kinds, weights, k=look.rng.choice((1, 2, 2, 3, 3, 4)))
    groups = [make(look, width - 2 * pad) for make in chosen]
    if not any(one.text for group in groups for node in group for one in node.walk()):
        groups.insert(0, [parts.heading(look, width - 2 * pad)])
    nodes = stack(groups, look.gap)
    if look.chance(0.2):
        centred(nodes)
    return _body(look, nodes, pad)


def one_block(look: Look, width: int) -> Node:
    """Level 1: one or two blocks, or one card."""
    pad = _page_padding(look)
    inner = width - 2 * pad
    if look.chance(0.35):
        return _body(look, [_card(look, inner, blocks_inside=1)], pad)
    groups = [random_block(look, inner) for _ in range(look.rng.choice((1, 1, 2)))]
    if look.chance(0.5):
        groups.insert(0, [parts.heading(look, inner, large=True)])
    return _body(look, stack(groups, _between(look)), pad)


def some_blocks(look: Look, width: int) -> Node:
    """Level 2: two or three blocks or cards, or a small random tree."""
    pad = _page_padding(look)
    inner = width - 2 * pad
    if look.chance(0.3):
        return _body(look, random_tree(look, inner, depth=1, count=look.rng.choice((2, 3))), pad)
    groups = [blocks.title_block(look, inner)] if look.chance(0.6) else []
    for _ in range(look.rng.choice((1, 2, 2))):
        groups.append([_card(look, inner, blocks_inside=look.rng.choice((1, 1, 2)))] if look.chance(0.4)
                      else random_block(look, inner))  # fmt: skip
    return _body(look, stack(groups, _between(look)), pad)


def sign_in(look: Look, width: int) -> Node:
    """A form with a title, plain or in a card."""
    pad = look.rng.choice((16, 20, 24, 32, 40) if width > 300 else (12, 16))
    in_card = look.chance(0.6)
    inside = look.on(look.palette.surface, look.palette.plain) if in_card else look
    inner = width - 2 * pad - (2 * look.pad + 2 if in_card else 0)
    title = [parts.heading(inside, inner, large=True), parts.note(inside, inner)]
    if look.chance(0.4):
        title.insert(0, parts.avatar(inside, size=look.rng.choice((36, 40, 48))))
        title[1].before = look.gap
    spaced(title, look.near)
    if look.chance(0.5):
        centred(title)
    nodes = stack([title, blocks.form(inside, inner)], _between(look))
    if look.chance(0.3):
        nodes += after(centred(rows.button_row(inside, inner)), look.gap)
    return _body(look, [panel(look, nodes, pad=look.pad)] if in_card else nodes, pad)


def bar_page(look: Look, width: int) -> Node:
    """A bar across the top, then content, maybe a bar across the bottom."""
    pad = _page_padding(look)
    body = [bars.top_bar(look, width, pad)]
    inner = width - 2 * pad
    groups = [_hero(look, inner)] if look.chance(0.35) else []
    for _ in range(look.rng.choice((2, 2, 3, 3))):
        groups.append(_card_or_block(look, inner))
    body.append(column(stack(groups, _between(look)), tag="main", padding=f"{pad}px"))
    if look.chance(0.35):
        body.append(bars.bottom_bar(look, width, pad))
    return container("col", body, gap=0, tag="body", background=look.palette.page)


def sidebar_page(look: Look, width: int) -> Node:
    """A column of links at the left, content at the right."""
    if width < 320:
        return plain_page(look, width)
    side, pad = look.rng.randint(84, 120), look.rng.choice((12, 14, 16))
    background, tone = look.rng.choice(
        ((look.palette.surface, look.palette.plain), (look.palette.accent, look.palette.on_accent),
         (look.palette.soft, look.palette.on_soft))
    )  # fmt: skip
    there = look.on(background, tone)
    links = [there.line(look.texts.button, look.body, side - 2 * pad, bold=True)]
    chosen = look.rng.randrange(1, 4)
    for place in range(1, look.rng.choice((4, 5, 6))):
        colour = tone.ink if place == chosen else tone.muted
        links.append(there.line(look.texts.label, look.small, side - 2 * pad, colour=colour))
    links[1].before = look.gap + 4
    navigation = column(links, gap=look.rng.choice((8, 10, 12)), tag="nav", width=f"{side}px", background=background,
                        padding=f"{pad}px")  # fmt: skip
    inner = width - side - 2 * pad
    groups = [blocks.title_block(look, inner)]
    groups += [_card_or_block(look, inner) for _ in range(look.rng.choice((2, 2, 3)))]
    main = column(stack(groups, _between(look)), tag="main", padding=f"{pad}px", flex="1")
    return container("col", [row([navigation, main], gap=0, align="")], tag="body", background=look.palette.page)


def plain_page(look: Look, width: int) -> Node:
    """Blocks and cards below each other, with a row of links or a title on top."""
    pad = _page_padding(look)
    inner = width - 2 * pad
    groups = [[bars.links(look, inner)]] if look.chance(0.35) else []
    groups.append(_hero(look, inner) if look.chance(0.25) else blocks.title_block(look, inner))
    groups += [_card_or_block(look, inner) for _ in range(look.rng.choice((2, 2, 3, 4)))]
    return _body(look, stack(groups, _between(look)), pad)


def card_grid(look: Look, width: int) -> Node:
    """Rows of equal cards under a title."""
    pad = _page_padding(look)
    inner = width - 2 * pad
    gap, columns = look.rng.choice((8, 10, 12)), 2 if inner < 330 or look.chance(0.7) else 3
    share = (inner - gap * (columns - 1)) / columns
    makers = look.rng.choice((_picture_card, _picture_card, _text_card, _price_card))
    groups = [blocks.title_block(look, inner)]
    height = look.rng.randint(48, 90)
    cards = [row([makers(look, share, height) for _ in range(columns)], gap=gap, align="")
             for _ in range(look.rng.choice((1, 1, 2)))]  # fmt: skip
    groups.append(spaced(cards, gap))
    if look.chance(0.4):
        groups.append(random_block(look, inner))
    return _body(look, stack(groups, _between(look)), pad)


def profile(look: Look, width: int) -> Node:
    """A person with numbers and buttons."""
    pad = _page_padding(look)
    inner = width - 2 * pad
    top = [parts.avatar(look, size=look.rng.choice((48, 56, 64, 72)))]
    top += [look.line(look.texts.person, look.large, inner, bold=True), parts.note(look, inner)]
    top[1].before = look.gap
    centred(spaced(top, look.near))
    for one in top[:1]:
        hugged(one, "center")
    counts = [
        column(
            centred([look.line(look.texts.number, look.heading, inner / 4, bold=True),
                     look.line(look.texts.label, look.small, inner / 4, colour=look.tone.muted)]),
            gap=look.near, flex="1",
        )
        for _ in range(3)
    ]  # fmt: skip
    groups = [top, [row(counts, gap=8)], rows.button_row(look, inner)]
    if look.chance(0.7):
        groups.append(_card_or_block(look, inner))
    return _body(look, stack(groups, _between(look)), pad)


def tree_page(look: Look, width: int) -> Node:
    """A random tree."""
    pad = _page_padding(look)
    return _body(look, random_tree(look, width - 2 * pad, depth=2, count=look.rng.choice((3, 3, 4))), pad)


LEVELS: tuple[tuple[tuple[Layout, int], ...], ...] = (
    ((elements, 1),),
    ((one_block, 1),),
    ((some_blocks, 3), (sign_in, 1)),
    ((sign_in, 2), (bar_page, 4), (sidebar_page, 2), (plain_page, 4), (card_grid, 2), (profile, 1), (tree_page, 4)),
)


def _body(look: Look, nodes: list[Node], pad: int) -> Node:
    vertical = pad if look.chance(0.7) else look.rng.choice((12, 16, 20, 24, 32))
    return container(
        "col", nodes, gap=look.gap, tag="body", background=look.palette.page, padding=padding(vertical, pad)
    )


def _page_padding(look: Look) -> int:
    return look.rng.choice((8, 12, 16, 16, 16, 20, 24))


def _between(look: Look) -> int:
    """Return a distance between blocks that is larger than those inside them."""
    return max(look.gap + look.rng.choice((4, 6, 8)), 16)


def _card(look: Look, width: float, *, blocks_inside: int) -> Node:
    inside = look.on(look.palette.surface, look.palette.plain)
    inner = width - 2 * look.pad - 2
    groups = [random_block(inside, inner) for _ in range(blocks_inside)]
    if look.chance(0.6):
        groups.insert(0, [parts.heading(inside, inner)])
    return panel(look, stack(groups, look.gap + 2), pad=look.pad)


def _card_or_block(look: Look, width: float) -> list[Node]:
    if look.chance(0.5):
        return [_card(look, width, blocks_inside=look.rng.choice((1, 1, 2)))]
    return random_block(look, width)


def _hero(look: Look, width: float) -> list[Node]:
    nodes = [parts.heading(look, width, large=True), look.prose(width, lines=2)]
    spaced(nodes, look.near + 2)
    nodes += after(rows.button_row(look, width), look.gap)
    if look.chance(0.6):
        centred(nodes)
    return nodes


def _picture_card(look: Look, width: float, height: int) -> Node:
    inside, inner = look.on(look.palette.surface, look.palette.plain), width - 22
    image = parts.stretched_picture(look, height)
    title = inside.line(look.texts.title, look.body, inner, bold=True)
    below = inside.line(
        look.rng.choice((look.texts.price, look.texts.label)), look.small, inner, colour=inside.tone.muted
    )
    return panel(look, stack([[image], spaced([title, below], look.near)], 8), pad=10, flex="1")


def _text_card(look: Look, width: float, _height: int) -> Node:
    inside, inner = look.on(look.palette.surface, look.palette.plain), width - 26
    nodes = [inside.line(look.texts.title, look.body, inner, bold=True), inside.prose(inner, lines=2, size=look.small)]
    return panel(look, spaced(nodes, look.near), pad=12, flex="1")


def _price_card(look: Look, width: float, _height: int) -> Node:
    inside, inner = look.on(look.palette.surface, look.palette.plain), width - 26
    name = inside.line(look.texts.label, look.body, inner, colour=inside.tone.muted)
    price = inside.line(look.texts.price, look.rng.choice((20, 22, 24)), inner, bold=True)
    perks = [inside.line(lambda: look.texts.phrase(1, 3), look.small, inner) for _ in range(2)]
    button = parts.button(inside, inner, stretched=True)
    return panel(
        look, stack([[name, *after([price], look.near)], spaced(perks, look.near), [button]], 10), pad=12, flex="1"
    )
