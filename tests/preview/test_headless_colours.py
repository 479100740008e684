"""The colour of a text is what a person sees: what lies beneath it shows through a faint one."""

import pytest

from moonpane.preview.headless import render

pytestmark = pytest.mark.alone

FAINT = """<body style="margin:0;background:#102030"><p style="color:#ffffff80">on the page</p>
<div style="background:#f0f0f0"><b style="color:rgba(0,0,0,.5)">on a box</b>
<i style="color:#000;opacity:.25">faint</i></div>
<div style="opacity:.5;background:#fff"><u style="color:#000">within something faint</u></div>
<div style="background:linear-gradient(red,blue)"><s style="color:#ffffff80">on a picture</s></div>
<svg width="200" height="30"><text y="20" fill="#3366cc">drawn</text></svg></body>"""


def test_the_colour_of_a_text_is_the_one_that_is_seen() -> None:
    drawn = render(FAINT, width=320, height=320, boxes=True)
    assert drawn.layout is not None
    colours = {block["tag"]: block["color"] for block in drawn.layout["blocks"]}
    assert colours == {
        "p": [0x88, 0x90, 0x98],
        "b": [0x78, 0x78, 0x78],
        "i": [0xB4, 0xB4, 0xB4],
        "u": [0x08, 0x10, 0x18],
        "s": [255, 255, 255],
        "text": [0x33, 0x66, 0xCC],
    }
