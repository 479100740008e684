"""Small screens: of phones, dialogs over what is darkened behind them, posts, and single parts of pages."""

from moonpane_engine.train.pages import bars, content, figures, forms, parts
from moonpane_engine.train.pages.arrange import (
    after,
    centred,
    columns_in,
    hugged,
    panel,
    rounded,
    spaced,
    spare,
    strong,
)
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.kind import PHONE, area, body, content_width, kind
from moonpane_engine.train.pages.node import Node, column, row
from moonpane_engine.train.pages.pictures import photo
from moonpane_engine.train.pages.section import any_section


@kind(weight=2.2, most=PHONE)
def phone_screen(design: Design, width: int) -> Node:
    """A screen of an app on a phone."""
    inner = width - 2 * design.space(4)
    sections = []
    if design.chance(0.4):
        sections.append(_phone_card(design, inner))
    sections += [any_section(design, inner, "data", "content", "form") for _ in range(design.rng.choice((1, 2, 2)))]
    nodes = [bars.app_bar(design, width), area(design, sections, width, inner, gap=4)]
    return body(design, [*nodes, bars.tab_bar(design, width)] if design.chance(0.65) else nodes)


def _phone_card(design: Design, width: float) -> Node:
    """A strong card with a number, as wallets and trackers have it."""
    palette = design.palette
    there, pad = design.on(palette.gradient[0], palette.on_accent), design.space(5)
    inner = width - 2 * pad
    nodes = [there.line(there.words.metric, there.type.small, inner, colour=there.tone.muted),
             after(there.title(there.words.figure, there.type.page, inner), 8)]  # fmt: skip
    if there.chance(0.6):
        names = there.rng.sample(("send", "plus", "card", "clock"), columns_in(inner, 70, 4))
        cells = [row([icon(there, 22, name=name)], justify_content="center") for name in names]
        nodes.append(after(row(cells, gap=28), there.space(4)))
    return rounded(strong(design, column(nodes, padding=f"{pad}px")), min(design.card_radius, 24))


@kind(weight=1.3)
def dialog(design: Design, width: int) -> Node:
    """A dialog or a sheet over what is darkened behind it."""
    behind, there = design.behind_veil, design.on_card
    inner = min(width - 48, design.rng.choice((320, 400, 460, 520)))
    pad = design.space(design.rng.choice((4, 5, 6)))
    room = inner - 2 * pad - 2
    close = icon(there, 18, name="close", colour=there.tone.muted)
    title = there.title(there.words.heading, there.type.heading, spare(there, room, close, gap=12))
    nodes: list[Node] = [row([title, close], justify_content="space-between")]
    makers = (content.remark, forms.settings, forms.form, figures.people, forms.checks, forms.upload)
    if there.chance(0.5):
        nodes.append(after(there.prose(room, lines=2), there.space(2.5)))
    else:
        nodes.append(after(there.rng.choice(makers)(there, room), there.space(4)))
    ends = [parts.button(there, room * 0.45, kind=name) for name in ("outlined", "filled")]
    nodes.append(after(row(ends, gap=12, justify_content=there.rng.choice(("flex-end", "center"))), there.space(5)))
    box = panel(there, nodes, pad=pad, width=f"{inner}px", align_self="center")
    box.paint = "box-shadow:0 20px 60px rgba(0,0,0,.35)"
    back = width - 2 * behind.space(5)
    around = [behind.title(behind.words.heading, behind.type.page, back), box]
    if behind.chance(0.5):
        around.append(any_section(behind, back, "content"))
    around[1].before = behind.rng.randint(24, 80)
    bar = bars.top_bar(behind, width) if behind.chance(0.7) else bars.app_bar(behind, width)
    return body(behind, [bar, area(behind, around, width, back)])


