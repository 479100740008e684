"""Changes of what is there: other texts, elements that come, go or change places."""

from html import escape
from itertools import pairwise

from moonpane_engine.train.data.edits.change import Change, Line, Maker, Scene, is_short
from moonpane_engine.train.data.edits.names import quoted
from moonpane_engine.train.data.edits.shown_page import Element

_OUTER = {"margin-top": None, "margin-left": None}  # what a copy elsewhere does not have
_BUTTON = {
    "background": "#2563eb", "border-radius": "8px", "padding": "10px 16px", "font-size": "16px",
    "font-weight": "700", "color": "#ffffff",
}  # fmt: skip
_MAX_COPIED = 6  # lines of a card


def _drawn_text(scene: Scene, element: Element) -> str:
    """A text such as might stand there."""
    texts, draw = scene.texts, scene.rng.random()
    if element.role == "button":
        return texts.button()
    if element.role in ("avatar",):
        return texts.word("en")[:1].upper()
    if draw < 0.15:
        return texts.special()
    if element.role == "paragraph" and draw < 0.5:
        return texts.sentence(3, 8)
    return texts.title() if element.role == "heading" else texts.label() if draw < 0.6 else texts.phrase(1, 4)


def _text(scene: Scene) -> Change | None:
    for element in scene.shuffled(lambda each: each.said):
        name, text = scene.names.of(element), _drawn_text(scene, element)
        if name and text != element.said:
            line = element.with_text(escape(text, quote=False))
            names = {"t": name, "v": quoted(text, scene.rng, bare=0.3)}
            return Change("text", element.first, element.first, [(line, element.first)], names)
    return None


def _cased(scene: Scene) -> Change | None:
    for element in scene.shuffled(lambda each: each.text and "&" not in each.text and len(each.text) < 60):
        text = element.text or ""
        is_upper = scene.rng.random() < 0.75
        new, name = (text.upper() if is_upper else text.lower()), scene.names.of(element)
        if name and new != text:
            line = (element.with_text(new), element.first)
            return Change("upper case" if is_upper else "lower case", element.first, element.first, [line], {"t": name})
    return None


def _remove(scene: Scene) -> Change | None:
    def fits(each: Element) -> bool:
        return each.parent is not None and len(each.parent.children) > 1 and bool(each.role) and is_short(each)

    for element in scene.shuffled(fits):
        if name := scene.names.of(element):
            return Change("remove", element.first, element.last, [], {"t": name})
    return None


def _is_leaf(element: Element) -> bool:
    return not element.children and element.parent is not None


def _is_free(element: Element) -> bool:
    """Whether its line can stand anywhere in its container."""
    return _is_leaf(element) and not element.style.keys() & {"margin-top", "margin-left", "flex"}


def _is_grid(element: Element) -> bool:
    return 'class="grid"' in element.attributes


def _copied_style(element: Element) -> dict[str, str]:
    is_grid = element.parent is not None and _is_grid(element.parent)
    return {name: value for name, value in element.style.items() if name not in _OUTER and (is_grid or name != "flex")}


def _add_button(scene: Scene) -> Change | None:
    for element in scene.shuffled(lambda each: _is_leaf(each) and each.said and "flex" not in each.style):
        name, text = scene.names.of(element), scene.texts.button()
        if not name:
            continue
        style = _copied_style(element) if element.role == "button" else dict(_BUTTON)
        if element.role != "button" and element.parent and element.parent.is_column:
            style["align-self"] = "flex-start"
        button = Element("button", "", style, escape(text, quote=False)).line()
        names = {"t": name, "v": quoted(text, scene.rng, bare=0.4)}
        return _beside("add button", scene, element, [(button, None)], names)
    return None


def _add_text(scene: Scene) -> Change | None:
    for element in scene.shuffled(lambda each: _is_leaf(each) and each.said and "flex" not in each.style):
        name, text = scene.names.of(element), _drawn_text(scene, element)
        if not name or element.parent is None:
            continue
        tag = "p" if element.parent.is_column else "span"
        color = element.style.get("color", "") if not element.is_box else _color_near(element)
        style = {"font-size": "16px", "color": color or "#333333"}
        line = Element(tag, "", style, escape(text, quote=False)).line()
        names = {"t": name, "v": quoted(text, scene.rng, bare=0.2)}
        is_before = scene.rng.random() < 0.3
        said = "add text before" if is_before else "add text"
        return _beside(said, scene, element, [(line, None)], names, is_before=is_before)
    return None


def _color_near(element: Element) -> str:
    """The colour of a text that stands beside a box."""
    beside = element.parent.children if element.parent else []
    return next((each.style["color"] for each in beside if not each.is_box and "color" in each.style), "")


def _beside(
    said: str, scene: Scene, element: Element, lines: list[Line], names: dict[str, str], *, is_before: bool = False
) -> Change:
    own = scene.kept(element.last, element.last)
    lines = lines + own if is_before else own + lines
    return Change(said, element.last, element.last, lines, names)


def _duplicate(scene: Scene) -> Change | None:
    for element in scene.shuffled(lambda each: _is_leaf(each) and each.role):
        if name := scene.names.of(element):
            copy = element.line(style=_copied_style(element))
            return _beside("duplicate", scene, element, [(copy, None)], {"t": name})
    return None


