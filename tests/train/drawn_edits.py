"""Drawn edits and what the product makes of them."""

import re
from collections import Counter
from functools import cache
from random import Random

from moonpane.artifact import Artifact, EditBlock, apply
from moonpane_engine.train.data.edits import Edit, drawn_edit
from moonpane_engine.train.data.edits.shown_page import Element, read_shown
from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.pages import generate_page
from moonpane_resources.labels import Unlabelled
from moonpane_resources.prompts.editing import whole

SEEDS = range(900)
INDEX = "index.html"


@cache
def page_of(seed: int) -> str:
    return generate_page(seed)


@cache
def edit_of(seed: int, *, held_out: bool = False) -> Edit:
    rng = Random(f"edit {seed}")
    return drawn_edit(page_of(seed % 70), rng, Texts(rng), held_out=held_out)


def block_of(edit: Edit) -> EditBlock:
    """As the product reads it: without labels, by the reader of every answer."""
    unlabelled, artifact = Unlabelled(), Artifact("html")
    artifact.feed(unlabelled.feed(edit.answer) + unlabelled.rest())
    artifact.finish()
    (block,) = artifact.changes()
    assert isinstance(block, EditBlock)
    assert not block.fault
    return block


def shown_lines(edit: Edit) -> list[str]:
    return [edit.shown.lines[number] for number in edit.shown.numbers]


@cache
def applied(edit: Edit) -> list[str]:
    """The lines of the stretch that is shown, after the change; those above it are left out."""
    before = "".join(f"{line}\n" for line in shown_lines(edit))
    found = apply({INDEX: before}, [block_of(edit)])
    (done,) = found.done
    assert done.way == "exact"
    return found.files[INDEX].splitlines()


def difference(edit: Edit) -> tuple[list[str], list[str]]:
    """(lines that are gone, lines that are new)"""
    before, after = Counter(shown_lines(edit)), Counter(applied(edit))
    return list((before - after).elements()), list((after - before).elements())


def read_line(line: str) -> Element:
    closing = [] if line.endswith((">", "/>")) and re.search(r"</\w+>$|<(input|hr|img)", line) else ["</x>"]
    return read_shown(whole([line, *closing])).elements[0]
