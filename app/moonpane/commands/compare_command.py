"""`moonpane compare`: two pictures, measured against each other."""

from pathlib import Path
from typing import Any

from moonpane.commands.inputs import read_page, read_picture
from moonpane.commands.output import print_json
from moonpane.drawing import draw
from moonpane.errors import InputError
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment


async def run_compare(a: Path, b: Path, *, html_a: Path | None, html_b: Path | None, as_json: bool) -> None:
    """Print the score of b against a. Raises InputError, RenderError, MeasureError."""
    if (html_a is None) != (html_b is None):
        raise InputError("Texts are compared only when both sides have HTML: give --html-a and --html-b, or neither.")
    async with PixelWorker() as worker:
        picture_a, picture_b = await read_picture(a, worker), await read_picture(b, worker)
        blocks_a, blocks_b = await _blocks(html_a, picture_a), await _blocks(html_b, picture_b)
        comparison = await worker.compare(picture_a.png, picture_b.png, blocks_a=blocks_a, blocks_b=blocks_b)
    if as_json:
        print_json(comparison.score)
    else:
        print(comparison.score["summary"])


async def _blocks(html: Path | None, picture: Attachment) -> list[dict[str, Any]] | None:
    """The text blocks of a page, drawn at the size of its picture."""
    if html is None:
        return None
    drawn = await draw(read_page(html), width=picture.width, height=picture.height, name=html.name)
    return drawn.layout["blocks"]
