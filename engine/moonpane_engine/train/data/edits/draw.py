"""One sample of the task `edit`: a page's entries, a wish about them, and the orders that grant it."""

from dataclasses import replace
from random import Random
from typing import NamedTuple

from moonpane_engine.train.data.edits.alike import in_the_same_place, singular
from moonpane_engine.train.data.edits.change import Change, Fixed, Scene
from moonpane_engine.train.data.edits.forest import Forest
from moonpane_engine.train.data.edits.looks import LOOK_KINDS, adjectives
from moonpane_engine.train.data.edits.names import PLURALS, Names, quoted
from moonpane_engine.train.data.edits.phrased import clause, free_clause, sentence
from moonpane_engine.train.data.edits.structure import STRUCTURE_KINDS
from moonpane_engine.train.data.edits.typed import dressed
from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.pages import generate_page
from moonpane_resources.editing.listing import Entry, entries_of
from moonpane_resources.editing.orders import MAX_ORDERS, written
from moonpane_resources.editing.page import read_page
from moonpane_resources.prompts.editing import page_edit_prompt

KINDS = LOOK_KINDS | STRUCTURE_KINDS
_OFTEN = {
    "text color": 2.5, "background": 2.5, "text": 5, "replace": 2.5, "remove": 3, "size": 2, "font size": 2,
    "page background": 1.5, "add item": 3, "repeat": 3, "add text": 2, "add button": 2, "swap": 2, "several": 2.5,
    "move to": 1.5, "nudge": 1.5, "whole page": 0.7, "slant": 0.6, "font": 0.8, "line": 0.8, "height": 0.6,
    "gap": 0.6, "link": 0.8,
}  # fmt: skip
_WEIGHTS = [_OFTEN.get(kind, 1) for kind in KINDS]
_OF_ALL = (
    "text color", "background", "size", "font size", "weight", "corners", "padding", "border", "shadow", "case",
    "remove", "color of its text", "slant", "several", "alignment",
)  # fmt: skip
_ABOUT_IT = (
    "text color", "background", "size", "font size", "weight", "corners", "border", "text", "alignment", "case",
    "width", "padding", "slant", "link", "shadow",
)  # fmt: skip
_COUNTS = {
    2: ("both", "the two"),
    3: ("the three", "all three"),
    4: ("the four", "all four"),
    5: ("the five", "all five"),
}
_OF_SEVERAL = ("page background", "whole page", "none", "swap", "move to", "add between", "repeat")
_OF_PICKED = tuple(kind for kind in KINDS if kind not in _OF_SEVERAL)
_PICKED = 0.1  # share of the pages on which the person has picked an entry
_SPOKEN_OF = 0.8  # of these, which the wish is then about
_AFIELD = 0.05  # share of free wishes that begin with something else
_PER_PAGE = 6  # wishes
MOST_SHOWN = 110  # entries


class Edit(NamedTuple):
    """A wish about a page, and the orders that grant it."""

    kind: str  # of KINDS; "two", "all", "absent" for what is made of several of them, or of none
    said: tuple[str, ...]  # the kinds of phrasings, of PHRASINGS
    wish: str
    prompt: str
    answer: str
    entries: list[Entry]


