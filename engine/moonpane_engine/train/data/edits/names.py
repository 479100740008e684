"""What people call an element, so that nothing else that is shown can be meant.

By what it says, with or without quotes and the kind of thing it is; by being the only, first, third or last of a kind;
a card by what stands in it, a field by its label.
"""

from random import Random

from moonpane_engine.train.data.edits.shown_page import Element, ShownPage

_WORDS = {
    "button": ("button", "button", "button", "btn"),
    "field": ("field", "input", "input field", "text field"),
    "divider": ("divider", "separator", "line", "dividing line"),
    "label": ("label", "text", "field label"),
    "link": ("link", "link", "menu item", "menu entry", "text"),
    "heading": ("heading", "headline", "title", "text", "heading text"),
    "card": ("card", "box", "panel", "container"),
    "avatar": ("avatar", "circle", "badge"),
    "badge": ("badge", "tag", "chip", "label"),
    "item": ("list item", "item", "entry", "text"),
    "text": ("text", "text", "word", "caption"),
    "paragraph": ("paragraph", "text", "text", "line"),
    "picture": ("picture", "image", "photo", "picture box"),
    "icon": ("icon", "symbol", "icon", "small square"),
}
# Words by which counting among like things is clear: "the third text" could be any.
_COUNTED = {
    "button": ("button",), "field": ("field", "input", "input field"), "divider": ("divider", "separator"),
    "label": ("label",), "link": ("link",), "heading": ("heading", "headline"), "card": ("card", "box", "panel"),
    "avatar": ("avatar",), "badge": ("badge",), "item": ("list item",), "paragraph": ("paragraph",),
    "picture": ("picture", "image", "photo"), "icon": ("icon",),
}  # fmt: skip
_BARS = {
    "nav": ("navigation", "navigation bar", "nav bar", "nav", "menu bar", "menu"),
    "header": ("header", "top bar", "header bar", "page header"),
    "footer": ("footer", "page footer", "bottom bar"),
    "page": ("page", "whole page", "body", "site"),
}
_TITLES = ("the title", "the title", "the main heading", "the page title", "the main title", "the biggest text")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_QUOTES = ('"{}"', '"{}"', "'{}'", "“{}”", "‘{}’", "`{}`", "«{}»", "*{}*")
_SAID = (
    "the {t} {r}", "the {t} {r}", "the {t} {r}", "the {r} {t}", "{t}", "{t}", "the {r} that says {t}", "{r} {t}",
    "the {r} with the text {t}", "the {r} labelled {t}", "{t} {r}", "the {r} reading {t}", "the one that says {t}",
)  # fmt: skip
_SAID_HELD_OUT = ("the {r} called {t}", "the {r} named {t}")
_BEGUN = ("the {r} that starts with {t}", "the {r} starting with {t}", "the {r} that begins with {t}", "{t}…", "{t}...")
_BEGUN_HELD_OUT = ("the {r} beginning with {t}", "the {r} {t}…")
_HOLDING = (
    "the {r} with {t}", "the {r} around {t}", "the {r} that contains {t}", "the {t} {r}", "the {r} with {t} in it",
    "the {r} that holds {t}", "the {r} of {t}",
)  # fmt: skip
_HOLDING_HELD_OUT = ("the {r} in which {t} stands", "the {r} containing {t}")
_PLAIN = ("the {o} {r}", "the {o} {r}", "the {o} {r}", "the {o} {r} on the page", "{o} {r}")
_PLAIN_HELD_OUT = ("the {o} {r} here", "the page's {o} {r}")
_FIELD_BY_LABEL = ("the {t} {r}", "the {r} {t}", "the {r} for {t}", "the {r} below {t}", "the {r} under the label {t}")
_PICKED = ("it", "this", "this {r}", "this element", "that", "that {r}", "the {r}")
_LONG = 5  # words; longer texts are called by how they begin


def quoted(text: str, rng: Random, *, bare: float = 0.45) -> str:
    """A text as it stands in a wish: in quotes, or, with probability `bare` and where it is short, without."""
    if rng.random() < bare and len(text.split()) <= 4 and text[-1:].isalnum():
        return text
    return next((form for form in rng.sample(_QUOTES, 4) if not set(form) & set(text)), '"{}"').replace("{}", text)


