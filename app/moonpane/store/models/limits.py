"""What the model at hand cannot do, as the options of the next message say it."""

from PySide6.QtCore import QCoreApplication

from moonpane.store.model import EngineStatus
from moonpane.store.options import Limits

translate = QCoreApplication.translate


def limits_of(engine: EngineStatus) -> Limits:
    """A model that only turns pictures into pages can do little else; of others nothing is known to be impossible."""
    if engine.chats:
        return Limits()
    instant = translate("Store", "The embedded model answers at once and cannot think first.")
    same = translate("Store", "The embedded model always writes the same page for the same picture.")
    return Limits(thinking=instant, variants=same)
