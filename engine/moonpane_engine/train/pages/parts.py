"""Small parts of generated pages: texts, buttons, fields, badges, avatars, switches, bars, pictures."""

from moonpane_engine.train.pages.look import ROUND, Look
from moonpane_engine.train.pages.node import Node, column, filled, padding, row, text
from moonpane_engine.train.pages.palette import Tone, draw_colour


def kicker(look: Look, width: float) -> Node:
    """Return a small bold line above a heading, in the accent colour."""
    make = (lambda: look.texts.label().upper()) if look.chance(0.4) else look.texts.label
    return look.line(make, look.small, width, colour=look.tone.accent, bold=True)


def heading(look: Look, width: float, *, large: bool = False) -> Node:
    """Return a bold title of one line."""
    return look.line(look.texts.title, look.large if large else look.heading, width, bold=True)


def note(look: Look, width: float) -> Node:
    """Return a muted line."""
    makers = (lambda: look.texts.phrase(2, 5), look.texts.date, look.texts.time, look.texts.email, look.texts.person)
    make = look.rng.choices(makers, (6, 1, 1, 1, 1))[0]
    return look.line(make, look.small if look.chance(0.6) else look.body, width, colour=look.tone.muted)


def link(look: Look, width: float) -> Node:
    """Return an underlined text."""
    node = look.line(look.texts.label, look.small if look.chance(0.4) else look.body, width, colour=look.tone.accent)
    node.tag, node.attributes = "a", 'href="#"'
    return node


def button(look: Look, width: float, *, stretched: bool = False, primary: bool = True) -> Node:
    """Return a button: filled with the accent, tinted, or outlined."""
    palette, controls = look.palette, look.controls
    style: dict[str, str] = {}
    kind = "filled" if primary else look.rng.choice(("tinted", "outlined", "outlined"))
    if kind == "filled" and look.surface != palette.accent:
        style["background"], colour = palette.accent, palette.on_accent.ink
    elif kind == "tinted" and look.surface != palette.soft:
        style["background"], colour = palette.soft, palette.on_soft.ink
    elif look.surface == palette.accent:
        style["background"], colour = look.tone.ink, palette.accent
    else:
        style["background"], colour = look.surface, look.tone.ink
        style["border"] = f"1px solid {palette.field_line}"
    size = look.small if controls.button_small and not stretched else look.body
    vertical, horizontal = (controls.wide_button_pad,) * 2 if stretched else controls.button_pad
    node = look.line(look.texts.button, size, width - 2 * horizontal - 4, colour=colour, bold=controls.button_bold)
    node.tag = "button"
    node.style |= style | {"padding": padding(vertical, horizontal)}
    return rounded(node, look.control_radius)


def field(look: Look, width: float, *, fixed: int = 0) -> Node:
    """Return an input with its placeholder; `fixed` is its width in px if it does not stretch."""
    palette = look.palette
    makers = (lambda: look.texts.phrase(1, 3), look.texts.label, look.texts.email)
    content = look.fitting(look.rng.choice(makers), look.body, (fixed or width) - 32)
    style = {
        "height": f"{look.controls.field_height}px",
        "background": palette.field,
        "border": f"1px solid {palette.field_line}",
        "padding": f"0 {look.controls.field_pad}px",
        "font-size": f"{look.body}px",
        "color": palette.placeholder,
    }
    if fixed:
        style["width"] = f"{fixed}px"
    return rounded(Node("input", style, content), look.control_radius if look.control_radius < ROUND else 20)


def badge(look: Look, width: float) -> Node:
    """Return a small label on its own colour."""
    palette, controls = look.palette, look.controls
    background, tone = look.rng.choice(
        ((palette.soft, palette.on_soft), (palette.soft, palette.on_soft), (palette.accent, palette.on_accent),
         (palette.second, palette.on_second), (palette.track, _track_tone(look)))
    )  # fmt: skip
    if background == look.surface:
        background, tone = palette.second, palette.on_second
    make = look.rng.choice((look.texts.label, look.texts.label, look.texts.number, look.texts.time))
    node = look.line(make, max(11, look.small - 1), width - 24, colour=tone.ink, bold=controls.badge_bold)
    node.tag = "span"
    node.style |= {
        "background": background,
        "padding": padding(*controls.badge_pad),
    }
    return rounded(node, controls.badge_radius)


def notice(look: Look, width: float) -> Node:
    """Return a tinted box with one text."""
    inside = look.on(look.palette.soft, look.palette.on_soft)
    pad = look.rng.choice((8, 10, 12, 14))
    if look.chance(0.5):
        node = inside.line(lambda: look.texts.sentence(3, 6), look.body, width - 2 * pad, bold=look.chance(0.3))
    else:
        node = inside.prose(width - 2 * pad, lines=2, colour=inside.tone.ink)
    node.style |= {"background": look.palette.soft, "padding": f"{pad}px"}
    return rounded(node, look.card_radius)


