"""Colours by the names that people give them, and names for colours that a page has."""

import re

NAMED = {
    "red": "#dc2626", "dark red": "#991b1b", "light red": "#fecaca", "orange": "#f97316", "dark orange": "#c2410c",
    "light orange": "#fed7aa", "yellow": "#facc15", "light yellow": "#fef9c3", "dark yellow": "#a16207",
    "gold": "#d4a017", "green": "#16a34a", "dark green": "#166534", "light green": "#bbf7d0", "lime": "#84cc16",
    "lime green": "#84cc16", "olive": "#6b7a1e", "mint": "#a7f3d0", "teal": "#0d9488", "dark teal": "#115e59",
    "turquoise": "#2dd4bf", "cyan": "#06b6d4", "blue": "#2563eb", "dark blue": "#1e3a8a", "light blue": "#bfdbfe",
    "sky blue": "#38bdf8", "royal blue": "#4169e1", "navy": "#172554", "navy blue": "#172554", "indigo": "#4f46e5",
    "purple": "#9333ea", "dark purple": "#581c87", "light purple": "#e9d5ff", "violet": "#7c3aed",
    "lavender": "#e6e6fa", "pink": "#ec4899", "dark pink": "#be185d", "light pink": "#fbcfe8", "hot pink": "#ff69b4",
    "magenta": "#d946ef", "brown": "#92400e", "dark brown": "#5b2c0a", "light brown": "#c8a27a", "beige": "#f5f5dc",
    "cream": "#fffdf0", "ivory": "#fffff0", "maroon": "#7f1d1d", "coral": "#ff7f50", "salmon": "#fa8072",
    "peach": "#ffd8b1", "white": "#ffffff", "off-white": "#fafaf7", "black": "#000000", "gray": "#6b7280",
    "light gray": "#e5e7eb", "dark gray": "#374151", "silver": "#c0c0c0", "charcoal": "#36454f", "tan": "#d2b48c",
    "crimson": "#dc143c", "emerald": "#10b981", "amber": "#f59e0b",
}  # fmt: skip
DARK, LIGHT = "#111827", "#ffffff"
_HEX = re.compile(r"#?((?:[0-9a-f]{3}){1,2})")
_FUNCTION = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]+)?\)")
_SAME = {
    "grey": "gray",
    "pale": "light",
    "bright": "",
    "deep": "dark",
    "darker": "dark",
    "lighter": "light",
    "soft": "light",
}
_VAGUE = re.compile(r"\b(very|a|an|the|some|kind of|nice|color|colour)\b")
_HUES = (
    (15, "red"), (42, "orange"), (68, "yellow"), (160, "green"), (190, "teal"), (252, "blue"), (290, "purple"),
    (345, "pink"), (360, "red"),
)  # fmt: skip  # degrees, up to which a colour is called so


def color_of(said: str) -> str:
    """`#rrggbb` of a colour as somebody says or writes it; "" for what is none."""
    text = " ".join(_VAGUE.sub(" ", said.casefold()).replace("-", " ").split()) or said.casefold()
    if said.casefold() in NAMED:
        return NAMED[said.casefold()]
    if found := _FUNCTION.fullmatch(said.casefold().replace(" ", "")):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    words = [_SAME.get(word, word) for word in text.split()]
    name = " ".join(word for word in words if word)
    if name in NAMED:
        return NAMED[name]
    found = _HEX.fullmatch(text)
    if found and (text[0] == "#" or re.search(r"\d", text)):
        return f"#{found[1]}" if len(found[1]) == 6 else "#" + "".join(2 * digit for digit in found[1])
    return ""


def name_of(color: str, *, least: int = 0) -> str:
    """What people would call a colour of a page: one word, with "light" or "dark" where that is clear; "" for what is
    no opaque colour, and for greys where it shall have `least` of a hue (0 to 255)."""
    written = color_of(color) if color else ""
    if not written:
        return ""
    red, green, blue = (int(written[at : at + 2], 16) for at in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    chroma = high - low
    if chroma < least:
        return ""
    if chroma < 28 or (high < 48 and chroma < 40):
        level = (high + low) // 2
        shades = ((28, "black"), (96, "dark gray"), (176, "gray"), (243, "light gray"), (256, "white"))
        return next(name for limit, name in shades if level < limit)
    if high == red:
        hue = 60 * ((green - blue) / chroma % 6)
    else:
        hue = 60 * ((blue - red) / chroma + 2) if high == green else 60 * ((red - green) / chroma + 4)
    name = next(name for limit, name in _HUES if hue <= limit)
    if name == "orange" and high < 190:
        return "brown"
    lightness = (high + low) / 2
    return f"light {name}" if lightness > 205 else f"dark {name}" if lightness < 70 else name
