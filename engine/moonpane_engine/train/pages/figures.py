"""Sections that show data: numbers, tables, charts, lists, boards, calendars."""

from collections.abc import Callable

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import (
    after,
    columns_in,
    dot,
    grid,
    hugged,
    lined,
    panel,
    pushed_apart,
    rounded,
    share,
    spaced,
    spare,
)  # fmt: skip
from moonpane_engine.train.pages.design import ROUND, Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.node import Node, column, filled, padding, row, text
from moonpane_engine.train.pages.pictures import chart, sparkline
from moonpane_engine.train.pages.section import section


def head(design: Design, width: float, *, size: int = 0) -> Node:
    """Return the head of a card: a title, often with something at its right."""
    ends: dict[str, Callable[[], Node]] = {
        "link": lambda: parts.link(design, width * 0.3),
        "badge": lambda: parts.badge(design, width * 0.3),
        "more": lambda: icon(design, 18, name="dots", colour=design.tone.muted),
        "button": lambda: parts.button(design, width * 0.35, kind="outlined"),
    }
    kind = design.rng.choice(("", "", *ends))
    size = size or design.type.title
    if not kind:
        return design.title(design.words.heading, size, width)
    end = ends[kind]()
    return row([design.title(design.words.heading, size, spare(design, width, end, gap=12)), end],
               gap=12, justify_content="space-between")  # fmt: skip


@section("data", weight=2)
def stat_cards(design: Design, width: float) -> Node:
    """Equal cards with a number each, maybe with its change, an icon or a small curve."""
    columns, gap = columns_in(width, 130, 4), design.space(design.rng.choice((3, 4, 5)))
    pad, kind = (
        design.space(design.rng.choice((3, 4, 5))),
        design.rng.choice(("plain", "icon", "curve", "change", "change")),
    )
    inner = share(width, columns, gap) - 2 * pad - 2
    size, name_first = min(design.type.page, 36, max(18, round(inner / 5))), design.chance(0.7)
    cells = []
    for _ in range(columns if columns > 1 else 2):
        there = design.on_card
        name = there.line(
            there.words.metric, there.type.small, inner - (32 if kind == "icon" else 0), colour=there.tone.muted
        )
        value = there.title(there.words.figure, size, inner)
        top: Node = name
        if kind == "icon":
            top = row([name, icon(there, 20, colour=there.tone.accent)], justify_content="space-between")
        nodes = [top, after(value, design.space(1.5))] if name_first else [value, after(top, 4)]
        if kind == "curve":
            nodes.append(after(sparkline(there, round(inner), 36), design.space(2)))
        elif kind == "change":
            ink = there.rng.choice(there.palette.signals[:2])[1]
            nodes.append(after(there.line(there.words.change, there.type.small, inner, colour=ink), 4))
        cells.append(panel(there, nodes, pad=pad))
    return grid(design, cells, columns, gap=gap) if columns > 1 else column(cells, gap=gap)


def _cells(design: Design) -> dict[str, Callable[[Design, float], Node]]:
    """What a table's column may hold."""
    words, size = design.words, design.type.small if design.chance(0.6) else design.type.body

    def plain(make: Callable[[], str], *, is_muted: bool = False) -> Callable[[Design, float], Node]:
        return lambda there, room: there.line(make, size, room, colour=there.tone.muted if is_muted else "")

    return {
        "name": plain(words.full_name), "title": plain(words.title), "mail": plain(words.email, is_muted=True),
        "day": plain(words.day, is_muted=True), "money": plain(words.money), "number": plain(words.number),
        "code": plain(words.code, is_muted=True), "status": lambda there, room: parts.badge(there, room),
        "word": plain(words.nav, is_muted=True),
    }  # fmt: skip


@section("data", weight=2.5, least=300)
def table(design: Design, width: float) -> Node:
    """Rows of cells below a head row, plain or in a card, striped or ruled."""
    in_card = design.chance(0.65)
    there = design.on_card if in_card else design
    pad = design.space(4) if in_card else 0
    inner, gap = width - 2 * pad, 12
    kinds = _cells(there)
    columns = columns_in(inner, 110, 7)
    chosen = [design.rng.choice(("name", "title", "code")), *design.rng.choices(list(kinds), k=max(columns, 3) - 1)]
    room = share(inner, len(chosen), gap)
    rows = [[_column_name(there, room) for _ in chosen]]
    rows += [[kinds[kind](there, room) for kind in chosen] for _ in range(design.rng.randint(3, 8))]
    body = [_table_row(cells, room, gap) for cells in rows]
    for one in body if in_card else ():  # the card is the table
        one.role = "tr"
    rows_ = lined(there, body, gap=design.space(design.rng.choice((1.5, 2, 3))))
    if not in_card:
        return column(rows_)
    nodes = [head(there, inner), after(rows_[0], design.space(4)), *rows_[1:]] if design.chance(0.6) else rows_
    card = panel(there, nodes, pad=pad)
    card.role = "table"
    return card


