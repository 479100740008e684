"""The engine's scheduler on the embedded model: many requests at once, a second turn, and edits with drafts."""

import re
import time
from collections.abc import Callable

import numpy as np
import torch
from rich.table import Table

from benchmarks.timing import in_turns
from moonpane_engine.chat.messages import ImagePart, Message, TextPart
from moonpane_engine.chat.template import ChatFormat
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.page.guide import PageGuide
from moonpane_engine.page.outline import read_outline
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.request import GenerationRequest, SamplingParams, TokenGenerated
from moonpane_engine.runner import Runner
from moonpane_engine.scheduler import Scheduler
from moonpane_resources.labels import labelled
from moonpane_resources.paths import embedded_checkpoint, first_sample
from moonpane_resources.prompts import write_prompt
from moonpane_vision.image import MediaConfig, num_media_tokens, open_picture, preprocess
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import parse_screen

GREEDY = SamplingParams(temperature=0.0)
MANY, PROMPT_TOKENS, ANSWER_TOKENS = 32, 64, 96
CHANGES = {
    '">Sign in</t': '">Continue</t',
    "#2f5fde r8": "#1d6f42 r8",
    'text 14 #5b6780 mid">New here?': 'text 14 #2f5fde mid">Forgot your password?</t\ntext 14 #5b6780 mid">New here?',
}
_TEXTS = re.compile(r'placeholder="([^"]*)"|>([^<\n]+)<')


def rows(runner: Runner) -> list[tuple[str, str]]:
    """(what, figure) of each; everything greedy, in this process, without HTTP."""
    return [_many_at_once(runner), _second_turn(runner), _edit(runner), _repetition(runner)]


def table(runner: Runner) -> Table:
    shown = Table("serving, embedded model", "", title=f"{torch.get_num_threads()} thread(s)")
    for row in rows(runner):
        shown.add_row(*row)
    return shown


def _many_at_once(runner: Runner) -> tuple[str, str]:
    def run(count: int) -> Callable[[], None]:
        def work() -> None:
            scheduler = Scheduler(runner, max_speculating=0)
            for job_id in range(count):
                prompt = Prompt(torch.randint(300, 2500, (PROMPT_TOKENS,)).tolist())
                scheduler.add(job_id, GenerationRequest(prompt, ANSWER_TOKENS, frozenset(), GREEDY))
            _finish(scheduler)

        return work

    spent = in_turns({"one": run(1), "many": run(MANY)})
    one, many = ANSWER_TOKENS / spent["one"], MANY * ANSWER_TOKENS / spent["many"]
    return f"{MANY} requests at once, beside one", f"{many:,.0f} against {one:,.0f} tokens/s = {many / one:.1f}x"


def _second_turn(runner: Runner) -> tuple[str, str]:
    """Time to the first token of a question about a picture, and of the next one, behind the answer that came."""
    chat, item, picture = _sample()
    question = Message("user", (picture, TextPart("What is this? " * 20)))
    another = Message("user", (TextPart("And now the button."),))

    def first_token(messages: list[Message], num_tokens: int) -> tuple[float, list[int]]:
        scheduler = Scheduler(runner)
        prompt = Prompt(chat.encode(messages, thinking=False), [item])
        scheduler.add(0, GenerationRequest(prompt, num_tokens, frozenset(), GREEDY))
        began = time.perf_counter()
        first = _step(scheduler)
        while not first:
            first = _step(scheduler)
        spent = time.perf_counter() - began
        return spent, first + _finish(scheduler)

    shares = []
    for _ in range(7):
        _forget(runner)
        first, answer = first_token([question], ANSWER_TOKENS)
        told = Message("assistant", (TextPart(chat.tokenizer.decode(answer)),))
        shares.append(first_token([question, told, another], 1)[0] / first)
    return "second turn on a picture, to the first token", f"{sorted(shares)[3]:.0%} of the first turn's time"


