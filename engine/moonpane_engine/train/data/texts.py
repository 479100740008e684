"""A seeded source of interface texts that is not a closed vocabulary: words, titles, prices, dates, names, codes.

The same seed gives the same texts. `held_out=True` draws half of its dictionary words from those never trained on.
"""

from collections.abc import Callable
from random import Random

from moonpane_engine.train.data.words import UI_WORDS, draw_language, vocabulary

_CALENDAR = """
January February March April May June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_MONTHS, _DAYS = tuple(_CALENDAR.split()[:12]), tuple(_CALENDAR.split()[12:])
_NAMES = """
Ada Ben Clara David Elena Farid Grace Hugo Ines Jonas Kim Lena Maya Noah Olga Pablo Quinn Rosa Sam Tara Uma Victor
Wanda Xavier Yuki Zoe André Björn Chloé Zoë José Renée Søren Lucía
"""
_FIRST_NAMES = tuple(_NAMES.split())
_DOMAINS = ("com", "org", "net", "io", "dev", "app", "de", "fr", "es", "co.uk")
_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ACCENTED = "äöüßÄÖÜéèêëàâçñóíúáôîïõãœøåæÉÀÇÑ"
_SYMBOLS = "€£¥©®°·×±–—…•“”‘’«»§½²¿¡™"
_CURRENCIES = ("$", "$", "€", "£", "¥")


class Texts:
    """Draws texts from one random source."""

    def __init__(self, rng: Random, *, held_out: bool = False) -> None:
        self._rng = rng
        self._held_out = held_out

    def word(self, language: str | None = None) -> str:
        """Return one lower-case dictionary word (a few have an apostrophe or a hyphen)."""
        held_out = self._held_out and self._rng.random() < 0.5
        return vocabulary(language or draw_language(self._rng), held_out=held_out).draw(self._rng)

    def words(self, count: int) -> list[str]:
        """Return lower-case words of one language."""
        language = draw_language(self._rng)
        return [self.word(language) for _ in range(count)]

    def phrase(self, low: int, high: int) -> str:
        """Return `low` to `high` words, the first one capitalised."""
        return _capitalised(" ".join(self.words(self._rng.randint(low, high))))

    def title(self) -> str:
        """Return a heading of one to four words."""
        words = self.words(self._rng.choice((1, 2, 2, 3, 3, 4)))
        if self._rng.random() < 0.3:
            words[self._rng.randrange(len(words))] = self._rng.choice(UI_WORDS)
        if self._rng.random() < 0.4:
            return " ".join(map(_capitalised, words))
        return _capitalised(" ".join(words))

    def sentence(self, low: int = 4, high: int = 12) -> str:
        """Return a sentence with its mark at the end, sometimes with a comma or a number inside."""
        words = self.words(self._rng.randint(low, high))
        if len(words) > 5 and self._rng.random() < 0.35:
            words[self._rng.randrange(1, len(words) - 2)] += ","
        if self._rng.random() < 0.15:
            words[self._rng.randrange(1, len(words))] = self.number()
        return _capitalised(" ".join(words)) + self._rng.choice("......!?")

    def paragraph(self, words: int) -> str:
        """Return sentences of about `words` words together."""
        sentences: list[str] = []
        while (missing := words - sum(sentence.count(" ") + 1 for sentence in sentences)) > 2:
            sentences.append(self.sentence(min(4, missing), min(12, missing)))
        return " ".join(sentences)

    def label(self) -> str:
        """Return the short name of a field, a setting or a menu entry."""
        if self._rng.random() < 0.5:
            return _capitalised(" ".join(self._rng.sample(UI_WORDS, self._rng.choice((1, 1, 2)))))
        return self.phrase(1, 2)

    def button(self) -> str:
        """Return the text of a button."""
        if self._rng.random() < 0.6:
            text = " ".join(self._rng.sample(UI_WORDS, self._rng.choice((1, 1, 2))))
        else:
            text = " ".join(self.words(self._rng.choice((1, 1, 2))))
        return text.upper() if self._rng.random() < 0.06 else _capitalised(text)

    def price(self) -> str:
        """Return an amount of money, with the sign before or after."""
        rng = self._rng
        amount = f"{rng.choice((rng.randint(0, 99), rng.randint(0, 999), rng.randint(0, 99999))):,}"
        amount += rng.choice(("", "", ".00", ".99", f".{rng.randint(0, 99):02d}"))
        sign = rng.choice(_CURRENCIES)
        if rng.random() < 0.15:
            return f"{amount.translate(str.maketrans(',.', '.,'))} €"
        return rng.choice(("", "", "", "-", "+")) + sign + amount

    def date(self) -> str:
        """Return a date in one of the usual forms."""
        rng = self._rng
        day, month, year = rng.randint(1, 28), rng.randrange(12), rng.randint(1970, 2035)
        name = _MONTHS[month]
        forms = (
            f"{day} {name} {year}", f"{name} {day}, {year}", f"{name[:3]} {day}", f"{day} {name[:3]} {year}",
            f"{year}-{month + 1:02d}-{day:02d}", f"{day:02d}.{month + 1:02d}.{year}",
            f"{month + 1}/{day}/{year % 100:02d}", f"{rng.choice(_DAYS)}, {day} {name}", rng.choice(_DAYS),
        )  # fmt: skip
        return rng.choice(forms)

    def time(self) -> str:
        """Return a time of day, a duration or an age."""
        rng = self._rng
        hour, minute = rng.randrange(24), rng.randrange(60)
        unit = rng.choice(("min", "h", "days", "weeks", "hours"))
        return rng.choice(
            (f"{hour:02d}:{minute:02d}", f"{hour % 12 + 1}:{minute:02d} {rng.choice(('AM', 'PM', 'am'))}",
             f"{rng.randint(2, 59)} {unit} ago", f"{rng.randint(2, 90)} {unit}", f"{hour % 12 + 1}h {minute}m")
        )  # fmt: skip

    def number(self) -> str:
        """Return a number, a percentage, a fraction or a measured amount."""
        rng = self._rng
        small, large = rng.randint(0, 99), rng.randint(100, 9_999_999)
        return rng.choice(
            (f"{small}", f"{large:,}", f"{large % 10000}", f"{rng.uniform(0, 100):.1f}%", f"{small}%",
             f"{rng.choice('+-')}{small}%", f"{rng.uniform(0, 10):.1f}",
             f"{rng.uniform(0, 99):.1f}{rng.choice('kKMB')}",
             f"{small}/{small + rng.randint(1, 99)}", f"#{large % 100000}", f"v{small % 10}.{large % 20}.{large % 7}",
             f"{large % 1000} {rng.choice(('MB', 'GB', 'kg', 'km', 'px', 'ms', '°C'))}")
        )  # fmt: skip

    def email(self) -> str:
        """Return an e-mail address."""
        name = self._rng.choice(
            (f"{self._plain()}.{self._plain()}", self._plain(), f"{self._plain()}{self._digits(2)}")
        )
        return f"{name}@{self._plain()}.{self._rng.choice(_DOMAINS)}"

    def url(self) -> str:
        """Return an address of a site or of one of its pages."""
        host = f"{self._plain()}.{self._rng.choice(_DOMAINS)}"
        path = self._rng.choice(("", f"/{self._plain()}", f"/{self._plain()}-{self._plain()}", f"/{self._digits(3)}"))
        return self._rng.choice(("", "www.", "https://")) + host + path

    def person(self) -> str:
        """Return a person's name; family names are any words."""
        first, last = self._rng.choice(_FIRST_NAMES), _capitalised(self.word())
        return self._rng.choice((f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", f"{first} {last[0]}."))

    def code(self) -> str:
        """Return a random string: no language helps to read it."""
        rng = self._rng
        alphabet = rng.choice((_ASCII, _ASCII, _ASCII.upper(), "0123456789", "0123456789abcdef", _ASCII + _MARKS,
                               _ASCII + _ACCENTED, _MARKS + _SYMBOLS + _ASCII))  # fmt: skip
        text = "".join(rng.choices(alphabet, k=rng.randint(1, 9)))
        return f"{text[:4]}-{text[4:]}" if len(text) > 6 and rng.random() < 0.3 else text

    def any_line(self) -> str:
        """Return one line for the reading task: one to six words, about seven in ten from a dictionary."""
        rng = self._rng
        count = rng.choice((1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6))
        kind = rng.random()
        if kind < 0.5:
            pieces = self._cased(self.words(count))
        elif kind < 0.65:
            pieces = [_capitalised(word) for word in rng.choices(UI_WORDS, k=min(count, 3))]
        elif kind < 0.85:
            pieces = self._cased(self.words(count))
            pieces[rng.randrange(count)] = self.special()
        else:
            pieces = [self.special() for _ in range(rng.choice((1, 1, 1, 2)))]
        return self._punctuated(pieces)

    def special(self) -> str:
        """Return one text that is no plain word."""
        makers: tuple[Callable[[], str], ...] = (
            self.price, self.date, self.time, self.number, self.number, self.email, self.url, self.person,
            self.code, self.code, self.code,
        )  # fmt: skip
        return self._rng.choice(makers)()

    def _cased(self, words: list[str]) -> list[str]:
        style = self._rng.random()
        if style < 0.35:
            return words
        if style < 0.68:
            return [_capitalised(words[0]), *words[1:]]
        if style < 0.88:
            return [_capitalised(word) for word in words]
        if style < 0.96:
            return [word.upper() for word in words]
        return [self._rng.choice((word, word.upper(), _capitalised(word))) for word in words]

    def _punctuated(self, pieces: list[str]) -> str:
        rng = self._rng
        text = " ".join(pieces)
        if len(pieces) > 1 and rng.random() < 0.15:
            cut = rng.randrange(1, len(pieces))
            joint = rng.choice(
                (", ", ": ", " & ", " - ", " – ", " — ", " / ", " · ", "; ", " > ", " < ", " + ", " | ", " • ")
            )
            text = " ".join(pieces[:cut]) + joint + " ".join(pieces[cut:])
        if rng.random() < 0.08:
            before, after = rng.choice(('""', "''", "()", "“”", "‘’", "[]", "«»", "<>", "{}"))
            text = before + text + after
        if rng.random() < 0.2:
            text += rng.choice((".", ".", "!", "?", ":", "…", "...", ",", "%", "*"))
        return text

    def _plain(self) -> str:
        letters = [letter for letter in self.word("en") if "a" <= letter <= "z"]
        return "".join(letters)

    def _digits(self, count: int) -> str:
        return "".join(self._rng.choices("0123456789", k=count))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
