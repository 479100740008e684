"""Colours of one generated page: any hue, light or dark, with contrast that is computed and not hoped for.

Nothing here is a closed list: every colour is drawn from a range and then moved until it can be read on all the
surfaces that it is used on (WCAG contrast ratio).
"""

from __future__ import annotations

from colorsys import hls_to_rgb
from dataclasses import dataclass, fields
from random import Random
from typing import Any

READABLE = 3.2  # contrast of the faintest text; 3.0 is the promise, the rest is room for rounding
STRONG = 6.5  # contrast of main text
_VISIBLE_STEP = 7  # the least difference (0..255, any channel) between two surfaces that touch

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tone:
    """Text colours for one surface, as `#rrggbb`."""

    ink: str
    muted: str
    accent: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a page as `#rrggbb`; `plain` texts are readable on page, surface and field."""

    page: str
    surface: str  # cards
    line: str  # borders and dividers
    field: str  # inputs
    field_line: str
    placeholder: str
    accent: str
    soft: str  # tinted background of badges and notices
    second: str  # another strong colour, for secondary badges and avatars
    track: str  # empty part of toggles and progress bars
    plain: Tone
    on_accent: Tone
    on_soft: Tone
    on_second: Tone
    gradient: tuple[str, str]  # from the accent to a colour on which `on_accent` can be read, too
    signals: tuple[tuple[str, str], ...]  # background and ink of good, bad, doubtful and neutral news


def luminance(colour: Colour) -> float:
    """Return WCAG relative luminance, 0 to 1."""
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    high, low = sorted((luminance(_parsed(one)), luminance(_parsed(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def draw_palette(rng: Random) -> Palette:
    """Return a palette whose text colours all have their contrast."""
    dark = rng.random() < 0.3
    hue, accent_hue = rng.random(), rng.random()
    page, surface = _page_and_surface(rng, hue, dark=dark)
    field = surface if rng.random() < 0.5 else page
    line = _apart_from((page, surface), hue, rng.uniform(0.05, 0.3), rng.randint(14, 40), dark=dark)
    accent = _hls(accent_hue, rng.uniform(0.45, 0.68) if dark else rng.uniform(0.25, 0.55), rng.uniform(0.45, 0.95))
    soft = _soft((page, surface), accent_hue, rng, dark=dark)
    second = _hls(rng.random(), rng.uniform(0.25, 0.7), rng.uniform(0.2, 0.8))
    flat = (page, surface, field)
    return Palette(
        page=page,
        surface=surface,
        line=line,
        field=field,
        field_line=_apart_from(flat, hue, rng.uniform(0.05, 0.3), rng.randint(20, 60), dark=dark),
        placeholder=_readable(flat, hue, 0.1, READABLE, rng),
        accent=accent,
        soft=soft,
        second=second,
        track=_apart_from((page, surface), hue, rng.uniform(0.05, 0.25), rng.randint(24, 60), dark=dark),
        plain=Tone(
            _readable(flat, hue, rng.uniform(0, 0.6), STRONG + rng.uniform(0, 7), rng),
            _readable(flat, hue, rng.uniform(0, 0.3), READABLE + rng.uniform(0.3, 2.5), rng),
            _readable(flat, accent_hue, rng.uniform(0.5, 0.9), READABLE + 0.6, rng),
        ),
        on_accent=_tone_on(accent, accent_hue, rng),
        on_soft=_tone_on(soft, accent_hue, rng),
        on_second=_tone_on(second, accent_hue, rng),
        gradient=(accent, _gradient_end(accent, accent_hue, rng)),
        signals=tuple(_signal(hue, rng, dark=dark) for hue in (0.37, 0.0, 0.11, 0.6)),
    )


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two: `share` of the other one."""
    pairs = zip(_parsed(one), _parsed(other), strict=True)
    return _written(tuple(round(a + (b - a) * share) for a, b in pairs))


def dimmed(palette: Palette, share: float) -> Palette:
    """Return the palette as it looks behind a veil of black."""

    def veiled(value: Any) -> Any:
        if isinstance(value, str):
            return mixed(value, "#000000", share)
        if isinstance(value, Tone):
            return Tone(*(veiled(colour) for colour in (value.ink, value.muted, value.accent)))
        return tuple(map(veiled, value))

    return Palette(**{field.name: veiled(getattr(palette, field.name)) for field in fields(palette)})


def draw_colour(rng: Random, *, dark: bool) -> str:
    """Return a colour for a picture placeholder."""
    lightness = rng.uniform(0.22, 0.5) if dark else rng.uniform(0.45, 0.86)
    return _hls(rng.random(), lightness, rng.uniform(0.05, 0.75))


