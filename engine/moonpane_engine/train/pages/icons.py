"""Icons, logos and arrows of generated pages: simple shapes on a grid of 24, drawn as SVG in one stroke width."""

from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.node import Node, filled

_PATHS = {
    "home": "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
    "user": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
    "users": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2 20c0-4 3-6 7-6s7 2 7 6M16 5a3.5 3.5 0 0 1 0 7M18 14q4 1 4 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    "chart": "M4 20V4M4 20h16M8 17v-5M12 17V8M16 17v-7",
    "folder": "M3 6h6l2 2h10v11H3z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "gear": "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M6 6l2 2M16 16l2 2M6 18l2-2M16 8l2-2",
    "heart": "M12 20S4 15 4 9.5A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 20 9.5C20 15 12 20 12 20z",
    "star": "M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17l-5.6 3.2 1.2-6.3L3 9.6l6.3-.8z",
    "plus": "M12 5v14M5 12h14",
    "close": "M6 6l12 12M18 6L6 18",
    "check": "M5 13l4.5 4.5L19 7",
    "right": "M9 5l7 7-7 7",
    "left": "M15 5l-7 7 7 7",
    "down": "M5 9l7 7 7-7",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "dots": "M5 12h.1M12 12h.1M19 12h.1",
    "lock": "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
    "cart": "M3 4h3l2.5 11h9.5l2-8H7M9 19.5h.1M17 19.5h.1",
    "card": "M3 6h18v12H3zM3 10h18",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "image": "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15 9h.1",
    "play": "M7 5l12 7-12 7z",
    "bolt": "M13 3L5 14h6l-1 7 8-11h-6z",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3",
    "pin": "M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "tag": "M4 4h8l8 8-8 8-8-8zM8 8h.1",
    "send": "M3 11l18-8-7 18-3-8z",
    "phone": "M6 3h3l2 5-2.5 2a10 10 0 0 0 5.5 5.5l2-2.5 5 2v3c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2z",
    "trash": "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
    "edit": "M4 20l1-4L16 5l3 3L8 19z",
    "grid": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
    "layers": "M12 4l9 5-9 5-9-5zM3 14l9 5 9-5",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5h.1",
    "moon": "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z",
}  # fmt: skip
NAMES = tuple(_PATHS)
_LOGOS = (
    "<circle cx='12' cy='12' r='10'/>", "<rect x='2' y='2' width='20' height='20' rx='6'/>",
    "<path d='M12 2l10 18H2z'/>", "<path d='M12 2l9 5v10l-9 5-9-5V7z'/>", "<path d='M2 2h9v20H2zM13 2h9v9h-9z'/>",
    "<path d='M2 12a10 10 0 0 1 20 0zM6 15h12v6H6z'/>", "<path d='M3 3h18L12 21z'/>",
    "<circle cx='8' cy='12' r='7'/><circle cx='17' cy='12' r='6' opacity='.6'/>",
)  # fmt: skip


def icon(design: Design, size: int, *, name: str = "", colour: str = "") -> Node:
    """Return an icon of `size` px in main ink, or in a colour."""
    path = _PATHS[name or design.rng.choice(NAMES)]
    is_solid = design.icon_stroke == 1.75 and name in ("heart", "star", "play", "bolt", "moon")
    ink = colour or design.tone.ink
    fill = ink if is_solid else "none"
    svg = (
        f"<svg viewBox='0 0 24 24' fill='{fill}' stroke='{ink}' stroke-width='{design.icon_stroke}' "
        f"stroke-linecap='round' stroke-linejoin='round'><path d='{path}'/></svg>"
    )
    return drawn(size, size, svg)


def logo(design: Design, size: int, colour: str) -> Node:
    """Return a mark of `size` px."""
    svg = f"<svg viewBox='0 0 24 24' fill='{colour}'>{design.rng.choice(_LOGOS)}</svg>"
    return drawn(size, size, svg)


def drawn(width: int, height: int, svg: str) -> Node:
    """Return a picture of fixed size; its colour is measured when it has been drawn."""
    node = filled(width, height, "#808080")
    node.paint, node.drawing, node.is_seen = "background:none", svg, True
    return node
