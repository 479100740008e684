"""Changes of how one entry looks."""

from collections.abc import Callable

from moonpane_engine.train.data.edits.change import Change, Maker, Scene
from moonpane_engine.train.data.edits.said_colors import draw_color
from moonpane_resources.editing.listing import Entry

Drawn = tuple[str, str, str, str]  # what is said, a value that is named, the verb of the order, how

BOXES = frozenset(
    ("button", "card", "badge", "field", "picture", "icon", "nav", "header", "footer", "sidebar", "dropdown", "row",
     "cell", "item", "section", "table", "form", "main", "column")
)  # fmt: skip
_TEXTS = frozenset(("text", "paragraph", "heading", "link", "label", "item", "cell", "option"))
_FILLED = frozenset(
    ("button", "card", "badge", "field", "nav", "header", "footer", "sidebar", "dropdown", "icon", "picture", "row",
     "section", "table", "form")
)  # fmt: skip


_FONTS = (
    "Georgia", "Arial", "Helvetica", "Times New Roman", "Times", "Courier", "Courier New", "Verdana", "Tahoma",
    "Inter", "Roboto", "Lato", "Open Sans", "Montserrat", "Poppins", "Merriweather", "Playfair Display", "Nunito",
    "Source Sans", "a serif font", "a sans serif font", "a sans-serif font", "a monospace font", "serif",
    "sans serif", "sans-serif", "monospace", "a typewriter font", "a handwritten font", "Comic Sans", "Garamond",
    "Futura", "Ubuntu", "Segoe UI",
)  # fmt: skip


def _maker(fits: Callable[[Entry], object], draw: Callable[[Scene, Entry], Drawn]) -> Maker:
    def make(scene: Scene) -> Change | None:
        for entry in scene.shuffled(fits):
            if name := scene.names.of(entry):
                said, value, verb, how = draw(scene, entry)
                names = {"t": name} | ({"v": value} if value else {})
                if scene.is_free and verb in ("color", "background") and entry.color and entry.color not in value:
                    names["o"] = scene.rng.choice((entry.color, entry.color.split()[-1]))
                return Change(said, [scene.order(entry, verb, how)], names)
        return None

    return make


def has_text(entry: Entry) -> bool:
    return bool(entry.text)


def is_plain_text(entry: Entry) -> bool:
    """Whether what is coloured about it are its letters."""
    return bool(entry.text) and entry.role in _TEXTS


def is_filled(entry: Entry) -> bool:
    return entry.role in _FILLED


