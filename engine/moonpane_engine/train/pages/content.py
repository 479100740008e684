"""Sections to read and look at: prose, cards with pictures, lists, comments, messages, tabs."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import (
    after,
    columns_in,
    grid,
    hugged,
    lined,
    narrow,
    panel,
    rounded,
    share,
    spaced,
    spare,
)  # fmt: skip
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.figures import head
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.node import Node, column, filled, row, text
from moonpane_engine.train.pages.pictures import photo
from moonpane_engine.train.pages.section import section


@section("content", weight=1.6)
def prose(design: Design, width: float) -> Node:
    """A heading with a paragraph or two."""
    inner = min(width, 720)
    nodes = [design.title(design.words.heading, design.rng.choice((design.type.heading, design.type.title)), inner)]
    for _ in range(design.rng.choice((1, 1, 2))):
        nodes.append(
            after(design.prose(inner, lines=design.rng.randint(2, 5), colour=design.tone.ink), design.space(3))
        )
    return column(narrow(nodes, inner, width))


@section("content", weight=0.8)
def bullets(design: Design, width: float) -> Node:
    """A list with bullets, maybe under a heading."""
    indent = design.rng.choice((18, 20, 24))
    make = design.rng.choice((design.words.perk, design.words.saying, design.words.title))
    items = [design.line(make, design.type.body, width - indent) for _ in range(design.rng.randint(2, 5))]
    for item in items:
        item.tag = "li"
    listed = column(items, gap=design.space(1.5), tag="ul", padding=f"0 0 0 {indent}px")
    title = design.title(design.words.heading, design.type.title, width)
    return column([title, after(listed, design.space(2.5))] if design.chance(0.6) else [listed])


@section("content", weight=0.8)
def remark(design: Design, width: float) -> Node:
    """A tinted notice with an icon, or in the colours of good or bad news."""
    background, ink = design.rng.choice(((design.palette.soft, design.palette.on_soft.ink), *design.palette.signals))
    pad, mark = (
        design.space(3),
        icon(design, 20, name=design.rng.choice(("info", "bell", "check", "shield")), colour=ink),
    )
    room = width - 2 * pad - 34
    if design.chance(0.5) and room > 180:
        title = design.line(design.words.heading, design.type.body, room, colour=ink, bold=True)
        said: Node = column([title, after(design.line(design.words.saying, design.type.small, room, colour=ink), 4)])
    else:
        said = design.line(design.words.saying, design.type.small, room, colour=ink)
    node = row([mark, said], gap=12, padding=f"{pad}px", background=background)
    return rounded(node, min(design.card_radius, 14))


@section("content", weight=0.7)
def quote(design: Design, width: float) -> Node:
    """What somebody said, beside a bar."""
    bar = filled(4, 64, design.palette.accent, radius=design.rng.choice((0, 2)))
    inner = width - 24
    said = design.prose(inner, lines=2, size=design.type.lead, colour=design.tone.ink)
    return row([bar, column([said, after(parts.note(design, inner), 8)], flex="1")], gap=16)


@section("content", weight=2)
def picture_cards(design: Design, width: float) -> Node:
    """Cards with a picture each: articles, products, places."""
    columns, gap = columns_in(width, design.rng.choice((150, 180, 230)), 5), design.space(design.rng.choice((3, 4, 5)))
    cell, height = share(width, columns, gap), design.rng.randint(80, 200)
    make = design.rng.choice((_article, _product, _product))
    is_plain, pad = design.chance(0.35), design.space(design.rng.choice((2.5, 3, 4)))
    cells = []
    for _ in range(columns * (design.rng.choice((1, 1, 2)) if columns > 1 else 2)):
        there = design if is_plain else design.on_card
        inner = cell if is_plain else cell - 2 * pad - 2
        nodes = [photo(there, 0, height), *make(there, inner)]
        nodes[1].before = design.space(2.5)
        cells.append(column(nodes, gap=6) if is_plain else panel(there, spaced(nodes, 6), pad=pad))
    body = grid(design, cells, columns, gap=gap) if columns > 1 else column(cells, gap=gap)
    return (
        column([head(design, width, size=design.type.heading), after(body, design.space(4))])
        if design.chance(0.5)
        else body
    )


def _article(design: Design, width: float) -> list[Node]:
    nodes = [design.title(design.words.heading, design.type.title, width)]
    if design.chance(0.7):
        nodes.append(after(design.prose(width, lines=2, size=design.type.small), 6))
    if design.chance(0.5):
        nodes.append(
            after(design.line(design.words.day, design.type.tiny, width, colour=design.tone.muted), design.space(2))
        )
    if design.chance(0.3):
        nodes.insert(0, hugged(parts.badge(design, width)))
    return nodes


def _product(design: Design, width: float) -> list[Node]:
    name = design.line(design.words.title, design.type.body, width, bold=design.chance(0.6))
    price = design.line(
        design.words.money, design.type.lead if design.chance(0.4) else design.type.body, width * 0.6, bold=True
    )
    nodes = [name, after(price, 4)]
    if design.chance(0.35) and width > 110:
        nodes.insert(1, after(parts.stars(design, 14), 6))
    if design.chance(0.4):
        nodes.append(after(parts.button(design, width, is_stretched=True), design.space(2.5)))
    return nodes


@section("content", weight=1.2)
def media(design: Design, width: float) -> Node:
    """Pictures with a title and a text beside them."""
    size, gap = design.rng.choice((48, 56, 64, 80, 96)), design.rng.choice((12, 16))
    rows = []
    is_wrapped = width > 300 and design.chance(0.5)
    for _ in range(design.rng.randint(2, 4)):
        image = photo(design, round(size * design.rng.choice((1, 1.3))) if not rows else int(rows[0][0]), size)
        room = width - gap - float(image.style["width"].removesuffix("px"))
        title = design.line(design.words.heading, design.type.body, room, bold=True)
        below = design.prose(room, lines=2, size=design.type.small) if is_wrapped else parts.note(design, room)
        texts = column([title, after(below, 4)])
        if is_wrapped:
            texts.style["flex"] = "1"
        rows.append((image.style["width"].removesuffix("px"),
                     row([image, texts], gap=gap, align="flex-start" if is_wrapped else "center")))  # fmt: skip
    return column(lined(design, [one for _, one in rows], gap=design.space(3)))


@section("content", weight=0.8)
def gallery(design: Design, width: float) -> Node:
    """Nothing but pictures."""
    columns, gap = columns_in(width, design.rng.choice((80, 110, 160)), 6), design.rng.choice((4, 8, 12))
    height = round(share(width, columns, gap) * design.rng.choice((0.7, 1, 1.2)))
    cells = [photo(design, 0, min(height, 220)) for _ in range(columns * design.rng.choice((1, 2)))]
    return grid(design, cells, columns, gap=gap)


@section("content", weight=0.8)
def tabs(design: Design, width: float) -> Node:
    """Tabs: equal ones in a track, or words with a line below the chosen one."""
    palette, count = design.palette, min(columns_in(width, 90, 5), design.rng.randint(2, 5))
    chosen = design.rng.randrange(max(count, 1))
    if count < 2 or design.chance(0.5):
        columns = []
        for place in range(max(count, 2)):
            ink = design.tone.accent if place == chosen else design.tone.muted
            said = design.line(
                design.words.nav, design.type.body, width / max(count, 2) - 20, colour=ink, bold=place == chosen
            )
            line = filled(0, 2, palette.accent if place == chosen else design.surface)
            columns.append(column([said, after(line, 8)]) if place == chosen else column([said], padding="0 0 10px"))
        return row(columns, gap=design.space(5), align="flex-start")
    room = share(width - 8, count, 4)
    nodes = []
    for place in range(count):
        node = design.line(
            design.words.nav, design.type.small, room - 16, colour=palette.plain.ink, bold=place == chosen
        )
        node.style |= {"flex": "1", "text-align": "center"}
        if place == chosen:
            node.tag = "button"
            node.style |= {"padding": "6px", "background": palette.surface}
            rounded(node, design.control_radius)
            node.style.pop("text-align")
        nodes.append(node)
    track = row(nodes, gap=4, padding="4px", background=palette.track)
    return rounded(track, design.control_radius)


@section("content", weight=0.4)
def crumbs(design: Design, width: float) -> Node:
    """A path of short texts."""
    nodes: list[Node] = []
    mark = design.rng.choice(("/", "›", "»", "·"))
    for place in range(design.rng.choice((2, 3, 3))):
        if place:
            nodes.append(text(mark, design.type.small, design.tone.muted))
        nodes.append(design.line(design.words.nav, design.type.small, width / 3.6, colour=design.tone.muted))
    nodes[-1].style["color"] = design.tone.ink
    return row(nodes, gap=design.rng.choice((6, 8)))


@section("content", weight=0.6, least=260)
def pages_row(design: Design, width: float) -> Node:
    """Numbers of pages, one of them chosen."""
    palette, size = design.palette, design.rng.choice((28, 32, 36))
    count = min(int(width / (size + 12)), design.rng.randint(4, 7))
    chosen, nodes = design.rng.randrange(count), []
    for place in range(count):
        is_on = place == chosen
        node = text(str(place + 1), design.type.small, palette.on_accent.ink if is_on else design.tone.ink, tag="div",
                    justify_content="center", align_items="center")  # fmt: skip
        node.direction = "row"
        node.style |= {
            "width": f"{size}px",
            "height": f"{size}px",
            "background": palette.accent if is_on else design.surface,
        }
        if not is_on:
            node.style["border"] = f"1px solid {palette.line}"
        nodes.append(rounded(node, min(design.control_radius, size // 2)))
    return row(nodes, gap=6, justify_content=design.rng.choice(("center", "flex-end")))


@section("content", weight=0.8)
def code(design: Design, width: float) -> Node:
    """Lines of code on a dark ground."""
    ground, inks = design.rng.choice((("#0f172a", ("#e2e8f0", "#7dd3fc", "#fda4af", "#94a3b8")),
                                      ("#1e1e1e", ("#d4d4d4", "#9cdcfe", "#ce9178", "#6a9955")),
                                      ("#282a36", ("#f8f8f2", "#50fa7b", "#ff79c6", "#8be9fd"))))  # fmt: skip
    words, rows = design.words, []
    for _ in range(design.rng.randint(3, 7)):
        name, value = words.word("en"), words.code()
        said = design.rng.choice(
            (f"{name} = {value}", f"def {name}({words.word('en')}):", f"{name}.{words.word('en')}({value})",
             f"$ {name} --{words.word('en')}", f"# {words.phrase(2, 5)}", f"import {name}", f"return {name}")
        )  # fmt: skip
        size = max(11, design.type.small)
        line = text(said[: max(8, int((width - 40) / (0.62 * size)))].rstrip(), size, design.rng.choice(inks))
        line.paint = "font-family:JetBrains Mono,monospace"
        rows.append(line)
    node = column(rows, gap=design.rng.choice((4, 6, 8)), padding=f"{design.space(4)}px", background=ground)
    return rounded(node, min(design.card_radius, 14))


@section("content", weight=0.5)
def chips(design: Design, width: float) -> Node:
    """A row of badges."""
    nodes: list[Node] = []
    for _ in range(design.rng.randint(2, 6)):
        node = parts.badge(design, width)
        if spare(design, width * 0.97, *nodes, node, gap=6) < 0:
            break
        nodes.append(node)
    return row(nodes, gap=6) if len(nodes) > 1 else hugged(parts.badge(design, width))
