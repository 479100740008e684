"""Bars and columns of links around a page: navigation, footer, sidebar, the bars of a phone."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import (
    after,
    centred,
    columns_in,
    divider,
    grid,
    inset,
    pushed_apart,
    rounded,
    share,
    spaced,
    strong,
)  # fmt: skip
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import NAMES, icon
from moonpane_engine.train.pages.node import Node, column, row

_APP_ICONS = ("home", "search", "bell", "user", "calendar", "chart", "heart", "cart", "mail", "plus", "grid")


def _ground(design: Design) -> tuple[Design, bool]:
    """The design on a bar's own ground, and whether that is the accent."""
    palette, draw = design.palette, design.rng.random()
    if draw < 0.2:
        return design.on(palette.gradient[0], palette.on_accent), True
    if draw < 0.55:
        return design.on_card, False
    return design, False


def top_bar(design: Design, width: float, *, inner: float = 0) -> Node:
    """Return a navigation across the top: brand, links, and buttons, icons or a face at the right."""
    there, is_strong = _ground(design)
    inner = inner or width - 2 * design.space(5)
    left = parts.brand(there, inner * 0.4)
    if width > 620:
        count = min(design.rng.randint(3, 6), max(2, int((inner - 420) / 100)))
        links = [there.line(there.words.nav, there.type.small + 1, 110, colour=there.tone.muted) for _ in range(count)]
        chosen = design.rng.choice(links)
        chosen.style["color"] = there.tone.ink
        left = [*left, after(links[0], design.space(8)), *links[1:]]
    right = _top_right(there, width)
    bar = pushed_apart(left, right, gap=design.space(design.rng.choice((2.5, 3, 4))))
    return _bar(there, bar, width, inner, is_strong=is_strong, tag="nav" if width > 620 else "header")


def _top_right(design: Design, width: float) -> list[Node]:
    if width <= 620:
        names = design.rng.choice((("menu",), ("search", "menu"), ("bell",), ("cart", "menu")))
        return [icon(design, 22, name=name) for name in names]
    kind = design.rng.choice(("buttons", "face", "icons", "link"))
    if kind == "buttons":
        return [
            parts.button(design, 150, kind=name) for name in design.rng.choice((("outlined", "filled"), ("filled",)))
        ]
    if kind == "face":
        return [icon(design, 20, name="bell"), parts.avatar(design, size=32)]
    if kind == "icons":
        return [icon(design, 20, name=name) for name in design.rng.sample(_APP_ICONS, 3)]
    return [parts.link(design, 130)]


def _bar(design: Design, bar: Node, width: float, inner: float, *, is_strong: bool, tag: str) -> Node:
    """Give a row the ground of a bar as wide as the page; its content is `inner` px wide, in the middle."""
    vertical, side = design.space(design.rng.choice((2.5, 3, 4))), round((width - inner) / 2)
    bar.tag = tag
    bar.style |= {"background": design.surface} | inset(vertical, side)
    if is_strong:
        return strong(design, bar)
    if design.surface == design.palette.page or design.chance(0.5):
        return column([bar, after(divider(design), 0)])
    if design.shadow:
        bar.paint = "box-shadow:0 1px 4px rgba(0,0,0,.12)"
    return bar


def app_bar(design: Design, width: float) -> Node:
    """Return the bar of a phone's screen: a title between two icons."""
    there, is_strong = _ground(design)
    pad = design.space(4)
    left = icon(there, 22, name=there.rng.choice(("left", "menu", "close")))
    right = icon(there, 22, name=there.rng.choice(_APP_ICONS))
    title = there.title(there.words.nav, there.type.lead, width - 2 * pad - 100)
    title.style["flex"] = "1"
    if there.chance(0.5):
        title.style["text-align"] = "center"
    bar = row([left, title, right], gap=design.space(3))
    return _bar(there, bar, width, width - 2 * pad, is_strong=is_strong, tag="header")


def tab_bar(design: Design, width: float) -> Node:
    """Return the tabs at the bottom of a phone's screen."""
    count = design.rng.choice((3, 4, 5))
    chosen, room, cells = design.rng.randrange(count), width / count - 8, []
    has_words = design.chance(0.75)
    there = design.on_card
    for place, name in enumerate(design.rng.sample(_APP_ICONS, count)):
        colour = there.tone.accent if place == chosen else there.tone.muted
        mark = icon(there, 22, name=name, colour=colour)
        said = there.line(there.words.nav, max(10, there.type.tiny - 1), room, colour=colour)
        cells.append(column(centred([mark, after(said, 4)]), flex="1") if has_words else mark)
    bar = row(cells, gap=8, background=there.surface, padding="8px", tag="nav")
    if not has_words:
        bar.gap = round(width / count) - 22
        bar.style["justify-content"] = "center"
    return column([divider(design), after(bar, 0)])