@kind(weight=0.9, least=360)
def inbox_of_cards(design: Design, width: int) -> Node:
    """Posts of a feed with buttons below each."""
    inner = min(content_width(design, width), 600)
    posts = [_post(design.on_card, inner) for _ in range(design.rng.choice((1, 2, 2)))]
    head = bars.app_bar(design, width) if width <= PHONE else bars.top_bar(design, width)
    return body(design, [head, area(design, posts, width, inner, gap=4)])


def _post(design: Design, width: float) -> Node:
    pad = design.space(4)
    inner = width - 2 * pad - 2
    face = parts.avatar(design, size=40)
    nodes: list[Node] = [row([face, parts.pair(design, spare(design, inner, face, gap=12))], gap=12),
                         after(design.prose(inner, lines=2, colour=design.tone.ink), design.space(3))]  # fmt: skip
    if design.chance(0.6):
        nodes.append(after(photo(design, 0, design.rng.randint(120, 220)), design.space(3)))
    marks: list[Node] = []
    for name in ("heart", "mail", "send"):
        marks.append(icon(design, 18, name=name, colour=design.tone.muted))
        marks.append(
            after(design.line(str(design.rng.randint(0, 999)), design.type.small, 40, colour=design.tone.muted), 6)
        )
    for mark in marks[2::2]:
        mark.before = 20
    nodes.append(after(row(marks, gap=6), design.space(3)))
    if design.chance(0.3):
        nodes.append(after(hugged(parts.link(design, inner)), design.space(2)))
    return panel(design, nodes, pad=pad)


_SINGLE = (
    (lambda design, width: design.title(design.words.heading, design.type.page, width), 4),
    (lambda design, width: design.title(design.words.heading, design.type.heading, width), 2),
    (parts.note, 4),
    (lambda design, width: design.line(design.words.any_line, design.type.body, width), 4),
    (lambda design, width: design.prose(width, lines=design.rng.choice((2, 2, 3))), 3),
    (lambda design, width: hugged(parts.button(design, width)), 3),
    (lambda design, width: parts.button(design, width, is_stretched=True), 2),
    (parts.field, 3),
    (lambda design, width: hugged(parts.badge(design, width)), 2),
    (parts.link, 2),
    (lambda design, width: parts.avatar(design), 1),
    (lambda design, width: icon(design, design.rng.choice((16, 20, 24, 32))), 1),
    (lambda design, width: photo(design, 0, design.rng.randint(40, 130)), 1),
    (content.remark, 2),
    (content.chips, 1),
)


def elements(design: Design, width: int) -> Node:
    """Level 0: one to four single elements."""
    pad = design.rng.choice((8, 12, 16, 20, 24))
    makers, weights = zip(*_SINGLE, strict=True)
    nodes = [
        make(design, width - 2 * pad)
        for make in design.rng.choices(makers, weights, k=design.rng.choice((1, 2, 2, 3, 3, 4)))
    ]
    if not any(one.text for node in nodes for one in node.walk()):
        nodes.insert(0, design.title(design.words.heading, design.type.heading, width - 2 * pad))
    return _plain(design, centred(nodes) if design.chance(0.2) else nodes, pad, design.space(3))


def sections(design: Design, width: int, count: int) -> Node:
    """Levels 1 and 2: some sections, each plain or in a card."""
    pad = design.rng.choice((8, 12, 16, 16, 20, 24))
    nodes = [_carded(design, width - 2 * pad) for _ in range(count)]
    return _plain(design, nodes, pad, design.space(design.rng.choice((4, 5, 6))))


def _carded(design: Design, width: float) -> Node:
    groups = ("marketing", "data", "form", "content")
    pad = design.space(design.rng.choice((3, 4, 5)))
    if design.chance(0.7) or width - 2 * pad < 220:
        return any_section(design, width, *groups)
    there = design.on_card
    return panel(there, [any_section(there, width - 2 * pad - 2, *groups)], pad=pad)


def _plain(design: Design, nodes: list[Node], pad: int, gap: int) -> Node:
    return column(spaced(nodes, gap), gap=gap, tag="body", background=design.palette.page, padding=f"{pad}px")
