"""Sections in which something is typed, chosen or switched."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import (
    after,
    centred,
    columns_in,
    divider,
    grid,
    hugged,
    lined,
    panel,
    rounded,
    share,
    spaced,
    spare,
    strong,
)  # fmt: skip
from moonpane_engine.train.pages.design import ROUND, Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.node import Node, column, padding, row
from moonpane_engine.train.pages.section import section


def fields(design: Design, width: float, *, count: int) -> list[Node]:
    """Return labelled fields, two of them side by side where there is room."""
    gap, nodes = design.space(4), []
    while len(nodes) < count:
        if width > 420 and design.chance(0.35):
            room = share(width, 2, gap)
            pair = [column(parts.labelled(design, room), flex="1") for _ in range(2)]
            nodes.append(row(pair, gap=gap, align="flex-start"))
        elif design.chance(0.1):
            nodes.append(parts.field(design, width))
        else:
            nodes.append(column(parts.labelled(design, width)))
    return spaced(nodes, gap)


@section("form", weight=2)
def form(design: Design, width: float) -> Node:
    """Labelled fields with a button or two."""
    inner = width
    nodes = [design.title(design.words.heading, design.type.heading, inner)] if design.chance(0.6) else []
    given = fields(design, inner, count=design.rng.randint(2, 4))
    if nodes:
        given[0].before = design.space(4)
    nodes += given
    if design.chance(0.4):
        nodes.append(after(_agreed(design, inner), design.space(3)))
    is_wide = design.chance(0.35) and inner < 480
    end = parts.button(design, inner, kind="filled", is_stretched=True) if is_wide else parts.actions(design, inner)
    if not is_wide and end.direction == "row" and len(end.children) > 1 and design.chance(0.35):
        end.style["justify-content"] = "flex-end"
    body = column([*nodes, after(end, design.space(5))], gap=design.space(4))
    body.role = "form"
    return body


def _agreed(design: Design, width: float) -> Node:
    return row([parts.checkbox(design), design.line(design.words.saying, design.type.small, width - 34)], gap=8)


def credentials(design: Design, width: float, *, count: int) -> list[Node]:
    """Return what a sign-in or sign-up card holds: fields, a button, other ways in, a link."""
    nodes = fields(design, width, count=count)
    if design.chance(0.5):
        end = parts.link(design, width * 0.4)
        agreed = _agreed(design, spare(design, width, end, gap=16))
        nodes.append(after(row([agreed, end], justify_content="space-between"), design.space(3)))
    nodes.append(after(parts.button(design, width, kind="filled", is_stretched=True), design.space(4)))
    if design.chance(0.5):
        if design.chance(0.6):
            word = design.line(design.words.word, design.type.tiny, 60, colour=design.tone.muted)
            lines = [styled_line(design) for _ in range(2)]
            nodes.append(after(row([lines[0], word, lines[1]], gap=12), design.space(4)))
        others = [_other_way(design, width) for _ in range(design.rng.choice((1, 2)))]
        nodes.append(after(column(spaced(others, design.space(2))), design.space(4)))
    if design.chance(0.6):
        nodes.append(after(centred([parts.link(design, width)])[0], design.space(4)))
    return nodes


def styled_line(design: Design) -> Node:
    """Return a line that grows beside a word."""
    line = divider(design)
    line.style["flex"] = "1"
    return line


def _other_way(design: Design, width: float) -> Node:
    said = design.line(design.words.company, design.type.body, width - 80, bold=design.controls.button_bold)
    node = row([icon(design, 18), said], justify_content="center", gap=10)
    node.style |= {"border": f"1px solid {design.palette.field_line}", "padding": f"{design.controls.button_pad[0]}px"}
    node.style["background"] = design.surface
    node.role = "button"
    return rounded(node, design.control_radius)


@section("form", weight=1.2)
def search(design: Design, width: float) -> Node:
    """A search field, with an icon or a button."""
    if width < 280 or design.chance(0.5):
        frame = parts.field(design, width)
        hint = design.line(design.words.field, design.type.body, width - 60, colour=design.palette.placeholder)
        node = row([icon(design, 16, name="search", colour=design.tone.muted), hint], gap=8)
        node.style |= {name: frame.style[name] for name in ("height", "background", "border", "padding")}
        return rounded(node, design.control_radius)
    button = parts.button(design, width * 0.35, kind="filled")
    entry = parts.field(design, spare(design, width, button, gap=8))
    entry.style["flex"] = "1"
    return row([entry, button], gap=8)


@section("form", weight=1.2)
def settings(design: Design, width: float) -> Node:
    """Rows with a switch, a value, a link, a badge or an arrow each, plain or in a card."""
    kind = design.rng.choice(("switch", "switch", "value", "link", "badge", "arrow", "button"))
    in_card = design.chance(0.5)
    there, pad = (design.on_card, design.space(4)) if in_card else (design, 0)
    rows = [parts.setting(there, width - 2 * pad - 2, kind) for _ in range(design.rng.randint(2, 6))]
    nodes = lined(there, rows)
    title = design.title(design.words.heading, design.type.title, width)
    if in_card:
        return column([title, after(panel(there, [column(nodes)], pad=pad), design.space(2.5))])
    return column([title, after(column(nodes), design.space(3))])


@section("form", weight=0.9)
def checks(design: Design, width: float) -> Node:
    """Checkboxes with their texts."""
    rows = []
    for _ in range(design.rng.randint(2, 6)):
        box = parts.checkbox(design)
        rows.append(
            row([box, design.line(design.words.perk, design.type.body, spare(design, width, box, gap=10))], gap=10)
        )
    title = design.line(design.words.field, design.type.body, width, bold=True)
    return column([title, after(column(spaced(rows, design.space(2))), design.space(2.5))])


@section("form", weight=0.7)
def choices(design: Design, width: float) -> Node:
    """Cards of which one is chosen."""
    columns, gap, pad = columns_in(width, 170, 3), design.space(3), design.space(3.5)
    chosen, cells = design.rng.randrange(max(columns, 2)), []
    for place in range(columns if columns > 1 else 3):
        there = design.on_card
        inner = share(width, columns, gap) - 2 * pad - 2
        box = parts.checkbox(there, is_on=place == chosen)
        title = there.line(there.words.company, there.type.body, inner - 40, bold=True)
        top = row([title, box], justify_content="space-between")
        card = panel(there, [top, after(parts.note(there, inner), 4)], pad=pad)
        tint = design.palette.accent if place == chosen else design.palette.line
        card.style["border"] = f"{2 if place == chosen else 1}px solid {tint}"
        cells.append(card)
    return grid(design, cells, columns, gap=gap) if columns > 1 else column(cells, gap=gap)


@section("form", weight=0.6)
def upload(design: Design, width: float) -> Node:
    """A field into which files are dropped."""
    pad = design.space(6)
    inner = width - 2 * pad - 2
    nodes = [
        icon(design, 32, name="image", colour=design.tone.muted),
        design.line(design.words.action, design.type.body, inner, bold=True),
        parts.note(design, inner, size=design.type.tiny),
    ]
    node = column(centred(spaced(nodes, design.space(2))), gap=design.space(2), padding=f"{pad}px")
    node.style |= {"border": f"2px solid {design.palette.field_line}", "background": design.surface}
    node.paint = "border-style:dashed"
    return rounded(node, min(design.card_radius, 16))


@section("form", weight=0.7)
def stepper(design: Design, width: float) -> Node:
    """Where one is among some steps."""
    count = columns_in(width, 110, 5)
    here = design.rng.randrange(count)
    nodes: list[Node] = []
    for place in range(count):
        mark = parts.numbered(design, place + 1, 24, is_on=place <= here)
        said = design.line(design.words.nav, design.type.small, width / count - 60, bold=place == here)
        nodes += [mark, after(said, 8)]
    return row(nodes, gap=design.space(4))


@section("form", weight=0.8)
def filters(design: Design, width: float) -> Node:
    """Chips of which one is on."""
    palette, nodes = design.palette, []
    chosen, radius = design.rng.randrange(2), design.rng.choice((design.control_radius, ROUND))
    for place in range(8):
        is_on = place == chosen
        ink = palette.on_accent.ink if is_on else design.tone.ink
        node = design.line(design.words.nav, design.type.small, width * 0.5, colour=ink)
        node.tag = "span"
        node.style |= {"padding": padding(5, 12), "background": palette.accent if is_on else design.surface}
        if is_on:
            strong(design, node)
        else:
            node.style["border"] = f"1px solid {palette.field_line}"
        if spare(design, width * 0.96, *nodes, node, gap=8) < 0:
            break
        nodes.append(rounded(node, radius))
    return row(nodes, gap=8) if len(nodes) > 1 else hugged(parts.badge(design, width))
