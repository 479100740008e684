"""Photos, drawings and charts of generated pages. In the page each is a box of its mean colour."""

from math import cos, pi, sin

from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import drawn
from moonpane_engine.train.pages.node import Node, filled
from moonpane_engine.train.pages.palette import draw_colour


def photo(design: Design, width: int, height: int, *, radius: int = -1) -> Node:
    """Return what stands for a photo; a width of 0 is that of its column."""
    rng = design.rng
    kind = rng.choices((_blur, _landscape, _portrait, _pattern, _plain), (4, 4, 2, 2, 1))[0]
    node = filled(width, height, draw_colour(rng, dark=design.dark))
    node.paint, node.is_seen = kind(design), True
    corner = min(design.card_radius, 20) if radius < 0 else radius
    if corner:
        node.style["border-radius"] = f"{corner}px"
    return node


def _colour(design: Design) -> str:
    return draw_colour(design.rng, dark=design.chance(0.4))


def _plain(design: Design) -> str:
    one, other = _colour(design), _colour(design)
    return f"background-image:linear-gradient({design.rng.randrange(0, 360, 15)}deg,{one},{other})"


def _blur(design: Design) -> str:
    """Soft spots of light, as in a photo out of focus."""
    rng = design.rng
    spots = [
        f"radial-gradient(circle at {rng.randint(0, 100)}% {rng.randint(0, 100)}%,"
        f"{_colour(design)}{rng.randint(110, 255):02x},transparent {rng.randint(25, 70)}%)"
        for _ in range(rng.randint(3, 6))
    ]
    return f"background-image:{','.join(spots)}"


def _landscape(design: Design) -> str:
    """A sky, a sun and hills."""
    rng = design.rng
    sky, low, hill, front = (_colour(design) for _ in range(4))
    at = f"{rng.randint(15, 85)}% {rng.randint(15, 50)}%"
    sun = f"radial-gradient(circle at {at},#fff8dc 0 {rng.randint(4, 9)}%,transparent 11%)"
    hills = [
        f"radial-gradient(ellipse at {rng.randint(0, 100)}% 115%,{colour} {rng.randint(35, 55)}%,transparent 56%)"
        for colour in (front, hill, hill)
    ]
    return f"background-image:{','.join((sun, *hills))},linear-gradient({sky},{low})"


def _portrait(design: Design) -> str:
    """Head and shoulders before a wall."""
    rng = design.rng
    skin, cloth, wall = (
        rng.choice(("#e8b998", "#c98f6a", "#8d5a3b", "#f2cfb3", "#5f3b26")),
        _colour(design),
        _colour(design),
    )
    return (
        f"background-image:radial-gradient(ellipse at 50% 40%,{skin} 0 22%,transparent 23%),"
        f"radial-gradient(ellipse at 50% 105%,{cloth} 0 45%,transparent 46%),linear-gradient({wall},{_colour(design)})"
    )


def _pattern(design: Design) -> str:
    rng = design.rng
    step, one, other = rng.randint(6, 24), _colour(design), _colour(design)
    stops = f"{one} 0 {step}px,{other} {step}px {2 * step}px"
    return f"background-image:repeating-linear-gradient({rng.randrange(0, 180, 15)}deg,{stops})"


def chart(design: Design, width: int, height: int) -> Node:
    """Return a chart of fixed size: lines, an area, bars, or a ring."""
    kind = design.rng.choice((_lines, _lines, _area, _bars, _bars, _ring))
    svg = f"<svg viewBox='0 0 {width} {height}' preserveAspectRatio='none'>{kind(design, width, height)}</svg>"
    return drawn(width, height, svg)


def sparkline(design: Design, width: int, height: int) -> Node:
    """Return a small line without axes."""
    return drawn(width, height, f"<svg viewBox='0 0 {width} {height}'>{_curve(design, width, height, 2)}</svg>")


def _walk(design: Design, count: int) -> list[float]:
    """Values between 0 and 1 that follow each other."""
    value, values = design.rng.uniform(0.2, 0.8), []
    for _ in range(count):
        value = min(max(value + design.rng.uniform(-0.25, 0.27), 0.05), 0.95)
        values.append(value)
    return values


def _points(design: Design, width: int, height: int, count: int) -> str:
    values = _walk(design, count)
    return " ".join(f"{width * i / (count - 1):.0f},{height - height * v:.0f}" for i, v in enumerate(values))


def _curve(design: Design, width: int, height: int, stroke: float, colour: str = "") -> str:
    points = _points(design, width, height, design.rng.randint(6, 14))
    ink = colour or design.tone.accent
    return f"<polyline points='{points}' fill='none' stroke='{ink}' stroke-width='{stroke}' stroke-linejoin='round'/>"


def _rules(design: Design, width: int, height: int) -> str:
    lines = design.rng.choice((0, 3, 4, 5))
    return "".join(
        f"<path d='M0 {height * i / lines:.0f}H{width}' stroke='{design.palette.line}'/>" for i in range(1, lines)
    )


def _lines(design: Design, width: int, height: int) -> str:
    colours = (design.tone.accent, design.palette.second, design.tone.muted)
    curves = (_curve(design, width, height, 2.5, colour) for colour in colours[: design.rng.randint(1, 3)])
    return _rules(design, width, height) + "".join(curves)


def _area(design: Design, width: int, height: int) -> str:
    points = _points(design, width, height, design.rng.randint(7, 16))
    ink = design.tone.accent
    return (
        f"{_rules(design, width, height)}<polygon points='0,{height} {points} {width},{height}' fill='{ink}' "
        f"opacity='.22'/><polyline points='{points}' fill='none' stroke='{ink}' stroke-width='2'/>"
    )


def _bars(design: Design, width: int, height: int) -> str:
    values = _walk(design, design.rng.randint(5, 14))
    step = width / len(values)
    thick, round_by = step * design.rng.uniform(0.4, 0.8), design.rng.choice((0, 2, 4))
    strong = design.rng.randrange(len(values)) if design.chance(0.4) else -1
    bars = [
        f"<rect x='{i * step + (step - thick) / 2:.1f}' y='{height * (1 - v):.0f}' width='{thick:.1f}' "
        f"height='{height * v:.0f}' rx='{round_by}' "
        f"fill='{design.palette.second if i == strong else design.tone.accent}'/>"
        for i, v in enumerate(values)
    ]
    return _rules(design, width, height) + "".join(bars)


def _ring(design: Design, width: int, height: int) -> str:
    radius, thick = min(width, height) * 0.38, min(width, height) * design.rng.uniform(0.1, 0.2)
    colours = (design.tone.accent, design.palette.second, design.tone.muted, design.palette.track)
    ends = sorted(design.rng.uniform(0.05, 0.95) for _ in range(3))
    pieces = []
    for start, end, colour in zip((0.0, *ends), (*ends, 1.0), colours, strict=True):
        (x, y), (to_x, to_y) = (
            (width / 2 + radius * sin(2 * pi * turn), height / 2 - radius * cos(2 * pi * turn)) for turn in (start, end)
        )
        path = f"M{x:.1f} {y:.1f}A{radius:.1f} {radius:.1f} 0 {int(end - start > 0.5)} 1 {to_x:.1f} {to_y:.1f}"
        pieces.append(f"<path d='{path}' fill='none' stroke='{colour}' stroke-width='{thick:.1f}'/>")
    return "".join(pieces)
