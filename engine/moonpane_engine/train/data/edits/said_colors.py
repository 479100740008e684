"""Colours as people say them."""

from random import Random

from moonpane_resources.editing.colors import NAMED

_NAMES = tuple(NAMED)
_PLAIN = ("red", "green", "blue", "black", "white", "yellow", "orange", "purple", "pink", "gray", "grey")


def draw_color(rng: Random) -> str:
    """A colour by name, or by its digits."""
    if rng.random() < 0.2:
        digits = f"{rng.randrange(1 << 24):06x}"
        if rng.random() < 0.2:
            return f"#{digits[:3]}"
        if rng.random() < 0.1:
            return f"rgb({rng.randrange(256)}, {rng.randrange(256)}, {rng.randrange(256)})"
        return f"#{digits.upper() if rng.random() < 0.3 else digits}"
    name = rng.choice(_PLAIN if rng.random() < 0.35 else _NAMES)
    draw = rng.random()
    if draw < 0.08:
        name = name.replace("light ", rng.choice(("pale ", "soft ", "bright light "))).replace("dark ", "deep ")
    elif draw < 0.12 and " " not in name:
        name = f"bright {name}"
    return name.replace("gray", "grey") if rng.random() < 0.4 else name
