"""What a page's boxes are said to be: sides that have a border, and how far a drawing reaches."""

from typing import Any

import pytest

from moonpane.preview.headless import render

pytestmark = pytest.mark.alone

PAGE = """<body style="margin:0"><style>svg{display:block}</style>
<table style="border-spacing:0"><tr><td style="border-bottom:2px solid red;border-left:1px solid #0000">cell</table>
<p style="margin:0;border:1px solid blue">all around</p>
<svg id=square width=100 height=100 viewBox="0 0 50 50"><rect x=10 y=10 width=20 height=20 fill=none stroke=red
stroke-width=4 /></svg>
<svg id=hidden width=24 height=24><defs><rect width=20 height=20 id=q /></defs><circle cx=12 cy=12 r=4 /></svg>
<svg id=level width=24 height=24><path d="M4 10H20" stroke=red stroke-width=2 /></svg>
<svg id=cut width=24 height=24><circle cx=0 cy=0 r=12 /></svg>
<svg id=empty width=24 height=24></svg></body>"""


@pytest.fixture(scope="module")
def boxes() -> list[dict[str, Any]]:
    layout = render(PAGE, width=200, height=300, boxes=True).layout
    assert layout is not None
    return layout["boxes"]


def test_a_border_on_some_sides_says_which(boxes: list[dict[str, Any]]) -> None:
    cell, around = (next(box for box in boxes if box["tag"] == tag) for tag in ("td", "p"))
    assert cell["edges"] == [{"side": "bottom", "width": 2, "color": [255, 0, 0, 1]}]
    assert "edges" not in around


def test_a_drawing_says_how_far_it_reaches(boxes: list[dict[str, Any]]) -> None:
    drawings = [box for box in boxes if box["tag"] == "svg"]
    top = drawings[0]["y"]
    assert [box["ink"] for box in drawings] == [
        [16, top + 16, 48, 48],  # the stroke, half of which is outside of the square
        [8, top + 108, 8, 8],  # what is only defined is not drawn
        [3, top + 124 + 9, 18, 2],
        [0, top + 148, 12, 12],  # as far as its frame
        None,
    ]
