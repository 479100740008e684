"""What is trained is what the product lets the model write: each drawn answer fits the grammar of its page."""

from pathlib import Path

from moonpane.revise.guided import Guided
from moonpane_engine.chat.grammar import GrammarCompiler, answer_grammar, lark_rule
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_resources.paths import embedded_checkpoint
from tests.train.drawn_edits import SEEDS, difference, edit_of


def _compiler(folder: Path) -> tuple[GrammarCompiler, Tokenizer]:
    tokenizer = Tokenizer.from_dir(folder)
    stop = frozenset([tokenizer.token_id("<|im_end|>")])
    return GrammarCompiler(tokenizer, vocab_size=tokenizer.num_tokens, stop_ids=stop), tokenizer


def test_every_drawn_answer_fits_and_is_read_as_it_was_meant() -> None:
    compiler, tokenizer = _compiler(embedded_checkpoint())
    for seed in SEEDS[:300]:
        edit = edit_of(seed)
        guided = Guided(edit.shown, may_change_body=True)
        matcher = compiler.compile(answer_grammar(lark_rule(guided.grammar()))).deep_copy()
        assert matcher.consume_tokens(tokenizer.encode(edit.answer)), edit.answer
        assert matcher.is_accepting()
        read = guided.read(edit.answer)
        if read is None:  # like lines under one label: pages have more lines than there are labels
            assert len(edit.shown.labels) > len(set(edit.shown.labels.values())), edit.answer
            continue
        assert read.is_balanced(edit.shown.lines), edit.answer
        assert [line for line in read.lines if line in difference(edit)[1]] or edit.kind in ("remove", "swap", "move")


def test_what_leaves_the_page_open_does_not_fit() -> None:
    compiler, tokenizer = _compiler(embedded_checkpoint())
    edit = next(edit for seed in SEEDS if (edit := edit_of(seed)).kind == "text")
    matcher = compiler.compile(answer_grammar(lark_rule(Guided(edit.shown, may_change_body=True).grammar())))
    opened = edit.answer.replace("=====\n", "=====\n<div>\n")
    assert not matcher.deep_copy().consume_tokens(tokenizer.encode(opened))
    assert matcher.deep_copy().consume_tokens(tokenizer.encode(edit.answer))