class Names:
    """Finds names for the elements of one page."""

    def __init__(self, page: ShownPage, rng: Random, *, held_out: bool = False, picked: Element | None = None) -> None:
        """`picked`: the one that the person has chosen on the page and speaks of."""
        self._page, self._rng, self._held_out, self._picked = page, rng, held_out, picked

    def of(self, element: Element) -> str:
        """One of an element's names, "" where it has none that is clear."""
        if element not in self._page.roles.get(element.role, ()):
            return ""  # only a part of it is shown
        if element is self._picked and self._rng.random() < 0.8:
            return self._rng.choice(_PICKED).replace("{r}", _word(element.role, self._rng))
        ways = [self._by_text, self._by_place, self._by_part, self._by_label]
        weights = (6, 2, 3, 2)
        while ways:
            way = self._rng.choices(ways, weights[: len(ways)])[0]
            if name := way(element):
                return self._as_typed(name)
            ways.remove(way)
        return ""

    def _as_typed(self, name: str) -> str:
        return name.removeprefix("the ") if self._rng.random() < 0.06 else name

    def _form(self, usual: tuple[str, ...], kept: tuple[str, ...]) -> str:
        return self._rng.choice(kept if self._held_out and self._rng.random() < 0.5 else usual)

    def _by_text(self, element: Element) -> str:
        said = element.said
        if not said or element.children:
            return ""
        alike = self._page.said[said.casefold()]
        is_only = len(alike) == 1
        if not is_only and sum(each.role == element.role for each in alike) > 1:
            return ""
        word = self._rng.choice(_WORDS[element.role] if is_only else _WORDS[element.role][:1])
        words = said.split()
        if len(words) <= _LONG:
            form = self._form(_SAID, _SAID_HELD_OUT)
            if not is_only and "{r}" not in form:
                form = "the {t} {r}"
            text = said.lower() if self._rng.random() < 0.12 else said
            return form.replace("{r}", word).replace("{t}", quoted(text, self._rng))
        begin = " ".join(words[: self._rng.randint(2, 4)])
        if sum(text.startswith(begin.casefold()) for text in self._page.said) > 1 or not is_only:
            return ""
        form = self._form(_BEGUN, _BEGUN_HELD_OUT)
        text = quoted(begin, self._rng, bare=1 if "…" in form or "..." in form else 0.2)
        return form.replace("{r}", word).replace("{t}", text)

    def _by_place(self, element: Element) -> str:
        if bar := _BARS.get(element.role):
            return f"the {self._rng.choice(bar)}" if len(self._page.roles[element.role]) == 1 else ""
        if self._is_title(element) and self._rng.random() < 0.6:
            return self._rng.choice(_TITLES)
        if element.role not in _COUNTED:
            return ""
        alike = self._page.roles[element.role]
        place, count = alike.index(element), len(alike)
        word = self._rng.choice(_COUNTED[element.role])
        if count == 1:
            return self._rng.choice((f"the {word}", f"the {word}", f"the only {word}", word))
        ordinals = [_ORDINALS[place]] if place < min(len(_ORDINALS), 5) else []
        ordinals += ["last"] * 3 if place == count - 1 else []
        ordinals += ["second to last"] if place == count - 2 and count > 2 else []
        if not ordinals:
            return ""
        form = self._form(_PLAIN, _PLAIN_HELD_OUT)
        return form.replace("{o}", self._rng.choice(ordinals)).replace("{r}", word)

    def _is_title(self, element: Element) -> bool:
        if not element.text or "font-size" not in element.style:
            return False
        sizes = sorted((_size(each) for each in self._page.elements if each.text), reverse=True)
        return _size(element) == sizes[0] >= 18 and (len(sizes) == 1 or sizes[1] < sizes[0])

    def _by_part(self, element: Element) -> str:
        """A card by one of the texts in it, if it is the innermost around it."""
        if element.role != "card":
            return ""
        texts = [each for each in _leaves(element) if each.said and len(each.said.split()) <= _LONG]
        texts = [each for each in texts if len(self._page.said.get(each.said.casefold(), ())) == 1]
        texts = [each for each in texts if _card_around(each) is element]
        if not texts:
            return ""
        text = quoted((texts[0] if self._rng.random() < 0.7 else self._rng.choice(texts)).said, self._rng)
        form = self._form(_HOLDING, _HOLDING_HELD_OUT)
        return form.replace("{r}", self._rng.choice(_WORDS["card"])).replace("{t}", text)

    def _by_label(self, element: Element) -> str:
        if element.role != "field" or element.parent is None:
            return ""
        place = element.parent.children.index(element)
        before = element.parent.children[place - 1] if place else element
        if before.role != "label" or len(self._page.said.get(before.said.casefold(), ())) != 1:
            return ""
        form = self._rng.choice(_FIELD_BY_LABEL)
        return form.replace("{r}", self._rng.choice(_WORDS["field"])).replace("{t}", quoted(before.said, self._rng))


def _word(role: str, rng: Random) -> str:
    return rng.choice((_WORDS.get(role) or _BARS[role])[:2])


def _size(element: Element) -> int:
    value = element.style.get("font-size", "0px").removesuffix("px")
    return int(value) if value.isdecimal() else 0


def _leaves(element: Element) -> list[Element]:
    return [leaf for child in element.children for leaf in (_leaves(child) if child.children else [child])]


def _card_around(element: Element) -> Element | None:
    parent = element.parent
    while parent is not None and parent.role != "card":
        parent = parent.parent
    return parent
