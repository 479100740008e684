"""What an engine says of itself while it starts, in a person's words."""

from PySide6.QtCore import QCoreApplication

from moonpane.sentences import translated


def stage_words(stage: str) -> str:
    """The stages that our own engine names; what is a sentence already stays as it is."""
    translate = QCoreApplication.translate
    return {
        "starting": translate("Stage", "Starting the engine …"),
        "starting torch": translate("Stage", "Starting the engine …"),
        "loading weights": translate("Stage", "Loading weights"),
    }.get(stage) or translated(stage)
