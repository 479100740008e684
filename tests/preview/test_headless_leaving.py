"""Pages that leave while they are drawn, or never end: refused, drawn as far as they had come, or stopped in time."""

import io
import time

import pytest
from PIL import Image

from moonpane.preview.errors import PageStopped
from moonpane.preview.headless import render, supervisor


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


def test_the_time_that_is_named_is_the_one_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the renderer takes part of it to start."""
    await_start = supervisor._await_start

    def slowly(process: supervisor.RenderProcess) -> None:
        time.sleep(1)
        await_start(process)

    monkeypatch.setattr(supervisor, "_await_start", slowly)
    with pytest.raises(PageStopped, match="did not finish within 3 s"):
        render("<script>while (true) {}</script>", width=300, height=200, timeout=3)
