"""The rule of what can be seen must forgive only what no eye can find."""

from typing import Any

from moonpane_vision.parse import Rect
from tests.vision.seen import cut_lines, hidden_blocks, is_hidden, seen_boxes, through_veil, veil_order


def _box(x: int, y: int, width: int, height: int, **more: Any) -> dict[str, Any]:
    plain = {"tag": "div", "background": [255, 255, 255, 1], "border_width": 0, "border_color": [0, 0, 0]}
    place = {"x": x, "y": y, "width": width, "height": height}
    return {**plain, "border_sides": 0, "background_image": False, **place, **more}


def _text(x: int, y: int) -> dict[str, Any]:
    place = {"text": "words", "x": x, "y": y, "width": 40, "height": 12}
    return {**place, "lines": [place]}


def _layout(boxes: list[dict[str, Any]], blocks: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    page = _box(0, 0, 400, 300, tag="body", background=[240, 240, 240, 1])
    return {"width": 400, "height": 300, "boxes": [page, *boxes], "blocks": blocks or []}


def test_text_below_a_dialog_is_not_demanded_and_that_beside_it_is() -> None:
    layout = _layout([_box(100, 100, 200, 100)], [_text(120, 120), _text(10, 10), _text(120, 150)])
    assert hidden_blocks(layout) == {0: Rect(100, 100, 200, 100)}


def test_a_line_that_is_covered_in_part_is_neither_demanded_nor_blamed() -> None:
    blocks = [_text(90, 120), _text(10, 10), _text(120, 150)]
    layout = _layout([_box(100, 100, 200, 100)], blocks)
    assert cut_lines(layout) == [Rect(90, 120, 40, 12)]
    assert [is_hidden(block["lines"][0], hidden_blocks(layout).get(at)) for at, block in enumerate(blocks)] == [
        True,
        False,
        False,
    ]


def test_a_popup_on_a_card_hides_nothing_of_the_card_beside_it() -> None:
    boxes = [_box(0, 0, 200, 200), _box(150, 100, 100, 80)]
    layout = _layout(boxes, [_text(10, 10), _text(10, 150), _text(300, 250), _text(155, 120)])
    assert hidden_blocks(layout) == {}


def test_a_veil_dims_what_is_below_it() -> None:
    veil = _box(0, 0, 400, 300, background=[0, 0, 0, 0.5])
    layout = _layout([_box(10, 10, 50, 50), veil, _box(100, 100, 200, 100)])
    order = veil_order(layout)
    assert order == 2
    assert through_veil((200, 100, 0), layout, order) == (100, 50, 0)
    assert [box.fill for box in seen_boxes(layout)] == [(128, 128, 128), (255, 255, 255)]


def test_what_differs_by_one_shade_is_demanded_and_what_does_not_is_not() -> None:
    layout = _layout([_box(10, 10, 50, 50, background=[240, 240, 241, 1]), _box(100, 10, 50, 50, background=[240] * 4)])
    layout["boxes"][2]["background"][3] = 1
    assert [box.rect for box in seen_boxes(layout)] == [Rect(10, 10, 50, 50)]


def test_pictures_and_check_boxes_are_demanded() -> None:
    clear = [0, 0, 0, 0]
    picture, check = _box(10, 10, 50, 50, tag="img"), _box(100, 10, 13, 13, tag="input", background=clear)
    field = _box(200, 10, 80, 13, tag="input", background=clear)  # a field without a frame cannot be seen
    layout = _layout([picture, check, field])
    assert [box.rect.x for box in seen_boxes(layout)] == [10, 100]


def test_cells_without_a_border_between_them_are_one_bar_and_parted_ones_are_not() -> None:
    red, square = [200, 0, 0, 1], {"border_width": 1, "border_sides": 4}
    touching = [_box(0, 10, 50, 20, background=red), _box(50, 10, 50, 20, background=red)]
    parted = [_box(200, 10, 50, 20, background=red), _box(251, 10, 50, 20, background=red)]
    framed = [_box(0, 100, 50, 20, background=red, **square), _box(50, 100, 50, 20, background=red, **square)]
    found = [box.rect for box in seen_boxes(_layout([*touching, *parted, *framed]))]
    assert found[0] == Rect(0, 10, 100, 20)
    assert len(found) == 5


def test_a_ring_in_the_colour_of_its_ground_belongs_to_it() -> None:
    ring = {"border_width": 2, "border_sides": 4, "border_color": [240, 240, 240]}
    other = {**ring, "border_color": [0, 0, 0]}
    layout = _layout([_box(10, 10, 24, 24, **ring), _box(50, 10, 24, 24, **other)])
    assert [box.rect for box in seen_boxes(layout)] == [Rect(12, 12, 20, 20), Rect(50, 10, 24, 24)]
