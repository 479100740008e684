"""Screens of applications: sign-in, dashboard, settings, chat, mail, tables, boards, calendars, wizards, invoices."""

from moonpane_engine.train.pages import bars, content, figures, forms, parts, social
from moonpane_engine.train.pages.arrange import (  # fmt: skip
    after,
    centred,
    divider,
    grid,
    lined,
    narrow,
    panel,
    share,
    spaced,
    spare,
    strong,
)
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.kind import PHONE, area, body, content_width, kind, screen_with_side, two_columns
from moonpane_engine.train.pages.node import Node, column, padding, row
from moonpane_engine.train.pages.pictures import photo
from moonpane_engine.train.pages.section import any_section


def _entrance(design: Design, width: int, count: int) -> Node:
    """A form in a card, plain, or beside a strong or pictured half."""
    kind_ = (
        design.rng.choice(("card", "card", "plain", "halves")) if width > 700 else design.rng.choice(("card", "plain"))
    )
    inner = min(width - 2 * design.space(5), design.rng.choice((340, 380, 420)))
    pad = design.space(design.rng.choice((5, 6, 8))) if kind_ == "card" else 0
    there = design.on_card if kind_ == "card" else design
    room = inner - 2 * pad - 2
    top = [row(parts.brand(there, room), gap=10)] if there.chance(0.5) else []
    top += [there.title(there.words.heading, there.type.page, room), parts.note(there, room)]
    spaced(top, there.space(2))
    if there.chance(0.5):
        centred(top)
    fields = forms.credentials(there, room, count=count)
    fields[0].before = there.space(5)
    nodes = [*top, *fields]
    if kind_ == "halves":
        side = round(width * there.rng.choice((0.4, 0.5)))
        free = max(24, round((width - side - inner) / 2))
        left = column(nodes, gap=there.space(4), padding=padding(there.space(12), free), flex="1")
        return body(design, [row([left, _half(design, side)], gap=0, align="")])
    card = panel(there, nodes, pad=pad) if kind_ == "card" else column(nodes)
    card.role = "form"
    main = area(design, [card], width, inner)
    main.style["padding"] = padding(design.rng.randint(24, 110), round((width - inner) / 2))
    return body(design, [bars.top_bar(design, width), main] if design.chance(0.2) else [main])


def _half(design: Design, width: int) -> Node:
    if design.chance(0.5):
        image = photo(design, width, 600, radius=0)
        del image.style["height"]
        return image
    palette = design.palette
    there, pad = design.on(palette.gradient[0], palette.on_accent), design.space(10)
    nodes = [there.title(there.words.heading, there.type.page, width - 2 * pad, lines=2),
             after(there.prose(width - 2 * pad, lines=3), 16)]  # fmt: skip
    return strong(design, column(nodes, width=f"{width}px", padding=f"{pad}px"))


@kind(weight=1.4)
def sign_in(design: Design, width: int) -> Node:
    """Two fields and a button."""
    return _entrance(design, width, 2)


@kind()
def sign_up(design: Design, width: int) -> Node:
    """A few fields more."""
    return _entrance(design, width, design.rng.choice((3, 4)))


@kind(weight=2.2)
def dashboard(design: Design, width: int) -> Node:
    """Numbers, charts and lists."""

    def fill(there: Design, inner: float) -> list[Node]:
        nodes = [bars.breadcrumb_bar(there, inner), figures.stat_cards(there, inner)]
        if inner > 620:
            narrow = there.rng.choice((240, 280))
            wide = there.rng.choice((figures.chart_card, figures.table))(there, inner - narrow - 20)
            side = there.rng.choice((figures.chart_card, figures.people, figures.level))(there, narrow)
            nodes.append(two_columns(there, wide, side, inner, narrow, gap=20))
        else:
            nodes.append(figures.chart_card(there, inner))
        if there.chance(0.4):
            nodes.append(any_section(there, inner, "data"))
        return nodes

    return screen_with_side(design, width, fill)


@kind(weight=1.4)
def settings_page(design: Design, width: int) -> Node:
    """Switches and fields."""

    def fill(there: Design, inner: float) -> list[Node]:
        room = min(inner, 760)
        nodes = [there.title(there.words.nav, there.type.page, inner)]
        if there.chance(0.5):
            nodes.append(content.tabs(there, room))
        makers = (forms.settings, forms.settings, forms.form, forms.choices, forms.checks, content.remark)
        nodes += [there.rng.choice(makers)(there, room) for _ in range(there.rng.choice((1, 2, 2)))]
        return narrow(spaced(nodes, there.space(5)), room, inner)

    return screen_with_side(design, width, fill)


