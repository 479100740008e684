"""What the texts of one page say: authored phrases, dictionary words, names, prices, dates, in the page's language."""

from __future__ import annotations

from random import Random

from moonpane_engine.train.data.phrases import LANGUAGES, phrases
from moonpane_engine.train.data.texts import Texts

_LANGUAGE_SHARES = (0.62, 0.1, 0.07, 0.06, 0.05, 0.04, 0.03, 0.03)
_AUTHORED = 0.6  # share of phrases where dictionary words would do as well
_SURNAMES = """
Abel Berg Castro Duarte Eriksen Fischer Garcia Haddad Ibarra Jansen Keller Lindqvist Moreau Novak Okafor Petit
Quist Rossi Silva Tanaka Ueda Vidal Weber Ximenes Young Zeller
"""
_COMPANIES = ("Studio", "Labs", "Works", "Group", "& Co", "AG", "Systems", "Supply", "Partners", "House")
_MONEY = {"en": "$", "de": "€", "fr": "€", "es": "€", "it": "€", "pt": "R$", "nl": "€", "sv": "kr"}


class Wording(Texts):
    """Draws what a page says. `language` is one of `phrases.LANGUAGES`, or drawn by its share."""

    def __init__(self, rng: Random, *, held_out: bool = False) -> None:
        super().__init__(rng, held_out=held_out)
        self.language = rng.choices(LANGUAGES, _LANGUAGE_SHARES)[0]
        self._money = rng.choice("$€£") if rng.random() < 0.2 else _MONEY[self.language]
        self._cents = rng.random() < 0.6

    def words(self, count: int) -> list[str]:
        return [self.word(self.language) for _ in range(count)]

    def said(self, kind: str, *, authored: float = _AUTHORED) -> str:
        """Return a phrase of the given kind, or as many dictionary words as it might have."""
        phrase = self.filled(self._rng.choice(phrases(self.language, kind)))
        if self._rng.random() < authored:
            return phrase
        drawn = " ".join(self.words(min(4, phrase.count(" ") + 1)))
        return drawn[:1].upper() + drawn[1:]

    def filled(self, phrase: str) -> str:
        """Return a phrase with its slots filled, each anew."""
        while "{w}" in phrase:
            phrase = phrase.replace("{w}", self.word(self.language), 1)
        amount = self._rng.choice((2, 3, 5, 10, 12, 20, 50, 100, 250, self._rng.randint(2, 999)))
        return phrase.replace("{n}", str(amount)).replace("{p}", self.first_name())

    def nav(self) -> str:
        return self.said("nav", authored=0.75)

    def action(self) -> str:
        return self.said("action", authored=0.75)

    def field(self) -> str:
        return self.said("field", authored=0.8)

    def status(self) -> str:
        return self.said("status", authored=0.75)

    def metric(self) -> str:
        return self.said("metric", authored=0.75)

    def heading(self) -> str:
        return self.said("heading", authored=0.5) if self._rng.random() < 0.7 else self.title()

    def perk(self) -> str:
        return self.said("perk", authored=0.7)

    def saying(self) -> str:
        """Return a sentence, authored or of dictionary words."""
        return self.said("sentence", authored=1) if self._rng.random() < 0.55 else self.sentence(5, 14)

    def paragraph(self, words: int) -> str:
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
            sentences.append(self.saying())
        return " ".join(sentences)

    def first_name(self) -> str:
        return self.person().split()[0] if self._rng.random() < 0.2 else self.person().split()[0].rstrip(".")

    def full_name(self) -> str:
        """Return a first and a family name."""
        return f"{self.first_name()} {self._rng.choice(_SURNAMES.split())}"

    def company(self) -> str:
        """Return the name of a company or a product."""
        name = self.word(self.language).capitalize()
        return f"{name} {self._rng.choice(_COMPANIES)}" if self._rng.random() < 0.3 else name

    def money(self, *, largest: int = 2_000) -> str:
        """Return an amount of money as the page's language writes it."""
        amount = self._rng.randint(1, largest)
        cents = f".{self._rng.choice((0, 50, 90, 95, 99, self._rng.randrange(100))):02d}" if self._cents else ""
        if self.language == "en" or self._money in "$£":
            return f"{self._money}{amount:,}{cents}"
        return f"{amount:,}{cents}".translate(str.maketrans(",.", ".,")) + f" {self._money}"

    def day(self) -> str:
        """Return a date as the page's language writes it."""
        month = self._rng.choice(phrases(self.language, "month"))
        number, year = self._rng.randint(1, 28), self._rng.randint(2015, 2030)
        if self.language == "en":
            return self._rng.choice((f"{month[:3]} {number}, {year}", f"{month} {number}", f"{number} {month[:3]}"))
        if self.language in ("de", "nl", "sv") and self._rng.random() < 0.4:
            return f"{number:02d}.{self._rng.randint(1, 12):02d}.{year}"
        return f"{number}. {month} {year}" if self.language == "de" else f"{number} {month} {year}"

    def short_day(self) -> str:
        """Return the short name of a day of the week."""
        return self._rng.choice(phrases(self.language, "day"))[:3]

    def figure(self) -> str:
        """Return the value of a metric: a number, a share, an amount."""
        rng = self._rng
        return rng.choice(
            (f"{rng.randint(10, 99_999):,}", f"{rng.uniform(0.1, 99):.1f}%", self.money(largest=90_000),
             f"{rng.uniform(1, 99):.1f}k", f"{rng.randint(1, 99)}")
        )  # fmt: skip

    def change(self) -> str:
        """Return a difference to the time before."""
        return f"{self._rng.choice('+-')}{self._rng.uniform(0.1, 40):.1f}%"
