"""How many wishes about a page the embedded model grants: `python -m benchmarks.wishes [--model M] [--count N]`.

Pages and words are none that are trained on; half of the wishes are said in ways that are trained on, half in others.
A wish is granted if the page is then, letter for letter, what was drawn; "place" counts those that changed the right
lines, whatever they became.
"""

import argparse
import asyncio
from collections import defaultdict
from random import Random

from moonpane.artifact import INDEX, Artifact, apply
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import open_model, with_context
from moonpane.revise import Finished, revise
from moonpane_engine.train.data.edits import Edit, drawn_edit
from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.pages import generate_page
from moonpane_resources.labels import Unlabelled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", default="embedded", help="`embedded`, or the folder of a checkpoint")
    parser.add_argument("--count", type=int, default=200, help="wishes, half of them in held-out phrasings")
    parser.add_argument("--show", action="store_true", help="print each wish that was not granted, with its answer")
    asyncio.run(measure(parser.parse_args()))


async def measure(options: argparse.Namespace) -> None:
    """Prints a table by kind of change."""
    tally: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    async with open_model(options.model, lambda _: None) as opened:
        endpoint = await with_context(opened)
        for number in range(options.count):
            held_out = number % 2 == 1
            edit = draw(number, held_out=held_out)
            found = await asked(endpoint, edit, shows=options.show)
            tally[edit.kind].append(found)
            tally["~ phrasings that are not trained on" if held_out else "~ phrasings that are trained on"].append(
                found
            )
            tally["~ all"].append(found)
    print(f"{'':38}{'wishes':>8}{'granted':>9}{'place':>7}")
    for kind, found in sorted(tally.items()):
        granted, placed = (sum(each) / len(found) for each in zip(*found, strict=True))
        print(f"{kind.removeprefix('~ '):38}{len(found):8}{granted:9.2f}{placed:7.2f}")


def draw(number: int, *, held_out: bool) -> Edit:
    """A wish about a page that is shown whole."""
    rng = Random(f"wish {number}")
    while True:
        html = generate_page(rng.randrange(1 << 30), held_out=True, level=rng.randrange(4))
        edit = drawn_edit(html, rng, Texts(rng, held_out=True), held_out=held_out)
        if len(edit.shown.numbers) == len(edit.shown.lines):
            return edit


async def asked(endpoint: Endpoint, edit: Edit, *, shows: bool) -> tuple[bool, bool]:
    """(Whether it was granted, whether the right lines changed)"""
    page = "\n".join(["<html>", *edit.shown.lines, "</html>", ""])
    unlabelled, artifact = Unlabelled(), Artifact("html")
    artifact.feed(unlabelled.feed(edit.answer) + unlabelled.rest())
    artifact.finish()
    wanted = apply({INDEX: page}, artifact.changes()).files[INDEX]
    events = [
        event async for event in revise(endpoint, [{"role": "user", "content": edit.wish}], {INDEX: page}, "html")
    ]
    finished = events[-1]
    assert isinstance(finished, Finished)
    made = finished.files[INDEX]
    if shows and made != wanted:
        print(f"{edit.kind}: {edit.wish}\nwanted\n{edit.answer}\nsaid\n{finished.answer}\n")
    return made == wanted, made != page and gone(page, made) == gone(page, wanted)


def gone(before: str, after: str) -> set[int]:
    """Which lines of a page are not at their place any more, from the first to the last of them."""
    old, new = before.splitlines(), after.splitlines()
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    same = next(
        (at for at, (one, other) in enumerate(zip(reversed(old), reversed(new), strict=False)) if one != other), 0
    )
    return set(range(first, len(old) - same))


if __name__ == "__main__":
    main()
