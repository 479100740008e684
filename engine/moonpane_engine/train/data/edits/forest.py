"""Pages that were never drawn: entries of tables, forms, menus and lists, as other people's pages have them.

The generator of pages knows the tags and the manners of one house; who speaks of a page does so of any. What a wish
needs of a page is its entries, so these are drawn at once.
"""

from random import Random

from moonpane_engine.train.data.texts import Texts
from moonpane_resources.editing.listing import Entry

_COLORS = (
    "white", "white", "light gray", "gray", "dark gray", "black", "blue", "dark blue", "light blue", "red", "green",
    "light green", "dark green", "orange", "yellow", "light yellow", "purple", "light purple", "pink", "teal",
    "brown", "light red", "light orange",
)  # fmt: skip
_INKS = ("", "", "", "", "", "blue", "green", "red", "purple", "orange", "pink")
_CELLS = ("text", "number", "price", "date", "person", "special", "label", "email", "time")


class Forest:
    """Draws pages."""

    def __init__(self, rng: Random, texts: Texts) -> None:
        self._rng, self._texts = rng, texts
        self._parts = (
            self._menu, self._hero, self._cards, self._table, self._list, self._form, self._figures, self._tabs,
            self._questions, self._talk, self._settings, self._texts_part, self._figures, self._cards,
        )  # fmt: skip

    def page(self, size: int) -> Entry:
        """A page of about `size` entries."""
        rng, has_colors = self._rng, self._rng.random() < 0.75
        page = Entry("page", rng.choice(("white", "white", "light gray", "black", "dark gray", "light blue", "")))
        around = page
        self._menu(page)
        if rng.random() < 0.5:
            around = self._in(page, rng.choice(("main", "main", "group")))
        if rng.random() < 0.25:
            row = self._in(around, rng.choice(("group", "row")))
            self._side(row)
            around = self._in(row, rng.choice(("main", "group", "column", "section")))
        while sum(1 for _ in page.all()) < size:
            rng.choice(self._parts)(around)
        if rng.random() < 0.6:
            self._menu(page, "footer")
        for entry in page.all():
            if not has_colors:  # they are in a style sheet
                entry.color = ""
            _jitter(entry, rng)
        return page

    def _in(self, around: Entry, role: str, text: str = "", color: str = "") -> Entry:
        entry = Entry(role, color, text, parent=around)
        around.children.append(entry)
        return entry

    def _ground(self) -> str:
        return self._rng.choice(_COLORS)

    def _ink(self) -> str:
        return self._rng.choice(_INKS)

    def _button(self, around: Entry) -> None:
        self._in(around, "button", self._texts.button(), self._ground())

    def _menu(self, around: Entry, role: str = "") -> None:
        rng = self._rng
        role = role or rng.choice(("nav", "header", "nav", "header", "row"))
        bar = self._in(around, role, "", rng.choice(("", self._ground())))
        if rng.random() < 0.3:
            self._in(bar, "icon")
        if rng.random() < 0.8:
            self._in(bar, rng.choice(("text", "link", "heading")), self._texts.phrase(1, 2), self._ink())
        holder = self._in(bar, rng.choice(("list", "group", "nav"))) if rng.random() < 0.4 else bar
        kind = rng.choice(("link", "link", "link", "item", "text"))
        for _ in range(rng.randint(2, 6)):
            self._in(holder, kind, self._texts.label())
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            self._button(bar)
        if role == "footer":
            self._in(bar, rng.choice(("text", "paragraph")), f"© {rng.randint(2015, 2027)} {self._texts.phrase(1, 3)}")

    def _side(self, around: Entry) -> None:
        bar, rng = self._in(around, "sidebar", "", self._ground()), self._rng
        if rng.random() < 0.5:
            self._in(bar, rng.choice(("heading", "text")), self._texts.label())
        kind, has_icons = rng.choice(("link", "item", "text")), rng.random() < 0.4
        for number in range(rng.randint(3, 9)):
            holder = self._in(bar, "row") if has_icons else bar
            if has_icons:
                self._in(holder, "icon")
            self._in(holder, "badge" if number == 1 and rng.random() < 0.3 else kind, self._texts.label())

    def _hero(self, around: Entry) -> None:
        rng = self._rng
        part = self._in(
            around, rng.choice(("section", "card", "column", "group", "header")), "", rng.choice(("", self._ground()))
        )
        if rng.random() < 0.3:
            self._in(part, rng.choice(("badge", "paragraph")), self._texts.phrase(2, 4), self._ink())
        self._in(part, "heading", self._texts.phrase(2, 7), self._ink())
        self._in(part, "paragraph", self._texts.paragraph(rng.randint(6, 26)))
        row = self._in(part, "row") if rng.random() < 0.5 else part
        for _ in range(rng.randint(0, 2)):
            self._button(row)
        if rng.random() < 0.3:
            self._in(part, "picture", "", self._ground())

    def _cards(self, around: Entry) -> None:
        rng = self._rng
        if rng.random() < 0.5:
            self._in(around, "heading", self._texts.title())
        grid = self._in(around, rng.choice(("grid", "row", "group", "section", "list")))
        role = rng.choice(("card", "card", "card", "column", "item", "group"))
        color, button = self._ground() if role == "card" else "", self._texts.button()
        parts = [rng.random() < share for share in (0.3, 0.85, 0.7, 0.3, 0.35, 0.4)]
        num_points = rng.choice((0, 0, 0, 3, 4))
        for _ in range(rng.randint(2, 5)):
            card = self._in(grid, role, "", color)
            if parts[0]:
                self._in(card, rng.choice(("picture", "icon")), "", self._ground())
            if parts[3]:
                self._in(card, rng.choice(("badge", "text")), self._texts.label(), self._ink())
            if parts[1]:
                self._in(card, "heading", self._texts.title())
            if parts[4]:
                self._in(card, rng.choice(("heading", "text")), self._texts.price())
            if parts[2]:
                self._in(card, "paragraph", self._texts.paragraph(rng.randint(4, 16)))
            holder = self._in(card, "list") if num_points else card
            for _ in range(num_points):
                self._in(holder, "item", self._texts.phrase(1, 4))
            if parts[5]:
                self._in(
                    card,
                    rng.choice(("button", "button", "link")),
                    button if rng.random() < 0.6 else self._texts.button(),
                    self._ground(),
                )

    def _table(self, around: Entry) -> None:
        rng = self._rng
        if rng.random() < 0.4:
            self._in(around, "heading", self._texts.title())
        is_table = rng.random() < 0.7
        table = self._in(around, "table" if is_table else rng.choice(("card", "group", "column")))
        kinds, cell = rng.choices(_CELLS, k=rng.randint(2, 5)), "cell" if is_table else "text"
        if rng.random() < 0.8:
            row = self._in(table, "row")
            for _ in kinds:
                self._in(row, cell, self._texts.label())
        has_badge = rng.random() < 0.3
        states = [self._texts.label() for _ in range(3)]
        for _ in range(rng.randint(2, 7)):
            row = self._in(table, "row")
            for kind in kinds:
                self._in(row, cell, self._cell(kind))
            if has_badge:
                self._in(row, rng.choice(("badge", "cell")), rng.choice(states), self._ground())

    def _cell(self, kind: str) -> str:
        return self._texts.phrase(1, 3) if kind == "text" else getattr(self._texts, kind)()

    def _list(self, around: Entry) -> None:
        rng = self._rng
        if rng.random() < 0.6:
            self._in(around, "heading", self._texts.title())
        holder, kind = (
            self._in(around, rng.choice(("list", "list", "card"))),
            rng.choice(("item", "item", "text", "paragraph")),
        )
        for _ in range(rng.randint(2, 7)):
            self._in(
                holder, kind, rng.choice((self._texts.phrase(1, 5), self._texts.sentence(3, 9), self._texts.special()))
            )

    def _form(self, around: Entry) -> None:
        rng = self._rng
        form = self._in(around, rng.choice(("form", "card", "group")), "", rng.choice(("", self._ground())))
        if rng.random() < 0.7:
            self._in(form, "heading", self._texts.title())
        kind, is_grouped = rng.choice(("label", "label", "paragraph", "text")), rng.random() < 0.3
        for _ in range(rng.randint(2, 5)):
            holder = self._in(form, rng.choice(("group", "column"))) if is_grouped else form
            self._in(holder, kind, self._texts.label())
            self._in(
                holder,
                rng.choice(("field", "field", "field", "dropdown")),
                self._texts.phrase(1, 3) if rng.random() < 0.7 else "",
                self._ground(),
            )
        if rng.random() < 0.4:
            row = self._in(form, "row")
            self._in(row, "checkbox")
            self._in(row, kind, self._texts.phrase(2, 5))
        for _ in range(rng.randint(1, 2)):
            self._button(form)
        if rng.random() < 0.4:
            self._in(form, rng.choice(("paragraph", "link")), self._texts.phrase(2, 6), "blue")

    def _figures(self, around: Entry) -> None:
        rng = self._rng
        row, is_above = self._in(around, rng.choice(("row", "grid", "group"))), rng.random() < 0.5
        role = rng.choice(("card", "column", "group"))
        for _ in range(rng.randint(2, 5)):
            box = self._in(row, role, "", self._ground() if role == "card" else "")
            texts = [
                ("text", rng.choice((self._texts.number(), self._texts.price()))),
                ("text", self._texts.phrase(1, 3)),
            ]
            for kind, text in texts if is_above else reversed(texts):
                self._in(box, kind, text, self._ink())

    def _tabs(self, around: Entry) -> None:
        row, rng = self._in(around, self._rng.choice(("row", "list", "group"))), self._rng
        kind, color = rng.choice(("badge", "link", "button", "text", "item")), self._ground()
        for number in range(rng.randint(2, 6)):
            self._in(
                row,
                kind,
                rng.choice((self._texts.label(), self._texts.number())),
                self._ground() if number == 0 else color,
            )

    def _questions(self, around: Entry) -> None:
        rng = self._rng
        for _ in range(rng.randint(2, 5)):
            row = self._in(around, rng.choice(("row", "card")))
            self._in(row, "text", self._texts.sentence(3, 8).rstrip(".!?") + "?")
            self._in(row, rng.choice(("icon", "text")), rng.choice(("+", "–", "")))

    def _talk(self, around: Entry) -> None:
        rng = self._rng
        for _ in range(rng.randint(2, 5)):
            box = self._in(around, rng.choice(("card", "row", "group")), "", self._ground())
            if rng.random() < 0.6:
                self._in(box, "text", self._texts.person())
            self._in(box, "paragraph", self._texts.paragraph(rng.randint(3, 14)))
            self._in(box, "text", self._texts.time())

    def _settings(self, around: Entry) -> None:
        rng = self._rng
        self._in(around, "heading", self._texts.title())
        kind = rng.choice(("checkbox", "icon", "card", "button", "dropdown"))
        for _ in range(rng.randint(2, 6)):
            row = self._in(around, rng.choice(("row", "card")))
            column = self._in(row, rng.choice(("column", "group")))
            self._in(column, rng.choice(("text", "label", "heading")), self._texts.label())
            self._in(column, "paragraph", self._texts.sentence(3, 9))
            self._in(row, kind, self._texts.button() if kind in ("button", "dropdown") else "", self._ground())

    def _texts_part(self, around: Entry) -> None:
        rng = self._rng
        self._in(around, "heading", self._texts.title())
        for _ in range(rng.randint(1, 3)):
            self._in(around, "paragraph", self._texts.paragraph(rng.randint(8, 40)))
        if rng.random() < 0.3:
            self._in(around, "divider")
        if rng.random() < 0.3:
            self._in(around, "picture", "", self._ground())
            self._in(around, "paragraph", self._texts.sentence(4, 10))


def _jitter(entry: Entry, rng: Random) -> None:
    """Pages are built in many ways."""
    draw = rng.random()
    others = {"link": ("text", "badge", "item"), "text": ("paragraph", "label"), "paragraph": ("text",),
              "heading": ("text", "paragraph"), "badge": ("text", "button"), "button": ("link", "badge"),
              "card": ("group", "section"), "row": ("group",), "label": ("text",)}  # fmt: skip
    if draw < 0.08 and entry.role in others and entry.parent is not None:
        entry.role = rng.choice(others[entry.role])
