"""The registry of page kinds, and what all of them are built with: the body, the content's column, screens in parts."""

from collections.abc import Callable
from dataclasses import dataclass

from moonpane_engine.train.pages import bars
from moonpane_engine.train.pages.arrange import sized, spaced
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.node import Node, column, padding, row

Make = Callable[[Design, int], Node]
PHONE, TABLET = 480, 900  # px; wider than that is a desktop


@dataclass(frozen=True, slots=True)
class Kind:
    """A maker of whole pages, `width` px wide, with how often and from which width on it is drawn."""

    make: Make
    weight: float
    least: int
    most: int


KINDS: dict[str, Kind] = {}


def kind(*, weight: float = 1.0, least: int = 320, most: int = 1280) -> Callable[[Make], Make]:
    """Register a function under its own name."""

    def register(make: Make) -> Make:
        KINDS[make.__name__] = Kind(make, weight, least, most)
        return make

    return register


def body(design: Design, nodes: list[Node]) -> Node:
    """Return a page of bars and areas below each other."""
    return column(nodes, gap=0, tag="body", background=design.palette.page)


def content_width(design: Design, width: int) -> float:
    """Return how wide a page's content is: most of the page, and on a desktop often no more than some width."""
    side = (
        design.space(design.rng.choice((4, 5, 6))) if width <= TABLET else design.space(design.rng.choice((6, 8, 12)))
    )
    most = design.rng.choice((880, 960, 1040, 1120, 1280)) if width > TABLET else width
    return min(width - 2 * side, most)


def area(
    design: Design, sections: list[Node], width: float, inner: float, *, gap: float = 0, tag: str = "main"
) -> Node:
    """Return sections below each other, `inner` px wide in the middle of the page."""
    between = design.space(gap or design.rng.choice((5, 6, 8) if width <= PHONE else (6, 8, 10, 12)))
    vertical = design.space(design.rng.choice((4, 5, 6, 8)))
    return column(
        spaced(sections, between), gap=between, tag=tag, padding=padding(vertical, round((width - inner) / 2))
    )


def band(design: Design, make: Callable[[Design, float], Node], width: float, inner: float, ground: str) -> Node:
    """Return a section on a ground as wide as the page."""
    palette = design.palette
    there = {"surface": design.on_card, "soft": design.on(palette.soft, palette.on_soft)}.get(ground, design)
    side, vertical = round((width - inner) / 2), design.space(design.rng.choice((7, 10, 12)))
    node = column([make(there, inner)], padding=padding(vertical, side), background=there.surface)
    node.role = "section"
    return node


def screen_with_side(design: Design, width: int, fill: Callable[[Design, float], list[Node]]) -> Node:
    """Return a screen with a column of links at its left; on a phone its title bar, and maybe tabs at the bottom."""
    if width <= 600:
        inner = width - 2 * design.space(4)
        nodes = [bars.app_bar(design, width), area(design, fill(design, inner), width, inner, gap=4)]
        if design.chance(0.4):
            nodes.append(bars.tab_bar(design, width))
        return body(design, nodes)
    side = design.rng.randrange(180, 270, 4) if width > 760 else design.rng.choice((64, 150, 170))
    links = bars.sidebar(design, max(side, 150))
    rest = width - max(side, 150)
    pad = design.space(design.rng.choice((4, 5, 6, 8)))
    main = column(spaced(fill(design, rest - 2 * pad), design.space(5)), gap=design.space(5), tag="main",
                  padding=f"{pad}px")  # fmt: skip
    if design.chance(0.35):
        right = column([bars.top_bar(design, rest), main], gap=0, flex="1")
        return body(design, [row([links, right], gap=0, align="")])
    main.style["flex"] = "1"
    return body(design, [row([links, main], gap=0, align="")])


def two_columns(design: Design, left: Node, right: Node, width: float, right_width: float, *, gap: int) -> Node:
    """Return a wide and a narrow part side by side, the narrow one `right_width` px wide."""
    right = sized(right, width=f"{round(right_width)}px")
    left = sized(left, flex="1")
    parts = [left, right] if design.chance(0.7) else [right, left]
    return row(parts, gap=gap, align="flex-start")
