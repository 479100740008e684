"""How many wishes that people typed the product grants: `python -m benchmarks.typed_wishes [FOLDER] [--model M]`.

FOLDER has a NAME.html and a NAME.jsonl for each page, a wish a line (`suites/README.md`). A wish is judged by its check
in the changed page as Chromium lays it out; `part` is a wish that was granted with something nobody asked for.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.typed_judge import GRANTED, VERDICTS, Judge, Judged, SuiteMistake, Wish, application
from moonpane.artifact import INDEX
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import open_model, with_context
from moonpane.errors import InputError
from moonpane.revise import Finished, revise

MIN_WISHES = 5  # of an author with a row of the table
SUITE = Path(__file__).parents[1] / "suites" / "wishes"


@dataclass(frozen=True)
class Answered:
    """What the product made of a page, what the model said, and what the person would read."""

    html: str
    answer: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A wish with what came of it."""

    wish: Wish
    answered: Answered
    judged: Judged

    def to_json(self) -> dict[str, object]:
        return {**asdict(self.wish), **asdict(self.answered), **asdict(self.judged)}


def main() -> int:
    """The command line; returns the exit code: 1 where the suite has mistakes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=SUITE)
    parser.add_argument("--model", default="embedded", help="`embedded`, or the folder of a checkpoint")
    parser.add_argument("--only", help="the name of one page")
    parser.add_argument("--validate", action="store_true", help="ask no model, try the checks on the unchanged pages")
    parser.add_argument("--show", action="store_true", help="print each wish that was not granted, with its answer")
    parser.add_argument("--json", type=Path, help="write every wish with its answer and verdict here")
    options = parser.parse_args()
    _qt = application()  # lives as long as the judge
    judge = Judge()
    try:
        return measure(judge, options)
    finally:
        judge.close()


def measure(judge: Judge, options: argparse.Namespace) -> int:
    """Prints a table, and what is wrong with the suite."""
    pages, wishes, mistakes = read_suite(options.folder, options.only)
    sound: list[Wish] = []
    for wish in wishes:
        try:
            judge.try_check(wish, pages[wish.page])
            sound.append(wish)
        except SuiteMistake as mistake:
            mistakes.append(str(mistake))
    if not options.validate:
        answers = asyncio.run(all_asked(options.model, pages, sound))
        rows = all_judged(judge, pages, list(zip(sound, answers, strict=True)), mistakes)
        print_table(rows)
        if options.show:
            show(rows)
        if options.json:
            text = json.dumps([row.to_json() for row in rows], ensure_ascii=False, indent=1)
            options.json.write_text(text, encoding="utf-8")
    print(f"{len(wishes)} wishes about {len(pages)} pages, {len(mistakes)} mistakes of the suite")
    for mistake in mistakes:
        print(f"MISTAKE OF THE SUITE: {mistake}", file=sys.stderr)
    return 1 if mistakes else 0


def all_judged(
    judge: Judge, pages: dict[str, str], answers: Sequence[tuple[Wish, Answered]], mistakes: list[str]
) -> list[Row]:
    """The verdicts. A check that throws in a changed page is a mistake, and no verdict."""
    rows: list[Row] = []
    for wish, answered in answers:
        try:
            rows.append(Row(wish, answered, judge.judge(wish, pages[wish.page], answered.html)))
        except SuiteMistake as mistake:
            mistakes.append(str(mistake))
    return rows


def read_suite(folder: Path, only: str | None = None) -> tuple[dict[str, str], list[Wish], list[str]]:
    """The pages by name, the wishes, and what is wrong with the lines."""
    pages: dict[str, str] = {}
    wishes: list[Wish] = []
    mistakes: list[str] = []
    for file in sorted(folder.glob("*.jsonl")):
        if only not in (None, file.stem):
            continue
        pages[file.stem] = file.with_suffix(".html").read_text(encoding="utf-8")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                wish = Wish.from_line(line)
            except SuiteMistake as mistake:
                mistakes.append(f"{file.name}, line {number}: {mistake}")
                continue
            if wish.page == file.stem:
                wishes.append(wish)
            else:
                mistakes.append(f"{file.name}, line {number}: the wish is about {wish.page}.")
    return pages, wishes, mistakes


async def all_asked(model: str, pages: dict[str, str], wishes: Sequence[Wish]) -> list[Answered]:
    """What the product makes of each wish, each about its page as it was."""
    async with open_model(model, lambda _: None) as opened:
        endpoint = await with_context(opened)
        return [await asked(endpoint, pages[wish.page], wish.wish) for wish in wishes]


async def asked(endpoint: Endpoint, html: str, wish: str) -> Answered:
    """One wish, typed into the product. What it refuses to ask a model is left, with the reason as the remark."""
    try:
        events = [event async for event in revise(endpoint, [{"role": "user", "content": wish}], {INDEX: html}, "html")]
    except InputError as error:
        return Answered(html, "", (str(error),))
    finished = events[-1]
    assert isinstance(finished, Finished)
    return Answered(finished.files[INDEX], finished.answer, finished.remarks)


def print_table(rows: Sequence[Row]) -> None:
    """Counts and the share that was granted: of all, by what the wish is about, by who wrote it, by page."""
    groups: dict[str, list[str]] = defaultdict(list)
    written = Counter(row.wish.author for row in rows)
    for row in rows:
        author = row.wish.author if written[row.wish.author] >= MIN_WISHES else "others"
        names = ("all", f"about: {row.wish.about}", f"author: {author}", f"page: {row.wish.page}")
        for name in names:
            groups[name].append(row.judged.verdict)
    print(f"{'':36}{'wishes':>8}" + "".join(f"{verdict:>9}" for verdict in VERDICTS) + f"{'share':>8}")
    for name, found in sorted(groups.items(), key=lambda group: (group[0] != "all", group[0])):
        counts = "".join(f"{found.count(verdict):9}" for verdict in VERDICTS)
        print(f"{name:36}{len(found):8}{counts}{found.count(GRANTED) / len(found):8.2f}")


def show(rows: Sequence[Row]) -> None:
    """Each wish that was not granted: what the model ordered, what the person read, what changed beside."""
    for row in rows:
        if row.judged.verdict == GRANTED:
            continue
        print(f"{row.judged.verdict}: {row.wish.page}, {row.wish.kind}: {row.wish.wish}")
        print(f"  said     {row.answered.answer!r}")
        for remark in row.answered.remarks:
            print(f"  remark   {remark}")
        for each in row.judged.changed[:6]:
            print(f"  changed  {each}")


if __name__ == "__main__":
    sys.exit(main())
