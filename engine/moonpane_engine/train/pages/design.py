"""The design system of one page: fonts, type scale, spacing, corners, borders, shadows, colours. Drawn once a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from moonpane_engine.train.data.wording import Wording
from moonpane_engine.train.pages.fonts import draw_family, text_width
from moonpane_engine.train.pages.node import Node, text
from moonpane_engine.train.pages.palette import Palette, Tone, dimmed, draw_palette, is_dark

ROUND = 999  # border-radius of pills and discs
_ROOM = 0.93  # estimated width may take this part of the available width
_SHADOWS = (
    "0 1px 2px rgba(0,0,0,.12)", "0 1px 3px rgba(0,0,0,.14),0 1px 2px rgba(0,0,0,.08)", "0 4px 12px rgba(0,0,0,.1)",
    "0 10px 30px rgba(0,0,0,.13)", "0 8px 24px -6px rgba(20,20,60,.22)", "0 2px 0 rgba(0,0,0,.14)",
    "4px 4px 0 rgba(0,0,0,.8)", "0 0 0 1px rgba(0,0,0,.06),0 2px 6px rgba(0,0,0,.1)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Type:
    """Font sizes in px, from captions to the title of a landing page."""

    tiny: int
    small: int
    body: int
    lead: int
    title: int  # of a card
    heading: int  # of a section
    page: int  # of a page
    display: int


@dataclass(frozen=True, slots=True)
class Controls:
    """What all controls of one kind share on a page; px."""

    field_height: int
    field_pad: int
    button_pad: tuple[int, int]  # vertical, horizontal
    button_small: bool
    button_bold: bool
    button_upper: bool
    badge_pad: tuple[int, int]
    badge_radius: int
    check_size: int
    check_radius: int
    switch_height: int
    avatar_size: int
    avatar_radius: int
    bar_height: int


@dataclass(frozen=True, slots=True)
class Design:
    """What everything on one page has in common; `tone` and `surface` change where a part stands on another ground."""

    rng: Random
    words: Wording
    palette: Palette
    family: str
    heading_family: str
    type: Type
    unit: int  # px, of which distances are multiples
    density: float
    line_pitch: float  # line-height of paragraphs in em
    card_radius: int
    control_radius: int
    card_border: bool
    shadow: str  # CSS, of cards; empty for none
    is_graded: bool  # strong areas have a gradient
    heading_weight: int
    tight: bool  # letters of headings stand closer
    labels_upper: bool
    icon_stroke: float
    controls: Controls
    tone: Tone
    surface: str  # what is behind the part

    @property
    def dark(self) -> bool:
        """Say whether the page is dark."""
        return is_dark(self.palette.page)

    def on(self, surface: str, tone: Tone) -> Design:
        """Return the same design for parts that stand on `surface`."""
        return replace(self, surface=surface, tone=tone)

    @property
    def on_card(self) -> Design:
        """The design inside of a card."""
        return self.on(self.palette.surface, self.palette.plain)

    @property
    def behind_veil(self) -> Design:
        """The design of what lies darkened behind a dialog."""
        palette = dimmed(self.palette, 0.5)
        return replace(self, palette=palette, tone=palette.plain, surface=palette.page, shadow="", is_graded=False)

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self.rng.random() < probability

    def space(self, steps: float) -> int:
        """Return a distance in px: `steps` of the spacing scale, at this page's density."""
        return max(4, round(steps * self.unit * self.density))

    def width_of(self, content: str, size: int, *, bold: bool = False, family: str = "") -> float:
        """Return the estimated width of a text in px."""
        return text_width(content, size, family or self.family, bold=bold)

    def fitting(self, make: Callable[[], str], size: int, width: float, *, bold: bool = False, family: str = "") -> str:
        """Return a text that fits on one line of `width` px: drawn again a few times, then shortened."""
        content = make()
        for _ in range(6):
            if self.width_of(content, size, bold=bold, family=family) <= width * _ROOM:
                return content
            content = make()
        while self.width_of(content, size, bold=bold, family=family) > width * _ROOM and len(content) > 1:
            content = (content.rpartition(" ")[0] or content[:-1]).rstrip(" ,;:-–—&¿¡")
        return content

    def line(
        self, make: Callable[[], str] | str, size: int, width: float, *, colour: str = "", bold: bool = False
    ) -> Node:
        """Return a text of one line that fits `width` px, in main ink unless a colour is given."""
        said = make if callable(make) else lambda: make
        node = text(self.fitting(said, size, width, bold=bold), size, colour or self.tone.ink, bold=bold)
        if bold and self.heading_weight in (600, 800):
            node.paint = f"font-weight:{self.heading_weight if self.heading_weight == 600 else 700}"
        return node

    def title(self, make: Callable[[], str], size: int, width: float, *, lines: int = 1) -> Node:
        """Return a heading in the headings' own font: of one line, or of two where `lines` says so."""
        bold = self.heading_weight >= 600
        if lines > 1:
            content = self._wrapped(make, size, width, lines=2, bold=bold)
            node = text(content, size, self.tone.ink, bold=bold, line_height=f"{round(size * 1.18)}px")
        else:
            content = self.fitting(make, size, width, bold=bold, family=self.heading_family)
            node = text(content, size, self.tone.ink, bold=bold)
        paints = [f"font-family:{self.heading_family}"] if self.heading_family != self.family else []
        paints += [f"font-weight:{self.heading_weight}"] if self.heading_weight != 700 else []
        paints += ["letter-spacing:-.02em"] if self.tight and size >= 18 else []
        node.paint = ";".join(paints)
        return node

    def prose(self, width: float, *, lines: int, size: int = 0, colour: str = "", centred: bool = False) -> Node:
        """Return a paragraph of about `lines` lines (two at least) that wraps at `width` px."""
        size = size or self.type.body
        words = max(4, round(lines * width / (size * 3.4)))
        content = self._wrapped(lambda: self.words.paragraph(words), size, width, lines=lines)
        node = text(content, size, colour or self.tone.muted)
        node.style["line-height"] = f"{round(size * self.line_pitch)}px"
        if centred:
            node.style["text-align"] = "center"
        return node

    def _wrapped(self, make: Callable[[], str], size: int, width: float, *, lines: int, bold: bool = False) -> str:
        """Return a text that surely has several lines and hardly more than `lines`."""
        content = make()
        while self.width_of(content, size, bold=bold, family=self.heading_family if bold else "") < 1.25 * width:
            content += " " + self.words.saying()
        while " " in content and self.width_of(content, size, bold=bold) > (lines - 0.2) * width:
            shorter = content.rpartition(" ")[0]
            if self.width_of(shorter, size, bold=bold) < 1.2 * width:
                break
            content = shorter
        return content.rstrip(" ,;:-–—&¿¡")


