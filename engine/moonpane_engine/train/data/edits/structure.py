"""Changes of what is there: other texts, entries that come, go or change places."""

from collections.abc import Callable
from itertools import pairwise

from moonpane_engine.train.data.edits.change import Change, Maker, Scene
from moonpane_engine.train.data.edits.looks import has_text
from moonpane_engine.train.data.edits.names import quoted
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import WITH

_REPEATED = frozenset(
    ("item", "link", "badge", "option", "cell", "text", "paragraph", "row", "column", "card", "button")
)


def _drawn_text(scene: Scene, entry: Entry) -> str:
    """A text such as might stand there."""
    texts, draw = scene.texts, scene.rng.random()
    if entry.role == "button":
        return texts.button()
    if draw < 0.25:
        return texts.special()
    if draw < 0.35:
        return _misspelt(scene, entry.text)
    if entry.role == "paragraph" and draw < 0.6:
        return texts.sentence(3, 8)
    return texts.title() if entry.role == "heading" else texts.label() if draw < 0.7 else texts.phrase(1, 4)


def _misspelt(scene: Scene, text: str) -> str:
    """Nearly the same: one letter or digit is another one, comes or goes."""
    if not text or len(text) > 40:
        return scene.texts.label()
    at = scene.rng.randrange(len(text))
    letter = scene.rng.choice("0123456789" if text[at].isdigit() else "aeinorstlmdu")
    return (text[:at] + scene.rng.choice((letter, letter, "", letter + text[at])) + text[at + 1 :]).strip() or letter


def _text(scene: Scene) -> Change | None:
    for entry in scene.shuffled(has_text):
        name, text = scene.names.of(entry), _drawn_text(scene, entry)
        if name and text != entry.text:
            return Change(
                "text", [scene.order(entry, "text", text)], {"t": name, "v": quoted(text, scene.rng, bare=0.45)}
            )
    return None


def _replace(scene: Scene) -> Change | None:
    """One word, or two, of a longer text."""
    for entry in scene.shuffled(lambda each: len(each.text.split()) > 1 and len(each.text) < 90):
        words = entry.text.split()
        count = scene.rng.choice((1, 1, 2)) if len(words) > 3 else 1
        at = scene.rng.randrange(len(words) - count + 1)
        old = " ".join(words[at : at + count]).strip(".,:;!?()\"'")
        if len(old) < 2 or entry.text.count(old) != 1:
            continue
        new = scene.rng.choice(
            (
                _misspelt(scene, old),
                scene.texts.word(),
                scene.texts.number() if old[0].isdigit() else scene.texts.word(),
            )
        )
        if new == old or WITH in entry.text:
            continue
        names = {"o": quoted(old, scene.rng, bare=0.55), "v": quoted(new, scene.rng, bare=0.6)}
        is_alone = sum(old.casefold() in each.text.casefold() for each in scene.entries) == 1
        said = "replace alone"
        if not is_alone or scene.rng.random() < 0.3:
            said, name = "replace", scene.names.of(entry)
            if not name:
                continue
            names["t"] = name
        return Change(said, [scene.order(entry, "replace", f"{old}{WITH}{new}")], names)
    return None


def _named(said: str, verb: str, fits: Callable[[Entry], object], *hows: tuple[str, str]) -> Maker:
    """A wish that has nothing but a name; `hows`: other sayings, each with what it adds to the order."""

    def make(scene: Scene) -> Change | None:
        for entry in scene.shuffled(fits):
            if name := scene.names.of(entry):
                now, how = scene.rng.choice(hows) if hows else (said, "")
                return Change(now, [scene.order(entry, verb, how)], {"t": name})
        return None

    return make


def _is_leaf(entry: Entry) -> bool:
    return not entry.children


def _place(entry: Entry) -> int:
    assert entry.parent is not None
    return entry.parent.children.index(entry)


def _add_button(scene: Scene) -> Change | None:
    for entry in scene.shuffled(lambda each: _is_leaf(each) and (each.text or each.role in ("field", "picture"))):
        if name := scene.names.of(entry):
            text = scene.texts.button()
            names = {"t": name, "v": quoted(text, scene.rng, bare=0.5)}
            return Change("add button", [scene.order(entry, "after", f"button {text}")], names)
    return None


def _add_text(scene: Scene) -> Change | None:
    for entry in scene.shuffled(lambda each: each.role not in ("cell", "option")):
        name, text = scene.names.of(entry), _drawn_text(scene, entry)
        if name:
            is_before = scene.rng.random() < 0.35
            said, verb = ("add text before", "before") if is_before else ("add text", "after")
            names = {"t": name, "v": quoted(text, scene.rng, bare=0.3)}
            return Change(said, [scene.order(entry, verb, f"text {text}")], names)
    return None


def _new_text(scene: Scene, like: Entry) -> str:
    draw = scene.rng.random()
    if draw < 0.2:
        return scene.texts.special()
    return (
        scene.texts.sentence(3, 6)
        if draw < 0.3 and len(like.text) > 25
        else scene.texts.label()
        if draw < 0.7
        else scene.texts.phrase(1, 4)
    )


def _alike(entry: Entry) -> list[Entry]:
    assert entry.parent is not None
    roles = [child.role for child in entry.children]
    return [
        each
        for each in entry.parent.children
        if each.role == entry.role and [child.role for child in each.children] == roles
    ]


