"""Changes that could not be applied: how they are shown to the model, and which of its next ones stand for them."""

import difflib
from collections.abc import Mapping, Sequence

from moonpane.artifact import Applied, Change, EditBlock, Refused, Written, apply
from moonpane.sentences import phrase
from moonpane_resources.prompts import Unplaced

_COMPARED_CHARS = 2_000
_SHOWN_CHARS = 6_000  # of one change


def unplaced(refused: Refused) -> Unplaced:
    """As the model is told of it."""
    return Unplaced(refused.path, refused.reason, sent(refused.change), refused.region, refused.first_line)


def refusal(refused: Refused) -> str:
    """As the person is told of it."""
    what = phrase("The new text" if isinstance(refused.change, Written) else "A change")
    where = refused.path or phrase("no file")
    return f"{what} of {where} could not be applied, and nothing was changed there: {refused.reason}"


def sent(change: Change) -> str:
    """A change as the model wrote it; of a long one the beginning."""
    if isinstance(change, Written):
        text = change.text
    else:
        text = f"<<<<<<< SEARCH\n{change.search}=======\n{change.replace}>>>>>>> REPLACE"
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "\n…"


def as_it_is_now(refused: Refused, files: Mapping[str, str]) -> Refused:
    """The same with what stands in the file by now. It is not applied, even if it would fit: what made it fit may have
    been the change of another place that it was meant for as well."""
    failed = apply(files, [refused.change]).failed
    return failed[0] if failed else refused


def still_missing(failed: Sequence[Refused], applied: Applied) -> list[Refused]:
    """Of the changes that had failed, those for which nothing was applied now; with a new reason, if there is one.

    A file given as a whole stands for all changes of it; an edit block for the one that it is most like.
    """
    missing = list(failed)
    for each in applied.done:
        if isinstance(each.change, Written):
            missing = [other for other in missing if other.path != each.path]
            continue
        near = [other for other in missing if other.path == each.path]
        if near := near or [other for other in missing if other.path not in applied.files]:
            block = each.change
            missing.remove(max(near, key=lambda other: _likeness(other.change, block)))
    news = list(applied.failed)
    for at, old in enumerate(missing):
        if new := next((each for each in news if each.path == old.path), None):
            news.remove(new)
            missing[at] = new
    return missing


def _likeness(change: Change, block: EditBlock) -> float:
    if isinstance(change, Written):
        return 0.0
    pairs = ((change.replace, block.replace), (change.search, block.search))
    return sum(
        difflib.SequenceMatcher(None, a[:_COMPARED_CHARS], b[:_COMPARED_CHARS], autojunk=False).ratio()
        for a, b in pairs
    )
