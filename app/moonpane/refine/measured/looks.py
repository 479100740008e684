"""Looks: sizes, weights and colours of texts; fills, borders and corners of boxes; and what the page has not at all."""

from collections.abc import Sequence

from moonpane.refine.measured.changes import Change, Finding, length
from moonpane.refine.measured.flow import named
from moonpane.refine.measured.pairs import BoxFit, Fits, TextFit
from moonpane.refine.measured.seen import Box, Color, Element, Place
from moonpane.sentences import phrase

SAME_COLOR = 5  # levels of one channel that can be noise
SAME_WIDTH_PX = 1.5
ALIKE = 0.96  # correlation from which a text has the weight of the mockup's
LETTER_SPACING_EM = (-0.1, 0.2)  # beyond that, letters do not stand apart: the text is another one
NEAR_PX = 8  # between a thin line and the element that it belongs to
SHADOWS = ("0 1px 2px rgba(0,0,0,.06)", "0 1px 3px rgba(0,0,0,.12)", "0 4px 12px rgba(0,0,0,.08)")
SHADOW_BOX_PX = 48  # smaller boxes are not tried with a shadow
_LINES = {
    "top": phrase("a line at the top"),
    "right": phrase("a line at the right"),
    "bottom": phrase("a line at the bottom"),
    "left": phrase("a line at the left"),
}
WEIGHTS = {500: (600,), 600: (700,), 700: (600,), 800: (700,), 900: (700,)}  # what a bold text may be as well


def look_findings(elements: Sequence[Element], fits: Fits) -> list[Finding]:
    """What differs in style; sure things first for each element, then what else could be the reason."""
    found: list[Finding] = []
    for element in elements:
        text, box = fits.texts.get(element.index), fits.boxes.get(element.index)
        if text is not None and element.text is not None:
            found += _text(element, text)
        if box is not None:
            found += _box(element, box)
    for box in fits.missing_boxes:
        found += _missing_line(elements, box) if box.is_line else _missing_box(elements, box)
    return found


def _text(element: Element, fit: TextFit) -> list[Finding]:
    assert element.text is not None
    index, name = element.index, named(element)
    area = sum(line.area for line in element.text.lines)
    found: list[Finding] = []
    color, weight = element.color("color"), element.font_weight

    def say(kind: str, changes: tuple[Change, ...], what: str, share: float, otherwise: bool = False) -> None:
        fault = f"{index} {changes[0].name}"
        found.append(Finding(kind, changes, f"{name}: {what}", area * share, fault, otherwise))

    mine, theirs = fit.page, fit.mockup
    if mine is not None and theirs is not None:
        if color is not None and _apart(mine.color, theirs.color) > SAME_COLOR:
            say(
                "color",
                (Change(index, "color", corrected(color, mine.color, theirs.color)),),
                phrase("the colour"),
                0.5,
            )
        if mine.bold != theirs.bold:
            say("text", (Change(index, "font-weight", "700" if theirs.bold else "400"),), phrase("the weight"), 0.6)
        if theirs.underlined and not mine.underlined:
            say("text", (Change(index, "text-decoration", "underline"),), phrase("the line below"), 0.2)
        if len(element.text.lines) == 1:
            found += _widths(element, fit, area)
    if fit.likeness < ALIKE:
        for other in WEIGHTS.get(weight, ()):
            say("text", (Change(index, "font-weight", str(other)),), phrase(f"weight {other}"), 0.4, True)
    if len(element.text.lines) > 1:
        # What is one line in the mockup is longer there than the first of several here.
        if theirs is not None and theirs.place.width > element.text.lines[0].width + NEAR_PX:
            say("text", (Change(index, "white-space", "nowrap"),), phrase("one line"), 1.0)
        found += _line_heights(element, area)
    return found