def _add_item(scene: Scene) -> Change | None:
    """Another entry of a list or menu: one of them again, with another text."""

    def fits(each: Entry) -> bool:
        return bool(each.text) and not each.children and each.role in _REPEATED and len(_alike(each)) > 2

    for entry in scene.shuffled(fits):
        assert entry.parent is not None
        is_last = _alike(entry)[-1] is entry
        name, text = scene.names.of(entry), _new_text(scene, entry)
        names = {"v": quoted(text, scene.rng, bare=0.5)}
        if is_last and entry.parent.parent is not None and (container := scene.names.of(entry.parent)):
            names["u"] = container
        if name:
            names["t"] = name
        if name or "u" in names:
            return Change("add item", [scene.order(entry, "copy", text)], names)
    return None


def _add_between(scene: Scene) -> Change | None:
    pairs = [
        (first, second)
        for around in scene.entries
        for first, second in pairwise(around.children)
        if first.role == second.role and first.text and second.text and first.role in _REPEATED
    ]
    for first, second in scene.rng.sample(pairs, min(len(pairs), 4)):
        text = _new_text(scene, first)
        names = {"t": scene.names.of(first), "u": scene.names.of(second), "v": quoted(text, scene.rng, bare=0.4)}
        if all(names.values()):
            return Change("add between", [scene.order(first, "copy", text)], names)
    return None


def _repeat(scene: Scene) -> Change | None:
    """Another column or row: the last one again, with another first text where one is given."""

    def fits(each: Entry) -> bool:
        return (
            bool(each.children)
            and each.role in ("row", "column", "card")
            and (alike := _alike(each))[-1] is each
            and len(alike) > 1
        )

    repeated = [each for each in scene.entries[1:] if fits(each)]
    for entry in scene.rng.sample(repeated, min(len(repeated), 4)):
        is_column = entry.role != "row"
        name = scene.names.of(entry)
        is_only = sum((each.role != "row") == is_column for each in repeated) == 1
        if not name and not is_only:
            continue
        names = {"t": name} if name else {}
        is_given, text = scene.rng.random() < 0.6, scene.texts.label()
        if is_given:
            names["v"] = quoted(text, scene.rng, bare=0.5)
        said = f"{'add' if is_given else 'repeat'} {'column' if is_column else 'row'}"
        return Change(said, [scene.order(entry, "copy", text * is_given)], names, not is_only)
    return None


def _swap(scene: Scene) -> Change | None:
    pairs = [pair for around in scene.entries for pair in pairwise(around.children)]
    pairs += [(around.children[0], around.children[-1]) for around in scene.entries if len(around.children) > 2]
    for first, second in scene.rng.sample(pairs, min(len(pairs), 6)):
        names = {"t": scene.names.of(first), "v": scene.names.of(second)}
        if all(names.values()):
            if scene.rng.random() < 0.4:
                first, second, names = second, first, {"t": names["v"], "v": names["t"]}
            return Change("swap", [scene.order(first, "swap", other=second)], names)
    return None


def _move_to(scene: Scene) -> Change | None:
    """Before or after another one."""
    around = scene.shuffled(lambda each: len(each.children) > 1)
    for each in around:
        first, second = scene.rng.sample(each.children, 2)
        names = {"t": scene.names.of(first), "v": scene.names.of(second)}
        if all(names.values()):
            is_before = scene.rng.random() < 0.5
            said, verb = ("move before", "over") if is_before else ("move after", "under")
            return Change(said, [scene.order(first, verb, other=second)], names)
    return None


def _nudge(scene: Scene) -> Change | None:
    """One place up or down: the neighbour comes where it was."""
    for entry in scene.shuffled(lambda each: _is_part(each)):
        assert entry.parent is not None
        siblings, place = entry.parent.children, _place(entry)
        is_up = place > 0 and (place == len(siblings) - 1 or scene.rng.random() < 0.5)
        if name := scene.names.of(entry):
            other = siblings[place - 1 if is_up else place + 1]
            return Change(f"move {'up' if is_up else 'down'}", [scene.order(entry, "swap", other=other)], {"t": name})
    return None


def _link(scene: Scene) -> Change | None:
    for entry in scene.shuffled(
        lambda each: (
            each.text and each.role in ("text", "paragraph", "heading", "link", "button", "badge", "cell", "item")
        )
    ):
        if name := scene.names.of(entry):
            if scene.rng.random() < 0.5:
                url = scene.texts.url()
                return Change("link to", [scene.order(entry, "link", url)], {"t": name, "v": url})
            return Change("link", [scene.order(entry, "link")], {"t": name})
    return None


def _nothing(scene: Scene) -> Change:
    """What is no wish about the page, or about something that is not there."""
    text = quoted(scene.texts.label(), scene.rng)
    return Change("none", [], {"v": text})


def _is_last(entry: Entry) -> bool:
    return entry.parent is not None and entry.parent.children[-1] is entry


def _is_part(entry: Entry) -> bool:
    return entry.parent is not None and len(entry.parent.children) > 1


STRUCTURE_KINDS: dict[str, Maker] = {
    "text": _text, "replace": _replace, "remove": _named("remove", "remove", lambda each: each.parent is not None),
    "case": _named("upper case", "case", has_text, ("upper case", "upper"), ("lower case", "lower")),
    "add button": _add_button, "add text": _add_text, "add item": _add_item, "add between": _add_between,
    "repeat": _repeat, "duplicate": _named("duplicate", "copy", lambda each: each.parent is not None), "swap": _swap,
    "move to": _move_to, "nudge": _nudge,
    "to top": _named("to top", "first", lambda each: _is_part(each) and _place(each) > 0),
    "to bottom": _named("to bottom", "last", lambda each: _is_part(each) and not _is_last(each)),
    "link": _link, "none": _nothing,
}  # fmt: skip
