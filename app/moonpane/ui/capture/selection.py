"""The geometry of a selection, in device pixels of one screen's picture. No widgets here."""

from PySide6.QtCore import QPoint, QRect

Handle = tuple[int, int]  # which sides it moves: -1 left or top, 1 right or bottom, 0 neither
HANDLES: tuple[Handle, ...] = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))


def spanned(a: QPoint, b: QPoint, bounds: QRect) -> QRect:
    """The pixels from one to the other, both included, as far as they are within `bounds`."""
    left, top = min(a.x(), b.x()), min(a.y(), b.y())
    width, height = abs(a.x() - b.x()) + 1, abs(a.y() - b.y()) + 1
    return QRect(left, top, width, height).intersected(bounds)


def moved(box: QRect, dx: int, dy: int, bounds: QRect) -> QRect:
    """The same size elsewhere, stopped at the edges of `bounds`."""
    left = max(bounds.left(), min(box.left() + dx, bounds.right() - box.width() + 1))
    top = max(bounds.top(), min(box.top() + dy, bounds.bottom() - box.height() + 1))
    return QRect(left, top, box.width(), box.height())


def stretched(box: QRect, handle: Handle, dx: int, dy: int, bounds: QRect) -> QRect:
    """One or two sides moved, within `bounds`; a side that passes the other one changes roles with it."""
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    match handle[0]:
        case -1:
            left = _within(left + dx, bounds.left(), bounds.right())
        case 1:
            right = _within(right + dx, bounds.left(), bounds.right())
    match handle[1]:
        case -1:
            top = _within(top + dy, bounds.top(), bounds.bottom())
        case 1:
            bottom = _within(bottom + dy, bounds.top(), bounds.bottom())
    return spanned(QPoint(left, top), QPoint(right, bottom), bounds)


def handle_place(box: QRect, handle: Handle) -> QPoint:
    """The middle of a handle, on the edge of the box."""
    x = {-1: box.left(), 0: box.center().x(), 1: box.right() + 1}[handle[0]]
    y = {-1: box.top(), 0: box.center().y(), 1: box.bottom() + 1}[handle[1]]
    return QPoint(x, y)


def handle_at(box: QRect, point: QPoint, reach: float) -> Handle | None:
    """The handle within `reach` pixels of a point; corners win over sides."""
    near = [
        handle
        for handle in HANDLES
        if max(abs((place := handle_place(box, handle)).x() - point.x()), abs(place.y() - point.y())) <= reach
    ]
    return max(near, key=lambda handle: handle[0] ** 2 + handle[1] ** 2, default=None)


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
