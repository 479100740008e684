"""Sections that sell something."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import (
    after,
    centred,
    columns_in,
    divider,
    grid,
    hugged,
    lined,
    middle,
    narrow,
    panel,
    pushed_apart,
    share,
    spaced,
    spare,
    strong,
)  # fmt: skip
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import icon, logo
from moonpane_engine.train.pages.node import Node, column, padding, row
from moonpane_engine.train.pages.pictures import chart, photo
from moonpane_engine.train.pages.section import section


def opening(design: Design, width: float, *, lines: int = 2, is_large: bool = True) -> list[Node]:
    """Return a kicker, a large title and a paragraph, as many of them as a page wants."""
    size = min(design.type.display if is_large else design.type.page, max(22, round(width / 9)))
    kinds = (design.words.heading, design.words.saying)
    nodes = [parts.kicker(design, width)] if design.chance(0.35) else []
    nodes.append(design.title(design.rng.choice(kinds), size, width, lines=2 if is_large and design.chance(0.5) else 1))
    nodes.append(design.prose(width, lines=lines, size=design.type.lead if is_large else design.type.body))
    return spaced(nodes, design.space(2.5))


@section("marketing", weight=2)
def hero(design: Design, width: float) -> Node:
    """A large title with buttons, centred or with a picture beside or below it."""
    kind = (
        design.rng.choice(("centred", "plain", "beside", "below"))
        if width > 560
        else design.rng.choice(("centred", "plain"))
    )
    if kind == "beside":
        gap = design.space(10)
        room = share(width, 2, gap)
        texts = [*opening(design, room), after(parts.actions(design, room), design.space(5))]
        image = photo(design, round(room), design.rng.randint(220, 380))
        sides = [column(texts, gap=design.space(3), flex="1"), image]
        return row(sides[::-1] if design.chance(0.25) else sides, gap=gap)
    inner = min(width, design.rng.choice((560, 640, 720)))
    nodes = [*opening(design, inner), after(parts.actions(design, inner), design.space(5))]
    if design.chance(0.3):
        nodes.append(after(parts.note(design, inner, size=design.type.small), design.space(3)))
    if kind == "plain":
        return column(narrow(nodes, inner, width), gap=design.space(3))
    centred(nodes)
    body = middle(nodes, inner, width)
    if kind == "below":
        body.append(after(photo(design, 0, design.rng.randint(200, 360)), design.space(8)))
    return column(body, gap=design.space(3))


@section("marketing", weight=2)
def features(design: Design, width: float) -> Node:
    """Equal cells with an icon, a title and a line or two each."""
    columns, gap = columns_in(width, 200, 4), design.space(design.rng.choice((4, 5, 6, 8)))
    cell, in_cards, is_row = share(width, columns, gap), design.chance(0.5), design.chance(0.2)
    is_tile, lines = design.chance(0.6), design.rng.choice((2, 2, 3))
    cells = []
    for _ in range(columns * (design.rng.choice((1, 1, 2)) if columns > 1 else 3)):
        there, pad = (design.on_card, design.space(4)) if in_cards else (design, 0)
        inner = cell - 2 * pad - 2
        mark = parts.tile(there, 40) if is_tile else icon(there, 24, colour=there.tone.accent)
        room = inner - 56 if is_row else inner
        title = there.line(there.words.perk, there.type.title, room, bold=True)
        texts = [title, after(there.prose(room, lines=lines, size=there.type.body), 6)]
        nodes = [row([mark, column(texts, flex="1")], gap=16, align="flex-start")] if is_row else [mark, *texts]
        texts[0].before = None if is_row else design.space(3)
        cells.append(panel(there, nodes, pad=pad) if in_cards else column(nodes, gap=design.space(2)))
    return _titled(design, width, grid(design, cells, columns, gap=gap))


def _titled(design: Design, width: float, content: Node) -> Node:
    if design.chance(0.35):
        return content
    inner = min(width, 640)
    nodes = opening(design, inner, is_large=False)
    nodes = middle(centred(nodes), inner, width) if design.chance(0.5) else narrow(nodes, inner, width)
    return column([*nodes, after(content, design.space(6))], gap=design.space(2.5))


@section("marketing")
def plans(design: Design, width: float) -> Node:
    """Price cards, one of them the favourite."""
    columns, gap = columns_in(width, 190, 4), design.space(4)
    count, best = max(columns, 2) if columns > 1 else 1, design.rng.randrange(max(columns, 1))
    inner = share(width, columns, gap) - 2 * design.space(5) - 2
    perks = design.rng.randint(3, 5)
    cells = [_plan(design, inner, perks, is_best=place == best and count > 1) for place in range(count)]
    return _titled(design, width, grid(design, cells, columns, gap=gap))


def _plan(design: Design, inner: float, perks: int, *, is_best: bool) -> Node:
    palette, is_strong = design.palette, is_best and design.chance(0.4)
    there = design.on(palette.gradient[0], palette.on_accent) if is_strong else design.on_card
    name = there.line(there.words.company, there.type.lead, inner, bold=True)
    price = there.title(lambda: there.words.money(largest=99), min(40, there.type.display), inner * 0.7)
    line = [price]
    if design.chance(0.6):
        line.append(
            there.line(
                "/ " + there.words.word(there.words.language), there.type.small, inner * 0.3, colour=there.tone.muted
            )
        )
    items = [
        row([icon(there, 16, name="check", colour=there.tone.accent),
             there.line(there.words.perk, there.type.body, inner - 28)], gap=8)
        for _ in range(perks)
    ]  # fmt: skip
    button = parts.button(there, inner, kind="filled" if is_best else "outlined", is_stretched=True)
    listed = column(spaced(items, design.space(2)), gap=design.space(2))
    nodes = [name, row(line, gap=6), after(listed, design.space(4)), after(button, design.space(5))]
    if is_best and design.chance(0.5):
        nodes.insert(0, hugged(parts.badge(there, inner)))
    card = panel(there, spaced(nodes, design.space(2)), pad=design.space(5))
    if is_strong:
        card.style.pop("border", None)
        card.paint = ""
        strong(design, card)
    return card


@section("marketing")
def testimonials(design: Design, width: float) -> Node:
    """What customers say, in cards."""
    columns, gap = columns_in(width, 240, 3), design.space(4)
    inner = share(width, columns, gap) - 2 * design.space(5) - 2
    cells, is_rated = [], design.chance(0.5)
    for _ in range(columns if columns > 1 else 2):
        there = design.on_card
        quote = there.prose(inner, lines=3, colour=there.tone.ink)
        face = parts.avatar(there, size=36)
        who = row([face, parts.pair(there, spare(there, inner, face, gap=12))], gap=12)
        nodes = [quote, after(who, design.space(4))]
        cells.append(panel(there, [parts.stars(there, 16), *nodes] if is_rated else nodes, pad=design.space(5)))
    return _titled(design, width, grid(design, cells, columns, gap=gap))


@section("marketing")
def questions(design: Design, width: float) -> Node:
    """Questions, of which one is open."""
    inner, opened = width, design.rng.randrange(4)
    rows: list[Node] = []
    for place in range(design.rng.randint(3, 5)):
        title = design.line(design.words.saying, design.type.body, inner - 40, bold=design.chance(0.8))
        head = row(
            [title, icon(design, 16, name="down" if place != opened else "close")], justify_content="space-between"
        )
        rows.append(column([head, design.prose(inner, lines=2)], gap=design.space(2)) if place == opened else head)
    listed = column(lined(design, rows, gap=design.space(3), is_lined=True), gap=design.space(3))
    return _titled(design, width, listed)


@section("marketing", weight=1.3)
def call(design: Design, width: float) -> Node:
    """A strong box that asks for a click."""
    palette = design.palette
    there = design.on(palette.gradient[0], palette.on_accent)
    pad = design.space(design.rng.choice((6, 8, 10)))
    inner = min(width - 2 * pad, 620)
    title = there.title(there.words.heading, there.type.page, inner)
    if width > 620 and design.chance(0.4):
        button = parts.button(there, 200, kind="filled")
        texts = column([title, after(parts.note(there, inner - 220, size=there.type.body), 8)])
        box = row([texts, button], gap=24, justify_content="space-between")
    else:
        nodes = [
            title,
            parts.note(there, inner, size=there.type.body),
            after(parts.actions(there, inner), design.space(4)),
        ]
        box = column(middle(centred(spaced(nodes, design.space(2))), inner, width - 2 * pad), gap=design.space(2))
    box.style |= {"padding": padding(pad, pad)}
    if design.card_radius:
        box.style["border-radius"] = f"{design.card_radius}px"
    return strong(design, box)


@section("marketing", weight=0.7)
def partners(design: Design, width: float) -> Node:
    """Marks of companies in a row."""
    count = columns_in(width, 130, 6)
    marks: list[Node] = []
    for _ in range(max(count, 2)):
        room = width / max(count, 2) - 60
        name = design.line(design.words.company, design.type.lead, room, colour=design.tone.muted, bold=True)
        marks += [after(logo(design, 20, design.tone.muted), design.space(6)), after(name, 8)]
    said = design.line(design.words.saying, design.type.small, width, colour=design.tone.muted)
    said.style["text-align"] = "center"
    return column([said, after(row(marks, justify_content="center"), design.space(4))])


@section("marketing", weight=0.8)
def figures(design: Design, width: float) -> Node:
    """Large numbers with a word below each."""
    count = columns_in(width, 110, 4)
    cells = []
    for _ in range(count):
        room = width / count - 24
        number = design.title(design.words.figure, min(design.type.page + 4, 40), room)
        name = design.line(design.words.metric, design.type.small, room, colour=design.tone.muted)
        cells.append(column(centred([number, after(name, 4)]) if design.chance(0.9) else [number, after(name, 4)]))
    return grid(design, cells, count, gap=design.space(4)) if count > 1 else column(cells)


@section("marketing", weight=0.8)
def newsletter(design: Design, width: float) -> Node:
    """A title with an address field and a button in one row."""
    inner = min(width, 480)
    button = parts.button(design, 150, kind="filled")
    entry = parts.field(design, spare(design, inner, button, gap=8))
    entry.style["flex"] = "1"
    title = design.title(design.words.heading, design.type.heading, inner)
    line = row([entry, button], gap=8) if inner > 300 else entry
    nodes = [title, parts.note(design, inner), after(line, design.space(3))]
    if inner < width - 1:
        line.style["justify-content"] = "flex-start"
        entry.style |= {"width": f"{round(spare(design, inner, button, gap=8))}px"}
        entry.style.pop("flex")
    return column(spaced(nodes, design.space(2)))


@section("marketing", weight=1.2, least=480)
def picture_and_text(design: Design, width: float) -> Node:
    """A picture or a chart at one side, a title with points at the other."""
    gap = design.space(10)
    room = share(width, 2, gap)
    height = design.rng.randint(180, 320)
    image = photo(design, round(room), height) if design.chance(0.7) else chart(design, round(room), height)
    points = [
        row(
            [
                icon(design, 18, name="check", colour=design.tone.accent),
                design.line(design.words.perk, design.type.body, room - 32),
            ],
            gap=10,
        )
        for _ in range(design.rng.randint(2, 4))
    ]
    texts = [*opening(design, room, is_large=False), after(column(spaced(points, design.space(2))), design.space(4))]
    sides = [column(texts, gap=design.space(2), flex="1"), image]
    return row(sides[::-1] if design.chance(0.5) else sides, gap=gap)


@section("marketing", weight=0.8)
def steps(design: Design, width: float) -> Node:
    """Numbered steps."""
    columns = columns_in(width, 200, 4)
    cells = []
    for place in range(max(columns, 3)):
        room = width / columns - 24
        number = parts.numbered(design, place + 1, 32)
        title = design.line(design.words.action, design.type.title, room, bold=True)
        cells.append(column([number, after(title, design.space(3)), after(design.prose(room, lines=2), 6)]))
    return _titled(design, width, grid(design, cells, columns, gap=design.space(5)))


@section("marketing", weight=0.5)
def rule_with_links(design: Design, width: float) -> Node:
    """A line with a remark at its left and a link at its right below it."""
    end = parts.link(design, width * 0.3)
    left = parts.note(design, spare(design, width, end, gap=16))
    return column([divider(design), after(pushed_apart([left], [end], gap=16), design.space(3))])
