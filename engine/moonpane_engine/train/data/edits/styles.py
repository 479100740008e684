"""Changes of how one element looks: one line, of which some declarations change."""

from collections.abc import Callable

from moonpane_engine.train.data.edits.change import Change, Maker, Scene, px
from moonpane_engine.train.data.edits.colors import DARK, LIGHT, draw_color
from moonpane_engine.train.data.edits.shown_page import Element

Style = dict[str, str | None]  # None takes a property away
Drawn = tuple[str, str, Style] | None  # what is said, a value that is named, and what changes

_BORDER = "1px solid #cccccc"
_ROUND = "12px"
_FILLED = {"button", "card", "badge", "field", "avatar", "picture", "icon", "nav", "header", "footer"}
_HEADINGS = ("h1", "h2", "h3")


def _maker(fits: Callable[[Element], object], draw: Callable[[Scene, Element], Drawn]) -> Maker:
    def make(scene: Scene) -> Change | None:
        for element in scene.shuffled(fits):
            name = scene.names.of(element)
            if not name or (drawn := draw(scene, element)) is None:
                continue
            said, value, style = drawn
            line = element.line(style=merged(element.style, style))
            names = {"t": name, "v": value}
            if line != element.line():
                return Change(said, element.first, element.first, [(line, element.first)], names)
        return None

    return make


def merged(style: dict[str, str], changes: Style) -> dict[str, str]:
    """A style with changes, without what they take away."""
    return {name: value for name, value in (style | changes).items() if value is not None}