def _column_name(design: Design, room: float) -> Node:
    make = (lambda: design.words.said("column").upper()) if design.labels_upper else lambda: design.words.said("column")
    return design.line(make, design.type.tiny, room, colour=design.tone.muted, bold=design.heading_weight >= 700)


def _table_row(cells: list[Node], room: float, gap: int) -> Node:
    """Cells of one width: texts grow, a badge keeps its width in a group that does."""
    for place, cell in enumerate(cells):
        if "background" in cell.style:
            cells[place] = cell = column([hugged(cell)], gap=0, width=f"{round(room)}px")
        else:
            cell.style["flex"] = "1"
    return row(cells, gap=gap)


@section("data", weight=1.5)
def chart_card(design: Design, width: float) -> Node:
    """A chart under a title with a number or a legend."""
    there, pad = design.on_card, design.space(design.rng.choice((3, 4, 5)))
    inner = width - 2 * pad - 2
    nodes = [head(there, inner)]
    if design.chance(0.5):
        nodes.append(after(there.title(there.words.figure, there.type.page, inner), design.space(2)))
    nodes.append(after(chart(there, round(inner), there.rng.randint(100, 220)), design.space(3)))
    if design.chance(0.5):
        colours = (there.tone.accent, there.palette.second, there.tone.muted)
        keys = [
            row(
                [dot(colour), there.line(there.words.metric, there.type.tiny, inner / 3 - 24, colour=there.tone.muted)],
                gap=6,
            )
            for colour in colours[: 2 if inner < 300 else 3]
        ]
        nodes.append(after(row(keys, gap=16), design.space(3)))
    return panel(there, nodes, pad=pad)


@section("data", weight=1.5)
def people(design: Design, width: float) -> Node:
    """Rows with an avatar, two texts and maybe something at the right; in a card or not."""
    in_card = design.chance(0.5)
    there, pad = (design.on_card, design.space(4)) if in_card else (design, 0)
    inner, gap = width - 2 * pad - 2, there.rng.choice((10, 12, 14))
    ends: dict[str, Callable[[], Node]] = {
        "button": lambda: parts.button(there, inner * 0.35, kind="outlined"),
        "badge": lambda: parts.badge(there, inner * 0.3),
        "text": lambda: there.line(there.words.time, there.type.tiny, inner * 0.3, colour=there.tone.muted),
        "arrow": lambda: icon(there, 16, name="right", colour=there.tone.muted),
    }
    kind, rows = there.rng.choice((*ends, "")), []
    for _ in range(there.rng.randint(2, 6)):
        left, right = parts.avatar(there), [ends[kind]()] if kind else []
        texts = parts.pair(there, spare(there, inner, left, *right, gap=gap))
        if right:
            texts.style["flex"] = "1"
        rows.append(row([left, texts, *right], gap=gap))
    nodes = lined(there, rows)
    if not in_card:
        return column(nodes)
    return panel(there, [head(there, inner), after(column(nodes), design.space(4))], pad=pad)


@section("data")
def activity(design: Design, width: float) -> Node:
    """What happened: marks with a sentence and a time each."""
    rows: list[Node] = []
    kind = design.rng.choice(("tile", "dot", "avatar"))
    for _ in range(design.rng.randint(3, 6)):
        mark = {"tile": lambda: parts.tile(design, 32), "dot": lambda: dot(design.tone.accent, 10),
                "avatar": lambda: parts.avatar(design, size=32)}[kind]()  # fmt: skip
        room = spare(design, width, mark, gap=12)
        said = design.line(design.words.saying, design.type.small, room)
        time = design.line(design.words.time, design.type.tiny, room, colour=design.tone.muted)
        rows.append(row([mark, column([said, after(time, 4)])], gap=12))
    return column([head(design, width), after(column(lined(design, rows)), design.space(3))])


@section("data")
def progress(design: Design, width: float) -> Node:
    """Named progress bars."""
    rows = []
    for _ in range(design.rng.randint(2, 5)):
        part = design.rng.uniform(0.05, 0.98)
        value = design.line(f"{part:.0%}", design.type.small, 60, colour=design.tone.muted)
        name = design.line(design.words.metric, design.type.small, spare(design, width, value, gap=16))
        top = row([name, value], justify_content="space-between")
        rows.append(column([top, after(parts.bar(design, width, part=part), 6)]))
    return column(spaced(rows, design.space(4)), gap=design.space(4))


