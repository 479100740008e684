"""What people call an entry of a page, so that nothing else that is shown can be meant.

By what it says, with or without quotes and the kind of thing it is; by being the only, first, third or last of a kind;
by its colour; a card or a row by what stands in it; a field by its label; a part by what it is part of or beside.
"""

import re
from random import Random

from moonpane_engine.train.data.edits.places import Places, described
from moonpane_engine.train.data.edits.typed import slipped
from moonpane_resources.editing.called import CALLED, senses_of
from moonpane_resources.editing.listing import Entry

# Words by which counting among like things is clear: "the third text" could be any.
_COUNTED = {
    "button": ("button", "btn"), "field": ("field", "input", "input field"), "divider": ("divider", "separator"),
    "label": ("label",), "link": ("link",), "heading": ("heading", "headline"), "card": ("card", "box", "panel"),
    "badge": ("badge", "tag", "chip"), "item": ("list item", "item"), "paragraph": ("paragraph",),
    "picture": ("picture", "image", "photo"), "icon": ("icon",), "row": ("row",), "column": ("column",),
    "table": ("table",), "list": ("list",), "form": ("form",), "section": ("section",), "checkbox": ("checkbox",),
    "dropdown": ("dropdown",), "cell": ("cell",), "option": ("option",),
}  # fmt: skip
PLURALS = {
    "button": ("buttons",), "field": ("fields", "inputs", "input fields"), "divider": ("dividers", "lines"),
    "label": ("labels",), "link": ("links", "menu items"), "heading": ("headings", "headlines", "titles"),
    "card": ("cards", "boxes", "panels"), "badge": ("badges", "tags", "chips"), "icon": ("icons",), "row": ("rows",),
    "item": ("items", "list items", "points"), "paragraph": ("paragraphs", "texts"), "cell": ("cells",),
    "picture": ("pictures", "images", "photos"), "checkbox": ("checkboxes",), "text": ("texts", "captions"),
}  # fmt: skip
_BARS = frozenset(("nav", "header", "sidebar", "footer", "main", "page"))  # of which a page has one
_TITLES = ("the title", "the title", "the main heading", "the page title", "the main title", "the heading at the top")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_QUOTES = ('"{}"', '"{}"', "'{}'", "“{}”", "‘{}’", "`{}`", "«{}»", "*{}*")
_SAID = (
    "the {t} {r}", "the {t} {r}", "the {t} {r}", "the {r} {t}", "{t}", "{t}", "the {r} that says {t}", "{r} {t}",
    "the {r} with the text {t}", "the {r} labelled {t}", "{t} {r}", "the {r} reading {t}", "the one that says {t}",
    "the word {t}", "the {r} where it says {t}", "where it says {t}", "the {r} saying {t}",
)  # fmt: skip
_SAID_HELD_OUT = ("the {r} called {t}", "the {r} named {t}")
_BEGUN = ("the {r} that starts with {t}", "the {r} starting with {t}", "the {r} that begins with {t}", "{t}…", "{t}...",
          "the {r} about {t}", "the {t} {r}", "the {t}… {r}")  # fmt: skip
