"""Colours by name, as somebody means them who names one, and as they are written in the house style."""

from random import Random

NAMED = {
    "red": "#dc2626", "dark red": "#991b1b", "light red": "#fecaca", "orange": "#f97316", "dark orange": "#c2410c",
    "light orange": "#fed7aa", "yellow": "#facc15", "light yellow": "#fef9c3", "gold": "#d4a017", "green": "#16a34a",
    "dark green": "#166534", "light green": "#bbf7d0", "lime": "#84cc16", "olive": "#6b7a1e", "mint": "#a7f3d0",
    "teal": "#0d9488", "turquoise": "#2dd4bf", "cyan": "#06b6d4", "blue": "#2563eb", "dark blue": "#1e3a8a",
    "light blue": "#bfdbfe", "sky blue": "#38bdf8", "navy": "#172554", "navy blue": "#172554", "indigo": "#4f46e5",
    "purple": "#9333ea", "dark purple": "#581c87", "light purple": "#e9d5ff", "violet": "#7c3aed",
    "lavender": "#e6e6fa", "pink": "#ec4899", "light pink": "#fbcfe8", "hot pink": "#ff69b4", "magenta": "#d946ef",
    "brown": "#92400e", "light brown": "#c8a27a", "beige": "#f5f5dc", "cream": "#fffdf0", "maroon": "#7f1d1d",
    "coral": "#ff7f50", "salmon": "#fa8072", "white": "#ffffff", "black": "#000000", "gray": "#6b7280",
    "grey": "#6b7280", "light gray": "#e5e7eb", "light grey": "#e5e7eb", "dark gray": "#374151",
    "dark grey": "#374151", "silver": "#c0c0c0",
}  # fmt: skip
DARK = "#111827"
LIGHT = "#ffffff"
_NAMES = tuple(NAMED)
_PLAIN = ("red", "green", "blue", "black", "white", "yellow", "orange", "purple", "pink", "gray", "grey")


def draw_color(rng: Random) -> tuple[str, str]:
    """(as it is said, as it is written)"""
    if rng.random() < 0.25:
        digits = f"{rng.randrange(1 << 24):06x}"
        if rng.random() < 0.2:
            return f"#{digits[:3]}", "#" + "".join(2 * digit for digit in digits[:3])
        return f"#{digits.upper() if rng.random() < 0.3 else digits}", f"#{digits}"
    name = rng.choice(_PLAIN if rng.random() < 0.35 else _NAMES)
    said = name.replace("light ", "pale ") if rng.random() < 0.05 else name
    return said, NAMED[name]
