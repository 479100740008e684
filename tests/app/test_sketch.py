"""Pages as sketches: rough, the same each time, with every text and box of the page where it was."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane.drawing import Drawn, draw
from moonpane.evaluation.sketch import HAND, sketch_page

pytestmark = pytest.mark.anyio

PAGE = """<!DOCTYPE html><style>body{margin:0;background:#0f172a;font:16px Inter}body *{position:absolute}
div{left:40px;top:30px;width:200px;height:80px;border:1px solid #94a3b8;border-radius:12px}
button{left:60px;top:130px;width:120px;height:40px;background:#1d4ed8;color:#fff}
svg{left:200px;top:130px}hr{left:40px;top:185px;width:200px;margin:0;border:0;height:1px;background:#94a3b8}</style>
<div></div><button>Save &lt;all&gt;</button><svg width="40" height="40"></svg><hr>"""


async def sketched(html: str) -> tuple[Drawn, Drawn]:
    page = await draw(html, width=280, height=200)
    return page, await draw(sketch_page(page.layout), width=280, height=200)


def ink(drawn: Drawn) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(drawn.png)).convert("L")) < 200


async def test_strokes_lie_where_the_boxes_do() -> None:
    _, sketch = await sketched(PAGE)
    drawn = ink(sketch)
    for x, y, width, height in ((40, 30, 200, 80), (60, 130, 120, 40)):
        rim = np.zeros_like(drawn)
        rim[y - 4 : y + height + 4, x - 4 : x + width + 4] = True
        rim[y + 4 : y + height - 4, x + 4 : x + width - 4] = False
        assert (drawn & rim).sum() > width + height, "around it"
    assert drawn[34:106, 44:236].sum() == 0, "a box without a ground is empty"
    assert 0.05 < drawn[135:165, 65:85].mean() < 0.6, "a dark one is hatched"
    assert drawn[145:155, 215:225].any(), "a picture is crossed"
    assert drawn[182:189, 40:240].any(axis=0).mean() > 0.9, "a rule is a line"
    assert drawn[115:125].sum() == 0, "the page's own ground is paper"


async def test_texts_are_written_by_hand_in_their_place() -> None:
    page, sketch = await sketched(PAGE)
    (truth,), (said,) = page.layout["blocks"], sketch.layout["blocks"]
    assert said["text"] == truth["text"] == "Save <all>"
    assert abs(said["x"] - truth["x"]) < 6
    assert abs(said["y"] + said["height"] / 2 - truth["y"] - truth["height"] / 2) < 4
    assert HAND in sketch_page(page.layout)


async def test_the_same_page_has_the_same_sketch_and_no_two_strokes_are_alike() -> None:
    page = await draw(PAGE, width=280, height=200)
    assert sketch_page(page.layout) == sketch_page(page.layout) != sketch_page(page.layout, seed=1)


async def test_every_page_that_can_be_drawn_can_be_sketched() -> None:
    for path in sorted((Path(__file__).parents[1] / "vision" / "pages").glob("*.html"))[:4]:
        page = await draw(path.read_text(), width=448, height=448)
        sketch = await draw(sketch_page(page.layout), width=448, height=448)
        assert len(sketch.layout["blocks"]) >= 0.9 * len(page.layout["blocks"])