def larger(value: int) -> int:
    """A quarter more, at least 2 px."""
    return max(value * 5 // 4, value + 2)


def smaller(value: int) -> int:
    """A fifth less, at least 2 px."""
    return max(min(value * 4 // 5, value - 2), 1)


def sized(element: Element, size: int) -> Style:
    """A font size, and the line height that goes with it where there are several lines."""
    style: Style = {"font-size": f"{size}px"}
    if "line-height" in element.style:
        style["line-height"] = f"{size * 3 // 2}px"
    return style


def _has_color(element: Element) -> bool:
    return "color" in element.style


def _is_plain_text(element: Element) -> bool:
    return _has_color(element) and bool(element.text) and not element.is_box


def _is_filled(element: Element) -> bool:
    return element.role in _FILLED and "background" in element.style


def _color(said: str, name: str) -> Callable[[Scene, Element], Drawn]:
    def draw(scene: Scene, element: Element) -> Drawn:
        value, color = draw_color(scene.rng)
        return said, value, {name: color}

    return draw


def _scaled(scene: Scene, element: Element) -> Drawn:
    size = px(element.style["font-size"])
    if scene.rng.random() < 0.5:
        return "larger", "", sized(element, larger(size))
    return ("smaller", "", sized(element, smaller(size))) if size > 11 else None


def length(scene: Scene, low: int, high: int) -> tuple[str, str]:
    """(as it is said, as it is written) of a length; mostly a round one."""
    value = scene.rng.randint(low, high)
    if high > 60 and scene.rng.random() < 0.8:
        value = max(value // 10 * 10, low)
    return scene.rng.choice((f"{value}px", f"{value} px", f"{value}px", f"{value} pixels")), f"{value}px"


def _font_size(scene: Scene, element: Element) -> Drawn:
    said, written = length(scene, 10, 48)
    return "font size", said, sized(element, px(written))


def unbold(element: Element) -> Style:
    """Headings are bold by themselves, so they say that they are not."""
    return {"font-weight": "400" if element.tag in _HEADINGS else None}


def _weight(scene: Scene, element: Element) -> Drawn:
    if element.style.get("font-weight") == "700":
        return "not bold", "", unbold(element)
    return "bold", "", {"font-weight": "700"}


def _corners(scene: Scene, element: Element) -> Drawn:
    draw = scene.rng.random()
    if draw < 0.3:
        said, written = length(scene, 2, 32)
        return "radius", said, {"border-radius": written}
    if "border-radius" in element.style and draw < 0.65:
        return "square", "", {"border-radius": None}
    return ("pill", "", {"border-radius": "999px"}) if draw > 0.85 else ("round", "", {"border-radius": _ROUND})


def _each(value: str, change: Callable[[int], int]) -> str:
    return " ".join(f"{change(px(each))}px" if px(each) else each for each in value.split())


def _spaced(name: str) -> Callable[[Scene, Element], Drawn]:
    """More, less, or a given amount of padding or gap."""

    def draw(scene: Scene, element: Element) -> Drawn:
        now, kind = element.style.get(name), scene.rng.random()
        if now is None or kind < 0.35:
            said, written = length(scene, 2, 48)
            return name, said, {name: written}
        if kind < 0.75:
            return f"more {name}", "", {name: _each(now, lambda value: value + 8)}
        return f"less {name}", "", {name: _each(now, lambda value: value // 2)}

    return draw


def _side(name: str, more: str, less: str) -> Callable[[Scene, Element], Drawn]:
    def draw(scene: Scene, element: Element) -> Drawn:
        now = px(element.style.get(name, ""))
        if now > 8 and scene.rng.random() < 0.4:
            is_more = scene.rng.random() < 0.5
            return more if is_more else less, "", {name: f"{larger(now) if is_more else smaller(now)}px"}
        said, written = length(scene, 8, 64) if element.role == "icon" else length(scene, 40, 600)
        return name, said, {name: written}

    return draw


def _is_in_column(element: Element) -> bool:
    around, is_narrow = element.parent, element.role == "picture" and "width" in element.style
    return around is not None and around.is_column and (bool(element.text) or is_narrow)


def aligned(element: Element, side: str) -> Style:
    """Texts align in their own width, boxes in their column."""
    if not element.is_box:
        return {"text-align": None if side == "left" else side}
    return {"align-self": {"left": "flex-start", "center": "center", "right": "flex-end"}[side]}


def _placed(scene: Scene, element: Element) -> Drawn:
    is_placed = "text-align" in element.style or "align-self" in element.style
    side = scene.rng.choice(("center", "right", "left", "left") if is_placed else ("center", "center", "right"))
    return side, "", aligned(element, side)


def _border(scene: Scene, element: Element) -> Drawn:
    draw = scene.rng.random()
    if "border" in element.style and draw < 0.7:
        return "no border", "", {"border": None}
    if draw < 0.5:
        said, color = draw_color(scene.rng)
        return "colored border", said, {"border": f"1px solid {color}"}
    return "border", "", {"border": _BORDER}


def _page(scene: Scene) -> Change | None:
    """The background of the page, by colour or as a theme."""
    draw, body = scene.rng.random(), scene.page.body
    said, value, color = "page background", *draw_color(scene.rng)
    if draw < 0.5:
        said, value, color = ("dark", "", DARK) if draw < 0.25 else ("light", "", LIGHT)
    line = body.line(style=body.style | {"background": color})
    return Change(said, 0, 0, [(line, 0)], {"v": value}) if line != body.line() else None


def _several(scene: Scene) -> Change | None:
    """Two or three adjectives of one text."""
    for element in scene.shuffled(lambda each: each.text and _has_color(each)):
        value, color = draw_color(scene.rng)
        size = px(element.style.get("font-size", ""))
        said, written = length(scene, 10, 48)
        is_bold = element.style.get("font-weight") == "700"
        choices: list[tuple[str, Style]] = [
            (value, {"background" if element.is_box else "color": color}),
            ("not bold", unbold(element)) if is_bold else ("bold", {"font-weight": "700"}),
            scene.rng.choice((("larger", sized(element, larger(size))), (said, sized(element, px(written))))),
        ]
        if _is_in_column(element):
            choices.append(("centered", aligned(element, "center")))
        chosen = scene.rng.sample(choices, scene.rng.choice((2, 2, 3)))
        style: Style = {}
        for _, each in chosen:
            style |= each
        words = [word for word, _ in chosen]
        name, line = scene.names.of(element), element.line(style=merged(element.style, style))
        if name and line != element.line():
            told = ", ".join(words[:-1]) + " and " + words[-1]
            return Change("several", element.first, element.first, [(line, element.first)], {"t": name, "v": told})
    return None


STYLE_KINDS: dict[str, Maker] = {
    "text color": _maker(_is_plain_text, _color("text color", "color")),
    "color of its text": _maker(
        lambda each: _has_color(each) and each.is_box and each.text, _color("color of its text", "color")
    ),
    "background": _maker(_is_filled, _color("background", "background")),
    "page background": _page,
    "size": _maker(lambda each: each.text and "font-size" in each.style, _scaled),
    "font size": _maker(lambda each: each.text and "font-size" in each.style, _font_size),
    "weight": _maker(lambda each: each.text and _has_color(each), _weight),
    "corners": _maker(_is_filled, _corners),
    "padding": _maker(lambda each: each.role in ("button", "card", "badge", "nav", "header"), _spaced("padding")),
    "gap": _maker(lambda each: each.children and each.role and "gap" in each.style, _spaced("gap")),
    "width": _maker(
        lambda each: each.role in ("button", "picture", "icon", "card", "field"), _side("width", "wider", "narrower")
    ),
    "height": _maker(lambda each: each.role in ("picture", "icon", "field"), _side("height", "taller", "shorter")),
    "alignment": _maker(_is_in_column, _placed),
    "border": _maker(lambda each: _is_filled(each) and each.role != "icon", _border),
    "several": _several,
}
