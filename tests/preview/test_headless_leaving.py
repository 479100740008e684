"""Pages that try to leave while they are drawn: refused, and drawn as far as they had come."""

import io

import pytest
from PIL import Image

from moonpane.preview.headless import render


@pytest.mark.parametrize(
    "leaving",
    [
        "<script>location = 'http://127.0.0.1:9/'</script>",
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
        "<form action='http://127.0.0.1:9/'></form><script>document.forms[0].submit()</script>",
        "<script>window.close()</script>",
    ],
)
def test_a_page_that_tries_to_leave_is_drawn_where_it_is(leaving: str) -> None:
    box = "<div style='width:50px;height:50px;background:#fedcba'></div>"
    rendered = render(f"<body style='margin:0;background:#123456'>{box}{leaving}", width=100, height=60)
    drawn = Image.open(io.BytesIO(rendered.png))
    assert (drawn.getpixel((10, 10)), drawn.getpixel((90, 30))) == ((0xFE, 0xDC, 0xBA), (0x12, 0x34, 0x56))
