"""Whether orders are what a wish says, as far as words alone can tell: what it names has to come up in them.

A small model is sometimes sure of what it has half read. An order is doubted where nothing in the wish speaks of its
element, and all orders are where a length, a colour or a quoted text of the wish is in none of them.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from moonpane.revise.counted import is_another
from moonpane_resources.editing.called import CALLED, called_by
from moonpane_resources.editing.colors import NAMED
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import NEW, WITH, Order

_LENGTH = re.compile(r"\d+(?:[.,]\d+)?(?= ?(?:px|pixels?|rem|em|%))", re.IGNORECASE)
_COLORS = re.compile(rf"\b({'|'.join(sorted(map(re.escape, NAMED), key=len, reverse=True))})\b")
_QUOTED = re.compile(r"[\"“«]([^\"”»]{2,80})[\"”»]|(?<!\w)['‘`*]([^'’`*]{2,80})['’`*](?!\w)")
_LOOKS = {
    "shadow": re.compile(r"\bshadow\b"), "border": re.compile(r"\b(border|outline)\b(?! radius)"),
    "corners": re.compile(r"\b(corners?|rounder)\b"), "weight": re.compile(r"\bbold\b"),
    "slant": re.compile(r"\bitalics?\b"), "line": re.compile(r"\bunderlined?\b"),
    "swap": re.compile(r"\bswap\b(?! the (?:text|colou?r)\b)"),
}  # fmt: skip
_BY_ONE = re.compile(r"\b(up|down|earlier|later|higher|lower|forward|back)\b")  # that names no neighbour
_ROW = re.compile(r"(?<!in )(?<!in the )(?<!of the )(?<!from the )\brow\b(?! (?:with|of|for|that)\b)")
_BESIDE = re.compile(r"\b(left|right) (side )?of\b")  # that is about places, and not about alignment
_LETTERS = re.compile(r"\b(texts?|fonts?|letters?|words?|writing|labels?|names?)\b")
_COPIED = {"column", "columns", "row", "rows", "card", "cards"}  # of which `copy` makes one more, whatever it is
_OF_LETTERS = ("size", "weight", "slant", "line", "case")
_MARKS = ".,!?…"  # that may stand within quotes and mean the wish
_WITH_TEXT = ("text", "copy", "before", "after")
_NEXT = re.compile(r",? (?!for (?:the|this|that|it|me|us|now|my|our)\b)(\w[\w']*)")
# What a wish goes on with behind a text that is not quoted: where it goes, what it is, what else is wished, and why.
_GOES_ON = """
please pls plz thanks thx thank now asap again only too also instead and or but then because so that as since if in
on  of from at to with under underneath beneath below above over after before behind between beside next right left
inside  should must is are was goes comes belongs has have needs would could can make made turn set change add
remove move it  the this i i'd we my our you nothing just keep leave don't everything like ok okay somehow not
rather where which who  a an say says called named saying
"""
_NO_TEXT = frozenset(_GOES_ON.split()) | {word for names in CALLED.values() for name in names for word in name.split()}
_COMMON = {"light", "dark", "white", "black", "gray"}
_WORD = re.compile(r"\w+")


def num_trusted(wish: str, entries: Sequence[Entry], orders: Sequence[Order]) -> int:
    """How many of the orders, from the first one on, are what the wish says; a doubted one takes along what follows."""
    said = _plain(wish)
    called = _called_whole(said, entries)
    seen, count = set[tuple[int, str]](), 0
    for order in orders:
        about = [entries[order.target], *([entries[order.other]] if order.other is not None else [])]
        if order.verb == "swap" and _BY_ONE.search(said) and _is_next(*about):
            about = about[:1]
        is_again = (order.target, order.verb) in seen
        if (
            is_again
            or _is_in_row(said, order, about[0])
            or _is_of_nothing(said, order, about[0])
            or not (_is_repeated(said, order) or all(_is_meant(said, each, called) for each in about))
        ):
            break
        seen.add((order.target, order.verb))
        count += 1
    targets = [entries[each] for order in orders[:count] for each in (order.target, order.other) if each is not None]
    if any(_is_cut_short(wish, order) for order in orders[:count]) or is_another(said, targets, entries):
        return 0
    return count if _is_complete(wish, entries, orders[:count]) else 0


def has_repeated(orders: Sequence[Order]) -> bool:
    """Whether an answer says the same again: whoever does so has lost the thread, and has not found it before."""
    said = [str(order) for order in orders if order.verb != "copy"]
    return len(set(said)) < len(said)


def _is_next(one: Entry, other: Entry) -> bool:
    """Whether nothing stands between two."""
    siblings = one.parent.children if one.parent is not None else []
    return other in siblings and abs(siblings.index(one) - siblings.index(other)) == 1


def is_quoted(wish: str, entries: Sequence[Entry], orders: Sequence[Order]) -> bool:
    """Whether a wish says in quotes what each order is about, as a whole: nothing else can be meant."""
    quoted = set(_quoted(wish))
    targets = [entries[each] for order in orders for each in (order.target, order.other) if each is not None]
    return bool(targets) and all(_plain(target.text).rstrip(_MARKS) in quoted for target in targets)


def _quoted(wish: str) -> list[str]:
    return [_plain(next(filter(None, found.groups()))).rstrip(_MARKS) for found in _QUOTED.finditer(wish)]


def _is_of_nothing(said: str, order: Order, entry: Entry) -> bool:
    """Whether letters are changed where none are spoken of, or an alignment where a place is."""
    if order.verb == "align":
        return bool(_BESIDE.search(said))
    return order.verb in _OF_LETTERS and not entry.text and not _LETTERS.search(said)


def _is_in_row(said: str, order: Order, entry: Entry) -> bool:
    """Whether a wish takes away a row, and an order one thing of it."""
    return order.verb == "remove" and bool(_ROW.search(said)) and entry.role in ("cell", "text", "label", "paragraph")


def _is_cut_short(wish: str, order: Order) -> bool:
    """Whether a text that is not quoted goes on in the wish where it ends in the order: "Keep" of "Keep for later"."""
    text = order.how.partition(WITH)[2] if order.verb == "replace" else order.how if order.verb in _WITH_TEXT else ""
    text = text.removeprefix(f"{NEW[0]} ").removeprefix(f"{NEW[1]} ")
    at = wish.lower().rfind(text.lower()) if text else -1
    goes_on = _NEXT.match(wish, at + len(text)) if at >= 0 else None
    return goes_on is not None and goes_on[1].lower() not in _NO_TEXT


def _is_repeated(said: str, order: Order) -> bool:
    """Whether one more row or column is wanted: which one it is like needs no saying."""
    return order.verb == "copy" and bool(_COPIED & set(_WORD.findall(said)))


def _is_meant(said: str, entry: Entry, called: Sequence[Entry]) -> bool:
    """Whether a wish speaks of an element, and not of another one by all of its words: it says "Sign in", and this says
    "Sign in to see your boats"."""
    if entry.is_picked or entry.parent is None or any(each in called for each in entry.all()):
        return True
    shared = {word for word in _WORD.findall(said) if len(word) > 2} & set(_WORD.findall(_plain(entry.text)))
    is_less = bool(shared) and any(shared <= set(_WORD.findall(_plain(each.text))) for each in called)
    return not is_less and _is_spoken_of(said, entry)


def _called_whole(said: str, entries: Sequence[Entry]) -> list[Entry]:
    """The elements whose whole text stands in a wish."""
    found = [entry for entry in entries if len(entry.text) > 2]
    return [each for each in found if re.search(rf"(?<!\w){re.escape(_plain(each.text))}(?!\w)", said)]


def _is_complete(wish: str, entries: Sequence[Entry], orders: Sequence[Order]) -> bool:
    """Whether the lengths, colours, quoted texts and looks of a wish are said of something, or stand on the page."""
    targets = [entries[each] for order in orders for each in (order.target, order.other) if each is not None]
    hows = "\n".join(_plain(order.how) for order in orders)
    texts = "\n".join(_plain(entry.text) for entry in entries)  # things are named by what is beside them, too
    colors = {word for target in targets for each in target.up() for word in _plain(each.color).split()}
    quoted = _quoted(wish)
    said = _plain(_QUOTED.sub(" ", wish))
    verbs = {order.verb for order in orders}
    return (
        all(found[0] in hows or found[0] in texts for found in _LENGTH.finditer(said))
        and all(text in hows or text in texts for text in quoted)
        and all(
            name in hows or name in texts or name.split()[-1] in colors
            for name in (found[1] for found in _COLORS.finditer(said))
        )
        and all(
            verb in verbs or found[0] in texts or found[0] in hows
            for verb, words in _LOOKS.items()
            for found in words.finditer(said)
        )
    )


def _is_spoken_of(said: str, entry: Entry) -> bool:
    """Whether a wish has a word that stands on an element, or in it, or that such a thing is called by."""
    words = {form for word in _WORD.findall(said) for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    colors = set(_plain(entry.color).split()) - _COMMON
    if entry.parent is None or entry.is_picked or words & (called_by(entry) | colors):
        return True
    texts = list(_texts(entry))
    written = {word for text in texts for word in _WORD.findall(text) if len(word) > 2 or word.isdigit()}
    is_part = any(len(word) > 3 and word in text for word in words for text in texts)
    is_there = is_part or bool(words & written) or any(len(text) < 3 and text in said for text in texts)
    return is_there or any(_is_slip(word, other) for word in words for other in written)


def _is_slip(word: str, other: str) -> bool:
    """Whether one is the other with a slip or two of the fingers."""
    near = min(len(word), len(other)) > 4 and abs(len(word) - len(other)) < 2 and word[0] == other[0]
    return near and SequenceMatcher(None, word, other).ratio() > 0.8


def _texts(entry: Entry) -> Iterator[str]:
    return (_plain(each.text) for each in entry.all() if each.text)


def _plain(text: str) -> str:
    """As it is compared: small letters, one spelling, single spaces."""
    return " ".join(text.casefold().replace("grey", "gray").split())
