"""What is known of a page and of its mockup: elements with their style, from foreign JSON; lines and boxes in pictures.

The page tells of itself, so every value is checked; what has not the form that we know is left out.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from moonpane.artifact.page_json import number_in, number_of
from moonpane.artifact.source_map import parse_place
from moonpane.outlined import AnyPlace, likeness, shared_area
from moonpane.session import INDEX

MAX_ELEMENTS = 3000
MAX_RULES = 1500
MAX_VALUE_CHARS = 300
MAX_TEXT_CHARS = 4000
Color = tuple[int, int, int]
SourcePlace = tuple[str, int, int]  # file of the project, line and column from 1
_RGB = re.compile(r"rgba?\((\d{1,3}), (\d{1,3}), (\d{1,3})(?:, (\d*\.?\d+))?\)")


@dataclass(frozen=True)
class Place:
    """A rectangle in CSS px, which are pixels of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def as_tuple(self) -> AnyPlace:
        return self.x, self.y, self.width, self.height

    def overlap(self, other: "Place") -> float:
        """Shared area."""
        return shared_area(self.as_tuple, other.as_tuple)

    def likeness(self, other: "Place") -> float:
        """0…1, what both share of what they cover together."""
        return likeness(self.as_tuple, other.as_tuple)

    def contains(self, other: "Place", *, slack: float = 0.0) -> bool:
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )

    @staticmethod
    def around(places: "Iterable[Place]") -> "Place":
        """The smallest one around one or more."""
        each = list(places)
        left, top = min(p.x for p in each), min(p.y for p in each)
        return Place(left, top, max(p.right for p in each) - left, max(p.bottom for p in each) - top)


@dataclass(frozen=True)
class Text:
    """What an element says itself: its words and the places of its lines."""

    words: str
    lines: tuple[Place, ...]


@dataclass(frozen=True)
class Element:
    """A visible element of the page; `parent` and the index are those of the list that it stands in."""

    index: int
    parent: int  # -1 for the outermost
    tag: str
    source: SourcePlace | None
    place: Place
    style: Mapping[str, str]  # computed
    rules: tuple[int, ...]  # numbers of the style rules that match it
    text: Text | None = None

    def px(self, name: str) -> float:
        """A length of its style, 0 where it has none."""
        return number_of(self.style.get(name), "px") or 0.0

    @property
    def font_weight(self) -> int:
        """400 where it says none."""
        return round(number_of(self.style.get("font-weight")) or 400)

    def color(self, name: str) -> Color | None:
        """A colour of its style; None where it is transparent."""
        found = _RGB.fullmatch(self.style.get(name, ""))
        if found is None or (found[4] is not None and float(found[4]) == 0):
            return None
        red, green, blue = (min(255, int(found[channel])) for channel in (1, 2, 3))
        return red, green, blue

    @property
    def is_seen(self) -> bool:
        """Whether it is a rectangle that can be seen, apart from its text."""
        borders = any(self.px(f"border-{side}-width") > 0 for side in ("top", "right", "bottom", "left"))
        has_picture = self.style.get("background-image", "none") != "none"
        return borders or has_picture or self.color("background-color") is not None


@dataclass(frozen=True)
class Line:
    """A line of text in a picture; the place is that of its ink."""

    place: Place
    baseline: float
    ascender: float
    font_size: float
    bold: bool
    color: Color
    underlined: bool


@dataclass(frozen=True)
class Box:
    """A rectangle that is seen in a picture."""

    place: Place
    fill: Color
    radius: float
    border: float
    border_color: Color | None
    is_picture: bool

    @property
    def is_line(self) -> bool:
        return min(self.place.width, self.place.height) <= 5


@dataclass(frozen=True)
class Survey:
    """What is seen in one picture."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]


def survey_of(said: Mapping[str, Any]) -> Survey:
    """From `PixelWorker.survey`, which is ours."""
    lines = (
        Line(
            Place(*line["place"]),
            line["baseline"],
            line["ascender"],
            line["font_size"],
            line["bold"],
            _color(line["color"]),
            line["underlined"],
        )
        for line in said["lines"]
    )
    boxes = (
        Box(
            Place(*box["place"]),
            _color(box["fill"]),
            box["radius"],
            box["border"],
            None if box["border_color"] is None else _color(box["border_color"]),
            box["is_picture"],
        )
        for box in said["boxes"]
    )
    return Survey(tuple(lines), tuple(boxes))


def elements_of(layout: Mapping[str, Any], files: Collection[str] = (INDEX,)) -> list[Element]:
    """The elements of a layout, in document order, each with its own text; an element out of form ends the list.

    `files`: of the project. What else is said to have been written somewhere was not.
    """
    texts = _texts(layout, files)
    found: list[Element] = []
    for said in _list(layout.get("elements"))[:MAX_ELEMENTS]:
        element = _element(said, len(found), texts, files)
        if element is None:
            break
        found.append(element)
    return found


def selectors_of(layout: Mapping[str, Any]) -> list[str]:
    return [each if isinstance(each, str) else "" for each in _list(layout.get("selectors"))]


def place_of(said: object) -> Place | None:
    """[x, y, width, height], or an object with these names."""
    values = [said.get(name) for name in ("x", "y", "width", "height")] if isinstance(said, dict) else _list(said)
    numbers = [number for number in map(number_in, values) if number is not None]
    if len(numbers) != 4 or len(values) != 4 or min(numbers[2:]) < 0:
        return None
    return Place(*numbers)


def _element(said: object, index: int, texts: dict[SourcePlace, list[Text]], files: Collection[str]) -> Element | None:
    if not isinstance(said, dict):
        return None
    parent, place, style, rules = said.get("parent"), place_of(said.get("place")), said.get("style"), said.get("rules")
    if type(parent) is not int or not -1 <= parent <= index or place is None:
        return None
    if not isinstance(style, dict) or not isinstance(rules, list) or len(rules) > MAX_RULES:
        return None
    if any(type(rule) is not int or not 0 <= rule < MAX_RULES for rule in rules):
        return None
    source = parse_place(said.get("source"), files)
    waiting = texts.get(source, []) if source else []
    return Element(
        index,
        parent if parent < index else -1,
        _text(said.get("tag"), 40),
        source,
        place,
        {str(name): value[:MAX_VALUE_CHARS] for name, value in style.items() if isinstance(value, str)},
        tuple(rules),
        waiting.pop(0) if waiting else None,
    )


def _texts(layout: Mapping[str, Any], files: Collection[str]) -> dict[SourcePlace, list[Text]]:
    """The layout's text blocks by where their elements stand in the source."""
    found: dict[SourcePlace, list[Text]] = {}
    for block in _list(layout.get("blocks")):
        if not isinstance(block, dict) or (source := parse_place(block.get("source"), files)) is None:
            continue
        lines = [place for line in _list(block.get("lines")) if (place := place_of(line)) is not None]
        if lines:
            found.setdefault(source, []).append(Text(_text(block.get("text"), MAX_TEXT_CHARS), tuple(lines)))
    return found


def _text(value: object, limit: int) -> str:
    return value[:limit] if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _color(values: Any) -> Color:
    return int(values[0]), int(values[1]), int(values[2])