class Edits:
    """Draws wishes about pages that the generator makes, and about such as other people make."""

    def __init__(
        self,
        rng: Random,
        *,
        held_out: bool = False,
        otherwise: bool = False,
        largest: int = MOST_SHOWN,
        simple: float = 0.0,
        free: float = 0.0,
    ) -> None:
        """`held_out`: pages and words that nothing is trained on; `otherwise`: said as nothing is that is trained on.
        `largest`: entries of a page. `simple`: share of the wishes that are about one thing and can be granted. `free`:
        share of those that are said and typed by people who do not think of what can be understood."""
        self._rng, self._held_out, self._largest, self._simple, self._free = rng, held_out, largest, simple, free
        self._otherwise = otherwise
        self._texts = Texts(rng, held_out=held_out)
        self._forest = Forest(rng, self._texts)
        self._waiting: list[Edit] = []

    def drawn(self) -> Edit:
        """The next wish."""
        while not self._waiting:
            entries = self._page()
            self._waiting = [edit for _ in range(_PER_PAGE) if (edit := self.about(entries)) is not None]
            self._rng.shuffle(self._waiting)
        return self._waiting.pop()

    def about(self, entries: list[Entry]) -> Edit | None:
        """A wish about a page, if one comes to mind."""
        rng = self._rng
        for each in entries:
            each.is_picked = False
        if rng.random() < _PICKED and len(entries) > 1:
            rng.choice(entries[1:]).is_picked = True
        is_free = rng.random() < self._free
        names = Names(entries, rng, held_out=self._otherwise, is_free=is_free)
        scene = Scene(entries, names, self._texts, rng, is_free=is_free)
        picked = next((each for each in entries if each.is_picked), None)
        if picked is not None and is_free and rng.random() < _SPOKEN_OF:
            return self._one(replace(scene, only=picked), _OF_PICKED)
        draw = 1.0 if rng.random() < self._simple else rng.random()
        way = self._two if draw < 0.18 else self._all if draw < 0.3 else self._absent if draw < 0.33 else self._one
        return way(scene)

    def _page(self) -> list[Entry]:
        rng = self._rng
        if rng.random() < 0.4:
            html = generate_page(rng.randrange(1 << 30), held_out=self._held_out, level=rng.randrange(4))
            page = entries_of(read_page(html))
        else:
            page = self._forest.page(min(rng.choice((6, 12, 20, 30, 45, 60, 80)), self._largest))
        return stretch(page, rng, self._largest)

    def _change(self, scene: Scene, kinds: tuple[str, ...] = ()) -> tuple[str, Change] | None:
        for _ in range(6):
            kind = scene.rng.choice(kinds) if kinds else scene.rng.choices(list(KINDS), _WEIGHTS)[0]
            if change := KINDS[kind](scene):
                return kind, change
        return None

    def _clause(self, scene: Scene, change: Change, *, framed: bool = True) -> str:
        needed = "{t}" * change.must_name
        if scene.is_free:
            is_picked = bool(change.orders) and scene.entries[change.orders[0].target].is_picked
            return free_clause(change.said, change.names, self._rng, needed=needed, is_picked=is_picked)
        return clause(change.said, change.names, self._rng, held_out=self._otherwise, needed=needed, framed=framed)

    def _one(self, scene: Scene, kinds: tuple[str, ...] = ()) -> Edit | None:
        if (found := self._change(scene, kinds)) is None or not (said := self._clause(scene, found[1])):
            return None
        return self._edit(scene, found[0], [found[1]], [said])

    def _two(self, scene: Scene) -> Edit | None:
        """Two wishes in one; the second is often about the same thing."""
        if (first := self._change(scene)) is None or first[0] == "none":
            return None
        target = first[1].orders[0].target
        if scene.rng.random() < 0.45 and target and first[0] not in ("remove", "swap", "add text", "add button"):
            only = scene.entries[target]
            told = scene.rng.choice(("it", "it", "it", "its text" if first[0] == "border" else "it", "that one"))
            scene_of_it = replace(scene, names=Fixed(told), only=only)
            if scene.rng.random() < 0.4 and only.text:
                words, orders = adjectives(scene, only, scene.rng.choice((1, 1, 2)))
                told = scene.rng.choice(("make it ", "it should be ", "")) + " and ".join(words)
                second = Change("several", [scene.order(only, *each) for each in orders])
                if {each.verb for each in second.orders} & {each.verb for each in first[1].orders}:
                    return None
                said = self._clause(scene, first[1])
                return self._edit(scene, "two", [first[1], second], [said, told]) if said else None
            other = self._change(scene_of_it, _ABOUT_IT)
        else:
            other = self._change(scene)
        if other is None or not other[1].orders or (other[0] == first[0] and other[1].orders[0].target == target):
            return None
        clauses = [self._clause(scene, first[1]), self._clause(scene, other[1], framed=False)]
        return self._edit(scene, "two", [first[1], other[1]], clauses) if all(clauses) else None

    def _all(self, scene: Scene) -> Edit | None:
        """The same for all of a kind, on the page or in a part of it."""
        rng, within = scene.rng, ""
        if scene.is_free and rng.random() < 0.5:
            group = in_the_same_place(scene.entries, rng)
            return None if group is None else self._of_group(scene, *group)
        around = scene.entries[0]
        if rng.random() < 0.4:
            holders = [each for each in scene.entries[1:] if len(each.children) > 1]
            if holders:
                around = rng.choice(holders)
                within = scene.names.of(around)
        inside = list(around.all())[1:]
        groups = {role: [each for each in inside if each.role == role] for role in PLURALS}
        groups = {role: group for role, group in groups.items() if 1 < len(group) <= MAX_ORDERS}
        if not groups or (around.parent is not None and not within):
            return None
        role, group = rng.choice(list(groups.items()))
        name, word = "", rng.choice(PLURALS[role])
        texts = [each.text for each in group if each.text]
        repeated = sorted({text for text in texts if texts.count(text) > 1})
        if repeated and rng.random() < 0.5:
            text = rng.choice(repeated)
            group = [each for each in group if each.text == text]
            name = (
                f"{rng.choice(('all', 'all the', 'all of the', 'the', 'every one of the'))} {quoted(text, rng)} {word}"
            )
        else:
            counted = _COUNTS.get(len(group), ("all", "all the"))
            start = rng.choice(("all", "all the", "all of the", "the", *counted))
            name = f"{start} {word}"
            if rng.random() < 0.2:
                name = f"{rng.choice(('every', 'each'))} {singular(word)}"
        if within:
            name += f" {rng.choice(('in', 'of', 'inside', 'on'))} {within}"
        return self._of_group(scene, name, group)

    def _of_group(self, scene: Scene, name: str, group: list[Entry]) -> Edit | None:
        found = self._change(replace(scene, names=Fixed(name), only=group[0]), _OF_ALL)
        if found is None or len(found[1].orders) * len(group) > MAX_ORDERS:
            return None
        if not (said := self._clause(scene, found[1])):
            return None
        numbers = [scene.entries.index(each) for each in group]
        orders = [replace(order, target=number) for number in numbers for order in found[1].orders]
        return self._edit(scene, "all", [replace(found[1], orders=orders)], [said])

    def _absent(self, scene: Scene) -> Edit | None:
        """A wish about what is not there."""
        rng, text = scene.rng, self._texts.phrase(1, 2)
        if any(text.casefold() in each.text.casefold() for each in scene.entries):
            return None
        word = rng.choice(("button", "heading", "text", "link", "card", "badge", "field", "paragraph"))
        name = rng.choice(("the {t} {r}", "the {r} {t}", "the {r} that says {t}")).replace("{r}", word)
        name = name.replace("{t}", quoted(text, rng))
        found = self._change(replace(scene, names=Fixed(name)), (*_OF_ALL, "text", "link", "width"))
        if found is None or not (said := self._clause(scene, found[1])):
            return None
        return self._edit(scene, "absent", [replace(found[1], orders=[])], [said])

    def _edit(self, scene: Scene, kind: str, changes: list[Change], clauses: list[str]) -> Edit | None:
        orders = [order for change in changes for order in change.orders]
        if len(orders) > MAX_ORDERS:
            return None
        clauses = [dressed(clauses[0], scene.rng), *clauses[1:]] if scene.is_free else clauses
        wish = sentence(clauses, scene.rng)
        if scene.is_free and scene.rng.random() < _AFIELD:
            wish = f"{self._texts.sentence(3, 10)} {wish}"
        said = tuple(change.said for change in changes)
        return Edit(kind, said, wish, page_edit_prompt(wish, scene.entries), written(orders), scene.entries)


def stretch(page: Entry, rng: Random, largest: int) -> list[Entry]:
    """The entries of a page; of a large one some `largest` in a row, and what they lie in. The others are taken out."""
    entries = list(page.all())
    if len(entries) <= largest:
        return entries
    start = rng.randrange(1, len(entries) - largest + 2)
    kept = set(map(id, entries[start : start + largest - 1]))
    for each in entries[start : start + largest - 1]:
        while each.parent is not None:
            each = each.parent
            kept.add(id(each))
    for each in entries:
        each.children = [child for child in each.children if id(child) in kept]
    return list(page.all())