_ABOUT = ("the {r} about {t}", "the {r} with {t}", "the {t} {r}", "the {r} that mentions {t}", "the {r} with {t} in it")
_BEGUN_HELD_OUT = ("the {r} beginning with {t}", "the {r} {t}…")
_HOLDING = (
    "the {r} with {t}", "the {r} around {t}", "the {r} that contains {t}", "the {t} {r}", "the {r} with {t} in it",
    "the {r} that holds {t}", "the {r} of {t}", "the {r} about {t}", "{t}'s {r}", "the {r} for {t}",
)  # fmt: skip
_HOLDING_HELD_OUT = ("the {r} in which {t} stands", "the {r} containing {t}")
_PLAIN = ("the {o} {r}", "the {o} {r}", "the {o} {r}", "the {o} {r} on the page", "{o} {r}")
_PLAIN_HELD_OUT = ("the {o} {r} here", "the page's {o} {r}")
_FIELD_BY_LABEL = ("the {t} {r}", "the {r} {t}", "the {r} for {t}", "the {r} below {t}", "the {r} under the label {t}")
_COLORED = ("the {c} {r}", "the {c} {r}", "the {r} that is {c}", "the {c} one", "the {r} in {c}", "{c} {r}")
_WITHIN = ("{n} in {u}", "{n} in {u}", "{n} of {u}", "{n} inside {u}", "{n} on {u}", "{u}'s {n}")
_BESIDE = ("the {r} (under|below|after|next to|right after|beneath) {n}", "the {r} (above|before|over|left of) {n}")
_PICKED = ("it", "this", "this {r}", "this element", "that", "that {r}", "the {r}")
_HOLDERS = frozenset(
    ("card", "row", "column", "item", "section", "form", "sidebar", "list", "table", "group", "grid", "nav", "header",
     "footer")
)  # fmt: skip
_LONG = 5  # words; longer texts are called by how they begin


def quoted(text: str, rng: Random, *, bare: float = 0.45) -> str:
    """A text as it stands in a wish: in quotes, or, with probability `bare` and where it is short, without."""
    if rng.random() < bare and len(text.split()) <= 5:
        return text
    return next((form for form in rng.sample(_QUOTES, 4) if not set(form) & set(text)), '"{}"').replace("{}", text)


