"""Letters without their accents, so that `resume` finds `résumé`, however either was typed."""

import re
import unicodedata

_MARKS = range(0x300, 0x370)  # accents that follow their letter; those of Indian and Japanese letters are others
_ANY_MARKS = f"[{chr(_MARKS[0])}-{chr(_MARKS[-1])}]*"
_BLOCKS = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))  # Latin, Greek and Cyrillic letters
_FOLDED = re.compile("[\u00c0-\u036f\u0370-\u052f\u1e00-\u1fff]")


def _table() -> dict[int, str | int | None]:
    found: dict[int, str | int | None] = dict.fromkeys(_MARKS)
    for code in (code for block in _BLOCKS for code in block):
        letter, *marks = unicodedata.normalize("NFD", chr(code))
        if marks and all(ord(mark) in _MARKS for mark in marks):
            found[code] = letter
    return found | str.maketrans("łŁøØđĐħĦı", "lLoOdDhHi")  # which Unicode does not take apart


_TABLE = _table()


def folded(text: str) -> str:
    """The text without accents, for the index."""
    # Most texts have none, and to look is quicker than to translate.
    return text if text.isascii() or not _FOLDED.search(text) else text.translate(_TABLE)


def pattern_of(word: str) -> re.Pattern[str]:
    """Finds a folded word in a text as it stands, in any case and with any accents.

    All forms of a letter are listed: unlike with IGNORECASE, `re` then looks only where the first one stands.
    """
    return re.compile("".join(map(_form, word)))


def _form(letter: str) -> str:
    cases = {each for each in (letter, letter.lower(), letter.upper()) if len(each) == 1}
    forms = _FORMS.get(_key(letter)) or "".join(cases)
    return re.escape(letter) if len(forms) == 1 else f"[{forms}]{_ANY_MARKS}"


def _key(letter: str) -> str:
    """The same for all forms of a letter."""
    plain = letter.translate(_TABLE)
    return plain.casefold() if len(plain.casefold()) == 1 else plain.lower()


def _forms() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for letter in (chr(code) for block in _BLOCKS for code in block):
        if letter.isalpha():
            found.setdefault(_key(letter), []).append(letter)
    return {key: "".join(letters) for key, letters in found.items()}


_FORMS = _forms()