def _edit(runner: Runner) -> tuple[str, str]:
    """A page written again after its mockup was changed, with the page that it was as `prediction`.

    In the outline a button has other words and another colour, and a line is new; the picture stays.
    """
    chat, item, picture = _sample()
    outline = _outline()
    stop = frozenset({chat.tokenizer.token_id("<|im_end|>")})

    def write(outline: str, *, drafted: bool, before: list[int] | None = None) -> list[int]:
        asked = Message("user", (picture, TextPart(write_prompt(outline, embedded=True, size=(0, 0)))))
        prompt = Prompt(chat.encode([asked], thinking=False), [item])
        guide = PageGuide(chat.tokenizer, read_outline(labelled(outline)))
        scheduler = Scheduler(runner, max_speculating=2 if drafted else 0)
        scheduler.add(0, GenerationRequest(prompt, 2048, stop, GREEDY, guide=guide, predicted_ids=before or ()))
        return _finish(scheduler)

    before = write(outline, drafted=False)
    changed = outline
    for old, new in CHANGES.items():
        assert old in changed
        changed = changed.replace(old, new)
    with_drafts, without = write(changed, drafted=True, before=before), write(changed, drafted=False)
    if with_drafts != without:
        raise RuntimeError("drafts changed what was said")
    spent = in_turns(
        {
            "with": lambda: write(changed, drafted=True, before=before),
            "without": lambda: write(changed, drafted=False),
        }
    )
    return "a changed mockup's page, with drafts beside without", f"{spent['without'] / spent['with']:.2f}x"


def _repetition(runner: Runner) -> tuple[str, str]:
    """The model's own page, asked for again in the next turn, without a prediction: drafts come from the prompt."""
    chat, item, picture = _sample()
    sample = first_sample()
    assert sample is not None
    page = sample.with_suffix(".html").read_text(encoding="utf-8")
    ask = Message("user", (picture, TextPart("page")))
    told = [ask, Message("assistant", (TextPart(page),)), Message("user", (TextPart("page"),))]
    # The answer begins as the page does, so that a model which was not trained for edits copies on.
    begin = chat.tokenizer.encode(page[:200])
    prompt = Prompt([*chat.encode(told, thinking=False), *begin], [item])

    def run(max_speculating: int) -> Callable[[], None]:
        def work() -> None:
            scheduler = Scheduler(runner, max_speculating=max_speculating)
            scheduler.add(0, GenerationRequest(prompt, 300, frozenset(), GREEDY))
            _finish(scheduler)

        return work

    spent = in_turns({"with": run(2), "without": run(0)})
    return "a page repeated from the prompt, likewise", f"{spent['without'] / spent['with']:.2f}x"


def _outline() -> str:
    """The sample's measured outline, with the texts of its own page."""
    sample = first_sample()
    assert sample is not None
    page = sample.with_suffix(".html").read_text(encoding="utf-8")
    texts = [one or other for one, other in _TEXTS.findall(page[page.index("<body") :])]
    return outline_text(parse_screen(np.asarray(open_picture(sample.read_bytes(), name=sample.name))), texts)


def _sample() -> tuple[ChatFormat, MediaItem, ImagePart]:
    sample = first_sample()
    assert sample is not None
    media = MediaConfig()
    patches, grid = preprocess(open_picture(sample.read_bytes(), name=sample.name), media)
    chat = ChatFormat(Tokenizer.from_dir(embedded_checkpoint()))
    return chat, MediaItem(patches, grid), ImagePart(num_media_tokens(grid, media.merge_size))


def _forget(runner: Runner) -> None:
    """As after a restart: no page and no picture is known."""
    runner.cache.forget(range(runner.cache.pool.shape[1]))
    runner.features.forget()


def _finish(scheduler: Scheduler) -> list[int]:
    """All that is said until nothing is left to do."""
    said: list[int] = []
    while scheduler.has_work:
        said += _step(scheduler)
    return said


def _step(scheduler: Scheduler) -> list[int]:
    return [event.token_id for _, event in scheduler.step() if isinstance(event, TokenGenerated)]
