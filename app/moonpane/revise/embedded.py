"""The embedded model changes a page by one wish in words: an edit block about lines that it is shown.

It knows neither what was said before nor what anything looks like. Its answer is held to the page by the engine
(`guided`), and the block applied like any other.
"""

import contextlib
import re
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, replace

from moonpane.answering import Delta, Ended, FilesGrew, whole_answer
from moonpane.artifact import INDEX, Applied, Artifact, EditBlock, Refused, apply
from moonpane.client.chat import ChatClient, Message
from moonpane.errors import ContextOverflow, InputError
from moonpane.revise.events import Changed, Finished, Rejected
from moonpane.revise.guided import Guided, Read, is_alone
from moonpane.revise.mending import refusal
from moonpane.session import Stack
from moonpane_resources.labels import Unlabelled
from moonpane_resources.prompts.editing import MAX_SHOWN_CHARS, around, body_of, page_edit_prompt
from moonpane_resources.prompts.wishes import PickedWish, picked_in

MAX_TOKENS = 1_024
SHOWN_CHARS = (MAX_SHOWN_CHARS, MAX_SHOWN_CHARS // 3)  # less of what takes more tokens than Latin letters do

ONLY_HTML = "The embedded model changes pages of plain HTML only; choose another model in Models."
NO_PAGE = "There is no page yet to be changed; give the embedded model a picture, or choose another model in Models."
NO_PICTURES = (
    "The embedded model changes a page by words and looks at no pictures; leave them out, or choose another model in "
    "Models."
)
NO_WORDS = "Say in words what is to change."
UNKNOWN_STYLE = (
    "The embedded model changes pages as it writes them, one element a line, and this one is written otherwise; choose "
    "another model in Models."
)
NOT_A_CHANGE = (
    "The embedded model found no change for these words; say what is to change in one plain English sentence, or "
    "choose another model in Models."
)
UNBALANCED = "It would leave an element open or close one too many."

# What people call elements by that their tags do not say.
_CALLED = {
    "h1": "title heading headline", "h2": "title heading headline", "h3": "heading headline", "img": "picture image "
    "photo icon", "input": "field input", "a": "link menu", "p": "text paragraph", "hr": "line divider separator",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"[ \t]*<([a-z][a-z0-9]*)")
_SAID = re.compile(r">([^<]*)<|placeholder=\"([^\"]*)\"")


async def revise_embedded(
    client: ChatClient, wish: Message, files: Mapping[str, str], stack: Stack
) -> AsyncGenerator[Delta | FilesGrew | Changed | Rejected | Finished]:
    """Has the embedded model change one place of a page. For the order of events see `moonpane.revise.events`.

    Raises InputError for what it cannot do, EndpointError.
    """
    asked = _asked(wish, files, stack)
    for max_chars in SHOWN_CHARS:
        guided = asked.guided(max_chars)
        if not guided.can_change:
            raise InputError(UNKNOWN_STYLE)
        answer = whole_answer(
            client,
            [{"role": "user", "content": page_edit_prompt(asked.words, guided.shown)}],
            Artifact(stack),
            thinking=False,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            extra={"guided_grammar": guided.grammar()},
            passes=(Unlabelled(),),
        )
        try:
            async with contextlib.aclosing(answer):
                async for event in answer:
                    if isinstance(event, Delta):
                        yield replace(event, said="")
                    elif isinstance(event, Ended):
                        for last in _last_events(asked, guided, event):
                            yield last
            return
        except ContextOverflow:  # refused before the first token
            if max_chars == SHOWN_CHARS[-1]:
                raise


def _last_events(asked: "_Asked", guided: Guided, ended: Ended) -> list[FilesGrew | Changed | Rejected | Finished]:
    """What comes of an answer."""
    read, remarks = guided.read(ended.said), [ended.remark] if ended.remark else []
    applied = Applied(asked.files) if read is None else asked.applied(read)
    if applied.files == asked.files and not applied.failed:
        applied, remarks = Applied(asked.files), [*remarks, NOT_A_CHANGE]
    remarks += map(refusal, applied.failed)
    finished = Finished(
        applied.files,
        "",
        applied.done,
        applied.failed,
        ended.usage,
        ended.tokens_per_s,
        not applied.failed,
        ended.text,
        tuple(remarks),
    )
    if applied.failed:
        return [Rejected(applied.failed), finished]
    return [FilesGrew(applied.files, None), Changed(applied.done), finished] if applied.done else [finished]


@dataclass(frozen=True)
class _Asked:
    """A wish about one file, and which of its lines it may be about."""

    words: str
    files: Mapping[str, str]
    path: str
    above: int  # lines above the body
    body: tuple[str, ...]
    picked: tuple[int, int] | None  # first and last line of the element that was picked

    def guided(self, max_chars: int) -> Guided:
        """What is shown of the page: what was picked alone, or as much as fits around what the words are about."""
        if self.picked:
            first, last = self.picked
            return Guided(around(self.body, first, last + 1, max_chars, only=True), may_change_body=False)
        place = likeliest_line(self.words, self.body)
        return Guided(around(self.body, place, place + 1, max_chars), may_change_body=True)

    def applied(self, read: Read) -> Applied:
        """The block applied to the file, with as many lines around it as it takes to find one place."""
        lines = [line.rstrip("\r") for line in self.files[self.path].split("\n")]
        first, last = self.above + read.first, self.above + read.last
        before, after = first, last
        while not is_alone(lines, before, after):
            before, after = max(before - 1, 0), min(after + 1, len(lines) - 1)
        replaced = [*lines[before:first], *read.lines, *lines[last + 1 : after + 1]]
        block = EditBlock(self.path, _text(lines[before : after + 1]), _text(replaced))
        if not read.is_balanced(self.body):
            return Applied(self.files, failed=(Refused(block, self.path, UNBALANCED, _text(lines[first : last + 1])),))
        return apply(self.files, [block])


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


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
    above, body = body_of(files[path])
    picked = picked_in(content)
    words = picked.words if picked else content.strip()
    if not words:
        raise InputError(NO_WORDS)
    return _Asked(words, files, path, above, body, _lines_of(picked, path, above, body) if picked else None)


def _lines_of(picked: PickedWish, path: str, above: int, body: Sequence[str]) -> tuple[int, int] | None:
    """The lines of a picked element; None where they are not known, or where it is the whole page."""
    file, _, place = picked.source.partition(":")
    number = place.partition(":")[0]
    first = int(number) - 1 - above if file == path and number.isdecimal() else -1
    if first <= 0:  # without a place, its own line tells it
        found = [at for at, line in enumerate(body) if line.strip() == picked.code.strip()]
        first = found[0] if len(found) == 1 else -1
    return (first, last_line_of(body, first)) if 0 < first < len(body) else None


def last_line_of(body: Sequence[str], first: int) -> int:
    """The line of an element's closing tag, where each tag has a line of its own; else its first line."""
    depth = 0
    for number in range(first, len(body)):
        line = body[number].strip()
        opens = line.startswith("<") and not line.startswith("</") and not line.startswith(("<input", "<hr", "<img"))
        depth += opens - line.count("</")
        if depth <= 0:
            return number
    return first


def likeliest_line(words: str, body: Sequence[str]) -> int:
    """The line, from 1, whose texts and tag have most in common with the words of a wish; the first of equals."""
    wanted = {word.casefold() for word in _WORD.findall(words)}
    scores = Counter[int]()
    for number, line in enumerate(body[1:], 1):
        said = " ".join(first or second for first, second in _SAID.findall(line))
        scores[number] += sum(2 * len(word) for word in {*map(str.casefold, _WORD.findall(said))} & wanted)
        tag = _TAG.match(line)
        scores[number] += len({tag[1], *_CALLED.get(tag[1], "").split()} & wanted) if tag else 0
    best = max(scores.values(), default=0)
    places = [number for number, score in scores.items() if score == best]
    is_last = bool(wanted & {"last", "bottom", "end", "footer"})
    return (places[-1] if is_last else places[0]) if places else 1
