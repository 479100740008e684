"""One sample of the task `edit` from the HTML of one page."""

from random import Random
from typing import NamedTuple

from moonpane_engine.train.data.edits.change import Change, Scene
from moonpane_engine.train.data.edits.names import Names
from moonpane_engine.train.data.edits.photographed import photographed
from moonpane_engine.train.data.edits.phrasings import phrased
from moonpane_engine.train.data.edits.shown_page import read_shown
from moonpane_engine.train.data.edits.structure import STRUCTURE_KINDS
from moonpane_engine.train.data.edits.styles import STYLE_KINDS
from moonpane_engine.train.data.texts import Texts
from moonpane_resources.prompts.editing import (
    MAX_SHOWN_CHARS,
    ShownLines,
    around,
    block_text,
    body_lines,
    page_edit_prompt,
    whole,
    with_label,
)

KINDS = STYLE_KINDS | STRUCTURE_KINDS
_OFTEN = {"text color": 2, "background": 2, "text": 3, "remove": 2, "size": 2, "font size": 2, "page background": 1.2,
          "add item": 3, "repeat": 5}  # fmt: skip
_WEIGHTS = [_OFTEN.get(kind, 1) for kind in KINDS]
_LEAST_CHARS = 500
_PHOTOGRAPHED = 0.4
_PICKED = 0.12  # share of the wishes about an element that the person has picked: nothing else is shown, but the body
_TRIES = 20


class Edit(NamedTuple):
    """A wish about a page, and the block that grants it."""

    kind: str  # of KINDS
    said: str  # the kind of phrasing, of PHRASINGS
    wish: str
    prompt: str
    answer: str  # with labels
    shown: ShownLines


def drawn_edit(
    html: str, rng: Random, texts: Texts, *, held_out: bool = False, max_chars: int = MAX_SHOWN_CHARS
) -> Edit:
    """Draw a wish about a page of the house style; `held_out`: said as no wish that is trained on.

    `max_chars`: of the page, so many are shown at most; what is short is learned in less time. Raises ValueError where
    the page is not in the house style.
    """
    body = body_lines(html)
    lines = photographed(body, rng) if rng.random() < _PHOTOGRAPHED else body
    if rng.random() < _PICKED and (picked := _of_picked(lines, rng, texts, held_out=held_out)):
        return picked
    shown = _window(lines, rng, max_chars)
    page = read_shown(shown)
    scene = Scene(page, Names(page, rng, held_out=held_out), texts, rng)
    while True:  # the background of the page can always be changed
        if edit := _tried(scene, shown, held_out=held_out):
            return edit


def _tried(scene: Scene, shown: ShownLines, *, held_out: bool) -> Edit | None:
    """A change of a drawn kind, where the page has something for it."""
    rng = scene.rng
    kind = rng.choices(list(KINDS), _WEIGHTS)[0]
    change = KINDS[kind](scene)
    if change is None or _is_nothing(change, shown) or (run := shown.unique_run(change.first, change.last)) is None:
        return None
    without = next((f"{{{name}}}" for name in "tu" if name not in change.names), "")
    wish = phrased(change.said, change.names, rng, held_out=held_out, without=without, needed="{t}" * change.must_name)
    prompt = page_edit_prompt(wish, shown)
    return Edit(kind, change.said, wish, prompt, _answer(change, run, shown), shown) if wish else None


def _of_picked(lines: tuple[str, ...], rng: Random, texts: Texts, *, held_out: bool) -> Edit | None:
    """A wish about one element, which may be called "this"; None where nothing came to mind."""
    whole_page = read_shown(whole(lines))
    fitting = [each for each in whole_page.elements[1:] if each.role]
    for element in rng.sample(fitting, min(len(fitting), 3)):
        shown = around(lines, element.first, element.last + 1, only=True)
        page = read_shown(shown)
        names = Names(page, rng, held_out=held_out, picked=page.elements[1])
        for _ in range(_TRIES):
            edit = _tried(Scene(page, names, texts, rng), shown, held_out=held_out)
            if edit and edit.kind != "page background":
                return edit
    return None


def _is_nothing(change: Change, shown: ShownLines) -> bool:
    """Whether like elements would only change places."""
    return tuple(line for line, _ in change.lines) == shown.lines[change.first : change.last + 1]


def _window(lines: tuple[str, ...], rng: Random, max_chars: int) -> ShownLines:
    """All lines where they fit, mostly; else a stretch of them."""
    if rng.random() < 0.7:
        start = 1 if sum(map(len, lines)) + 3 * len(lines) <= max_chars else rng.randrange(1, len(lines))
        return around(lines, start, start, max_chars)
    start = rng.randrange(1, len(lines)) if len(lines) > 1 else 1
    return around(lines, start, start, rng.randint(min(_LEAST_CHARS, max_chars), max_chars))


def _answer(change: Change, run: tuple[int, int], shown: ShownLines) -> str:
    labelled, labels = shown.labelled(), shown.labels
    search = [labelled[number] for number in range(run[0], run[1] + 1)]
    changed = [with_label(line, labels.get(-1 if number is None else number, "")) for line, number in change.lines]
    before = [labelled[number] for number in range(run[0], change.first)]
    after = [labelled[number] for number in range(change.last + 1, run[1] + 1)]
    return block_text(search, [*before, *changed, *after])