def _widths(element: Element, fit: TextFit, area: float) -> list[Finding]:
    """A line of another width has another size, weight, or distance of letters."""
    assert fit.page is not None
    assert fit.mockup is not None
    assert element.text is not None
    width, wanted = fit.page.place.width, fit.mockup.place.width
    if width < 4 or abs(wanted - width) <= SAME_WIDTH_PX:
        return []
    size, letters = element.px("font-size"), len(element.text.words)
    found, name = [], named(element)
    taller = fit.mockup.ascender / max(1.0, fit.page.ascender)
    sizes = sorted({round(size * wanted / width), round(size * wanted / width * 2) / 2, round(size * taller)} - {size})
    for number, other in enumerate(sizes):
        if 0.5 * size < other < 2 * size:
            # A size that is more than a little wrong shows in the height of the letters, too.
            sure = number == 0 and abs(taller - wanted / width) < 0.06
            change = Change(element.index, "font-size", length(other))
            found.append(
                Finding("text", (change,), f"size {other:g} of {name}", area * 0.7, f"{element.index} width", not sure)
            )
    if letters > 2:
        spacing = (wanted - width) / (letters - 1) + element.px("letter-spacing")
        least, most = LETTER_SPACING_EM
        if least * size <= spacing <= most * size:
            change = Change(element.index, "letter-spacing", f"{round(spacing, 2):g}px")
            what, fault = f"the distance of letters of {name}", f"{element.index} width"
            found.append(Finding("text", (change,), what, area * 0.5, fault, True))
    return found


def _line_heights(element: Element, area: float) -> list[Finding]:
    assert element.text is not None
    lines = element.text.lines
    pitch = (lines[-1].y - lines[0].y) / (len(lines) - 1)
    return [
        Finding(
            "text",
            (Change(element.index, "line-height", length(pitch + step)),),
            f"line height {pitch + step:g} of {named(element)}",
            area * 0.4,
            f"{element.index} line-height",
            True,
        )
        for step in (-1.0, -0.5, 0.5, 1.0)
    ]


def _box(element: Element, fit: BoxFit) -> list[Finding]:
    index, name, area = element.index, named(element), element.place.area
    mine, theirs = fit.page, fit.mockup
    found: list[Finding] = []
    if mine is None or theirs.is_picture or mine.is_picture:
        return found
    fill, width = element.color("background-color"), element.px("border-top-width")
    if fill is not None and _apart(mine.fill, theirs.fill) > SAME_COLOR:
        value = corrected(fill, mine.fill, theirs.fill)
        found.append(
            Finding("fill", (Change(index, "background-color", value),), f"the fill of {name}", area, f"{index} fill")
        )
    rim = element.color("border-top-color") if width else None
    if theirs.border and theirs.border_color is not None:
        color = hexed(theirs.border_color)
        if not mine.border or mine.border_color is None:
            change = Change(index, "border", f"{theirs.border:g}px solid {color}")
            found.append(Finding("border", (change,), f"the border of {name}", area**0.5 * 8, f"{index} border"))
        else:
            if rim and _apart(mine.border_color, theirs.border_color) > SAME_COLOR:
                change = Change(index, "border-color", corrected(rim, mine.border_color, theirs.border_color))
                found.append(
                    Finding(
                        "border", (change,), f"the border's colour of {name}", area**0.5 * 6, f"{index} border-color"
                    )
                )
            if mine.border != theirs.border and width:
                change = Change(index, "border-width", length(theirs.border))
                found.append(
                    Finding("border", (change,), f"the border's width of {name}", area**0.5 * 4, f"{index} border")
                )
    elif mine.border and width:
        found.append(
            Finding("border", (Change(index, "border", "0"),), f"no border of {name}", area**0.5 * 8, f"{index} border")
        )
    if abs(mine.radius - theirs.radius) >= 1:
        radius = max(0.0, element.px("border-top-left-radius") + theirs.radius - mine.radius)
        found.append(
            Finding(
                "border",
                (Change(index, "border-radius", length(radius)),),
                f"the corners of {name}",
                80,
                f"{index} radius",
            )
        )
    if min(element.place.width, element.place.height) >= SHADOW_BOX_PX and element.style.get("box-shadow") == "none":
        found += [
            Finding(
                "shadow",
                (Change(index, "box-shadow", shadow),),
                f"a shadow of {name}",
                area**0.5,
                f"{index} shadow",
                True,
            )
            for shadow in SHADOWS
        ]
    return found


