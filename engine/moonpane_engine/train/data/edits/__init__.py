"""Samples of the task `edit`: a wish about a page, and the orders that grant it.

edit = Edits(rng).drawn()
chat.sample(edit.prompt, edit.answer, None, None)
"""

from moonpane_engine.train.data.edits.draw import KINDS, Edit, Edits

__all__ = ["KINDS", "Edit", "Edits"]
