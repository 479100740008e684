"""Answers that go on from what there is of them: it is read and not said again, and the whole is what it would be."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openai
import pytest
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tokenizer_files import NAMED_SLOTS, train_bpe, write_tokenizer
from moonpane_engine.prompt import Prompt
from moonpane_engine.request import SamplingParams
from moonpane_engine.sampler import Sampler
from tests.engine.babbling import PERSON, is_person
from tests.engine.checkpoints import CONFIG, write_random_checkpoint
from tests.engine.scripted_chat import HI, INSTANT, data_url
from tests.engine.served import Serving, serving

PAGE = """\
<h1 class="title">Café 한국어 · 🙂🙂</h1>

    \t
<p style="color:#2563eb">Say “hi” to  Zoë’s 中文句子 at 10:25</p>
"""
THOUGHT = "A heading, then a line.\n\nIn Zoë’s colours"
CONTINUED = {"continue_final_message": True, "add_generation_prompt": False, "return_token_ids": True}


@dataclass(eq=False)
class Recital:
    """A prompt, and what has been said after it."""

    token_ids: list[int]
    num_missing: int


class Reciter:
    """Says one text in the tokens of ordinary text, from wherever the prompt leaves it; counts what it decodes."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._ids = tokenizer, tokenizer.special
        self.lines = {thinking: self._line(thinking) for thinking in (True, False)}
        self.num_decoded = 0

    def _line(self, thinking: bool) -> list[int]:
        thought = [*self._tokenizer.encode(THOUGHT), self._ids["</think>"]] if thinking else []
        return [*thought, *self._tokenizer.encode(PAGE), self._ids["<|im_end|>"]]

    def start(self, prompt: Prompt, *, anew: bool = False) -> Recital:
        return Recital(list(prompt.token_ids), len(prompt.token_ids))

    def prefill(self, sequences: list[Recital], num_tokens: list[int]) -> list[Tensor | None]:
        for sequence, count in zip(sequences, num_tokens, strict=True):
            sequence.num_missing -= count
        return [None if each.num_missing else self._next(each.token_ids) for each in sequences]

    def prefill_all(self, sequence: Recital, num_tokens: int) -> Tensor:
        raise AssertionError("This is for the logits of a prompt, which no request here asks for.")

    def decode(self, sequences: list[Recital], token_ids: list[list[int]]) -> Tensor:
        rows = list[Tensor]()
        for sequence, ids in zip(sequences, token_ids, strict=True):
            for token_id in ids:
                self.num_decoded += 1
                sequence.token_ids.append(token_id)
                rows.append(self._next(sequence.token_ids))
        return torch.stack(rows).unflatten(0, (len(sequences), -1))

    def drop(self, sequence: Recital, num_tokens: int) -> None:
        self.num_decoded -= num_tokens
        if num_tokens:
            del sequence.token_ids[-num_tokens:]

    def release(self, sequence: Recital, *, is_sound: bool = True) -> None:
        pass

    def _next(self, token_ids: list[int]) -> Tensor:
        """It knows its line by the bytes: behind other tokens than its own it goes on in bytes until it is back."""
        begin = max(at for at, token_id in enumerate(token_ids) if token_id == self._ids["<|im_middle|>"]) + 1
        is_instant = token_ids[begin + 1 : begin + 2] == [self._ids["</think>"]]
        line, spell = self.lines[not is_instant], self._tokenizer.token_bytes
        said = b"".join(map(spell, token_ids[begin + 1 + is_instant :]))
        text = b"".join(map(spell, line))
        if not text.startswith(said):  # the end of a draft that is wrong
            return self._likely(line[-1])
        ends = 0
        for token_id in line:
            if ends == len(said):
                return self._likely(token_id)
            ends += len(spell(token_id))
        return self._likely(text[len(said)])

    def _likely(self, token_id: int) -> Tensor:
        logits = torch.zeros(1024)
        logits[token_id] = 60.0
        return logits


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint whose tokens are words and parts of characters."""
    out = tmp_path_factory.mktemp("checkpoints") / "tiny-model"
    tokens = train_bpe([PAGE, THOUGHT], 380)
    ids = {name: len(tokens) + slot for slot, name in NAMED_SLOTS.items()}
    config = dataclasses.replace(
        CONFIG,
        text=dataclasses.replace(CONFIG.text, vocab_size=1024, max_position_embeddings=4096),
        media_placeholder_token_id=ids["<|media_pad|>"],
        eos_token_ids=(ids["<|im_end|>"],),
    )
    write_random_checkpoint(out, config=config)
    write_tokenizer(out, tokens)
    return out


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_dir(folder)


@pytest.fixture(scope="module")
def reciter(tokenizer: Tokenizer) -> Reciter:
    return Reciter(tokenizer)


@pytest.fixture(scope="module")
def server(folder: Path, reciter: Reciter) -> Iterator[Serving]:
    with serving(folder, lambda report: reciter) as server:
        yield server


def going_on(server: Serving, content: str, *, thinking: bool = False, extra: Any = None, **last: Any) -> Any:
    """The choice that follows what there is of an answer."""
    begun: Any = {"role": "assistant", "content": content, **last}
    extra_body = CONTINUED | ({} if thinking else INSTANT) | (extra or {})
    answer = server.client.chat.completions.create(
        model="tiny-model", messages=[*HI, begun], temperature=0, extra_body=extra_body
    )
    return answer.choices[0]


def test_from_every_place_the_rest_is_said_and_nothing_is_said_again(
    server: Serving, reciter: Reciter, tokenizer: Tokenizer
) -> None:
    """In words, in tags, in tokens that hold parts of characters, between blanks, at the beginning and at the end."""
    line = reciter.lines[False]
    assert len(line) < len(PAGE) * 0.8, "tokens are more than characters"
    for at in range(len(PAGE) + 1):
        kept, _ = tokenizer.encode_open(PAGE[:at])
        assert kept == line[: len(kept)]
        reciter.num_decoded = 0
        choice = going_on(server, PAGE[:at])
        assert (choice.message.content, choice.finish_reason) == (PAGE[at:], "stop"), at
        assert reciter.num_decoded == len(line) - len(kept) - 1, "the first token comes with the prompt"


def test_thoughts_go_on_too_and_lead_to_the_answer(server: Serving) -> None:
    for at in range(1, len(THOUGHT)):
        message = going_on(server, "", thinking=True, reasoning_content=THOUGHT[:at]).message
        assert (message.reasoning_content, message.content) == (THOUGHT[at:], PAGE), at
    for at in range(1, len(PAGE), 7):
        message = going_on(server, PAGE[:at], thinking=True, reasoning_content=THOUGHT).message
        assert (getattr(message, "reasoning_content", ""), message.content) == ("", PAGE[at:]), at
    message = going_on(server, PAGE[:20], reasoning_content="of another answer").message
    assert message.content == PAGE[20:], "an answer without thinking has no thoughts"


def streamed(server: Serving, messages: Any) -> list[tuple[str, list[int]]]:
    """Each piece with its tokens."""
    stream: Any = server.client.chat.completions.create(
        model="tiny-model", messages=messages, temperature=0, stream=True, extra_body=CONTINUED | INSTANT
    )
    parts = [chunk.choices[0] for chunk in stream if chunk.choices]
    return [(part.delta.content, part.token_ids) for part in parts if part.delta.content]


def test_pieces_come_with_the_tokens_that_they_were_said_in(server: Serving, tokenizer: Tokenizer) -> None:
    pieces = streamed(server, [*HI, {"role": "assistant", "content": ""}])
    assert "".join(text for text, _ in pieces) == PAGE
    assert all(tokenizer.decode(ids) == text for text, ids in pieces)
    at = len(pieces) // 2
    text, ids = "".join(text for text, _ in pieces[:at]), [token_id for _, ids in pieces[:at] for token_id in ids]
    assert streamed(server, [*HI, {"role": "assistant", "content": text, "token_ids": ids}]) == pieces[at:]


def test_an_answer_goes_on_behind_the_very_tokens_that_it_was_said_in(
    server: Serving, reciter: Reciter, tokenizer: Tokenizer
) -> None:
    for at in range(0, len(PAGE), 5):
        ids = [*PAGE[:at].encode()]
        reciter.num_decoded = 0
        choice = going_on(server, PAGE[:at], token_ids=ids)
        assert choice.message.content == PAGE[at:]
        assert reciter.num_decoded == len(choice.token_ids)
        assert tokenizer.decode(choice.token_ids) == PAGE[at:], "not one byte of it is said again"
        assert going_on(server, PAGE[: at + 3], token_ids=ids).message.content == PAGE[at + 3 :]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ({"role": "user"}, "continue_final_message"),
        ({"tool_calls": [{"id": "a:0", "function": {"name": "a"}}]}, "continue_final_message"),
        ({"content": [{"type": "image_url", "image_url": {"url": data_url((28, 28))}}]}, "continue_final_message"),
        ({"token_ids": [*b"<h2"]}, "spell something else"),
        ({"token_ids": [*PAGE.encode()]}, "spell something else"),
        ({"token_ids": [*"<h1 é".encode()[:-1]]}, "within a character"),
        ({"token_ids": [9999]}, "no text"),
    ],
)
def test_what_cannot_go_on_is_refused(server: Serving, last: dict[str, Any], words: str) -> None:
    with pytest.raises(openai.BadRequestError, match=words):
        going_on(server, last.pop("content", "<h1 "), **last)


def test_no_tokens_can_end_the_turn(server: Serving, tokenizer: Tokenizer) -> None:
    with pytest.raises(openai.BadRequestError, match="no text"):
        going_on(server, "<|im_end|>", token_ids=[tokenizer.token_id("<|im_end|>")])


def test_what_a_guide_would_not_have_let_pass_is_refused(server: Serving, babbling: Serving) -> None:
    for content in ("[1", '{"name": 5', "x"):
        with pytest.raises(openai.BadRequestError, match="continue_final_message"):
            going_on(babbling, content, extra={"guided_json": PERSON})
    with pytest.raises(openai.BadRequestError, match="continue_final_message"):
        going_on(server, "<html>", extra={"guided_outline": 'page 9x9\ntext A 14 #000000">hi</t\n'})


def test_an_answer_with_a_form_keeps_to_it(babbling: Serving) -> None:
    whole = going_on(babbling, "", extra={"guided_json": PERSON}).message.content
    assert is_person(json.loads(whole))
    for at in range(0, len(whole), 3):
        rest = going_on(babbling, whole[:at], extra={"guided_json": PERSON}).message.content or ""
        assert is_person(json.loads(whole[:at] + rest)), at


def test_a_word_that_was_begun_is_said_whatever_the_model_likes(babbling: Serving) -> None:
    choice = going_on(babbling, "Zoë", extra={"max_tokens": 20})
    assert choice.token_ids[:4] == [*"Zoë".encode()]


def test_the_budget_for_thoughts_is_spent_by_what_was_thought(babbling: Serving) -> None:
    thought = "I thought. "
    spent = going_on(babbling, "", thinking=True, reasoning_content=thought, extra={"max_thinking_tokens": 4})
    assert not getattr(spent.message, "reasoning_content", "")


def test_what_was_said_is_penalised() -> None:
    params = SamplingParams(temperature=0.0, frequency_penalty=2.0)
    row = torch.tensor([0.0, 1.0, 0.0])
    assert Sampler(params, [0, 0, 1]).choose(row, 1) == 1
    assert Sampler(params, [0, 0, 1], num_begun=1).choose(row, 1) != 1


def test_the_tokens_along_a_text(tokenizer: Tokenizer) -> None:
    for text in ("<", "<h1 cl", "한국", "Zoë’s colours and more", "\n"):
        data = text.encode()
        spelled = {token_id: tokenizer.token_bytes(token_id) for token_id in range(tokenizer.num_base)}
        expected = {at for at, each in spelled.items() if each.startswith(data) or data.startswith(each)}
        assert set(tokenizer.ids_along(data)) == expected


def test_the_list_of_models_says_that_answers_can_go_on(server: Serving) -> None:
    listed: Any = server.client.models.list().data[0]
    assert {"continue_final_message", "return_token_ids", "guided_outline"} <= set(listed.supported_parameters)
