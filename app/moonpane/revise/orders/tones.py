"""Arithmetic of colours: lighter, darker, how far two are apart. A colour is `#rrggbb`."""

import colorsys

_STEP = 0.14  # of lightness, for a tone that is clearly another one


def toned(color: str, how: str) -> str:
    """A colour in the same hue, "darker" or "lighter"."""
    hue, light, saturation = hls(color)
    return hex_of(hue, light + (_STEP if how == "lighter" else -_STEP), saturation)


def turned(color: str) -> str:
    """A colour as light as it was dark, and not quite black or white."""
    hue, light, saturation = hls(color)
    return hex_of(hue, max(1 - 0.75 * light, 0.72) if light < 0.55 else min(0.75 * (1 - light) + 0.07, 0.3), saturation)


def lightness(color: str) -> float:
    return hls(color)[1]


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21 (WCAG 2)."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def _luminance(color: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(color: str) -> tuple[float, float, float]:
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def hls(color: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_rgb(color))


def chroma(color: str) -> float:
    return max(_rgb(color)) - min(_rgb(color))


def hex_of(hue: float, light: float, saturation: float) -> str:
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    )
