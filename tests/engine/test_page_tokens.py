"""What a guide says of tokens: which may come, which must, and what it costs to know."""

import pytest
import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.page.guide import PageGuide
from moonpane_engine.page.outline import read_outline
from moonpane_engine.page.syntax import PageSyntax
from moonpane_engine.request import SamplingParams
from moonpane_engine.sampler import Sampler, choose_tokens
from moonpane_resources.paths import embedded_checkpoint
from tests.engine.outlined import OUTLINE, PAGE, first_refused


def test_a_model_that_babbles_still_writes_the_page() -> None:
    """Random logits with a love for short tokens, as bytes of a page are; the guide alone makes it a page."""
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    stop = tokenizer.token_id("<|im_end|>")
    sampler = Sampler(SamplingParams(temperature=0.0), guide=PageGuide(tokenizer, read_outline(OUTLINE)))
    generator = torch.Generator().manual_seed(5)
    said: list[int] = []
    while not said or said[-1] != stop:
        row = torch.randn(1, tokenizer.num_tokens, generator=generator)
        row[0, stop] += 20
        choice = choose_tokens(row, [sampler])[0]
        assert choice is not None, sampler.failure
        said.append(choice.token_id)
        assert len(said) < 5_000
    assert first_refused(tokenizer.decode(said[:-1])) is None


def test_what_must_come_is_expected() -> None:
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    guide = PageGuide(tokenizer, read_outline(OUTLINE))
    said = ""
    for token_id in tokenizer.encode(PAGE):
        expected = tokenizer.decode(guide.expected())
        assert PAGE.startswith(said + expected.rstrip("\ufffd"))
        said += tokenizer.decode([token_id])
        guide.accept(token_id)
    assert said == PAGE
    assert guide.expected() == []


def test_tokens_that_begin_with_a_refused_byte_are_refused_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One look at the page for each byte, not for each of the tokens."""
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    guide = PageGuide(tokenizer, read_outline(OUTLINE))
    for token_id in tokenizer.encode(PAGE[: PAGE.index("<h1") + 1]):
        guide.accept(token_id)
    copy, copies = PageSyntax.copy, list[PageSyntax]()
    monkeypatch.setattr(PageSyntax, "copy", lambda syntax: copies.append(syntax) or copy(syntax))
    allowed = [tokenizer.token_bytes(each) for each in range(tokenizer.num_tokens) if guide.allows(each)]
    assert b"h" in allowed
    assert len(copies) < tokenizer.num_tokens / 4
    guide.accept(tokenizer.encode("h")[0])
    assert guide.goes_on(b"1")
    assert not guide.goes_on(b"h")