def _missing_line(elements: Sequence[Element], line: Box) -> list[Finding]:
    """A thin line that the page does not have: the border of what lies above or below it, or left or right."""
    lying = line.place.width >= line.place.height
    thick = min(line.place.width, line.place.height)
    value = f"{thick:g}px solid {hexed(line.fill)}"
    found: list[tuple[float, Finding]] = []
    fault = f"line {line.place.x:g} {line.place.y:g}"
    for element in elements[1:]:
        place = element.place
        if lying:
            near = {"bottom": abs(place.bottom - line.place.y), "top": abs(place.y - line.place.bottom)}
            shared = min(place.right, line.place.right) - max(place.x, line.place.x)
            alike = shared / max(place.width, line.place.width, 1)
        else:
            near = {"right": abs(place.right - line.place.x), "left": abs(place.x - line.place.right)}
            shared = min(place.bottom, line.place.bottom) - max(place.y, line.place.y)
            alike = shared / max(place.height, line.place.height, 1)
        for side, px in near.items():
            if px <= NEAR_PX and alike > 0.8:
                change = Change(element.index, f"border-{side}", value)
                found.append((px, Finding("line", (change,), f"{named(element)}: {_LINES[side]}", 40, fault, True)))
    return [finding for _, finding in sorted(found, key=lambda item: item[0])[:3]]


def _missing_box(elements: Sequence[Element], box: Box) -> list[Finding]:
    """A box that the page does not have: the innermost element around all that lies in it."""
    if box.is_picture or box.place.area < 100:
        return []
    inside = [each for each in elements if each.text and all(_holds(box.place, line) for line in each.text.lines)]
    if not inside:
        return []
    chains = [ancestors(elements, each) for each in inside]
    common = next((index for index in chains[0] if all(index in chain for chain in chains)), None)
    if common is None or common == 0:
        return []
    element = elements[common]
    if element.is_seen or element.place.area > 1.6 * box.place.area:
        return []
    changes = [Change(common, "background-color", hexed(box.fill))]
    if box.radius:
        changes.append(Change(common, "border-radius", length(box.radius)))
    if box.border and box.border_color is not None:
        changes.append(Change(common, "border", f"{box.border:g}px solid {hexed(box.border_color)}"))
    there, here = box.place, element.place
    room = {
        "left": here.x - there.x,
        "top": here.y - there.y,
        "right": there.right - here.right,
        "bottom": there.bottom - here.bottom,
    }
    for side, px in room.items():
        if px > 0.5:
            changes += [Change(common, f"padding-{side}", by=px), Change(common, f"margin-{side}", by=-px)]
    return [Finding("fill", tuple(changes), f"the box around {named(element)}", box.place.area, f"{common} fill", True)]


def _holds(outer: Place, inner: Place) -> bool:
    return outer.contains(inner, slack=2)


def ancestors(elements: Sequence[Element], element: Element) -> list[int]:
    """An element and all that it lies in, from the inside out."""
    found = [element.index]
    while (parent := elements[found[-1]].parent) >= 0:
        found.append(parent)
    return found


def corrected(written: Color, seen: Color, wanted: Color) -> str:
    """A colour as it has to be written so that `wanted` is seen where `seen` is seen now."""
    return hexed(tuple(min(255, max(0, a + c - b)) for a, b, c in zip(written, seen, wanted, strict=True)))


def hexed(color: Sequence[int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def _apart(one: Color, other: Color) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