def footer(design: Design, width: float, inner: float) -> Node:
    """Return a footer: columns of links, or one line."""
    palette = design.palette
    ground, tone = design.rng.choice(
        ((palette.surface, palette.plain), (palette.soft, palette.on_soft), (palette.page, palette.plain))
    )
    there = design.on(ground, tone)
    mark = there.line(
        lambda: f"© {there.rng.randint(2015, 2030)} {there.words.company()}",
        there.type.small,
        inner * 0.5,
        colour=tone.muted,
    )
    side = round((width - inner) / 2)
    if design.chance(0.5):
        room = inner * 0.45 / 3
        links = [
            there.line(there.words.nav, there.type.small, room, colour=tone.muted)
            for _ in range(3 if width > 480 else 1)
        ]
        line = pushed_apart([mark], links, gap=16) if width > 340 else row([mark], gap=8)
        nodes = [line]
    else:
        count = columns_in(inner, 140, 5)
        nodes = [
            _link_columns(there, inner, max(count, 2)),
            after(divider(there), design.space(6)),
            after(mark, design.space(4)),
        ]
    return column(nodes, tag="footer", background=ground, padding=inset(design.space(6), side)["padding"])


def _link_columns(design: Design, width: float, count: int) -> Node:
    room, columns = share(width, count, 24), []
    length = design.rng.randint(3, 5)
    for _ in range(count):
        links = [
            design.line(design.words.nav, design.type.small, room, colour=design.tone.muted) for _ in range(length)
        ]
        title = design.line(design.words.nav, design.type.small, room, bold=True)
        columns.append(column([title, *(after(link, 8) for link in links)]))
    return grid(design, columns, count, gap=24)


def sidebar(design: Design, width: int) -> Node:
    """Return a column of links with icons, the brand on top, maybe a person at the bottom."""
    palette = design.palette
    ground, tone = design.rng.choice(
        ((palette.surface, palette.plain), (palette.surface, palette.plain), (palette.soft, palette.on_soft),
         (palette.accent, palette.on_accent), (palette.page, palette.plain))
    )  # fmt: skip
    there, pad = design.on(ground, tone), design.space(design.rng.choice((3, 4)))
    inner, has_icons, boxed = width - 2 * pad, width > 130 and design.chance(0.8), design.chance(0.6)
    count = design.rng.randint(4, 9)
    chosen = design.rng.randrange(count)
    links = [
        _side_link(there, inner, name if has_icons else "", is_chosen=place == chosen, boxed=boxed)
        for place, name in enumerate(design.rng.sample(NAMES, count))
    ]
    nodes = [row(parts.brand(there, inner), gap=10), after(links[0], design.space(5)), *links[1:]]
    if design.chance(0.3):
        group = there.line(lambda: there.words.nav().upper(), there.type.tiny, inner, colour=tone.muted)
        group.before = design.space(5)
        nodes.insert(1 + count // 2, group)
    if design.chance(0.4) and inner > 130:
        face = parts.avatar(there, size=32)
        nodes.append(after(row([face, parts.pair(there, inner - 46, size=there.type.small)], gap=10), design.space(8)))
    gap = 4 if boxed else design.space(design.rng.choice((2.5, 3, 4)))
    node = column(nodes, gap=gap, tag="nav", width=f"{width}px", background=ground, padding=f"{pad}px")
    node.role = design.rng.choice(("nav", "aside"))
    return node


def _side_link(design: Design, width: float, name: str, *, is_chosen: bool, boxed: bool) -> Node:
    palette = design.palette
    ground, ink = design.surface, design.tone.muted
    if is_chosen:
        ground, ink = (
            (palette.soft, palette.on_soft.ink)
            if design.surface != palette.soft
            else (palette.accent, palette.on_accent.ink)
        )
        if not boxed:
            ink = design.tone.accent
    said = design.line(design.words.nav, design.type.body, width - 50, colour=ink, bold=is_chosen)
    node = row([icon(design, 18, name=name, colour=ink), said], gap=10) if name else said
    if not boxed:
        return node
    node.style |= inset(8, 10)
    if is_chosen:
        node.style["background"] = ground
        if node.text:
            node.tag = "p"
        rounded(node, min(design.control_radius, 12))
    return node


def announcement(design: Design, width: float) -> Node:
    """Return a thin strip above everything."""
    palette = design.palette
    ground, tone = design.rng.choice(((palette.accent, palette.on_accent), (palette.second, palette.on_second)))
    node = design.on(ground, tone).line(design.words.saying, design.type.small, width - 40, colour=tone.ink)
    node.tag = "p"
    node.style |= {"background": ground, "padding": "8px", "text-align": "center"}
    return node


def breadcrumb_bar(design: Design, width: float) -> Node:
    """Return the title of a screen with buttons at its right."""
    buttons = [parts.button(design, 150, kind="filled")] if width > 360 else [icon(design, 22, name="plus")]
    if width > 640 and design.chance(0.5):
        buttons.insert(0, parts.button(design, 130, kind="outlined"))
    title = design.title(design.words.nav, design.type.page, width - 170 * len(buttons))
    texts: Node = title
    if design.chance(0.4):
        texts = column(spaced([title, parts.note(design, width - 170 * len(buttons))], 4))
    return pushed_apart([texts], buttons, gap=12)
