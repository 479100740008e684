"""Sections of people and time: comments, messages, dated entries, what is playing."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import after, dot, hugged, inset, lined, panel, rounded, spaced, spare
from moonpane_engine.train.pages.design import ROUND, Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.node import Node, column, row
from moonpane_engine.train.pages.pictures import photo
from moonpane_engine.train.pages.section import section


@section("content", weight=0.8)
def comments(design: Design, width: float) -> Node:
    """What people wrote below an article."""
    rows = []
    for _ in range(design.rng.randint(2, 3)):
        face = parts.avatar(design, size=36)
        room = spare(design, width, face, gap=12)
        when = design.line(design.words.time, design.type.tiny, 90, colour=design.tone.muted)
        name = design.line(design.words.full_name, design.type.small, room - 110, bold=True)
        texts = column(
            [row([name, when], gap=8), after(design.prose(room, lines=2, size=design.type.small), 4)], flex="1"
        )
        rows.append(row([face, texts], gap=12, align="flex-start"))
    title = design.title(design.words.heading, design.type.title, width)
    return column([title, after(column(lined(design, rows)), design.space(3))])


@section("content", weight=1.0)
def messages(design: Design, width: float) -> Node:
    """Messages of two people."""
    palette, nodes, radius = design.palette, [], design.rng.choice((6, 10, 14, 18))
    most = min(width * 0.75, 440)
    for _ in range(design.rng.randint(3, 7)):
        is_mine = design.chance(0.5)
        ground, tone = (palette.accent, palette.on_accent) if is_mine else (palette.soft, palette.on_soft)
        node = design.on(ground, tone).line(design.words.saying, design.type.body, most - 24, colour=tone.ink)
        node.tag = "p"
        node.style |= {"background": ground} | inset(8, 12)
        nodes.append(hugged(rounded(node, radius), "flex-end" if is_mine else "flex-start"))
    return column(spaced(nodes, design.space(2)))


@section("content", weight=0.6)
def timeline(design: Design, width: float) -> Node:
    """Dated entries beside dots."""
    rows = []
    for _ in range(design.rng.randint(3, 4)):
        room = width - 32
        texts = [design.line(design.words.day, design.type.tiny, room, colour=design.tone.accent, bold=True),
                 after(design.line(design.words.heading, design.type.body, room, bold=True), 4),
                 after(parts.note(design, room), 4)]  # fmt: skip
        rows.append(row([dot(design.tone.accent, 12), column(texts)], gap=16))
    return column(spaced(rows, design.space(4)))


@section("content", weight=0.5)
def player(design: Design, width: float) -> Node:
    """A cover with a title, a bar, and buttons."""
    there, pad = design.on_card, design.space(3.5)
    cover = photo(there, 64, 64)
    room = width - 2 * pad - 2 - 64 - 14
    title = there.line(there.words.title, there.type.body, room, bold=True)
    texts = column([title, after(parts.note(there, room), 4), after(parts.bar(there, room), 10)], flex="1")
    marks = [icon(there, 20, name=name) for name in ("left", "play", "right")]
    top = row([cover, texts], gap=14)
    return panel(there, [top, after(row(marks, gap=24, justify_content="center"), 12)], pad=pad)


@section("content", weight=0.4)
def face_row(design: Design, width: float) -> Node:
    """Faces side by side with a remark."""
    faces = [photo(design, 32, 32, radius=ROUND) for _ in range(design.rng.randint(3, 5))]
    said = parts.note(design, spare(design, width, *faces, gap=6) - 8)
    return row([*faces, after(said, 12)], gap=6)
