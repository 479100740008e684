"""How close a page is to its mockup: draw it at the mockup's size, then compare the two pictures.

With the mockup as a picture only, the comparison is by pixels; with the HTML it was made from, text blocks are
compared too. The score's `components` says which of the two it is.
"""

from dataclasses import dataclass
from typing import Any

from moonpane.pixels import PixelWorker
from moonpane.preview.headless import Rendered, render
from moonpane.session import Attachment


@dataclass(frozen=True)
class Measurement:
    """One page against one mockup."""

    render: bytes  # PNG of the page at the mockup's width, as high as its content needs
    score: dict[str, Any]  # `moonpane_vision.compare.Score.to_dict()`


async def measure_page(
    html: str, mockup: Attachment, worker: PixelWorker, *, mockup_html: str | None = None
) -> Measurement:
    """Raises RenderError when the page cannot be drawn, MeasureError when it cannot be compared."""
    page = await render(html, width=mockup.width, height=mockup.height, boxes=True)
    original = None
    if mockup_html is not None:
        original = await render(mockup_html, width=mockup.width, height=mockup.height, boxes=True)
    comparison = await worker.compare(
        mockup.png, page.png, blocks_a=blocks_of(original), blocks_b=blocks_of(page) if original else None
    )
    return Measurement(page.png, comparison.score)


def blocks_of(rendered: Rendered | None) -> list[dict[str, Any]] | None:
    """The text blocks of a page that was drawn with `boxes`."""
    return None if rendered is None else rendered.layout["blocks"]
