"""Rows and columns: what does not overlap along an axis, and how far apart it is."""

from moonpane_vision.parse.model import Node

OVERLAP_SLACK = 2


def span(node: Node, *, vertical: bool) -> tuple[int, int]:
    """From and to along one axis; a text is taken without the air of its line box, which may overlap another's."""
    rect = node.rect
    if not vertical:
        return rect.x, rect.right
    if node.kind == "text":
        air = max(0, min(rect.height // 3, round(0.16 * node.font_size)))
        return rect.y + air, rect.bottom - air
    return rect.y, rect.bottom


def bands(items: list[Node], *, vertical: bool) -> list[list[Node]]:
    """Items in runs that do not overlap along the axis, in order."""
    ordered = sorted(items, key=lambda item: (span(item, vertical=vertical), item.rect.x, item.rect.y))
    found: list[list[Node]] = []
    end = 0
    for item in ordered:
        start, stop = span(item, vertical=vertical)
        if found and start < end - OVERLAP_SLACK:
            found[-1].append(item)
            end = max(end, stop)
        else:
            found.append([item])
            end = stop
    return found


def band_gaps(bands: list[list[Node]], *, vertical: bool) -> list[int]:
    ends = [max(span(item, vertical=vertical)[1] for item in band) for band in bands[:-1]]
    starts = [min(span(item, vertical=vertical)[0] for item in band) for band in bands[1:]]
    return [start - end for end, start in zip(ends, starts, strict=True)]
