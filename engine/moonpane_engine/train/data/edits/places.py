"""What people call an entry who see where it is: left, right, at the top, the one under a title.

Without a drawing only so much is known as the order tells: what lies in a row goes from left to right, what lies in a
page from top to bottom.
"""

from collections.abc import Mapping
from random import Random

from moonpane_engine.train.data.edits.lists import sayings
from moonpane_resources.editing.called import CALLED
from moonpane_resources.editing.listing import Entry

_ACROSS = ("row", "nav", "header", "grid", "footer")  # what is in them lies from left to right
_TOP_BARS = ("nav", "header")
_AT_ENDS = ("button", "card", "heading", "picture", "divider", "row", "item", "paragraph", "field")
_USES = ("search", "password", "mail")
_BARS = ("nav", "header", "footer", "sidebar", "table", "form")


class Places:
    """Finds names by place for the entries of one page; `roles` are its entries by role, in their order."""

    def __init__(self, roles: Mapping[str, list[Entry]], rng: Random) -> None:
        self._roles, self._rng = roles, rng

    def of(self, entry: Entry) -> str:
        """One of an entry's names, "" where no place of it is clear."""
        ways = [self._by_side, self._by_end, self._by_use]
        self._rng.shuffle(ways)
        return next((name for way in ways if (name := way(entry))), "")

    def _called(self, where: str, entry: Entry) -> str:
        return self._rng.choice(sayings("places")[where]).replace("{r}", self._rng.choice(CALLED[entry.role][:3]))

    def _by_side(self, entry: Entry) -> str:
        """Of two or three in a row, where no other row has any of its kind."""
        around = entry.parent
        if around is None or around.role not in _ACROSS:
            return ""
        alike = [each for each in around.children if each.role == entry.role]
        if len(alike) not in (2, 3) or len(alike) != len(self._roles[entry.role]):
            return ""
        place = alike.index(entry)
        return self._called("left" if place == 0 else "right" if place == len(alike) - 1 else "middle", entry)

    def _by_end(self, entry: Entry) -> str:
        """The first or last of its kind on the page; the last one in the bar at the top."""
        alike, bar = self._roles[entry.role], entry.parent
        is_in_bar = bar is not None and bar.role in _TOP_BARS and self._roles[bar.role][0] is bar
        if is_in_bar and bar is not None and bar.children[-1] is entry:
            is_only = sum(each.role == entry.role for each in bar.children) == 1
            if (entry.role in ("button", "link") and is_only) or entry.role in ("picture", "icon"):
                return self._called("corner", entry)
        if len(alike) < 2 or entry.role not in _AT_ENDS or entry not in (alike[0], alike[-1]):
            return ""
        return self._called("top" if alike[0] is entry else "bottom", entry)

    def _by_use(self, entry: Entry) -> str:
        """What it is for: the only button, the text under the title, the field for a search."""
        siblings = entry.parent.children if entry.parent is not None else []
        titles = self._roles.get("heading", [])
        place = siblings.index(entry) if entry in siblings else 0
        if entry.role in ("paragraph", "text") and place and titles and siblings[place - 1] is titles[0]:
            return self._called("subtitle", entry)
        if entry.role == "button" and len(self._roles["button"]) == 1:
            return self._called("main button", entry)
        if entry.role in ("field", "dropdown"):
            fields = [*self._roles.get("field", []), *self._roles.get("dropdown", [])]
            for word in _USES:
                if word in entry.text.casefold():
                    return (
                        self._called(word, entry) if sum(word in each.text.casefold() for each in fields) == 1 else ""
                    )
        return ""


def described(name: str, entry: Entry, roles: Mapping[str, list[Entry]], rng: Random) -> str:
    """A name with more than is needed: a colour or a size before it, where it stands behind it."""
    draw, said = rng.random(), sayings("places")
    if draw < 0.1 and name.startswith("the ") and entry.color:
        return f"the {entry.color.split()[-1]} {name[4:]}"
    if draw < 0.16 and name.startswith("the "):
        return f"the {rng.choice(said['sizes'])} {name[4:]}"
    if draw < 0.26:
        bar = next((each for each in entry.up() if each is not entry and each.role in _BARS), None)
        if bar is not None and len(roles[bar.role]) == 1:
            return f"{name} in the {rng.choice(said[f'in {bar.role}'])}"
    return f"{name} {rng.choice(said['here'])}" if draw > 0.96 else name
