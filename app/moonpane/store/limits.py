"""What the model at hand cannot do, as the options of the next message say it."""

from moonpane.store.model import EngineStatus
from moonpane.store.options import Limits

SMALL_HTML = "The embedded model writes HTML and CSS; choose another model for this."
SMALL_INSTANT = "The embedded model answers at once and cannot think first."
SMALL_SAME = "The embedded model always writes the same page for the same picture."


def limits_of(engine: EngineStatus) -> Limits:
    """A model that only turns pictures into pages can do little else; of others nothing is known to be impossible."""
    if engine.chats:
        return Limits()
    return Limits({"tailwind": SMALL_HTML, "react": SMALL_HTML}, thinking=SMALL_INSTANT, variants=SMALL_SAME)
