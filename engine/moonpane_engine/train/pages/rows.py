"""Blocks that are rows, or columns of equal rows: each is a list of nodes for a column, `width` px wide at most."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import hugged, lined, panel, spaced, spare
from moonpane_engine.train.pages.look import Look
from moonpane_engine.train.pages.node import Node, column, row, text


def check_rows(look: Look, width: float, *, count: int = 0) -> list[Node]:
    """Checkboxes with their texts."""
    rows = []
    for _ in range(count or look.rng.choice((2, 3, 3, 4))):
        caption = look.line(lambda: look.texts.phrase(1, 4), look.body, width - 26)
        rows.append(row([parts.checkbox(look), caption], gap=8))
    return spaced(rows, look.rng.choice((6, 8, 10)))


def setting_rows(look: Look, width: float) -> list[Node]:
    """Rows with a text on the left and a switch, value, link or badge on the right."""
    kind = look.rng.choice(("switch", "switch", "value", "link", "badge"))
    doubled = look.chance(0.4)
    rows = []
    for _ in range(look.rng.choice((2, 3, 3, 4))):
        right = {
            "switch": lambda: parts.switch(look),
            "value": lambda: _value(look, width * 0.35),
            "link": lambda: parts.link(look, width * 0.3),
            "badge": lambda: parts.badge(look, width * 0.35),
        }[kind]()
        room = spare(look, width, right, gap=16)
        left = parts.pair(look, room) if doubled else look.line(look.texts.label, look.body, room)
        rows.append(row([left, right], justify_content="space-between"))
    return lined(look, rows)


def key_value_rows(look: Look, width: float) -> list[Node]:
    """Muted names on the left, values on the right; the last row may be the sum."""
    rows = []
    for _ in range(look.rng.choice((2, 3, 4))):
        value = _value(look, width * 0.45, strong=True)
        name = look.line(look.texts.label, look.body, spare(look, width, value, gap=16), colour=look.tone.muted)
        rows.append(row([name, value], justify_content="space-between"))
    return lined(look, rows)


def person_rows(look: Look, width: float) -> list[Node]:
    """Rows with an avatar, two texts and maybe something on the right."""
    size = look.rng.choice((28, 32, 36, 40, 40, 44))
    kind = look.rng.choice(("button", "badge", "text", "", ""))
    gap = look.rng.choice((8, 10, 12, 12))
    rows = []
    for _ in range(look.rng.choice((1, 2, 2, 3, 3, 4))):
        children = [parts.avatar(look, size=size)]
        right = {
            "button": lambda: parts.button(look, width * 0.35, primary=False),
            "badge": lambda: parts.badge(look, width * 0.3),
            "text": lambda: _value(look, width * 0.3, small=True),
        }
        ends = [right[kind]()] if kind else []
        texts = parts.pair(look, spare(look, width, *children, *ends, gap=gap))
        if ends:
            texts.style["flex"] = "1"
        rows.append(row([*children, texts, *ends], gap=gap))
    return lined(look, rows)


def stat_cards(look: Look, width: float) -> list[Node]:
    """Two or three equal cards with a number each."""
    count = look.rng.choice((2, 2, 3)) if width > 250 else 2
    gap, pad = look.rng.choice((8, 10, 12)), look.rng.choice((10, 12, 14))
    inner = (width - gap * (count - 1)) / count - 2 * pad - 2
    size, low, name_first = look.rng.choice((18, 20, 22, 24)), look.chance(0.4), look.chance(0.7)
    cards = []
    for _ in range(count):
        inside = look.on(look.palette.surface, look.palette.plain)
        name = inside.line(inside.texts.label, inside.small, inner, colour=inside.tone.muted)
        value = inside.line(look.rng.choice((look.texts.number, look.texts.price)), size, inner, bold=True)
        nodes = [name, value] if name_first else [value, name]
        if low:
            nodes.append(inside.line(look.texts.number, inside.small, inner, colour=inside.tone.accent))
        cards.append(panel(look, spaced(nodes, look.near), pad=pad, flex="1"))
    return [row(cards, gap=gap, align="")]


def table(look: Look, width: float) -> list[Node]:
    """A grid of short texts in equal columns with a header row."""
    columns, count = (2 if width < 260 else look.rng.choice((3, 3, 4))), look.rng.choice((2, 3, 3, 4))
    gap = 8
    cell = (width - gap * (columns - 1)) / columns
    makers = [
        look.rng.choice((look.texts.label, look.texts.number, look.texts.price, look.texts.person, look.texts.date))
        for _ in range(columns)
    ]
    header_bold = look.chance(0.6)
    header = [look.line(look.texts.label, look.small, cell, colour=look.tone.muted, bold=header_bold) for _ in makers]
    rows = [header] + [[look.line(make, look.small, cell) for make in makers] for _ in range(count)]
    for cells in rows:
        for one in cells:
            one.style["flex"] = "1"
    return lined(look, [row(cells, gap=gap) for cells in rows], near=8)


def search_row(look: Look, width: float) -> list[Node]:
    """An input with a button beside it."""
    button = parts.button(look, width * 0.35)
    entry = parts.field(look, spare(look, width, button, gap=8))
    if width < 280:
        return [entry]
    entry.style["flex"] = "1"
    return [row([entry, button], gap=8)]


def media_row(look: Look, width: float) -> list[Node]:
    """A picture with a title and a text beside it."""
    gap = look.rng.choice((10, 12, 16))
    image = parts.picture(look, look.rng.randint(48, 96), look.rng.randint(48, 80))
    room = spare(look, width, image, gap=gap)
    title = look.line(look.texts.title, look.body, room, bold=True)
    if look.chance(0.5):
        texts = column(spaced([title, look.prose(room, lines=2, size=look.small)], look.near), gap=look.near, flex="1")
        return [row([image, texts], gap=gap, align="flex-start")]
    return [row([image, parts.pair(look, room)], gap=gap)]


def tabs(look: Look, width: float) -> list[Node]:
    """Equal tabs in a track, one of them chosen."""
    palette, count = look.palette, look.rng.choice((2, 3))
    share, chosen = (width - 8 - 4 * (count - 1)) / count, look.rng.randrange(count)
    nodes = []
    for place in range(count):
        node = look.line(look.texts.button, look.small, share - 16, colour=palette.plain.ink, bold=place == chosen)
        node.style["flex"] = "1"
        if place == chosen:
            node.tag = "button"
            node.style |= {"padding": "6px", "background": palette.surface}
            parts.rounded(node, look.control_radius)
        else:
            node.style["text-align"] = "center"
        nodes.append(node)
    return [parts.rounded(row(nodes, gap=4, padding="4px", background=palette.track), look.control_radius)]


def crumbs(look: Look, width: float) -> list[Node]:
    """A path of short texts."""
    nodes: list[Node] = []
    for place in range(look.rng.choice((2, 3))):
        if place:
            nodes.append(text("/", look.small, look.tone.muted))
        nodes.append(look.line(look.texts.label, look.small, width / 3.6, colour=look.tone.muted))
    nodes[-1].style["color"] = look.tone.ink
    return [row(nodes, gap=6)]


def chips(look: Look, width: float) -> list[Node]:
    """A row of badges."""
    nodes: list[Node] = []
    for _ in range(look.rng.choice((2, 3, 3, 4))):
        node = parts.badge(look, width)
        if spare(look, width * 0.97, *nodes, node, gap=6) < 0:
            break
        nodes.append(node)
    return [row(nodes, gap=6)] if len(nodes) > 1 else [hugged(parts.badge(look, width))]


def button_row(look: Look, width: float) -> list[Node]:
    """One to three buttons side by side."""
    gap, count = look.rng.choice((8, 8, 10, 12)), look.rng.choice((1, 2, 2, 2, 3))
    if count == 1:
        stretched = look.chance(0.5)
        button = parts.button(look, width, stretched=stretched)
        return [
            button if stretched else hugged(button, look.rng.choice(("flex-start", "flex-start", "center", "flex-end")))
        ]
    share = (width - gap * (count - 1)) / count
    if count == 2 and look.chance(0.3):
        buttons = [parts.button(look, share, stretched=True, primary=place == 0) for place in range(2)]
        size = buttons[0].style["font-size"]
        for button in buttons:
            button.style |= {"flex": "1", "font-size": size, "padding": buttons[0].style["padding"]}
        return [row(buttons, gap=gap, align="")]
    buttons = [parts.button(look, share, primary=place == 0) for place in range(count)]
    placing = look.rng.choice(({}, {}, {"justify_content": "flex-end"}, {"justify_content": "center"}))
    return [row(buttons, gap=gap, **placing)]


def _value(look: Look, width: float, *, small: bool = False, strong: bool = False) -> Node:
    make = look.rng.choice((look.texts.price, look.texts.number, look.texts.date, look.texts.time, look.texts.label))
    colour = look.tone.ink if strong else look.tone.muted
    return look.line(make, look.small if small else look.body, width, colour=colour, bold=strong and look.chance(0.3))
