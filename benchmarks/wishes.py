"""How many wishes about a page the embedded model grants: `python -m benchmarks.wishes [--model M] [--count N]`.

Pages and words are none that are trained on; half of the wishes are said in ways that are trained on, half in others.
Granted is a wish if the page is then, sign for sign, what the drawn orders make of it; refused, if it is as before.
"""

import argparse
import asyncio
from collections import defaultdict
from random import Random

from moonpane.artifact import INDEX
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import open_model, with_context
from moonpane.revise import Finished, revise
from moonpane.revise.orders import Work, changed_page
from moonpane.revise.shown import MAX_CHARS, MAX_ENTRIES
from moonpane_engine.train.data.edits import Edit, Edits
from moonpane_engine.train.pages import generate_page
from moonpane_resources.editing.listing import listed

GRANTED, REFUSED, ELSE = "granted", "refused", "something else"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", default="embedded", help="`embedded`, or the folder of a checkpoint")
    parser.add_argument("--count", type=int, default=200, help="wishes, half of them in held-out phrasings")
    parser.add_argument("--show", action="store_true", help="print each wish that was not granted, with its answer")
    asyncio.run(measure(parser.parse_args()))


async def measure(options: argparse.Namespace) -> None:
    """Prints a table by kind of change."""
    tally: dict[str, list[str]] = defaultdict(list)
    async with open_model(options.model, lambda _: None) as opened:
        endpoint = await with_context(opened)
        for number in range(options.count):
            otherwise = number % 2 == 1
            html, edit = drawn(number, otherwise=otherwise)
            found = await asked(endpoint, html, edit, shows=options.show)
            for row in (edit.kind, "~ said otherwise" if otherwise else "~ said as in training", "~ all"):
                tally[row].append(found)
    print(f"{'':24}{'wishes':>8}{GRANTED:>10}{REFUSED:>10}{ELSE:>16}")
    for kind, found in sorted(tally.items()):
        shares = "".join(f"{found.count(way) / len(found):{width}.2f}" for way, width in ((GRANTED, 10), (REFUSED, 10)))
        print(f"{kind.removeprefix('~ '):24}{len(found):8}{shares}{found.count(ELSE) / len(found):16.2f}")


def drawn(number: int, *, otherwise: bool) -> tuple[str, Edit]:
    """A page that is shown whole, and a wish about it that changes something."""
    rng = Random(f"wish {number}")
    while True:
        html = generate_page(rng.randrange(1 << 30), held_out=True, level=rng.randrange(4))
        entries = list(Work(html).entries().all())
        if len(entries) > MAX_ENTRIES or len(listed(entries)) > MAX_CHARS:
            continue
        edit = Edits(rng, held_out=True, otherwise=otherwise).about(entries)
        is_picked = edit is not None and any(" this " in line[:8] for line in edit.prompt.splitlines())
        if edit and not is_picked and changed_page(html, edit.wish, edit.answer) != html:
            return html, edit


async def asked(endpoint: Endpoint, html: str, edit: Edit, *, shows: bool) -> str:
    """What came of a wish."""
    files = {INDEX: html}
    events = [event async for event in revise(endpoint, [{"role": "user", "content": edit.wish}], files, "html")]
    finished = events[-1]
    assert isinstance(finished, Finished)
    made = finished.files[INDEX]
    if made == changed_page(html, edit.wish, edit.answer):
        return GRANTED
    if shows:
        print(f"{edit.kind}: {edit.wish}\n  wanted {edit.answer!r}\n  said   {finished.answer!r}")
    return REFUSED if made == html else ELSE


if __name__ == "__main__":
    main()
