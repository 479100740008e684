"""The words that training pages and training lines are written with, and which of them are kept for measuring.

Dictionary words come from `wordfreq` (training only): the 40,000 commonest English words and smaller shares of
seven other languages in Latin script, weighted by the square root of their frequency so that rare words are seen too.
A tenth of them, chosen by a hash of the word itself, never enters training.
"""

import json
import zlib
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from re import compile as pattern

from moonpane_engine.train.data.phrases import phrase_words

WORDS = Path(".data/words.json")  # for a machine without wordfreq

# Language, number of words, share among all dictionary words.
_LANGUAGES = (
    ("en", 40_000, 0.84),
    ("de", 8_000, 0.04),
    ("fr", 8_000, 0.03),
    ("es", 8_000, 0.03),
    ("pt", 8_000, 0.02),
    ("it", 8_000, 0.02),
    ("nl", 8_000, 0.01),
    ("sv", 8_000, 0.01),
)
# Only letters that the Latin subset of every bundled font has.
_LATIN = pattern(r"[a-zà-öø-ÿœ]+(['-][a-zà-öø-ÿœ]+)*")
# Pages made of these words are shown in reports and demos; only whole beginnings, so that grapes and Essex stay.
_UNWANTED = pattern(
    "fuck|motherf|shit|bullsh|porn|nazi|rape[sdr]?$|raping|rapist|cunt|bitch|whore|slut|nigg|fag|sex|titt|butth|cum"
    "(s|med|ming|shot)?$|penis|vagin|dildo|goddam|asshole|dick|cock|pussy"
)
_SHORT_WORD = 3
_HELD_OUT_ONE_IN = 10

_UI_TEXT = """
    account accounts action actions active activity add address admin agenda agree alerts all allow amount analytics
    apply apps archive article assign attach audio author available avatar back backup badge balance basic basket
    beta billing blog board bookmark browse budget bug build business buy calendar call camera campaign cancel card
    cards cart category change channel chart chat check checkout choose city clear client clients close cloud code
    collection color comment comments community company complete confirm connect contact content continue copy cost
    country coupon course create credit currency current customer customers daily dashboard data date day days debit
    default delete delivery deploy description design desktop details device devices dialog disable discard discount
    discover dismiss display docs document documents done download draft drafts due duplicate duration edit editor
    email enable english enter error event events example expired explore export extra failed family favorite
    favorites features feed feedback field file files filter filters finish first folder follow followers following
    forgot forum forward free friends full gallery general get gift go group groups guest guide header help hidden
    hide history holiday home hotel hours icon image images import inbox income info install integration invite
    invoice invoices issue issues item items job join keyboard label language last latest launch layout learn leave
    less level library license light like likes limit link links list live loading location lock log login logout
    mail main manage map mark market media member members menu merge message messages minutes mobile mode model
    monthly more move music mute name network never new news next night none notes notification notifications now
    number off offer offline okay online open option options order orders other overview owner package page paid
    panel password pause payment payments pending people percent permissions phone photo photos pin plan plans play
    playlist please plus policy popular post posts preferences premium preview previous price pricing primary print
    privacy private pro proceed product products profile profit progress project projects public publish purchase
    quality quantity query queue quick rate rating read recent recipe record refresh region register reject reload
    remember remind remove rename reply report reports request required reset restore results retry return revenue
    review reviews role room route rules running sale sales save saved schedule score screen search secure security
    select send server service services session settings setup share shipping shop show sidebar sign site size skip
    sold sort source start status step stock storage store stream street style submit subscribe subtotal success
    summary support sync system tab table tag tags target task tasks tax team teams template terms test text theme
    ticket tickets time title today toggle token tools top topics total track traffic transfer trash travel trial
    try type undo unit unlock unread update updates upgrade upload usage user username users value verify version
    video videos view views visit visitors volume wallet warning watch weather website week weekly welcome widget
    wishlist work workspace year yearly yes zone
"""
UI_WORDS = tuple(_UI_TEXT.split())
_UI = frozenset(UI_WORDS) | phrase_words()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one part of one language with cumulative weights, ready for a weighted draw."""

    words: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        """Return one word, chosen with the weight of its frequency's square root."""
        place = bisect(self.cumulative, rng.random() * self.cumulative[-1])
        return self.words[min(place, len(self.words) - 1)]


def is_held_out(word: str) -> bool:
    """Say whether a word is kept for measuring; short words and interface words never are."""
    lower = word.lower()
    if len(lower) <= _SHORT_WORD or lower in _UI:
        return False
    return zlib.crc32(lower.encode("utf-8")) % _HELD_OUT_ONE_IN == 0


def draw_language(rng: Random) -> str:
    """Return a language code, chosen by its share."""
    codes, _, shares = zip(*_LANGUAGES, strict=True)
    return rng.choices(codes, shares)[0]


@cache
def vocabulary(language: str, *, held_out: bool) -> Vocabulary:
    """Return the training part of a language's words, or the part that is kept for measuring."""
    counted = [pair for pair in _counted(language) if is_held_out(pair[0]) == held_out]
    return Vocabulary(tuple(word for word, _ in counted), tuple(accumulate(share**0.5 for _, share in counted)))


def load_words() -> None:
    """Have the words of all languages ready."""
    for code, _, _ in _LANGUAGES:
        vocabulary(code, held_out=False)


@cache
def _counted(language: str) -> list[tuple[str, float]]:
    """Usable words of a language with their frequencies: wordfreq's, or what `write_words` kept of them."""
    try:
        from wordfreq import top_n_list, word_frequency  # a second to load: only who draws words pays
    except ModuleNotFoundError:
        return [(word, share) for word, share in json.loads(WORDS.read_text(encoding="utf-8"))[language]]
    count = next(count for code, count, _ in _LANGUAGES if code == language)
    return [(word, word_frequency(word, language)) for word in top_n_list(language, count) if _is_usable(word)]


def write_words(out: Path) -> None:
    """Keep what is used of `wordfreq`, which is too large to be carried to another machine, in a file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    counted = {code: _counted(code) for code, _, _ in _LANGUAGES}
    out.write_text(json.dumps(counted, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _is_usable(word: str) -> bool:
    return _LATIN.fullmatch(word) is not None and _UNWANTED.match(word) is None
