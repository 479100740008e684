"""What the elements of one page have in common: texts, colours, type sizes, radii, spacing. Drawn once a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.pages.fonts import draw_family, text_width
from moonpane_engine.train.pages.node import Node, text
from moonpane_engine.train.pages.palette import Palette, Tone, draw_palette, is_dark

ROUND = 999  # border-radius of pills and discs
_ROOM = 0.93  # estimated width may take this part of the available width


@dataclass(frozen=True, slots=True)
class Controls:
    """Sizes in px that all controls of one kind share on a page."""

    field_height: int
    field_pad: int
    button_pad: tuple[int, int]  # vertical, horizontal
    wide_button_pad: int
    button_small: bool
    button_bold: bool
    badge_pad: tuple[int, int]
    badge_radius: int
    badge_bold: bool
    check_size: int
    check_radius: int
    check_border: int
    switch_height: int
    avatar_size: int
    avatar_radius: int
    label_bold: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The style of one page; `tone` and `surface` change where a part stands on another background."""

    rng: Random
    texts: Texts
    palette: Palette
    family: str
    tone: Tone
    surface: str  # what is behind the part
    large: int  # font sizes in px
    heading: int
    body: int
    small: int
    line_pitch: float  # line-height of paragraphs in em
    card_radius: int
    control_radius: int
    card_border: bool
    pad: int  # padding of cards
    gap: int  # between parts
    near: int  # between the lines of one part
    controls: Controls

    @property
    def dark(self) -> bool:
        """Say whether the page is dark."""
        return is_dark(self.palette.page)

    def on(self, surface: str, tone: Tone) -> Look:
        """Return the same look for parts that stand on `surface`."""
        return replace(self, surface=surface, tone=tone)

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self.rng.random() < probability

    def width(self, content: str, size: int, *, bold: bool = False) -> float:
        """Return the estimated width of a text in px."""
        return text_width(content, size, self.family, bold=bold)

    def fitting(self, make: Callable[[], str], size: int, width: float, *, bold: bool = False) -> str:
        """Return a text that fits on one line of `width` px: drawn again a few times, then shortened."""
        content = make()
        for _ in range(6):
            if self.width(content, size, bold=bold) <= width * _ROOM:
                return content
            content = make()
        while self.width(content, size, bold=bold) > width * _ROOM and len(content) > 1:
            content = (content.rpartition(" ")[0] or content[:-1]).rstrip(" ,;:-–—&")
        return content

    def line(self, make: Callable[[], str], size: int, width: float, *, colour: str = "", bold: bool = False) -> Node:
        """Return a text of one line that fits `width` px, in main ink unless a colour is given."""
        return text(self.fitting(make, size, width, bold=bold), size, colour or self.tone.ink, bold=bold)

    def prose(self, width: float, *, lines: int, size: int = 0, colour: str = "", centred: bool = False) -> Node:
        """Return a paragraph of about `lines` lines (two at least) that wraps at `width` px."""
        size = size or self.body
        words = max(4, round(lines * width / (size * 3.4)))
        content = self.texts.paragraph(words)
        while self.width(content, size) < 1.3 * width:
            content += " " + self.texts.sentence(3, 6)
        style = {"line-height": f"{round(size * self.line_pitch)}px"}
        if centred:
            style["text-align"] = "center"
        node = text(content, size, colour or self.tone.muted)
        node.style |= style
        return node


def draw_look(rng: Random, *, held_out: bool) -> Look:
    """Return the look of a page."""
    palette = draw_palette(rng)
    body = rng.choice((12, 13, 13, 14, 14, 14, 15, 16))
    heading = body + rng.choice((1, 2, 2, 3, 4))
    return Look(
        rng=rng,
        texts=Texts(rng, held_out=held_out),
        palette=palette,
        family=draw_family(rng),
        tone=palette.plain,
        surface=palette.page,
        large=min(32, heading + rng.choice((3, 4, 6, 8, 10, 12))),
        heading=heading,
        body=body,
        small=max(11, body - rng.choice((1, 2, 2, 3))),
        line_pitch=rng.choice((1.3, 1.4, 1.4, 1.5, 1.5, 1.6)),
        card_radius=rng.choice((0, 4, 6, 8, 8, 10, 12, 12, 16, 20)),
        control_radius=rng.choice((0, 4, 4, 6, 6, 8, 8, 10, 12, ROUND)),
        card_border=rng.random() < 0.55,
        pad=rng.choice((10, 12, 12, 14, 16, 16, 20, 24)),
        gap=rng.choice((8, 10, 12, 12, 14, 16, 16, 20)),
        near=rng.choice((4, 4, 4, 6, 6)),
        controls=_draw_controls(rng),
    )


def _draw_controls(rng: Random) -> Controls:
    return Controls(
        field_height=rng.choice((32, 36, 36, 40, 40, 44, 48)),
        field_pad=rng.choice((8, 10, 12, 12, 14)),
        button_pad=(rng.choice((6, 7, 8, 8, 10)), rng.choice((10, 12, 14, 16, 16, 20))),
        wide_button_pad=rng.choice((8, 10, 10, 12, 14)),
        button_small=rng.random() < 0.3,
        button_bold=rng.random() < 0.65,
        badge_pad=(rng.choice((2, 3, 4, 5)), rng.choice((6, 8, 10))),
        badge_radius=rng.choice((4, 6, ROUND, ROUND)),
        badge_bold=rng.random() < 0.5,
        check_size=rng.choice((14, 16, 18)),
        check_radius=rng.choice((3, 4, ROUND)),
        check_border=rng.choice((1, 2)),
        switch_height=rng.choice((18, 20, 22, 24)),
        avatar_size=rng.choice((28, 32, 36, 40, 40, 44, 48)),
        avatar_radius=rng.choice((ROUND, ROUND, ROUND, 8)),
        label_bold=rng.random() < 0.5,
    )