def avatar(look: Look, *, size: int = 0) -> Node:
    """Return a disc or tile: with initials, or as a picture placeholder."""
    size = size or look.controls.avatar_size
    radius = look.controls.avatar_radius
    if look.chance(0.45):
        return picture(look, size, size, radius=radius)
    palette = look.palette
    background, tone = look.rng.choice(((palette.soft, palette.on_soft), (palette.second, palette.on_second)))
    initials = "".join(look.rng.choices("ABCDEFGHIJKLMNOPRSTUVWZ", k=look.rng.choice((1, 2, 2))))
    node = text(initials, max(11, round(size * 0.36)), tone.ink, bold=look.chance(0.6), tag="div")
    node.direction = "row"
    node.style |= filled(size, size, background).style | {"justify-content": "center", "align-items": "center"}
    return rounded(node, radius)


def picture(look: Look, width: int, height: int, *, radius: int = -1) -> Node:
    """Return a picture: one colour in the page, mostly many colours around it in the rendered picture."""
    colour = draw_colour(look.rng, dark=look.dark)
    node = filled(width, height, colour, radius=look.card_radius if radius < 0 else radius)
    if look.chance(0.7):
        node.paint = f"background-image:{_paint(look)}"
    return node


def stretched_picture(look: Look, height: int) -> Node:
    """Return a picture as wide as its column."""
    node = picture(look, 1, height)
    del node.style["width"]
    return node


def switch(look: Look) -> Node:
    """Return a toggle, on or off."""
    height = look.controls.switch_height
    knob = filled(height - 4, height - 4, "#ffffff", radius=ROUND)
    state_on = look.chance(0.5)
    track = row([knob], width=f"{round(height * 1.8)}px", height=f"{height}px", padding="2px")
    track.style["background"] = look.palette.accent if state_on else look.palette.track
    if state_on:
        track.style["justify-content"] = "flex-end"
    return rounded(track, ROUND)


def checkbox(look: Look) -> Node:
    """Return an empty or filled square, or a ring."""
    size = look.controls.check_size
    node = filled(size, size, look.palette.accent if look.chance(0.4) else look.surface)
    if node.style["background"] == look.surface:
        node.style["border"] = f"{look.controls.check_border}px solid {look.palette.field_line}"
    return rounded(node, look.controls.check_radius)


def bar(look: Look, width: int) -> Node:
    """Return a progress bar that stretches."""
    height = look.rng.choice((6, 8, 8, 10))
    part = filled(max(height, round(width * look.rng.uniform(0.1, 0.85))), height, look.palette.accent, radius=ROUND)
    return row([part], height=f"{height}px", background=look.palette.track, border_radius=f"{ROUND}px")


def divider(look: Look) -> Node:
    """Return a line of one pixel across the column."""
    return Node("hr", {"height": "1px", "background": look.palette.line})


def pair(look: Look, width: float, *, size: int = 0) -> Node:
    """Return a title with a muted line below."""
    size = size or look.body
    title = look.line(
        lambda: look.rng.choice((look.texts.title, look.texts.person))(), size, width, bold=look.chance(0.75)
    )
    makers = (lambda: look.texts.phrase(1, 4), look.texts.email, look.texts.date, look.texts.time)
    small = min(look.small, size - 1) if size > 11 else 11
    return column([title, look.line(look.rng.choice(makers), small, width, colour=look.tone.muted)], gap=look.near)


def rounded(node: Node, radius: int) -> Node:
    """Give a node its corners; none are said for 0."""
    if radius:
        node.style["border-radius"] = f"{radius}px"
    return node


def _track_tone(look: Look) -> Tone:
    # The track is a shade of the page: main ink is strong enough on it, muted text may not be.
    return look.palette.plain


def _paint(look: Look) -> str:
    """Return CSS layers of many colours."""
    rng = look.rng
    spots = [
        f"radial-gradient(circle at {rng.randint(0, 100)}% {rng.randint(0, 100)}%,"
        f"{draw_colour(rng, dark=look.chance(0.4))}{rng.randint(110, 255):02x},transparent {rng.randint(25, 70)}%)"
        for _ in range(rng.randint(2, 5))
    ]
    if rng.random() < 0.35:
        colour = draw_colour(rng, dark=look.chance(0.5)) + f"{rng.randint(60, 160):02x}"
        step = rng.randint(5, 14)
        stops = f"{colour} 0 {step}px,transparent {step}px {2 * step}px"
        spots.insert(0, f"repeating-linear-gradient({rng.randint(0, 180)}deg,{stops})")
    return ",".join(spots)
