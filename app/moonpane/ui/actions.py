"""Everything a person can do by name, in one table: the keys, the command palette and the overview are made from it.

A room that has something to offer adds its rows; nobody else registers keys.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from moonpane.ui.language import marked


class Section(Enum):
    """Groups of the overview, in its order; values are shown."""

    START = marked("Section", "Begin")
    WRITE = marked("Section", "Write")
    VIEW = marked("Section", "Look")
    PAGE = marked("Section", "Page")
    APP = marked("Section", "Moonpane")

    @property
    def words(self) -> str:
        return QCoreApplication.translate("Section", self.value)


def always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """One thing that can be done. Words come translated; keys in Qt's own spelling, the first one is shown."""

    id: str
    words: str
    section: Section
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    is_enabled: Callable[[], bool] = always  # asked whenever it is shown or its keys are pressed
    also: str = ""  # further words that a search finds it by
    has_own_keys: bool = False  # a widget has these keys itself; here they are listed, and taken from all others

    @property
    def shown_keys(self) -> str:
        """The first of its keys as this desktop writes them; empty without one."""
        return key_words(self.keys[0]) if self.keys else ""


class ActionTable:
    """The actions of one window, in the order in which they were added."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: dict[str, Action] = {}
        self._owners: dict[str, str] = {}  # keys, as they are compared → the action's id

    def add(self, actions: Iterable[Action]) -> None:
        """Registers rows with their keys. Raises ValueError for an id or a key that is taken."""
        for action in actions:
            if action.id in self._actions:
                raise ValueError(f"There is an action {action.id} already.")
            for keys in action.keys:
                name = QKeySequence(keys).toString()
                if not name or name in self._owners:
                    raise ValueError(f"{keys} for {action.id} is taken by {self._owners.get(name, 'nothing')}.")
                self._owners[name] = action.id
            self._actions[action.id] = action
            if action.keys and not action.has_own_keys:
                self._window.addAction(self._qt_action(action))

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def action(self, id: str) -> Action:
        """Raises KeyError."""
        return self._actions[id]

    def run(self, id: str) -> bool:
        """Does it, if it can be done now; False otherwise. Raises KeyError."""
        action = self._actions[id]
        if not action.is_enabled():
            return False
        action.run()
        return True

    def _qt_action(self, action: Action) -> QAction:
        made = QAction(action.words, self._window)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        made.triggered.connect(lambda: self.run(action.id))
        return made


def key_words(keys: str) -> str:
    """Keys as this desktop writes them: Ctrl+K, ⌘K."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def matched(query: str, text: str) -> tuple[int, tuple[int, ...]] | None:
    """How well a text answers what was typed, and the places of its letters; None when it does not.

    All letters have to come in their order. Beginnings of words, runs of letters and an early start count; less is
    better. Words may be left out, so “ope pi” finds “Open a picture”.
    """
    wanted = [letter.casefold() for letter in query if not letter.isspace()]
    places = _best(wanted, [letter.casefold() for letter in text])
    if places is None:
        return None
    gaps = sum(after != before + 1 for before, after in itertools.pairwise(places))
    inside = sum(not _begins(text, place) and place - 1 not in places for place in places)
    return 4 * inside + 2 * gaps + (places[0] if places else 0), tuple(places)


def _best(wanted: list[str], text: list[str]) -> list[int] | None:
    """Places of the letters: beside the one before, else where a word begins, else as early as can be."""
    places: list[int] = []
    at = 0
    for number, letter in enumerate(wanted):
        candidates = [place for place in range(at, len(text)) if text[place] == letter]
        candidates.sort(key=lambda place: (place != at or not places, not _begins(text, place), place))
        rest = wanted[number + 1 :]
        place = next((place for place in candidates if _follows(rest, text, place + 1)), None)
        if place is None:
            return None
        places.append(place)
        at = place + 1
    return places


def _follows(wanted: list[str], text: list[str], at: int) -> bool:
    """Whether letters come in their order from a place on."""
    rest = iter(text[at:])
    return all(letter in rest for letter in wanted)


def _begins(text: Sequence[str], place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
