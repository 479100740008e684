"""A screen measured without any model: text lines, boxes, colours, and the tree of rows and columns they form."""

from moonpane_vision.parse.model import Colour, Node, Rect, Screen, TextLine
from moonpane_vision.parse.rearrange import with_lines, with_pictures
from moonpane_vision.parse.screen import Crop, line_crops, parse_screen

__all__ = [
    "Colour",
    "Crop",
    "Node",
    "Rect",
    "Screen",
    "TextLine",
    "line_crops",
    "parse_screen",
    "with_lines",
    "with_pictures",
]
