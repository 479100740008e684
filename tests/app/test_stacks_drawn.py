"""The slow and obvious twin of the translations: drawn, the page and what it became are the same picture."""

import io
import re
from collections.abc import Iterable
from itertools import product
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from moonpane.artifact.document import preview_document
from moonpane.drawing import Drawn, Wanted, draw_many
from moonpane.session import Stack
from tests.app.house_style import ODD_BODY, ODD_SIZE, SIZES, answer, house_page, project_of

pytestmark = pytest.mark.anyio
Key = tuple[str, float]
WIDTHS = (1.0, 0.6, 1.7)  # of the size that a page was made for
STACKS: tuple[Stack, ...] = get_args(Stack)
ROUNDING = 1  # of 255, by which a picture that is made smaller may differ from itself, drawn twice
LITTLE = '<body><p style="font-size:20px;color:#000000">x</p></body>'
PAGES = {name: (answer(name), size) for name, size in SIZES.items()}
PAGES["odd"] = (house_page(ODD_BODY), ODD_SIZE)
PAGES["cut off"] = (house_page(ODD_BODY[: ODD_BODY.index("Three")], "Open Sans,sans-serif"), ODD_SIZE)
PAGES["a font that is no class"] = (house_page(LITTLE, "_odd,serif"), (200, 80))


async def drawn(keys: Iterable[Key]) -> dict[tuple[Key, Stack], Drawn]:
    each = list(product(keys, STACKS))
    wanted = []
    for (name, share), stack in each:
        page, (width, height) = PAGES[name]
        wanted.append(Wanted(preview_document(project_of(page, stack), stack), round(width * share), height))
    found = {}
    async for number, result in draw_many(wanted):
        assert isinstance(result, Drawn), (each[number], result)
        found[each[number]] = result
    assert len(found) == len(each)
    return found


def pixels(page: Drawn) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(page.png)).convert("RGB")).astype(np.int16)


def num_colors(picture: np.ndarray) -> int:
    """One number for each: to sort triples takes as long as to draw the page."""
    return len(np.unique(picture.astype(np.int32) @ (1 << 16, 1 << 8, 1)))


def texts(page: Drawn) -> list[str]:
    return [block["text"] for block in page.layout["blocks"]]


def is_alike(page: Drawn, other: Drawn) -> bool:
    one, two = pixels(page), pixels(other)
    assert num_colors(one) > 3
    return texts(page) == texts(other) and np.abs(one - two).max() <= ROUNDING


async def test_every_page_is_the_same_picture_in_every_stack_at_every_width() -> None:
    found = await drawn(product(PAGES, WIDTHS))
    assert [(key, stack) for key, stack in found if not is_alike(found[key, "html"], found[key, stack])] == []


async def test_hostile_text_is_what_it_was() -> None:
    assert len(re.findall(r"\{a\}.* end</p>", ODD_BODY)) == 1
    for (_, stack), page in (await drawn([("odd", 1.0)])).items():
        text = " ".join(texts(page))
        for word in ("{a}", "</p>", "&amp;", '"b"', "'c'", "\\n", "\\\\", "${", "`d`", "🙂", "}}", "/*", "﷽"):
            assert word in text, (stack, word)
