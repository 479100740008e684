"""What the model at hand cannot do, as the options of the next message and its draft say it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from moonpane.store.model import EngineStatus, Picture
from moonpane.store.options import Limits
from moonpane.store.sentences import marks_are_not_followed, words_stay

translate = QCoreApplication.translate


def limits_of(engine: EngineStatus) -> Limits:
    """A model that turns pictures into pages can do little else; of others nothing is known to be impossible."""
    if engine.chats:
        return Limits()
    instant = translate("Store", "The embedded model answers at once and cannot think first.")
    same = translate("Store", "The embedded model always writes the same page for the same picture.")
    return Limits(thinking=instant, variants=same)


def unused_of(engine: EngineStatus, draft: Sequence[Picture], words: str) -> str:
    """What of a draft the model at hand would not use, said before it is sent; empty where it uses all."""
    if engine.chats or not draft:
        return ""
    return marks_are_not_followed() if draft[0].attachment.notes else words_stay() if words.strip() else ""