def _add_item(scene: Scene) -> Change | None:
    """Another entry of a list or menu: the last one again, with another text."""

    def is_last(each: Element) -> bool:
        if each.parent is None or not each.text or each.role == "button" or "flex" in each.style:
            return False
        around = [other for other in each.parent.children if other.text]
        alike = [other for other in around if other.tag == each.tag and "flex" not in other.style]
        return len(alike) > 2 and alike[-1] is each and "line-height" not in each.style

    for element in scene.shuffled(is_last):
        assert element.parent is not None
        name, text = scene.names.of(element), scene.texts.label()
        if not name:
            continue
        line = Element(element.tag, element.attributes, _copied_style(element), escape(text, quote=False)).line()
        names = {"t": name, "v": quoted(text, scene.rng, bare=0.4)}
        if element.parent.role and (container := scene.names.of(element.parent)):
            names["u"] = container
        return _beside("add item", scene, element, [(line, None)], names)
    return None


def _is_last_of_alike(each: Element) -> bool:
    """Whether it is the last of boxes side by side, or of at least three rows, that are built alike."""
    around = each.parent
    if around is None or not each.children or each.last - each.first >= _MAX_COPIED:
        return False
    if len(each.children) != each.last - each.first - 1 or around.children[-1] is not each:
        return False
    beside = [other for other in around.children if other.line() == each.line()]
    alike = [other for other in beside if [leaf.tag for leaf in other.children] == [leaf.tag for leaf in each.children]]
    if around.is_column:
        return len(alike) > 2 and 'class="row"' in each.attributes
    return _is_grid(around) or (len(alike) > 1 and each.is_column)


def _repeat(scene: Scene) -> Change | None:
    """Another column or row: the last one again, with another first text where one is given."""
    repeated = [each for each in scene.page.elements if _is_last_of_alike(each)]
    for element in scene.rng.sample(repeated, min(len(repeated), 4)):
        assert element.parent is not None
        is_column = not element.parent.is_column
        name, leaves = scene.names.of(element), [each for each in element.children if each.text]
        is_only = sum(each.parent.is_column != is_column for each in repeated if each.parent) == 1
        if not name and not is_only:
            continue
        names, copy = {"t": name} if name else {}, [(line, None) for line, _ in scene.kept(element.first, element.last)]
        copy[0] = (element.line(style=_copied_style(element)), None)
        is_given = bool(leaves) and scene.rng.random() < 0.6
        if is_given:
            text = scene.texts.label()
            copy[leaves[0].first - element.first] = (leaves[0].with_text(escape(text, quote=False)), None)
            names["v"] = quoted(text, scene.rng, bare=0.4)
        start = element.children[-1].first
        said = f"{'add' if is_given else 'repeat'} {'column' if is_column else 'row'}"
        return Change(said, start, element.last, [*scene.kept(start, element.last), *copy], names, not is_only)
    return None


def _swap(scene: Scene) -> Change | None:
    pairs = [
        (first, second)
        for around in scene.page.elements
        for first, second in pairwise(around.children)
        if _is_free(first) and _is_free(second) and first.line() != second.line()
    ]
    for first, second in scene.rng.sample(pairs, min(len(pairs), 4)):
        names = {"t": scene.names.of(first), "v": scene.names.of(second)}
        if all(names.values()):
            lines = scene.kept(second.first, second.first) + scene.kept(first.first, first.first)
            return Change("swap", first.first, second.first, lines, names)
    return None


def _move(scene: Scene) -> Change | None:
    """To the first or last place of its container."""
    is_up = scene.rng.random() < 0.6

    def between(each: Element) -> list[Element]:
        assert each.parent is not None
        place = each.parent.children.index(each)
        return each.parent.children[:place] if is_up else each.parent.children[place + 1 :]

    def fits(each: Element) -> bool:
        return (
            bool(each.role) and _is_free(each) and 0 < len(others := between(each)) < 6 and all(map(_is_free, others))
        )

    for element in scene.shuffled(fits):
        others = [line for each in between(element) for line in scene.kept(each.first, each.first)]
        numbers = [number for _, number in others if number is not None]
        own, name = scene.kept(element.first, element.first), scene.names.of(element)
        if not name:
            continue
        if is_up:
            return Change("to top", numbers[0], element.first, own + others, {"t": name})
        return Change("to bottom", element.first, numbers[-1], others + own, {"t": name})
    return None


def _link(scene: Scene) -> Change | None:
    def fits(each: Element) -> bool:
        return (
            bool(each.text) and each.role in ("text", "paragraph", "heading", "link") and "href" not in each.attributes
        )

    for element in scene.shuffled(fits):
        if name := scene.names.of(element):
            names, target = {"t": name}, "#"
            if scene.rng.random() < 0.45:
                target = names["v"] = scene.texts.url()
            line = element.line(tag="a", attributes=f' href="{escape(target)}"')
            said = "link to" if "v" in names else "link"
            return Change(said, element.first, element.first, [(line, element.first)], names)
    return None


STRUCTURE_KINDS: dict[str, Maker] = {
    "text": _text, "case": _cased, "remove": _remove, "add button": _add_button, "add text": _add_text,
    "duplicate": _duplicate, "add item": _add_item, "repeat": _repeat, "swap": _swap, "move": _move,
    "link": _link,
}  # fmt: skip