@kind(weight=1.2)
def chat(design: Design, width: int) -> Node:
    """A list of people and a conversation."""
    wide = width > 640
    list_width = design.rng.randrange(220, 300, 10)
    inner = (width - list_width if wide else width) - 2 * design.space(4)
    face = parts.avatar(design, size=36)
    end = icon(design, 20, name="dots")
    head = row([face, parts.pair(design, spare(design, inner, face, end, gap=12)), end], gap=12)
    head.children[1].style["flex"] = "1"
    entry = forms.search(design, inner)
    pad = design.space(4)
    bubbles = social.messages(design, inner)
    bubbles.style["padding"] = f"{pad}px"
    pane = [column([head], padding=f"{design.space(3)}px {pad}px"), after(divider(design), 0), after(bubbles, 0),
            after(divider(design), 0), after(column([entry], padding=f"{design.space(3)}px {pad}px"), 0)]  # fmt: skip
    if not wide:
        return body(design, pane)
    there = design.on_card
    rows = []
    for place in range(design.rng.randint(4, 7)):
        who = parts.avatar(there, size=40)
        when = there.line(lambda: there.words.time()[:5].strip(), there.type.tiny, 46, colour=there.tone.muted)
        texts = parts.pair(there, list_width - 2 * pad - 40 - 46 - 24)
        texts.style["flex"] = "1"
        one = row([who, texts, when], gap=12, padding=f"10px {pad}px")
        if place == 1:
            one.style["background"] = there.palette.soft
            one.children[1] = row([there.on(there.palette.soft, there.palette.on_soft).line(
                there.words.full_name, there.type.body, list_width - 150, colour=there.palette.on_soft.ink, bold=True)],
                flex="1")  # fmt: skip
        rows.append(one)
    title = there.title(there.words.nav, there.type.heading, list_width - 40)
    people = column(
        [column([title], padding=f"{pad}px"), *rows], gap=0, width=f"{list_width}px", background=there.surface
    )
    return body(design, [row([people, column(pane, gap=0, flex="1")], gap=0, align="")])


@kind(weight=1.1)
def mail(design: Design, width: int) -> Node:
    """Letters in a list."""

    def fill(there: Design, inner: float) -> list[Node]:
        rows = []
        for _ in range(there.rng.randint(5, 11)):
            is_new = there.chance(0.35)
            box = parts.checkbox(there, is_on=False) if inner > 420 else parts.avatar(there, size=32)
            when = there.line(there.words.day, there.type.tiny, 90, colour=there.tone.muted)
            name_width = min(160, inner * 0.3)
            room = spare(there, inner, box, when, gap=12)
            if inner > 520:
                name = there.line(there.words.full_name, there.type.small, name_width, bold=is_new)
                subject = there.line(there.words.saying, there.type.small, room - name_width - 12, bold=is_new)
                rows.append(row([box, column([name], width=f"{round(name_width)}px"), subject, when], gap=12))
                subject.style["flex"] = "1"
                name.role = "span"
            else:
                texts = parts.pair(there, room)
                texts.style["flex"] = "1"
                rows.append(row([box, texts, when], gap=12))
        head = forms.search(there, inner) if there.chance(0.6) else bars.breadcrumb_bar(there, inner)
        return [head, column(lined(there, rows, gap=there.space(2.5), is_lined=True))]

    return screen_with_side(design, width, fill)


@kind(weight=1.5)
def admin(design: Design, width: int) -> Node:
    """A table with a search field and buttons."""

    def fill(there: Design, inner: float) -> list[Node]:
        nodes = [bars.breadcrumb_bar(there, inner)]
        nodes.append(there.rng.choice((forms.search, forms.filters, content.tabs))(there, inner))
        nodes.append(figures.table(there, inner) if inner > 300 else figures.people(there, inner))
        if there.chance(0.4) and inner > 260:
            nodes.append(content.pages_row(there, inner))
        return nodes

    return screen_with_side(design, width, fill)


@kind(weight=0.9, least=640)
def kanban(design: Design, width: int) -> Node:
    """Columns of tasks."""
    return screen_with_side(
        design, width, lambda there, inner: [bars.breadcrumb_bar(there, inner), figures.board(there, inner)]
    )


