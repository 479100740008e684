"""The embedded model's task `edit`: a wish and a page's listing, answered by orders (`moonpane_resources.editing`).

    edit
    Make the Save button red
    0A page white
    …
    1D button blue Save
    Make the Save button red

The wish comes twice: what is read first tells what to look for, and what is read last has seen what is there.
"""

from collections.abc import Sequence

from moonpane_resources.editing.listing import Entry, listed

EDIT = "edit"
MAX_WISH = 300  # characters


def page_edit_prompt(wish: str, entries: Sequence[Entry]) -> str:
    """What the embedded model is told: one wish in one line, and the entries in their order."""
    said = " ".join(wish.split())
    return "\n".join((EDIT, said, listed(entries), said))
