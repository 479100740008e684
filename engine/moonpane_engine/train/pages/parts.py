"""Small parts of generated pages: texts, buttons, fields, badges, avatars, switches, bars, ratings."""

from moonpane_engine.train.pages.arrange import after, hugged, inset, rounded, share, spaced, spare, strong
from moonpane_engine.train.pages.design import ROUND, Design
from moonpane_engine.train.pages.icons import icon, logo
from moonpane_engine.train.pages.node import Node, column, filled, row, text
from moonpane_engine.train.pages.pictures import photo


def kicker(design: Design, width: float) -> Node:
    """Return a small line above a heading, in the accent colour."""
    words = design.words
    make = (lambda: words.nav().upper()) if design.labels_upper else words.nav
    node = design.line(make, design.type.tiny, width, colour=design.tone.accent, bold=True)
    if design.labels_upper:
        node.paint = "letter-spacing:.06em"
    return node


def note(design: Design, width: float, *, size: int = 0) -> Node:
    """Return a muted line."""
    words = design.words
    makers = (lambda: words.phrase(2, 6), words.saying, words.day, words.time, words.email, words.full_name)
    make = design.rng.choices(makers, (4, 3, 1, 1, 1, 1))[0]
    return design.line(make, size or design.type.small, width, colour=design.tone.muted)


def link(design: Design, width: float, *, size: int = 0) -> Node:
    """Return a link: underlined, or in the accent colour alone."""
    node = design.line(design.words.action, size or design.type.small, width, colour=design.tone.accent)
    if design.chance(0.45):
        node.tag, node.attributes, node.paint = "a", 'href="#"', "text-decoration:underline"
    else:
        node.role = "a"
    return node


def button(design: Design, width: float, *, kind: str = "", is_stretched: bool = False) -> Node:
    """Return a button: "filled" with the accent, "tinted", "outlined" or drawn by chance; some have an icon."""
    palette, controls = design.palette, design.controls
    kind = kind or design.rng.choice(("filled", "tinted", "outlined", "outlined"))
    node = Node("button")
    is_on_accent = design.surface in (palette.accent, palette.gradient[0])
    if kind == "filled" and not is_on_accent:
        ink = palette.on_accent.ink
        strong(design, node)
    elif kind == "filled" or (kind == "tinted" and is_on_accent):
        node.style["background"], ink = design.tone.ink, palette.accent
    elif kind == "tinted" and design.surface != palette.soft:
        node.style["background"], ink = palette.soft, palette.on_soft.ink
    else:
        node.style |= {"background": design.surface, "border": f"1px solid {palette.field_line}"}
        ink = design.tone.ink
    size = design.type.small if controls.button_small and not is_stretched else design.type.body
    vertical, horizontal = controls.button_pad
    horizontal = vertical if is_stretched else horizontal
    make = (lambda: design.words.action().upper()) if controls.button_upper else design.words.action
    said = design.line(make, size, width - 2 * horizontal - 4, colour=ink, bold=controls.button_bold)
    rounded(node, design.control_radius)
    if not is_stretched and width > 120 and design.chance(0.2):
        mark = icon(design, size, colour=ink)
        node.tag, node.role, node.direction, node.gap = "div", "button", "row", 8
        node.children = [mark, said] if design.chance(0.7) else [said, mark]
        node.style |= {"align-items": "center"} | inset(vertical, horizontal)
        return node
    node.text = said.text
    node.style |= said.style | inset(vertical, horizontal)
    node.paint = ";".join(part for part in (node.paint, said.paint) if part)
    return node


def field(design: Design, width: float, *, fixed: int = 0) -> Node:
    """Return an input with its placeholder; `fixed` is its width in px if it does not stretch."""
    palette, words = design.palette, design.words
    makers = (lambda: words.phrase(1, 3), words.field, words.email, words.full_name, lambda: "••••••••")
    content = design.fitting(design.rng.choice(makers), design.type.body, (fixed or width) - 32)
    style = {
        "height": f"{design.controls.field_height}px",
        "background": palette.field,
        "border": f"1px solid {palette.field_line}",
        "padding": f"0 {design.controls.field_pad}px",
        "font-size": f"{design.type.body}px",
        "color": palette.placeholder,
    }
    if fixed:
        style["width"] = f"{fixed}px"
    return rounded(Node("input", style, content), min(design.control_radius, 24))


