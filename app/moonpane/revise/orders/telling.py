"""What was done to a page, and what could not be done, in one sentence each."""

from moonpane.sentences import phrase
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import NEW, WITH, Order

_MAX_NAME = 40  # letters


def name_of(entry: Entry) -> str:
    """What an entry is called by: the words on it, else the first ones in it."""
    if entry.parent is None:
        return phrase("The page")
    if entry.text:
        return f"“{_short(entry.text)}”"
    inside = next((each.text for each in entry.all() if each.text), "")
    return phrase(f"The part with “{_short(inside)}”") if inside else phrase("A part without words")


def _short(text: str) -> str:
    return text if len(text) <= _MAX_NAME else text[:_MAX_NAME].rstrip() + "…"


def undone(name: str, reason: str) -> str:
    return phrase(f"{name} could not be changed so: {reason}.")


def done(order: Order, name: str, other: str) -> str:
    """What an order did, as a person would say it."""
    how = order.how
    match order.verb:
        case "color":
            return phrase(f"{name}: its colour is now {how}.")
        case "background":
            return phrase(f"{name}: the background is now {how}.")
        case "text":
            return phrase(f"{name}: the text is now “{how}”.")
        case "replace":
            old, _, new = f"{how} ".partition(WITH)
            return phrase(f"{name}: “{old.strip()}” is now “{new.strip()}”.")
        case "remove":
            return phrase(f"{name}: removed.")
        case "copy":
            return phrase(f"{name}: added once more, as “{how}”.") if how else phrase(f"{name}: added once more.")
        case "before" | "after":
            return _added(order, name)
        case "swap":
            return phrase(f"{name} and {other} have changed places.")
        case "over":
            return phrase(f"{name}: now before {other}.")
        case "under":
            return phrase(f"{name}: now behind {other}.")
        case "first":
            return phrase(f"{name}: now the first one.")
        case "last":
            return phrase(f"{name}: now the last one.")
        case "link":
            return phrase(f"{name}: leads to {how} now.") if how else phrase(f"{name}: a link now.")
        case "theme":
            return phrase("The page is dark now.") if how == "dark" else phrase("The page is light now.")
        case _:
            return f"{name}: {_looks(order.verb, how)}."


def _added(order: Order, name: str) -> str:
    kind, _, words = order.how.partition(" ")
    what = phrase(f"a button “{words}”") if kind == NEW[0] else phrase(f"a text “{words}”")
    return (
        phrase(f"{name}: before it comes {what} now.")
        if order.verb == "before"
        else phrase(f"{name}: {what} follows it now.")
    )


def _looks(verb: str, how: str) -> str:
    ways = {
        "border plain": phrase("with a border now"), "border none": phrase("without a border now"),
        "corners round": phrase("its corners are round now"), "corners pill": phrase("its ends are fully round now"),
        "corners square": phrase("its corners are square now"), "size larger": phrase("larger now"),
        "size smaller": phrase("smaller now"), "weight bold": phrase("bold now"),
        "weight regular": phrase("not bold any more"), "slant italic": phrase("italic now"),
        "slant upright": phrase("upright now"), "line under": phrase("underlined now"),
        "line through": phrase("crossed out now"), "line none": phrase("without a line now"),
        "padding more": phrase("more room inside now"), "padding less": phrase("less room inside now"),
        "gap more": phrase("its parts are farther apart now"), "gap less": phrase("its parts are closer together now"),
        "width more": phrase("wider now"), "width less": phrase("narrower now"), "height more": phrase("higher now"),
        "height less": phrase("lower now"), "align left": phrase("on the left now"),
        "align center": phrase("in the middle now"), "align right": phrase("on the right now"),
        "case upper": phrase("in capital letters now"), "case lower": phrase("in small letters now"),
        "shadow plain": phrase("with a shadow now"), "shadow none": phrase("without a shadow now"),
    }  # fmt: skip
    if found := ways.get(f"{verb} {how}"):
        return found
    match verb:
        case "font":
            return phrase(f"the font is now {how}")
        case "border":
            return phrase(f"the border is now {how}")
        case "corners":
            return phrase(f"the corners are now {how}")
        case "padding":
            return phrase(f"the room inside is now {how}")
        case "gap":
            return phrase(f"the room between its parts is now {how}")
        case "width":
            return phrase(f"the width is now {how}")
        case "height":
            return phrase(f"the height is now {how}")
        case _:
            return phrase(f"the size is now {how}")
