"""Samples of the task `edit`: a wish about a page, and the edit block that grants it.

edit = drawn_edit(record.html, rng, texts)
chat.sample(edit.prompt, edit.answer, None, None)
"""

from moonpane_engine.train.data.edits.draw import KINDS, Edit, drawn_edit

__all__ = ["KINDS", "Edit", "drawn_edit"]