def labelled(design: Design, width: float) -> list[Node]:
    """Return a field below its label, maybe with a note below; or a drop-down list or a text area in its place."""
    bold = design.heading_weight >= 600 and design.chance(0.5)
    label = design.line(design.words.field, design.type.small, width, bold=bold)
    label.tag = "label"
    kind = design.rng.random()
    entry = _choice(design, width) if kind < 0.15 else _area(design, width) if kind < 0.22 else field(design, width)
    nodes = [label, after(entry, 6)]
    if design.chance(0.15):
        nodes.append(after(note(design, width, size=design.type.tiny), 4))
    return nodes


def _choice(design: Design, width: float) -> Node:
    """A closed drop-down list: a value with an arrow."""
    frame = field(design, width)
    style = {name: frame.style[name] for name in ("height", "background", "border", "padding")}
    value = design.line(design.words.nav, design.type.body, width - 60)
    node = row([value, icon(design, 14, name="down")], justify_content="space-between")
    node.style |= style
    return rounded(node, min(design.control_radius, 24))


def _area(design: Design, width: float) -> Node:
    frame = field(design, width)
    pad = design.controls.field_pad
    hint = design.line(design.words.saying, design.type.body, width - 2 * pad - 8, colour=design.palette.placeholder)
    node = column([hint], gap=0, height=f"{design.rng.choice((72, 88, 104))}px", padding=f"{pad}px")
    node.style |= {name: frame.style[name] for name in ("background", "border")}
    return rounded(node, min(design.control_radius, 12))


def badge(design: Design, width: float) -> Node:
    """Return a small label on its own colour."""
    palette, controls = design.palette, design.controls
    grounds = [(palette.soft, palette.on_soft.ink), (palette.second, palette.on_second.ink), *palette.signals]
    background, ink = design.rng.choice([ground for ground in grounds if ground[0] != design.surface])
    node = design.line(design.words.status, design.type.tiny, width - 24, colour=ink, bold=design.chance(0.5))
    node.tag = "span"
    node.style |= {"background": background} | inset(*controls.badge_pad)
    return rounded(node, controls.badge_radius)


def avatar(design: Design, *, size: int = 0) -> Node:
    """Return a disc or tile: with initials, or as a photo."""
    size = size or design.controls.avatar_size
    if design.chance(0.5):
        return photo(design, size, size, radius=design.controls.avatar_radius)
    palette = design.palette
    background, tone = design.rng.choice(((palette.soft, palette.on_soft), (palette.second, palette.on_second)))
    initials = "".join(part[0] for part in design.words.full_name().split())[: design.rng.choice((1, 2, 2))]
    node = text(initials, max(10, round(size * 0.36)), tone.ink, bold=design.chance(0.6), tag="div")
    node.direction = "row"
    node.style |= filled(size, size, background).style | {"justify-content": "center", "align-items": "center"}
    return rounded(node, design.controls.avatar_radius)


def numbered(design: Design, number: int, size: int, *, is_on: bool = True) -> Node:
    """Return a disc with a number, in the accent colour where `is_on`."""
    palette = design.palette
    ink, ground = (palette.on_accent.ink, palette.accent) if is_on else (palette.plain.ink, palette.track)
    node = text(str(number), max(10, round(size * 0.45)), ink, tag="div")
    node.direction = "row"
    node.style |= filled(size, size, ground, radius=ROUND).style | {
        "justify-content": "center",
        "align-items": "center",
    }
    return node


