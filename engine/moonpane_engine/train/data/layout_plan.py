"""A page's layout in few words, said in `<think>` before its code: tried, and not what the model is trained on.

    row b B b end line col D E row row b F end G end end col H

A container is its class (`g` for a grid, a list its tag) and ends with `end`; an element that holds a text is the
text's label, or `t` where it has none; one that holds nothing is `b`, a rule `line`. But for the tag of a list each
word is one token of the embedded vocabulary.
"""

import re
from dataclasses import replace

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.samples import Sample
from moonpane_resources.labels import LABELS

_VOID = ("hr", "input")
_OPENING = re.compile(rf"<([a-z][a-z0-9]*)(?: ([{LABELS}])(?=[ >]))?([^>]*)>(.*)")
_CLASS = re.compile(r' class="(\w+)"')


def layout_plan(html: str) -> str:
    """The plan of a page in the house style, one element a line, with labels or without; also of one that is cut."""
    words: list[str] = []
    for line in html.partition("<body")[2].splitlines()[1:]:  # the body itself is always a column
        opening = _OPENING.fullmatch(line)
        if line.startswith("</") and line not in ("</body>", "</html>"):
            words.append("end")
        elif opening is not None:
            words.append(_word(*opening.groups()))
    while words[-1:] == ["end"]:
        words.pop()  # goes without saying
    return " ".join(words)


def _word(tag: str, label: str | None, marks: str, rest: str) -> str:
    if tag not in _VOID and not rest:  # what it holds comes in the lines below
        css_class = _CLASS.match(marks)
        return tag if css_class is None else "g" if css_class[1] == "grid" else css_class[1]
    if label:
        return label
    has_text = rest != f"</{tag}>" and tag != "hr" and (tag != "input" or "placeholder=" in marks)
    return "t" if has_text else "line" if tag == "hr" else "b"


def with_plan(tokenizer: Tokenizer, sample: Sample) -> Sample:
    """The same question with `<think>` left open, and the plan of the answer's page before the answer."""
    *prompt, close = sample.prompt_ids
    assert close == tokenizer.token_id("</think>"), "the sample is of an instant turn"
    plan = tokenizer.encode(f" {layout_plan(tokenizer.decode(sample.answer_ids[:-1]))}")
    return replace(sample, prompt_ids=prompt, answer_ids=[*plan, close, *sample.answer_ids])


def plan_given(tokenizer: Tokenizer, sample: Sample) -> Sample:
    """Of a sample with a plan the one in which the true plan is part of the question."""
    count = num_planned(tokenizer, sample.answer_ids)
    plan, code = sample.answer_ids[:count], sample.answer_ids[count:]
    return replace(sample, prompt_ids=[*sample.prompt_ids, *plan], answer_ids=code)


def num_planned(tokenizer: Tokenizer, answer_ids: list[int]) -> int:
    """How many tokens of an answer are the plan, its end among them; all of them where it has no end."""
    close = tokenizer.token_id("</think>")
    return answer_ids.index(close) + 1 if close in answer_ids else len(answer_ids)
