"""How close a page is to its mockup: draw it at the mockup's size, then compare the two pictures.

With the mockup as a picture only, the page's text blocks are compared with those that were measured in the picture, by
place; with the HTML it was made from, with its true ones, texts included. The score's `components` says which it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moonpane.artifact.document import preview_document
from moonpane.drawing import Drawn, draw
from moonpane.errors import RenderError
from moonpane.page_size import MAX_PIXELS, MAX_SIDE, MIN_AUTO_HEIGHT
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack

OVERHANG_PX = 2  # rounding of line boxes; more than that is content below the mockup's end


@dataclass(frozen=True)
class Measurement:
    """One page against one mockup."""

    render: bytes  # PNG of the page: as large as the mockup, or larger where its content needs it
    score: dict[str, Any]  # `moonpane_vision.compare.Score.to_dict()`


def page_of(files: Mapping[str, str], stack: Stack, *, located: bool = False) -> str:
    """The one document that shows a project. Raises RenderError for one that has nothing to show."""
    html = preview_document(files, stack, located=located)
    if not html:
        raise RenderError("There is neither a page nor a component in these files, so nothing can be drawn.")
    return html


async def measure_page(
    html: str, mockup: Attachment, worker: PixelWorker, *, mockup_html: str | None = None
) -> Measurement:
    """Raises RenderError when the page cannot be drawn, MeasureError when it cannot be compared."""
    page = await draw_like(html, mockup)
    original = None if mockup_html is None else await draw(mockup_html, width=mockup.width, height=mockup.height)
    comparison = await worker.compare(
        mockup.png,
        page.png,
        blocks_a=original and original.layout["blocks"],
        blocks_b=page.layout["blocks"],
    )
    return Measurement(page.png, comparison.score)


async def draw_like(html: str, mockup: Attachment) -> Drawn:
    """The page at the mockup's size; all of it where it is larger, since what was cut could not cost anything."""
    page = await draw(html, width=mockup.width, height=mockup.height)
    size = whole_size(page, mockup)
    if size is None:
        return page
    return await draw(html, width=size[0], height=size[1], layout_width=mockup.width)


def whole_size(page: Drawn, mockup: Attachment) -> tuple[int, int] | None:
    """Width and height in which all of a page is seen that was drawn at the mockup's size; None where it is already."""
    width, height = page.content_size
    if width <= mockup.width + OVERHANG_PX and height <= mockup.height + OVERHANG_PX:
        return None
    # A very wide page is drawn as far as a picture of its height can reach.
    reach = min(max(width, mockup.width), MAX_SIDE, MAX_PIXELS // max(height, mockup.height, MIN_AUTO_HEIGHT))
    width = max(reach, mockup.width)
    return width, min(max(height, mockup.height), MAX_SIDE, MAX_PIXELS // width)
