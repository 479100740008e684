"""The embedded model changes a page by a wish in words: it sees a listing and answers orders, which are carried out.

It knows neither what was said before nor what anything looks like. What is carried out becomes edit blocks like those
of any model.
"""

import asyncio
import contextlib
import math
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, replace

from moonpane.answering import Delta, Ended, FilesGrew, whole_answer
from moonpane.artifact import INDEX, Applied, Artifact
from moonpane.artifact.source_map import split_place
from moonpane.client.chat import ChatClient, Message
from moonpane.errors import ContextOverflow, InputError
from moonpane.revise.doubts import has_repeated, is_quoted, num_trusted
from moonpane.revise.events import Changed, Finished
from moonpane.revise.orders import Work, applied_as_blocks, carried_out, understood
from moonpane.revise.shown import MAX_CHARS, shown_entries
from moonpane.sentences import phrase
from moonpane.session import Stack
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import grammar, read_orders
from moonpane_resources.editing.page import Element
from moonpane_resources.prompts.editing import MAX_WISH, page_edit_prompt
from moonpane_resources.prompts.wishes import PickedWish, picked_in

MAX_TOKENS = 200
MAX_PAGE_CHARS = 400_000
SURE = math.log(0.7)  # each token of an order has to be; docs/model.md says what that brings
SURE_WHERE_KNOWN = LIKELY = math.log(0.3)  # what is picked or quoted; and what is worth telling of what is left
SHOWN_CHARS = (MAX_CHARS, MAX_CHARS // 3)  # less of what takes more tokens than Latin letters do

ONLY_HTML = (
    "The embedded model changes pages of plain HTML only; if this is one, choose HTML and CSS below, else another "
    "model in Models."
)
NO_PAGE = "There is no page yet to be changed; give the embedded model a picture, or choose another model in Models."
NO_PICTURES = (
    "The embedded model changes a page by words and looks at no pictures; leave them out, or choose another model in "
    "Models."
)
NO_WORDS = "Say in words what is to change."
NOT_A_CHANGE = (
    "The embedded model found no change for these words; say what is to change in one plain English sentence, or "
    "choose another model in Models."
)
NOT_SURE = "The embedded model is not sure what is meant; name the element by the words on it, one wish at a time."
CUT_OFF = "The embedded model wanted more than it may say at once; say less at a time for the rest."


async def revise_embedded(
    client: ChatClient, wish: Message, files: Mapping[str, str], stack: Stack
) -> AsyncGenerator[Delta | FilesGrew | Changed | Finished]:
    """Has the embedded model change a page. For the order of events see `moonpane.revise.events`.

    Raises InputError for what it cannot do, EndpointError.
    """
    asked = await asyncio.to_thread(_asked, wish, files, stack)
    for max_chars in SHOWN_CHARS:
        shown = shown_entries(asked.page, asked.words, max_chars)
        answer = whole_answer(
            client,
            [{"role": "user", "content": page_edit_prompt(asked.words, shown)}],
            Artifact(stack),
            thinking=False,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            extra={"guided_grammar": grammar(shown, asked.words), "logprobs": True},
        )
        try:
            async with contextlib.aclosing(answer):
                async for event in answer:
                    if isinstance(event, Delta):
                        yield replace(event, said="")
                    elif isinstance(event, Ended):
                        for last in await asyncio.to_thread(_last_events, asked, shown, event):
                            yield last
            return
        except ContextOverflow:  # refused before the first token
            if max_chars == SHOWN_CHARS[-1]:
                raise


def told_apart(ended: Ended, least_sure: float) -> tuple[str, str]:
    """The lines of an answer that the model was sure of, and those from the first on that it was not; `?` where
    it had no idea.

    What comes after a guess goes on from it. Of an answer that was cut off the last line is none.
    """
    lines = (ended.said if ended.is_complete else ended.said.rpartition("\n")[0]).split("\n")
    least = [0.0]
    for token, logprob in ended.logprobs:
        least[-1] = min(least[-1], logprob)
        least += [0.0] * token.count("\n")
    if "".join(token for token, _ in ended.logprobs).rstrip() != ended.said.rstrip():
        return "\n".join(lines), ""  # an endpoint that does not tell is believed
    count = next((at for at, logprob in enumerate(least) if logprob < least_sure), len(lines))
    likely = [line if logprob >= LIKELY else "?" for line, logprob in zip(lines[count:], least[count:], strict=False)]
    return "\n".join(lines[:count]), "\n".join(likely)


def _last_events(asked: "_Asked", shown: Sequence[Entry], ended: Ended) -> list[FilesGrew | Changed | Finished]:
    """What comes of an answer. What was understood is a remark: those are read in the person's language."""
    said = read_orders(ended.said, len(shown))
    is_known = asked.is_picked or is_quoted(asked.words, shown, said)
    sure, unsure = told_apart(ended, SURE_WHERE_KNOWN if is_known else SURE)
    orders = read_orders(sure, len(shown))
    count = 0 if has_repeated(said) else num_trusted(asked.words, shown, orders)
    result = carried_out(asked.work, shown, orders[:count])
    applied = applied_as_blocks(asked.files, asked.path, result.html) if result.done else Applied(asked.files)
    guesses = understood(shown, [*orders[count:], *read_orders(unsure, len(shown))])
    left = (
        [NOT_SURE, *(phrase(f"Only a guess, and not carried out: {guess}") for guess in guesses)]
        if unsure or count < len(orders)
        else []
    )
    remarks = [*result.done, *result.undone, *left] or [NOT_A_CHANGE]
    cut = [] if ended.is_complete else [ended.remark or CUT_OFF]
    finished = Finished(
        applied.files,
        "",
        applied.done,
        (),
        ended.usage,
        ended.tokens_per_s,
        True,  # whatever was said, the page is whole
        ended.text,
        (*remarks, *cut),
    )
    return [FilesGrew(applied.files, None), Changed(applied.done), finished] if applied.done else [finished]


@dataclass(frozen=True)
class _Asked:
    """A wish about one file, read."""

    words: str
    files: Mapping[str, str]
    path: str
    work: Work
    page: Entry
    is_picked: bool


def _asked(wish: Message, files: Mapping[str, str], stack: Stack) -> _Asked:
    """Raises InputError."""
    content = wish["content"]
    if not isinstance(content, str):
        if any(part["type"] != "text" for part in content):
            raise InputError(NO_PICTURES)
        content = "\n\n".join(part["text"] for part in content)
    if stack != "html":
        raise InputError(ONLY_HTML)
    path = INDEX if INDEX in files else next((name for name in files if name.endswith((".html", ".htm"))), None)
    if path is None:
        raise InputError(NO_PAGE)
    if len(files[path]) > MAX_PAGE_CHARS:
        raise InputError(
            f"{path} is larger than {MAX_PAGE_CHARS // 1000} KB, too much for the embedded model; choose another model "
            "in Models."
        )
    picked = picked_in(content)
    words = " ".join((picked.words if picked else content).split())
    if not words:
        raise InputError(NO_WORDS)
    if len(words) > MAX_WISH:
        raise InputError(
            f"The embedded model takes wishes of up to {MAX_WISH} letters; say less at a time, or choose another model "
            "in Models."
        )
    work = Work(files[path])
    element = _picked_element(picked, path, files[path], work.page.body) if picked else None
    return _Asked(words, files, path, work, work.entries(element), element is not None)


def _picked_element(picked: PickedWish, path: str, html: str, body: Element) -> Element:
    """The one that begins where the picked element is written; without a place, the one that its code begins.

    Raises InputError where there is none.
    """
    place = split_place(picked.source)
    starts = list[int]()
    if place is not None and place[0] == path:
        lines = html.split("\n")
        starts.append(sum(len(line) + 1 for line in lines[: place[1] - 1]) + place[2] - 1)
    elif html.count(code := picked.code.strip()) == 1:
        starts.append(html.index(code))
    found = next((each for each in body.all() if each.start in starts), None)
    if found is None:
        raise InputError(
            f"The picked element is not written in {path} as it is now; pick it once more, or name it in words."
        )
    return found