class Names:
    """Finds names for the entries of one page."""

    def __init__(self, entries: list[Entry], rng: Random, *, held_out: bool = False, is_free: bool = False) -> None:
        """One of `entries` may be marked as the one that the person has picked and speaks of. `is_free`: also by where
        things are, and with more or other letters than are needed."""
        self._rng, self._held_out, self._entries, self._is_free = rng, held_out, entries, is_free
        self.roles: dict[str, list[Entry]] = {}
        self.said: dict[str, list[Entry]] = {}  # by text in small letters
        for each in entries:
            self.roles.setdefault(each.role, []).append(each)
            if text := each.text.casefold():
                self.said.setdefault(text, []).append(each)
        self._places = Places(self.roles, rng)

    def of(self, entry: Entry, *, within: bool = True) -> str:
        """One of an entry's names, "" where it has none that is clear."""
        if entry.is_picked and self._rng.random() < 0.85:
            return self._rng.choice(_PICKED).replace("{r}", _usual(entry.role, self._rng))
        ways = [self._by_text, self._by_place, self._by_part, self._by_label, self._by_color, self._by_sense]
        weights = [8.0, 2.0, 3.0, 2.0, 1.0, 3.0]
        if within:
            ways += [self._within, self._beside]
            weights += [1.2, 0.8]
        if self._is_free:
            ways.append(self._places.of)
            weights.append(4.0)
        while ways:
            way = self._rng.choices(ways, weights)[0]
            if name := way(entry):
                return self._as_typed(described(name, entry, self.roles, self._rng) if self._is_free else name)
            del weights[ways.index(way)]
            ways.remove(way)
        return ""

    def _as_typed(self, name: str) -> str:
        return name.removeprefix("the ") if self._rng.random() < 0.08 else name

    def _form(self, usual: tuple[str, ...], kept: tuple[str, ...]) -> str:
        return self._rng.choice(kept if self._held_out and self._rng.random() < 0.5 else usual)

    def _by_text(self, entry: Entry) -> str:
        if not (said := entry.text):
            return ""
        alike = self.said[said.casefold()]
        is_only = len(alike) == 1
        if not is_only and sum(each.role == entry.role for each in alike) > 1:
            return ""
        words = said.split()
        word = _word(entry.role, self._rng) if is_only else CALLED[entry.role][0]
        if is_only and self._rng.random() < 0.08:
            word = self._rng.choice(("text", "button", "label", "word", "line", "title", "box"))
        if len(words) <= _LONG and self._rng.random() < (0.85 if len(words) > 1 else 1):
            form = self._form(_SAID, _SAID_HELD_OUT)
            if not is_only and "{r}" not in form:
                form = "the {t} {r}"
            text = said.lower() if self._rng.random() < 0.15 else said
            text = self._nearly(text) if self._is_free and is_only else text
            return form.replace("{r}", word).replace("{t}", quoted(text, self._rng))
        if len(words) < 2 or not is_only:
            return ""
        count = self._rng.randint(1 if len(words) <= _LONG else 2, min(4, len(words) - 1))
        at = self._rng.randrange(len(words) - count + 1) if self._rng.random() < 0.35 else 0
        begin = " ".join(words[at : at + count]).rstrip(".,:;!?")
        if len(begin) < 2 or sum(begin.casefold() in text for text in self.said) > 1:
            return ""
        form = self._rng.choice(_ABOUT) if at else self._form(_BEGUN, _BEGUN_HELD_OUT)
        text = quoted(begin, self._rng, bare=1 if "…" in form or "..." in form else 0.4)
        return form.replace("{r}", word).replace("{t}", text)

    def _nearly(self, text: str) -> str:
        """As somebody writes it who does not look closely."""
        draw = self._rng.random()
        if draw < 0.12:
            return text.lower()
        if draw < 0.2:
            return text.rstrip(".,:;!?→›») ").lstrip("←‹(« ") or text
        if draw < 0.23:
            return text.replace(" ", self._rng.choice(("", "-")), 1)
        words = text.split(" ")
        at = self._rng.randrange(len(words))
        if draw < 0.27 and words[at].isalpha() and len(words[at]) > 4:
            words[at] = slipped(words[at], self._rng)
        return " ".join(words)

    def _by_place(self, entry: Entry) -> str:
        if entry.role in _BARS:
            return f"the {self._rng.choice(CALLED[entry.role])}" if len(self.roles[entry.role]) == 1 else ""
        if entry.role == "heading" and self.roles["heading"][0] is entry and self._rng.random() < 0.6:
            return self._rng.choice(_TITLES)
        if entry.role not in _COUNTED:
            return ""
        alike = self.roles[entry.role]
        place, count = alike.index(entry), len(alike)
        word = self._rng.choice(_COUNTED[entry.role])
        if count == 1:
            return self._rng.choice((f"the {word}", f"the {word}", f"the only {word}", word))
        ordinals = [_ORDINALS[place]] if place < min(len(_ORDINALS), 5) else []
        ordinals += ["last"] * 3 if place == count - 1 else []
        ordinals += ["second to last"] if place == count - 2 and count > 2 else []
        if not ordinals:
            return ""
        form = self._form(_PLAIN, _PLAIN_HELD_OUT)
        return form.replace("{o}", self._rng.choice(ordinals)).replace("{r}", word)

    def _by_color(self, entry: Entry) -> str:
        color = entry.color.split()[-1:] or [""]
        alike = [each for each in self.roles[entry.role] if each.color == entry.color]
        if not entry.color or len(alike) > 1 or len(self.roles[entry.role]) > 8:
            return ""
        plain = [each for each in self.roles[entry.role] if each.color.split()[-1:] == color]
        said = color[0] if len(plain) == 1 and self._rng.random() < 0.6 else entry.color
        return self._rng.choice(_COLORED).replace("{c}", said).replace("{r}", _usual(entry.role, self._rng))

    def _by_part(self, entry: Entry) -> str:
        """A card, a row by one of the texts in it, if it is the innermost of its kind around it."""
        if entry.role not in _HOLDERS or not entry.children:
            return ""
        texts = [each for each in entry.all() if each.text and len(each.text.split()) <= _LONG]
        texts = [
            each for each in texts if len(self.said[each.text.casefold()]) == 1 and _around(each, entry.role) is entry
        ]
        if not texts:
            return ""
        text = (texts[0] if self._rng.random() < 0.7 else self._rng.choice(texts)).text
        first = text.split()[0]
        if self._rng.random() < 0.2 and sum(first.casefold() in each for each in self.said) == 1:
            text = first
        form = self._form(_HOLDING, _HOLDING_HELD_OUT)
        word = _word(entry.role, self._rng)
        return form.replace("{r}", word).replace("{t}", quoted(text, self._rng))

    def _by_label(self, entry: Entry) -> str:
        if entry.role not in ("field", "dropdown", "checkbox", "slider") or entry.parent is None:
            return ""
        place = entry.parent.children.index(entry)
        before = entry.parent.children[place - 1] if place else entry
        if before is entry or not before.text or len(self.said[before.text.casefold()]) != 1:
            return ""
        form = self._rng.choice(_FIELD_BY_LABEL)
        return form.replace("{r}", _usual(entry.role, self._rng)).replace("{t}", quoted(before.text, self._rng))

    def _by_sense(self, entry: Entry) -> str:
        """What kind of a text it is; the first one of the page's bar is its logo."""
        bar = entry.parent
        if bar is not None and bar.role in ("nav", "header") and entry.role in ("text", "link", "heading"):
            texts = [each for each in bar.all() if each.text]
            if texts[0] is entry and self._rng.random() < 0.3 and self.roles[bar.role][0] is bar:
                return self._rng.choice(("the logo", "the brand name", "the logo text", "the name at the top left"))
        names = senses_of(entry.text)
        if names and sum(senses_of(each.text) == names for each in self._entries) == 1:
            return f"the {self._rng.choice(names)}"
        return ""

    def _beside(self, entry: Entry) -> str:
        """By what stands before or behind it, where nothing of its kind does on the other side."""
        siblings = [] if entry.parent is None else entry.parent.children
        place, is_after = siblings.index(entry) if entry in siblings else -1, self._rng.random() < 0.7
        other = place - 1 if is_after else place + 1
        if place < 0 or not 0 <= other < len(siblings) or not siblings[other].text:
            return ""
        opposite = 2 * other - place
        if 0 <= opposite < len(siblings) and siblings[opposite].role == entry.role:
            return ""
        name = self._by_text(siblings[other]) or self._by_place(siblings[other])
        form = re.sub(r"\((.*)\)", lambda found: self._rng.choice(found[1].split("|")), _BESIDE[0 if is_after else 1])
        return form.replace("{r}", _usual(entry.role, self._rng)).replace("{n}", name) if name else ""

    def _within(self, entry: Entry) -> str:
        """The only one of a kind, or the one with a text that stands elsewhere too, in something that has a name."""
        around = entry.parent
        while around is not None and around.role not in _HOLDERS:
            around = around.parent
        if around is None or around.parent is None:
            return ""
        alike = [each for each in around.all() if each.role == entry.role]
        word = self._rng.choice(_COUNTED.get(entry.role, CALLED[entry.role]))
        if len(alike) == 1:
            name = f"the {word}"
        elif (
            entry.text
            and sum(each.text == entry.text for each in around.all()) == 1
            and len(entry.text.split()) <= _LONG
        ):
            name = (
                self._rng.choice(("the {t} {r}", "{t}"))
                .replace("{t}", quoted(entry.text, self._rng))
                .replace("{r}", word)
            )
        elif (place := alike.index(entry)) < 4 and entry.role in _COUNTED:
            name = f"the {'last' if place == len(alike) - 1 and self._rng.random() < 0.5 else _ORDINALS[place]} {word}"
        else:
            return ""
        outer = self.of(around, within=False)
        form = self._rng.choice(_WITHIN)
        name = name if form.startswith("{n}") else name.removeprefix("the ")
        return form.replace("{n}", name).replace("{u}", outer) if outer else ""


def _word(role: str, rng: Random) -> str:
    """Half of the time the usual one."""
    return rng.choice(CALLED[role]) if rng.random() < 0.5 else CALLED[role][0]


def _usual(role: str, rng: Random) -> str:
    return rng.choice(CALLED[role][:2])


def _around(entry: Entry, role: str) -> Entry | None:
    parent = entry.parent
    while parent is not None and parent.role != role:
        parent = parent.parent
    return parent