def draw_design(rng: Random, *, held_out: bool) -> Design:
    """Return the design of a page."""
    palette = draw_palette(rng)
    family = draw_family(rng)
    sizes = _draw_type(rng)
    shadow = rng.choice(_SHADOWS) if rng.random() < 0.5 else ""
    return Design(
        rng=rng,
        words=Wording(rng, held_out=held_out),
        palette=palette,
        family=family,
        heading_family=draw_family(rng, *rng.choice((("show",), ("serif",), ("sans",))))
        if rng.random() < 0.25
        else family,
        type=sizes,
        unit=rng.choice((4, 4, 4, 5, 6)),
        density=rng.choice((0.75, 0.9, 1.0, 1.0, 1.0, 1.15, 1.35)),
        line_pitch=rng.choice((1.3, 1.4, 1.45, 1.5, 1.5, 1.6, 1.7)),
        card_radius=rng.choice((0, 0, 2, 4, 6, 8, 8, 10, 12, 12, 16, 20, 24)),
        control_radius=rng.choice((0, 2, 4, 4, 6, 6, 8, 8, 10, 12, ROUND)),
        card_border=rng.random() < (0.35 if shadow else 0.75),
        shadow=shadow,
        is_graded=rng.random() < 0.3,
        heading_weight=rng.choice((400, 600, 600, 700, 700, 700, 800)),
        tight=rng.random() < 0.35,
        labels_upper=rng.random() < 0.25,
        icon_stroke=rng.choice((1.5, 1.75, 2.0, 2.0, 2.5)),
        controls=_draw_controls(rng, sizes.body),
        tone=palette.plain,
        surface=palette.page,
    )


def _draw_type(rng: Random) -> Type:
    body = rng.choices((12, 13, 14, 15, 16, 17), (1, 3, 8, 4, 5, 1))[0]
    ratio = rng.choice((1.12, 1.2, 1.2, 1.25, 1.33))
    steps = [min(48, round(body * ratio**power)) for power in (1, 1.8, 3, 4, 5.5)]
    small = max(10, body - rng.choice((1, 1, 2, 2)))
    return Type(max(10, small - rng.choice((0, 1, 1, 2))), small, body, *(max(step, body) for step in steps))


def _draw_controls(rng: Random, body: int) -> Controls:
    vertical = rng.choice((5, 6, 7, 8, 8, 9, 10, 12))
    return Controls(
        field_height=round(body * 1.25) + 2 * rng.choice((vertical, vertical, 8, 10, 12)),
        field_pad=rng.choice((8, 10, 12, 12, 14, 16)),
        button_pad=(vertical, rng.choice((10, 12, 14, 16, 16, 20, 24, 28))),
        button_small=rng.random() < 0.3,
        button_bold=rng.random() < 0.6,
        button_upper=rng.random() < 0.07,
        badge_pad=(rng.choice((1, 2, 3, 4, 5)), rng.choice((6, 8, 8, 10, 12))),
        badge_radius=rng.choice((3, 4, 6, ROUND, ROUND, ROUND)),
        check_size=rng.choice((14, 16, 16, 18, 20)),
        check_radius=rng.choice((0, 3, 4, 4, ROUND)),
        switch_height=rng.choice((16, 18, 20, 22, 24, 28)),
        avatar_size=rng.choice((24, 28, 32, 32, 36, 40, 40, 44, 48)),
        avatar_radius=rng.choice((ROUND, ROUND, ROUND, 6, 8, 12)),
        bar_height=rng.choice((4, 6, 8, 8, 10, 12)),
    )