@kind(weight=0.9)
def calendar(design: Design, width: int) -> Node:
    """A month, with what is due beside or below it."""

    def fill(there: Design, inner: float) -> list[Node]:
        due = there.rng.choice((figures.activity, social.timeline, figures.people))
        if inner > 640:
            return [
                bars.breadcrumb_bar(there, inner),
                two_columns(there, due(there, inner - 380), figures.month(there, 340), inner, 340, gap=40),
            ]
        return [figures.month(there, inner) if inner > 260 else forms.filters(there, inner), due(there, inner)]

    return screen_with_side(design, width, fill)


@kind(weight=1.1)
def wizard(design: Design, width: int) -> Node:
    """One of several steps, in a card."""
    inner = min(content_width(design, width), 720)
    there, pad = design.on_card, design.space(6) if width > PHONE else design.space(4)
    room = inner - 2 * pad - 2
    nodes = [there.title(there.words.heading, there.type.heading, room), after(parts.note(there, room), 6)]
    makers = (forms.form, forms.choices, forms.checks, forms.upload, figures.sums)
    nodes.append(after(there.rng.choice(makers)(there, room), there.space(5)))
    ends = [parts.button(there, room * 0.4, kind=name) for name in ("outlined", "filled")]
    nodes += [after(divider(there), there.space(5)), after(row(ends, justify_content="space-between"), there.space(4))]
    sections = [forms.stepper(design, inner), panel(there, nodes, pad=pad)]
    return body(design, [bars.top_bar(design, width, inner=inner), area(design, sections, width, inner, gap=5)])


@kind(weight=1.0)
def invoice(design: Design, width: int) -> Node:
    """A bill: from whom, to whom, what for, how much."""
    inner = min(content_width(design, width), 820)
    there, pad = design.on_card, design.space(8) if width > PHONE else design.space(4)
    room = inner - 2 * pad - 2
    number = there.line(lambda: f"# {there.words.code()}", there.type.body, room * 0.4, colour=there.tone.muted)
    top = row([there.title(there.words.heading, there.type.page, room * 0.55), number], justify_content="space-between")
    nodes: list[Node] = [top]
    if room > 360:
        addresses = [_address(there, share(room, 2, 24)) for _ in range(2)]
        nodes.append(after(grid(there, addresses, 2, gap=24), there.space(5)))
    else:
        nodes.append(after(_address(there, room), there.space(4)))
    lines = figures.table(there, room) if room > 320 else figures.sums(there, room)
    nodes += [after(lines, there.space(6)), after(figures.sums(there, room), there.space(5))]
    card = panel(there, nodes, pad=pad)
    return body(design, [area(design, [card], width, inner)])


def _address(design: Design, width: float) -> Node:
    words = design.words
    lines = [design.line(words.field, design.type.tiny, width, colour=design.tone.muted),
             design.line(words.full_name, design.type.body, width, bold=True),
             design.line(lambda: f"{words.phrase(1, 1)} {design.rng.randint(1, 99)}", design.type.small, width),
             design.line(words.email, design.type.small, width, colour=design.tone.muted)]  # fmt: skip
    return column(spaced(lines, 4))


@kind(weight=1.0)
def checkout(design: Design, width: int) -> Node:
    """An address, a way to pay, and the sum."""
    inner = content_width(design, width)
    pad = design.space(5)
    if inner > 700:
        side = panel(
            design.on_card,
            [
                content.media(design.on_card, 320 - 2 * pad - 2),
                after(figures.sums(design.on_card, 320 - 2 * pad - 2), design.space(5)),
            ],
            pad=pad,
        )
        sections = [two_columns(design, forms.form(design, inner - 360), side, inner, 320, gap=40)]
    else:
        sections = [figures.sums(design, inner), forms.form(design, inner)]
    return body(design, [bars.top_bar(design, width, inner=inner), area(design, sections, width, inner)])


@kind(weight=1.4)
def any_screen(design: Design, width: int) -> Node:
    """Sections of applications in a screen with or without a column of links."""

    def fill(there: Design, inner: float) -> list[Node]:
        nodes = [bars.breadcrumb_bar(there, inner)]
        return nodes + [
            any_section(there, inner, "data", "form", "content") for _ in range(there.rng.choice((2, 2, 3)))
        ]

    return screen_with_side(design, width, fill)
