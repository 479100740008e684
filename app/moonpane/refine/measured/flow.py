"""Places: what has to become of paddings, margins, gaps and sizes so that everything lies where it does in the mockup.

Elements lie in the flow of their parents, so what counts is never where something is, but how far it is from what comes
before it: the first thing that is too low moves all that follows, and only its own margin has to change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moonpane.refine.measured.changes import Change, Finding, length
from moonpane.refine.measured.pairs import Fits
from moonpane.refine.measured.seen import Element
from moonpane.sentences import phrase

NOTHING_PX = 0.5  # less than this is no difference
FAR_PX = 120  # more than this is not a place that is a little wrong
# Whole, because what is put into a sentence has to be ours as well to be translated.
_PADDINGS = {"left": phrase("the padding at the left"), "top": phrase("the padding at the top")}


@dataclass(frozen=True)
class Edges:
    """How far the edges of an element have to be moved; None where nothing tells."""

    left: float | None = None
    top: float | None = None
    right: float | None = None
    bottom: float | None = None


def place_findings(elements: Sequence[Element], fits: Fits, says: Callable[[int, str], bool]) -> list[Finding]:
    """One finding for each distance that is wrong, outer elements before inner ones.

    `says`: whether the source gives an element a property.
    """
    return _Flow(elements, fits, says).findings()


class _Flow:
    def __init__(self, elements: Sequence[Element], fits: Fits, says: Callable[[int, str], bool]) -> None:
        self._elements, self._fits, self._says = elements, fits, says
        self._children: dict[int, list[int]] = {}
        for element in elements:
            if (
                element.parent >= 0
                and element.place.area > 0
                and element.style.get("position") in ("static", "relative")
            ):
                self._children.setdefault(element.parent, []).append(element.index)
        self._edges: dict[int, Edges] = {}
        for element in reversed(elements):
            self._edges[element.index] = self._edges_of(element)
        for index in self._whole_pages():
            self._edges[index] = Edges(0.0, 0.0, 0.0, None)  # the page itself stays where it is
        self._found: list[Finding] = []

    def findings(self) -> list[Finding]:
        for element in self._elements:
            children = self._children.get(element.index, [])
            if children:
                self._flow(element, children)
            if element.text is not None and element.index in self._fits.texts:
                self._own_text(element)
            self._size(element)
        return self._found

    def _whole_pages(self) -> list[int]:
        """The body, and what alone is in it and as wide: the page is written in there."""
        if not self._elements:
            return []
        found = [0]
        body = self._elements[0].place
        while len(inner := self._children.get(found[-1], [])) == 1:
            place = self._elements[inner[0]].place
            if (place.x, place.y, place.width) != (body.x, body.y, body.width):
                break
            found.append(inner[0])
        return found

    def _edges_of(self, element: Element) -> Edges:
        """From its box where it is seen, else from what is in it."""
        box = self._fits.boxes.get(element.index)
        if box is not None:
            return Edges(box.left, box.top, box.right, box.bottom)
        inner = [(self._elements[child].place, self._edges[child]) for child in self._children.get(element.index, [])]
        text = self._fits.texts.get(element.index)
        if element.text is not None and text is not None:
            around = element.text.lines[0]
            moved = Edges(text.dx, text.dy, text.dx + text.grow, text.dy)
            inner.append((around, moved))
        if element.is_seen or not inner:
            return Edges()
        return Edges(
            min(inner, key=lambda item: item[0].x)[1].left,
            min(inner, key=lambda item: item[0].y)[1].top,
            max(inner, key=lambda item: item[0].right)[1].right,
            max(inner, key=lambda item: item[0].bottom)[1].bottom,
        )

    def _flow(self, parent: Element, children: list[int]) -> None:
        if self._lies_across(parent, children):
            self._along(parent, children, "left", "right")
            self._beside(parent, children, "top", "bottom")
        else:
            self._along(parent, children, "top", "bottom")
            self._beside(parent, children, "left", "right")

    def _lies_across(self, parent: Element, children: list[int]) -> bool:
        """Whether children follow each other from left to right."""
        display = parent.style.get("display", "")
        if "flex" in display:
            return parent.style.get("flex-direction", "row").startswith("row")
        places = [self._elements[child].place for child in children]
        if len(places) > 1 and ("grid" in display or "table-row" in display or "inline" in self._first(children)):
            return places[1].x >= places[0].right - 1
        return "inline" in self._first(children)

    def _first(self, children: list[int]) -> str:
        return self._elements[children[0]].style.get("display", "")

    def _along(self, parent: Element, children: list[int], start: str, end: str) -> None:
        """Distances in the direction of the flow: before the first, between, and behind the last."""
        outer = self._edges[parent.index]
        moved = [(child, getattr(self._edges[child], start), getattr(self._edges[child], end)) for child in children]
        steps: list[tuple[int, float]] = []
        before = getattr(outer, start)
        for child, first, last in moved:
            if first is not None and before is not None:
                steps.append((child, first - before))
            before = last if last is not None else before
        justify = parent.style.get("justify-content", "")
        if justify == "space-between" and start == "left":
            # Only the outer ones are held by the edges; those between are held by what is left over.
            for child, first, _ in moved:
                if first is not None and outer.left is not None:
                    self._nudge(child, start, end, first - (outer.left or 0.0))
            return
        wrong = [(child, px) for child, px in steps if _counts(px)]
        inner = [(child, px) for child, px in steps if child != children[0]]
        has_gap = parent.px("row-gap" if start == "top" else "column-gap") > 0
        if (
            len(inner) > 1
            and has_gap
            and all(abs(px - inner[0][1]) < NOTHING_PX for _, px in inner)
            and _counts(inner[0][1])
        ):
            self._say(parent, (Change(parent.index, "gap", by=inner[0][1]),), phrase("the gap"), inner[0][1])
            wrong = [(child, px) for child, px in wrong if child == children[0]]
        for child, px in wrong:
            name = f"padding-{start}" if child == children[0] and parent.px(f"padding-{start}") > 0 else ""
            change = Change(parent.index, name, by=px) if name else Change(child, f"margin-{start}", by=px)
            self._say(self._elements[child], (change,), phrase("the distance before"), px, fault=f"{child} {start}")
            self._nudge(child, start, end, px, otherwise=True)
        last, far = moved[-1][2], getattr(outer, end)
        if start == "top" and last is not None and far is not None and _counts(far - last):
            change = Change(parent.index, f"padding-{end}", by=far - last)
            self._say(parent, (change,), phrase("the room below the last part"), far - last)

    def _beside(self, parent: Element, children: list[int], start: str, end: str) -> None:
        """Distances across the flow, from the parent's own edge."""
        outer = getattr(self._edges[parent.index], start)
        if outer is None:
            return
        steps = [
            (child, edge - outer) for child in children if (edge := getattr(self._edges[child], start)) is not None
        ]
        if not steps:
            return
        first = steps[0][1]
        if len(steps) == len(children) > 1 and _counts(first) and all(abs(px - first) < NOTHING_PX for _, px in steps):
            change = Change(parent.index, f"padding-{start}", by=first)
            self._say(parent, (change,), _PADDINGS[start], first)
            return
        for child, px in steps:
            self._nudge(child, start, end, px)

    def _nudge(self, child: int, start: str, end: str, px: float, *, otherwise: bool = False) -> None:
        """Moves one element and nothing else."""
        if not _counts(px):
            return
        changes = (Change(child, f"margin-{start}", by=px), Change(child, f"margin-{end}", by=-px))
        self._say(
            self._elements[child], changes, phrase("the place"), px, fault=f"{child} {start}", otherwise=otherwise
        )

    def _own_text(self, element: Element) -> None:
        """A text in its own box: what is between the box's edges and the text."""
        box, text = self._fits.boxes.get(element.index), self._fits.texts[element.index]
        if box is None or element.index in self._children:
            return
        across, down = text.dx - box.left, text.dy - box.top
        if _counts(across):
            changes = [Change(element.index, "padding-left", by=across)]
            if element.style.get("text-align") == "center" or element.tag == "button":
                changes.append(Change(element.index, "padding-right", by=-across))
            self._say(element, tuple(changes), phrase("the text's place in its box"), across)
        if _counts(down):
            changes = [Change(element.index, "padding-top", by=down), Change(element.index, "padding-bottom", by=-down)]
            self._say(element, tuple(changes), phrase("the text's place in its box"), down)

    def _size(self, element: Element) -> None:
        """A box's own width and height."""
        box = self._fits.boxes.get(element.index)
        if box is None or element.index == 0:
            return
        wider, higher = box.right - box.left, box.bottom - box.top
        if _counts(higher):
            self._grow(element, "height", ("top", "bottom"), higher, element.place.height + higher)
        if _counts(wider):
            self._grow(element, "width", ("left", "right"), wider, element.place.width + wider)
            if element.parent >= 0 and _counts(box.right):
                change = Change(element.parent, "padding-right", by=-box.right)
                self._say(
                    element,
                    (change,),
                    phrase("the room at the right"),
                    box.right,
                    fault=f"{element.index} the width",
                    otherwise=True,
                )

    def _grow(self, element: Element, name: str, sides: tuple[str, str], px: float, whole: float) -> None:
        """By its size where the source says one, else by its padding; the other way is tried as well."""
        size = (Change(element.index, name, value=length(max(1.0, whole))),)
        padding = tuple(Change(element.index, f"padding-{side}", by=px / 2) for side in sides)
        has_size = self._says(element.index, name)
        what = phrase("the height" if name == "height" else "the width")
        ways = (size, padding) if has_size or element.text is None else (padding, size)
        for number, way in enumerate(ways):
            self._say(element, way, what, px, otherwise=number > 0 or (not has_size and element.text is None))

    def _say(
        self,
        element: Element,
        changes: tuple[Change, ...],
        what: str,
        px: float,
        *,
        fault: str = "",
        otherwise: bool = False,
    ) -> None:
        kind = "size" if what in ("the height", "the width") else "place"
        weight = abs(px) * (element.place.width + element.place.height)
        self._found.append(
            Finding(
                kind,
                changes,
                f"{named(element)}: {what}, {px:+g} px",
                weight,
                fault or f"{element.index} {what}",
                otherwise,
            )
        )


def named(element: Element) -> str:
    """An element as people would call it: `button “Sign in”`."""
    words = " ".join(element.text.words.split()) if element.text else ""
    return f"{element.tag} “{words[:24]}”" if words else element.tag


def _counts(px: float) -> bool:
    return NOTHING_PX < abs(px) <= FAR_PX
