"""What the store says in more than one place, in the language of the interface; made when it is said."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def cannot_chat() -> str:
    return translate(
        "Store",
        "This model turns pictures into pages and makes small changes of them; drop a picture first, or choose "
        "another model in Models.",
    )


def cannot_mend() -> str:
    return translate("Store", "This model cannot look for errors; choose another model in Models.")


def words_stay() -> str:
    return translate("Store", "The picture is converted by itself; your words stay here.")


def marks_are_not_followed() -> str:
    return translate("Store", "The embedded model follows no marks; take them away, or choose another model in Models.")


def unforeseen() -> str:
    return translate("Store", "Something unforeseen went wrong; the terminal has the details.")


def unloaded() -> str:
    return translate("Store", "No model is loaded; load one in Models.")


def measure_and_improve(rounds: int) -> str:
    """What a person asked for who pressed Refine."""
    if rounds == 1:
        return translate("Store", "Measure and improve, one round")
    return translate("Store", "Measure and improve, up to {count} rounds").format(count=rounds)


def version(number: int) -> str:
    return translate("History", "Version {number}").format(number=number)


def not_while_answering() -> str:
    """Why the next question cannot be given another place now."""
    return translate("Store", "An answer is still growing. Go on from another version once it has ended.")