def tile(design: Design, size: int, *, name: str = "") -> Node:
    """Return an icon on a tinted tile."""
    palette = design.palette
    node = row([icon(design, round(size * 0.52), name=name, colour=palette.on_soft.ink)], justify_content="center")
    node.style |= {"width": f"{size}px", "height": f"{size}px", "background": palette.soft}
    return rounded(node, design.rng.choice((min(design.card_radius, size // 2), ROUND)))


def switch(design: Design) -> Node:
    """Return a toggle, on or off."""
    height, is_on = design.controls.switch_height, design.chance(0.5)
    knob = filled(height - 4, height - 4, "#ffffff", radius=ROUND)
    track = row([knob], width=f"{round(height * 1.8)}px", height=f"{height}px", padding="2px")
    track.style["background"] = design.palette.accent if is_on else design.palette.track
    if is_on:
        track.style["justify-content"] = "flex-end"
    return rounded(track, ROUND)


def checkbox(design: Design, *, is_on: bool | None = None) -> Node:
    """Return a box with or without its tick, or a ring with or without its dot."""
    size, palette = design.controls.check_size, design.palette
    if design.chance(0.45) if is_on is None else is_on:
        inner = filled(6, 6, palette.on_accent.ink, radius=ROUND)
        if design.controls.check_radius < ROUND:
            inner = icon(design, size - 4, name="check", colour=palette.on_accent.ink)
        node = row([inner], width=f"{size}px", height=f"{size}px", justify_content="center", background=palette.accent)
    else:
        node = filled(size, size, design.surface)
        node.style["border"] = f"1px solid {palette.field_line}"
    return rounded(node, design.controls.check_radius)


def bar(design: Design, width: float, *, part: float = -1) -> Node:
    """Return a progress bar that stretches; `part` of it is done."""
    height = design.controls.bar_height
    done = design.rng.uniform(0.1, 0.9) if part < 0 else part
    inner = strong(design, filled(max(height, round(width * done)), height, "", radius=ROUND))
    return row([inner], height=f"{height}px", background=design.palette.track, border_radius=f"{ROUND}px")


def stars(design: Design, size: int) -> Node:
    """Return a rating of five stars."""
    full, colour = design.rng.choice((3, 4, 5, 5)), design.rng.choice(("#f5a623", design.tone.accent, design.tone.ink))
    marks = [icon(design, size, name="star", colour=colour if i < full else design.palette.track) for i in range(5)]
    return row(marks, gap=4)


def brand(design: Design, width: float) -> list[Node]:
    """Return the mark and the name of a company."""
    name = design.title(design.words.company, design.type.lead, width - 36)
    if design.chance(0.7):
        return [logo(design, design.rng.choice((20, 22, 24, 28)), design.tone.accent), name]
    return [name]


def pair(design: Design, width: float, *, size: int = 0) -> Node:
    """Return a title with a muted line below."""
    size, words = size or design.type.body, design.words
    title = design.line(design.rng.choice((words.title, words.full_name)), size, width, bold=design.chance(0.7))
    return column(spaced([title, note(design, width)], 4), gap=4)


def setting(design: Design, width: float, kind: str) -> Node:
    """Return a row with texts at its left and a switch, value, link, badge or arrow at its right."""
    right = {
        "switch": lambda: switch(design),
        "value": lambda: design.line(design.words.figure, design.type.small, width * 0.35, colour=design.tone.muted),
        "link": lambda: link(design, width * 0.3),
        "badge": lambda: badge(design, width * 0.35),
        "arrow": lambda: icon(design, 16, name="right", colour=design.tone.muted),
        "button": lambda: button(design, width * 0.35, kind="outlined"),
    }[kind]()
    room = spare(design, width, right, gap=16)
    left = (
        pair(design, room)
        if room > 140 and design.chance(0.5)
        else design.line(design.words.nav, design.type.body, room)
    )
    return row([left, right], justify_content="space-between")


def actions(design: Design, width: float) -> Node:
    """Return one to three buttons side by side, the first one filled."""
    gap, count = design.space(design.rng.choice((2, 2, 3))), design.rng.choice((1, 2, 2, 2, 3)) if width > 260 else 1
    if count == 1:
        return hugged(button(design, width, kind="filled"))
    room = share(width, count, gap)
    return row([button(design, room, kind="filled" if place == 0 else "") for place in range(count)], gap=gap)
