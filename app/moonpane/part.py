"""A part of a picture as a mockup of its own, snapped to the element that is almost framed. No Qt here."""

from collections.abc import Iterable

from moonpane.errors import PictureRefused
from moonpane.outlined import Place, likeness
from moonpane.pixels import MIN_MOCKUP_PIXELS, PixelWorker
from moonpane.session import Attachment

NEAR = 8  # px that each edge of a box drawn by hand may be off the element that it is meant to frame
ALIKE = 0.8  # of what both cover together: of a small element 8 px are too much
MARGIN = 24  # px of the picture around a box, in which its element is looked for


async def cut_part(picture: Attachment, place: Place, worker: PixelWorker) -> tuple[Attachment, Place]:
    """What lies at a place within a picture, under the picture's name, and the place that was cut out.

    A place that almost frames an element is that element's. Marks and films stay with the whole. Raises PictureRefused
    for less than an interface needs, MeasureError.
    """
    place = nearest(place, await _boxes_around(picture, place, worker))
    width, height = place[2:]
    if width * height < MIN_MOCKUP_PIXELS:
        raise PictureRefused(
            f"The part of {picture.name} is {width} x {height} px, which is too small to be an interface."
        )
    (png,) = await worker.cut_out(picture, [place], max_pixels=width * height)
    return Attachment(picture.name, png, width, height), place


def nearest(place: Place, boxes: Iterable[Place]) -> Place:
    """The box that a place almost frames, the most alike of several; the place itself where there is none."""
    near = [box for box in boxes if _is_near(place, box) and likeness(place, box) >= ALIKE]
    return max(near, key=lambda box: likeness(place, box), default=place)


def _is_near(a: Place, b: Place) -> bool:
    edges = (b[0] - a[0], b[1] - a[1], b[0] + b[2] - a[0] - a[2], b[1] + b[3] - a[1] - a[3])
    return max(map(abs, edges)) <= NEAR


async def _boxes_around(picture: Attachment, place: Place, worker: PixelWorker) -> list[Place]:
    """The boxes that are seen at a place and a little around it, in px of the picture."""
    x, y, width, height = place
    left, top = max(x - MARGIN, 0), max(y - MARGIN, 0)
    right, bottom = min(x + width + MARGIN, picture.width), min(y + height + MARGIN, picture.height)
    around = (left, top, right - left, bottom - top)
    (png,) = await worker.cut_out(picture, [around], max_pixels=around[2] * around[3])
    places = [box["place"] for box in (await worker.survey(png))["boxes"]]
    return [(left + x, top + y, width, height) for x, y, width, height in places]