def length(scene: Scene, low: int, high: int) -> str:
    """A length as it is said; mostly a round one."""
    value = scene.rng.randint(low, high)
    if high > 60 and scene.rng.random() < 0.8:
        value = max(value // 10 * 10, low)
    forms = (
        f"{value}px",
        f"{value}px",
        f"{value}px",
        f"{value} px",
        f"{value} pixels",
        f"{value}",
        f"{value / 16:g}rem",
    )
    return scene.rng.choices(forms, (4, 4, 4, 4, 2, 1.5, 0.3))[0]


def _color(said: str, verb: str) -> Callable[[Scene, Entry], Drawn]:
    def draw(scene: Scene, entry: Entry) -> Drawn:
        value = draw_color(scene.rng)
        return said, value, verb, value

    return draw


def _one_of(*ways: tuple[str, str, str]) -> Callable[[Scene, Entry], Drawn]:
    """One of some ways that need no value: what is said, verb, how."""

    def draw(scene: Scene, entry: Entry) -> Drawn:
        said, verb, how = scene.rng.choice(ways)
        return said, "", verb, how

    return draw


def _shade(scene: Scene, entry: Entry) -> Drawn:
    """Darker or lighter than it is."""
    how = scene.rng.choice(("darker", "lighter"))
    return how, "", "color" if is_plain_text(entry) else "background", how


def _font_size(scene: Scene, entry: Entry) -> Drawn:
    said = length(scene, 9, 64)
    return "font size", said, "size", said


def _font(scene: Scene, entry: Entry) -> Drawn:
    said = scene.rng.choice(_FONTS)
    return "font", said, "font", said


def _corners(scene: Scene, entry: Entry) -> Drawn:
    draw = scene.rng.random()
    if draw < 0.3:
        said = length(scene, 2, 32)
        return "radius", said, "corners", said
    how = scene.rng.choice(("round", "pill", "square"))
    return how, "", "corners", how


def _spaced(name: str) -> Callable[[Scene, Entry], Drawn]:
    """More, less, or a given amount of padding or gap."""

    def draw(scene: Scene, entry: Entry) -> Drawn:
        how = scene.rng.choice(("more", "less", ""))
        if how:
            return f"{how} {name}", "", name, how
        said = length(scene, 2, 48)
        return name, said, name, said

    return draw


def _side(name: str, more: str, less: str) -> Callable[[Scene, Entry], Drawn]:
    def draw(scene: Scene, entry: Entry) -> Drawn:
        how = scene.rng.choice(("more", "less", "", ""))
        if how:
            return more if how == "more" else less, "", name, how
        said = length(scene, 8, 64) if entry.role == "icon" else length(scene, 40, 900)
        return name, said, name, said

    return draw


def _placed(scene: Scene, entry: Entry) -> Drawn:
    how = scene.rng.choice(("center", "center", "right", "left"))
    return how, "", "align", how


def _border(scene: Scene, entry: Entry) -> Drawn:
    draw = scene.rng.random()
    if draw < 0.3:
        return "no border", "", "border", "none"
    if draw < 0.6:
        said = draw_color(scene.rng)
        return "colored border", said, "border", said
    return "border", "", "border", "plain"


def _page(scene: Scene) -> Change:
    """The background of the page, by colour or as a theme."""
    draw, page = scene.rng.random(), scene.entries[0]
    if draw < 0.5:
        how = "dark" if draw < 0.3 else "light"
        return Change(how, [scene.order(page, "theme", how)])
    color = draw_color(scene.rng)
    return Change("page background", [scene.order(page, "background", color)], {"v": color})


def _whole_page(scene: Scene) -> Change:
    """What is said of all texts at once."""
    said = scene.rng.choice(("page font", "page text color", "page center"))
    value = {"page font": scene.rng.choice(_FONTS), "page text color": draw_color(scene.rng)}.get(said, "center")
    verb = {"page font": "font", "page text color": "color"}.get(said, "align")
    return Change(said, [scene.order(scene.entries[0], verb, value)], {} if verb == "align" else {"v": value})


def _several(scene: Scene) -> Change | None:
    """Two or three adjectives of one text."""
    for entry in scene.shuffled(has_text):
        said, orders = adjectives(scene, entry, scene.rng.choice((2, 2, 3)))
        if name := scene.names.of(entry):
            told = ", ".join(said[:-1]) + " and " + said[-1] if scene.rng.random() < 0.8 else " ".join(said)
            return Change("several", [scene.order(entry, *each) for each in orders], {"t": name, "v": told})
    return None


def adjectives(scene: Scene, entry: Entry, count: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Words that can stand behind "make it", and what each orders: verb and how."""
    rng, color = scene.rng, draw_color(scene.rng)
    size = length(scene, 10, 48)
    choices = [
        (color, (
            "color" if is_plain_text(entry) else "background", color)), rng.choice((("bold", ("weight", "bold")),
            ("bold", ("weight", "bold")), ("not bold", ("weight", "regular")))), rng.choice((("larger", ("size",
            "larger")), ("bigger", ("size", "larger")), ("smaller", ("size", "smaller")), (size, ("size", size)),
            (f"a bit {rng.choice(('larger', 'bigger'))}", ("size", "larger")))), rng.choice((("centered", ("align",
            "center")), ("italic", ("slant", "italic")), ("underlined", ("line", "under")), ("uppercase", ("case",
            "upper")), ("all caps", ("case", "upper")))),
         ]  # fmt: skip
    if not is_plain_text(entry):
        other = draw_color(rng)
        choices.append((f"with {other} {rng.choice(('text', 'letters', 'writing'))}", ("color", other)))
        choices.append((f"with a {other} {rng.choice(('border', 'outline', 'frame'))}", ("border", other)))
        choices.append((rng.choice(("rounded", "round")), ("corners", "round")))
    chosen = rng.sample(choices, min(count, len(choices)))
    chosen.sort(key=lambda each: each[0].startswith("with "))
    return [said for said, _ in chosen], [order for _, order in chosen]


LOOK_KINDS: dict[str, Maker] = {
    "text color": _maker(is_plain_text, _color("text color", "color")),
    "color of its text": _maker(lambda each: each.text and is_filled(each), _color("color of its text", "color")),
    "background": _maker(is_filled, _color("background", "background")),
    "shade": _maker(lambda each: is_filled(each) or is_plain_text(each), _shade), "page background": _page,
    "whole page": _whole_page,
    "size": _maker(has_text, _one_of(("larger", "size", "larger"), ("smaller", "size", "smaller"))),
    "font size": _maker(has_text, _font_size),
    "weight": _maker(has_text, _one_of(
        ("bold", "weight", "bold"), ("not bold", "weight", "regular"))),
        "font": _maker(lambda each: each.text or each.role in ("page", "card", "nav", "sidebar"), _font),
        "slant": _maker(has_text, _one_of(("italic", "slant", "italic"), ("upright", "slant", "upright"))),
        "line": _maker(has_text, _one_of(("underline", "line", "under"), ("strike", "line", "through"), ("no line",
        "line", "none"))), "corners": _maker(lambda each: each.role in BOXES, _corners),
        "padding": _maker(lambda each: each.role in BOXES, _spaced("padding")),
        "gap": _maker(lambda each: len(each.children) > 1, _spaced("gap")),
        "width": _maker(lambda each: each.role in BOXES, _side("width", "wider", "narrower")),
        "height": _maker(lambda each: each.role in BOXES, _side("height", "taller", "shorter")),
        "alignment": _maker(lambda each: each.text or each.role in BOXES, _placed),
        "border": _maker(lambda each: each.role in BOXES, _border), "shadow": _maker(lambda each: each.role in BOXES,
        _one_of(("shadow", "shadow", "plain"), ("shadow", "shadow", "plain"), ("no shadow", "shadow", "none"))),
        "several": _several,
     }  # fmt: skip
