"""Texts: seeded, open vocabulary, and no held-out word in training."""

import re
from random import Random

import pytest

from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.data.words import UI_WORDS, is_held_out, vocabulary

MAKERS = ("word", "title", "sentence", "label", "button", "price", "date", "time", "number", "email", "url", "person",
          "code", "any_line", "special")  # fmt: skip


def _drawn(name: str, count: int, *, seed: int = 1, held_out: bool = False) -> list[str]:
    texts = Texts(Random(seed), held_out=held_out)
    return [getattr(texts, name)() for _ in range(count)]


@pytest.mark.parametrize("name", MAKERS)
def test_same_seed_gives_same_texts_and_another_seed_gives_others(name: str) -> None:
    assert _drawn(name, 30) == _drawn(name, 30)
    assert _drawn(name, 30) != _drawn(name, 30, seed=2)


@pytest.mark.parametrize("name", MAKERS)
def test_texts_are_not_empty_and_have_single_spaces(name: str) -> None:
    for text in _drawn(name, 300):
        assert text
        assert text == " ".join(text.split())


def test_lines_are_an_open_vocabulary() -> None:
    lines = _drawn("any_line", 4000)
    assert len(set(lines)) > 3900
    words = re.findall(r"[a-zà-ÿ]{4,}", " ".join(lines).lower())
    assert len(set(words)) > 4000
    assert max(line.count(" ") for line in lines) <= 12


def test_lines_show_every_printable_ascii_character_and_common_symbols() -> None:
    seen = set("".join(_drawn("any_line", 6000)))
    missing = set(map(chr, range(32, 127))) | set("€£…“”–—·•éüñß")
    assert missing <= seen, sorted(missing - seen)


def test_held_out_words_appear_only_when_asked_for() -> None:
    trained = _drawn("word", 5000)
    assert not [word for word in trained if is_held_out(word)]
    measured = _drawn("word", 5000, held_out=True)
    share = sum(map(is_held_out, measured)) / len(measured)
    assert 0.45 < share < 0.55


def test_held_out_part_is_about_a_tenth_and_never_an_interface_word() -> None:
    kept = vocabulary("en", held_out=True).words
    trained = vocabulary("en", held_out=False).words
    assert 0.08 < len(kept) / (len(kept) + len(trained)) < 0.11
    assert not set(kept) & set(UI_WORDS)
    assert not set(kept) & set(trained)


def test_frequent_words_come_more_often_than_rare_ones() -> None:
    rank = {word: place for place, word in enumerate(vocabulary("en", held_out=False).words)}
    ranks = [rank[word] for word in _drawn("word", 4000) if word in rank]
    assert sum(place < 5000 for place in ranks) > 0.25 * len(ranks)


@pytest.mark.parametrize("count", [5, 12, 30, 60])
def test_paragraph_has_about_the_words_asked_for(count: int) -> None:
    texts = Texts(Random(3))
    for _ in range(50):
        assert abs(texts.paragraph(count).count(" ") + 1 - count) <= 3