def is_dark(colour: str) -> bool:
    """Say whether white text is easier to read on this colour than black text."""
    return luminance(_parsed(colour)) < 0.18


def shifted(colour: str, amount: int) -> str:
    """Return a colour with `amount` added to each channel, kept within 0..255."""
    return _written(tuple(value + amount for value in _parsed(colour)))


def _page_and_surface(rng: Random, hue: float, *, dark: bool) -> tuple[str, str]:
    tint = rng.choice((rng.uniform(0, 0.12), rng.uniform(0.05, 0.3), rng.uniform(0.2, 0.6)))
    if dark:
        page = _hls(hue, rng.uniform(0.04, 0.13), tint * 0.8)
        return page, shifted(page, rng.randint(9, 22))
    if rng.random() < 0.3:
        surface = _hls(hue, rng.uniform(0.93, 0.97), tint)
        return "#ffffff", surface if _step(surface, "#ffffff") >= _VISIBLE_STEP else "#f4f4f6"
    page = _hls(hue, rng.uniform(0.91, 0.97), tint)
    lighter = "#ffffff" if rng.random() < 0.8 else shifted(page, 8)
    return page, lighter if _step(lighter, page) >= _VISIBLE_STEP else shifted(page, -10)


def _gradient_end(accent: str, hue: float, rng: Random) -> str:
    """Return another hue that is as bright as the accent, so that the same text can be read on both."""
    wanted, other = luminance(_parsed(accent)), (hue + rng.choice((-0.16, -0.1, 0.08, 0.12, 0.2))) % 1
    candidates = [_hls(other, percent / 100, 0.75) for percent in range(15, 86, 2)]
    return min(candidates, key=lambda colour: abs(luminance(_parsed(colour)) - wanted))


def _signal(hue: float, rng: Random, *, dark: bool) -> tuple[str, str]:
    background = _hls(hue, 0.2 if dark else 0.91, 0.45 if dark else 0.75)
    return background, _readable((background,), hue, 0.7, 4.6, rng)


def _soft(flats: tuple[str, ...], hue: float, rng: Random, *, dark: bool) -> str:
    """Return a tint of the accent that nobody takes for the page or for a card."""
    saturation, lightness = rng.uniform(0.3, 0.8), rng.uniform(0.16, 0.26) if dark else rng.uniform(0.86, 0.93)
    colour = _hls(hue, lightness, saturation)
    while min(_step(colour, flat) for flat in flats) < 2 * _VISIBLE_STEP:
        lightness += 0.02 if dark else -0.02
        colour = _hls(hue, lightness, saturation)
    return colour


def _apart_from(flats: tuple[str, ...], hue: float, tint: float, step: int, *, dark: bool) -> str:
    """Return a line or track colour that differs visibly from each of the surfaces."""
    lightness = (max if dark else min)(sum(_parsed(flat)) / 765 for flat in flats)
    return _hls(hue, lightness + (step if dark else -step) / 255, tint)


def _tone_on(surface: str, hue: float, rng: Random) -> Tone:
    ink = _readable((surface,), hue, rng.choice((0.0, 0.0, 0.6)), rng.choice((4.5, 6.0, 30.0)), rng)
    muted = _readable((surface,), hue, 0.2, rng.uniform(READABLE, 4.4), rng)
    return Tone(ink, muted, ink)


def _readable(surfaces: tuple[str, ...], hue: float, tint: float, wanted: float, rng: Random) -> str:
    """Return a colour with the wanted contrast on all surfaces, or the best of black and white."""
    hue = (hue + rng.uniform(-0.05, 0.05)) % 1
    dark_text = min(contrast("#000000", surface) for surface in surfaces)
    light_text = min(contrast("#ffffff", surface) for surface in surfaces)
    steps = range(96, -1, -3) if dark_text > light_text else range(4, 101, 3)
    for percent in steps:
        colour = _hls(hue, percent / 100, tint)
        if min(contrast(colour, surface) for surface in surfaces) >= wanted:
            return colour
    return "#000000" if dark_text > light_text else "#ffffff"


def _step(one: str, other: str) -> int:
    return max(abs(a - b) for a, b in zip(_parsed(one), _parsed(other), strict=True))


def _hls(hue: float, lightness: float, saturation: float) -> str:
    red, green, blue = hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return _written((round(red * 255), round(green * 255), round(blue * 255)))


def _parsed(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(colour: tuple[int, ...]) -> str:
    return "#" + "".join(f"{min(max(value, 0), 255):02x}" for value in colour)