@section("data", weight=1.2)
def sums(design: Design, width: float) -> Node:
    """Names at the left, amounts at the right, the sum last."""
    rows = []
    for _ in range(design.rng.randint(2, 5)):
        value = design.line(design.words.money, design.type.body, width * 0.45)
        name = design.line(
            design.words.nav, design.type.body, spare(design, width, value, gap=16), colour=design.tone.muted
        )
        rows.append(row([name, value], justify_content="space-between"))
    total = design.line(design.words.money, design.type.lead, width * 0.45, bold=True)
    name = design.line(design.words.metric, design.type.lead, spare(design, width, total, gap=16), bold=True)
    return column(lined(design, [*rows, row([name, total], justify_content="space-between")]))


@section("data", weight=0.8, least=480)
def board(design: Design, width: float) -> Node:
    """Columns of cards, as tasks are kept."""
    palette = design.palette
    columns, gap, pad = columns_in(width, 210, 5), design.space(4), design.space(3)
    inner = share(width, columns, gap) - 2 * pad
    lists = []
    for _ in range(columns):
        there = design.on(palette.soft, palette.on_soft)
        name = there.line(there.words.status, there.type.body, inner - 40, bold=True)
        count = there.line(str(design.rng.randint(1, 20)), there.type.small, 30, colour=there.tone.muted)
        cards = [_task(design.on_card, inner) for _ in range(design.rng.randint(1, 4))]
        nodes = [
            row([name, count], justify_content="space-between"),
            *(after(card, design.space(2.5)) for card in cards),
        ]
        lists.append(panel(there, nodes, pad=pad, fill=palette.soft))
    body = grid(design, lists, columns, gap=gap)
    body.style["align-items"] = "flex-start"
    return body


def _task(design: Design, width: float) -> Node:
    pad = design.space(3)
    inner = width - 2 * pad - 2
    nodes = [design.line(design.words.saying, design.type.small, inner, bold=design.chance(0.3))]
    if design.chance(0.6):
        nodes.insert(0, hugged(parts.badge(design, inner)))
    if design.chance(0.6):
        face = parts.avatar(design, size=24)
        when = design.line(design.words.day, design.type.tiny, inner - 40, colour=design.tone.muted)
        nodes.append(row([when, face], justify_content="space-between"))
    return panel(design, spaced(nodes, design.space(2)), pad=pad)


@section("data", weight=0.9, least=260)
def month(design: Design, width: float) -> Node:
    """A month of days, one of them chosen."""
    between = design.rng.choice((8, 12, 16))
    first, chosen = design.rng.randrange(7), design.rng.randint(1, 28)
    names = [day[:2] for day in (design.words.short_day() for _ in range(7))]
    rows = [row([_day(design, name, is_muted=True) for name in names], gap=8)]
    days = ["" for _ in range(first)] + [str(number) for number in range(1, 31)]
    for start in range(0, len(days) - 6, 7):
        week = [
            _day(design, day or str(24 + place), is_chosen=day == str(chosen), is_muted=not day)
            for place, day in enumerate(days[start : start + 7])
        ]
        rows.append(row(week, gap=8))
    ends = [icon(design, 16, name=name) for name in ("left", "right")]
    title = design.line(lambda: design.words.said("month", authored=1), design.type.title, width * 0.6, bold=True)
    top = pushed_apart([title], ends, gap=12)
    return column([top, after(column(rows, gap=between), design.space(4))])


def _day(design: Design, said: str, *, is_chosen: bool = False, is_muted: bool = False) -> Node:
    palette = design.palette
    ink = palette.on_accent.ink if is_chosen else design.tone.muted if is_muted else design.tone.ink
    node = text(said, design.type.small, ink, tag="button" if is_chosen else "", flex="1")
    if not is_chosen:
        node.style["text-align"] = "center"
        return node
    node.style |= {"background": palette.accent, "padding": "5px"}
    return rounded(node, design.control_radius)


@section("data", weight=0.6)
def level(design: Design, width: float) -> Node:
    """How much is used of something, with a button."""
    there, pad = design.on(design.palette.soft, design.palette.on_soft), design.space(4)
    inner = width - 2 * pad
    name = there.line(there.words.metric, there.type.body, inner, bold=True)
    track = filled(0, design.controls.bar_height, there.tone.ink, radius=ROUND)
    part = filled(
        round(inner * there.rng.uniform(0.2, 0.9)), design.controls.bar_height, design.palette.accent, radius=ROUND
    )
    bar = row([part], height=track.style["height"], background=design.palette.surface, border_radius=f"{ROUND}px")
    nodes = [name, after(parts.note(there, inner), 4), after(bar, design.space(3))]
    box = panel(there, nodes, pad=pad, fill=design.palette.soft)
    box.style["padding"] = padding(pad, pad)
    return box
