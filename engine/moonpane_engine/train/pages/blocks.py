"""Blocks of generated pages: each is a list of nodes for a column, spaced among themselves, `width` px wide at most."""

from collections.abc import Callable

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import after, centred, hugged, spaced, spare
from moonpane_engine.train.pages.look import Look
from moonpane_engine.train.pages.node import Node, column, padding, row
from moonpane_engine.train.pages.rows import check_rows

Block = Callable[[Look, float], list[Node]]


def title_block(look: Look, width: float) -> list[Node]:
    """A title, maybe with a line above it and one or more below."""
    nodes = [parts.heading(look, width, large=look.chance(0.6))]
    if look.chance(0.2):
        nodes.insert(0, parts.kicker(look, width))
    if look.chance(0.7):
        lines = look.rng.choice((2, 2, 3))
        nodes.append(parts.note(look, width) if look.chance(0.5) else look.prose(width, lines=lines))
    return spaced(nodes, look.near)


def form(look: Look, width: float) -> list[Node]:
    """Labelled inputs and a button."""
    nodes: list[Node] = []
    labelled, bold = look.chance(0.7), look.controls.label_bold
    for _ in range(look.rng.choice((1, 2, 2, 2, 3))):
        before = look.gap if nodes else None
        if labelled:
            label = look.line(look.texts.label, look.small if look.chance(0.3) else look.body, width, bold=bold)
            label.tag, label.before, before = "label", before, look.near
            nodes.append(label)
        entry = parts.field(look, width)
        entry.before = before
        nodes.append(entry)
    if look.chance(0.3):
        nodes += after(check_rows(look, width, count=1), look.gap)
    if look.chance(0.85):
        stretched = look.chance(0.75)
        button = parts.button(look, width, stretched=stretched)
        nodes += after([button if stretched else hugged(button)], look.gap)
    if look.chance(0.35):
        nodes += after(centred([parts.link(look, width)]), look.gap)
    return nodes


def prose_block(look: Look, width: float) -> list[Node]:
    """A heading with a paragraph, maybe with a link."""
    nodes = [parts.heading(look, width)] if look.chance(0.7) else []
    nodes.append(look.prose(width, lines=look.rng.choice((2, 3, 3, 4))))
    if look.chance(0.2):
        nodes.append(parts.link(look, width))
    return spaced(nodes, look.near + 2)


def bullet_list(look: Look, width: float) -> list[Node]:
    """A list with bullets, maybe under a heading."""
    indent = look.rng.choice((18, 20, 20, 24))
    entries = [
        look.line(lambda: look.texts.phrase(1, 5), look.body, width - indent, colour=look.tone.muted if muted else "")
        for muted in [look.chance(0.5)] * look.rng.choice((2, 3, 3, 4))
    ]
    for entry in entries:
        entry.tag = "li"
    nodes = [column(entries, gap=look.rng.choice((4, 6, 8)), tag="ul", padding=f"0 0 0 {indent}px")]
    if look.chance(0.5):
        nodes.insert(0, parts.heading(look, width))
    return spaced(nodes, 8)


def progress_block(look: Look, width: float) -> list[Node]:
    """Named progress bars."""
    nodes: list[Node] = []
    for _ in range(look.rng.choice((1, 2, 2, 3))):
        value = look.line(lambda: f"{look.rng.randint(1, 99)}%", look.small, width * 0.3, colour=look.tone.muted)
        name = look.line(look.texts.label, look.body, spare(look, width, value, gap=16))
        nodes += after([row([name, value], justify_content="space-between")], look.gap)
        nodes += after([parts.bar(look, int(width))], 6)
    return nodes


def picture_block(look: Look, width: float) -> list[Node]:
    """A picture across the column or a smaller one, maybe with a caption."""
    height = look.rng.randint(50, 130)
    if look.chance(0.7):
        nodes = [parts.stretched_picture(look, height)]
    else:
        nodes = [parts.picture(look, look.rng.randint(60, int(width * 0.8)), height)]
    if look.chance(0.4):
        nodes.append(parts.note(look, width))
    return spaced(nodes, 6)


def notice_block(look: Look, width: float) -> list[Node]:
    """A tinted notice."""
    return [parts.notice(look, width)]


def bubbles(look: Look, width: float) -> list[Node]:
    """Messages of two people."""
    nodes = []
    for _ in range(look.rng.choice((2, 3, 3, 4))):
        mine = look.chance(0.5)
        surface = look.palette.accent if mine else look.palette.soft
        inside = look.on(surface, look.palette.on_accent if mine else look.palette.on_soft)
        node = inside.line(lambda: look.texts.sentence(2, 6), look.body, width * 0.75 - 24)
        node.tag = "p"
        node.style |= {"background": surface, "padding": padding(8, 12)}
        nodes.append(hugged(parts.rounded(node, look.rng.choice((8, 12, 16))), "flex-end" if mine else "flex-start"))
    return spaced(nodes, 8)
