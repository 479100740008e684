"""The tokenizer against tiktoken as the independent implementation, and its files against damage."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import tiktoken

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tokenizer_files import (
    NAMED_SLOTS,
    PRE_TOKENIZATION_PATTERN,
    read_ranked_tokens,
    train_bpe,
    write_tokenizer,
)
from moonpane_engine.errors import TokenizerError

_WORD_LIST = """
hello World's DON'T we'll THEY'RE html <div style="gap:12px"> #ff00aa 12345678 3.1415 don’t naïve café ﬁ
汉字漢字仮名 かな カタカナー 한국어 문장 입니다 ру́сский Ελληνικά עברית العَرَبِيَّة हिन्दी ไทย
ǅ ʰʲ ª Ⅷ ² ٣٤٥ 🙂 👩‍👩‍👧‍👦 🇰🇷 <|im_end|> [BOS] ！？ ——— ### }}{{ ~~~ _under_score camelCaseWord XMLHttp a1b2c3
"""
_WORDS = [*_WORD_LIST.split(), "e\u0301", "\u200b", "\u00a0", "\u3000", "\x00", "\x7f"]
_GAPS = [" ", "  ", "", "\n", "\r\n", "\n\n", " \n ", "\t", "   \t", "\r", "\u00a0", "\u2028", " " * 9]


def _texts(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return [
        "".join(rng.choice(_WORDS) + rng.choice(_GAPS) for _ in range(rng.randint(0, 14))) for _ in range(count)
    ] + ["", " ", "\n", "\r\n\r\n", "汉a汉1汉 汉", "'s'S'll'LL", "a" * 300, "가" * 40]


@pytest.fixture(scope="module")
def ranked_tokens() -> list[bytes]:
    return train_bpe(_texts(1, 1500), 1200)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, ranked_tokens: list[bytes]) -> Path:
    path = tmp_path_factory.mktemp("tokenizer")
    write_tokenizer(path, ranked_tokens)
    return path


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_dir(folder)


def _reference(ranked_tokens: list[bytes], pattern: str = PRE_TOKENIZATION_PATTERN) -> tiktoken.Encoding:
    ranks = {token: rank for rank, token in enumerate(ranked_tokens)}
    return tiktoken.Encoding("reference", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})


def test_training_gives_bytes_first_and_the_asked_size(ranked_tokens: list[bytes]) -> None:
    assert ranked_tokens[:256] == [bytes([byte]) for byte in range(256)]
    assert len(ranked_tokens) == len(set(ranked_tokens)) == 1200


def test_training_is_repeatable(ranked_tokens: list[bytes]) -> None:
    assert train_bpe(_texts(1, 1500), 1200) == ranked_tokens


def test_same_ids_as_tiktoken_on_unseen_texts(tokenizer: Tokenizer, ranked_tokens: list[bytes]) -> None:
    reference = _reference(ranked_tokens)
    texts = _texts(2, 2500)
    assert [text for text in texts if tokenizer.encode(text) != reference.encode_ordinary(text)] == []


def test_the_texts_can_tell_a_wrong_pattern(tokenizer: Tokenizer, ranked_tokens: list[bytes]) -> None:
    reference = _reference(ranked_tokens, PRE_TOKENIZATION_PATTERN.replace(r"[\p{Han}]+|", ""))
    assert any(tokenizer.encode(text) != reference.encode_ordinary(text) for text in _texts(2, 2500))


def test_random_vocabulary_without_training_order(ranked_tokens: list[bytes]) -> None:
    """Published vocabularies are not in an order that our trainer would give."""
    rng = random.Random(5)
    shuffled = ranked_tokens[:256] + rng.sample(ranked_tokens[256:], k=700)
    tokenizer = Tokenizer(shuffled, {})
    reference = _reference(shuffled)
    assert all(tokenizer.encode(text) == reference.encode_ordinary(text) for text in _texts(3, 800))


def test_round_trip(tokenizer: Tokenizer) -> None:
    assert all(tokenizer.decode(tokenizer.encode(text)) == text for text in _texts(4, 500))


def test_long_runs_are_cut_like_the_original(tokenizer: Tokenizer, ranked_tokens: list[bytes]) -> None:
    reference = _reference(ranked_tokens)
    text = "x" * 24_990 + " " + "ab" * 20_000 + " " * 30_000 + "y"
    pieces = ["x" * 24_990 + " " + "ab" * 12_500, "ab" * 7_500 + " " * 25_000, " " * 5_000 + "y"]
    assert tokenizer.encode(text) == [token for piece in pieces for token in reference.encode_ordinary(piece)]


def test_special_slots_lie_behind_the_base_vocabulary(tokenizer: Tokenizer) -> None:
    assert list(tokenizer.special.values()) == list(range(1200, 1456))
    assert all(tokenizer.token_id(name) == 1200 + slot for slot, name in NAMED_SLOTS.items())
    assert tokenizer.token_id("<|reserved_token_1205|>") == 1205
    with pytest.raises(TokenizerError, match="no special token '<nope>'"):
        tokenizer.token_id("<nope>")


def test_special_names_in_text_stay_text_unless_allowed(tokenizer: Tokenizer) -> None:
    text = "a<|im_end|>b[EOS]<think>"
    plain = tokenizer.encode(text)
    assert max(plain) < 1200
    assert tokenizer.decode(plain) == text
    allowed = tokenizer.encode(text, allow_special=True)
    assert [token for token in allowed if token >= 1200] == [
        tokenizer.token_id(name) for name in ("<|im_end|>", "[EOS]", "<think>")
    ]
    assert tokenizer.decode(allowed) == text


def test_stream_never_shows_half_a_character(tokenizer: Tokenizer) -> None:
    text = "🙂 한국 é 漢 end"
    stream = tokenizer.stream()
    pieces = [stream.push(byte) for byte in text.encode()]
    assert "".join(pieces) == text
    assert not any("\ufffd" in piece for piece in pieces)
    assert "" in pieces
    stream.push("漢".encode()[0])
    stream.drop_unfinished()
    assert stream.push(ord("a")) == "a"


def test_stream_equals_decode_for_any_tokens(tokenizer: Tokenizer) -> None:
    rng = random.Random(6)
    for _ in range(300):
        ids = [rng.randrange(tokenizer.num_tokens + 20) for _ in range(rng.randint(0, 30))]
        stream = tokenizer.stream()
        said = "".join(map(stream.push, ids))
        assert tokenizer.decode(ids) in (said, said + "\ufffd")  # half a character at the end waits for the rest


def test_lone_surrogate_is_replaced(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("a\ud83db")) == "a?b"


def _set_added(folder: Path, token_id: int, content: object) -> None:
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text())
    config["added_tokens_decoder"][str(token_id)] = {"content": content}
    path.write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "tiktoken.model").unlink(), "tiktoken.model cannot be read"),
        (lambda folder: (folder / "tiktoken.model").write_text(""), "all 256 single bytes"),
        (lambda folder: (folder / "tiktoken.model").write_text("!!!! 0\n"), "line 1: expected"),
        (lambda folder: (folder / "tiktoken.model").write_text("YQ== 0\nYg== 7\n"), "line 2: expected"),
        (lambda folder: (folder / "tokenizer_config.json").unlink(), "tokenizer_config.json cannot be read"),
        (lambda folder: (folder / "tokenizer_config.json").write_text("[" * 99999), "no readable"),
        (lambda folder: (folder / "tokenizer_config.json").write_text("[]"), "no readable"),
        (lambda folder: _set_added(folder, 17, "<early>"), "added token 17"),
        (lambda folder: _set_added(folder, 1205, 5), "added token 1205"),
        (lambda folder: _set_added(folder, 1205, "[BOS]"), "one name to two"),
    ],
)
def test_damaged_files_are_refused(
    tmp_path: Path, ranked_tokens: list[bytes], damage: Callable[[Path], object], message: str
) -> None:
    write_tokenizer(tmp_path, ranked_tokens)
    assert Tokenizer.from_dir(tmp_path).num_tokens == 1456
    damage(tmp_path)
    with pytest.raises(TokenizerError, match=message):
        Tokenizer.from_dir(tmp_path)


def test_a_token_twice_is_refused(tmp_path: Path, ranked_tokens: list[bytes]) -> None:
    write_tokenizer(tmp_path, [*ranked_tokens, ranked_tokens[300]])
    with pytest.raises(TokenizerError, match="no token twice"):
        read_ranked_tokens(tmp_path / "tiktoken.model")


def test_too_small_a_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="256 single bytes"):
        train_bpe(["abc"], 100)
