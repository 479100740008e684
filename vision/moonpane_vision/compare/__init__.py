"""How close a page is to its original, measured from text blocks and from pixels.

    score = compare(mockup, page, blocks_a=blocks_from_json(...), blocks_b=blocks_from_json(...))
    print(score.summary())

`docs/measure.md` says what each number means and where it differs from Design2Code.
"""

from moonpane_vision.compare.blocks import TextBlock, blocks_from_json
from moonpane_vision.compare.boxes import blocks_from_screen
from moonpane_vision.compare.errors import CompareError
from moonpane_vision.compare.layout import LayoutScore, compare_layouts
from moonpane_vision.compare.painted import boxes_from_json
from moonpane_vision.compare.score import Score, compare
from moonpane_vision.compare.tiles import Region, heat_map

__all__ = [
    "CompareError",
    "LayoutScore",
    "Region",
    "Score",
    "TextBlock",
    "blocks_from_json",
    "blocks_from_screen",
    "boxes_from_json",
    "compare",
    "compare_layouts",
    "heat_map",
]
