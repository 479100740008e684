"""Small copies of a page's pictures: each content is opened once, by a process that may die of it."""

import asyncio
import io
import sys
from typing import Any

import pytest
from PIL import Image

from moonpane.artifact.pictures import picture_text
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment
from moonpane.store.work.thumbnails import SIDE, PictureSeen, Thumbnails

# The real process, but for one picture that it does not survive.
DIES_OF_ONE = """
import os
from moonpane import pixel_process
opened = pixel_process.PixelProcess.open
def open_or_die(self, frame):
    return os._exit(9) if frame.header["name"] == "killer.png" else opened(self, frame)
pixel_process.PixelProcess.open = open_or_die
pixel_process.main()
"""


class Counting(PixelWorker):
    """Remembers what it was asked to open."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.names: list[str] = []

    async def open(self, data: bytes, *, name: str, chequered: bool = False) -> Attachment:
        self.names.append(name)
        return await super().open(data, name=name, chequered=chequered)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def picture(width: int, height: int = 20) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#c82828").save(buffer, "PNG")
    return picture_text("a.png", buffer.getvalue()) or ""


def widths(posted: list[Any]) -> list[int]:
    assert all(isinstance(each, PictureSeen) for each in posted)
    return [each.size.width() for each in posted]


@pytest.mark.anyio
async def test_a_picture_that_the_worker_dies_of_leaves_the_others() -> None:
    posted: list[Any] = []
    async with Counting(command=[sys.executable, "-c", DIES_OF_ONE]) as worker:
        made = Thumbnails(worker, posted.append)
        pictures = {"a.png": picture(31), "killer.png": picture(32), "c.png": picture(3_000)}
        await made.make(pictures)
        assert widths(posted) == [31, 3_000]
        assert [each.text for each in posted] == [pictures["a.png"], pictures["c.png"]]
        assert posted[1].thumbnail.width() == SIDE, "however long it is"
        await made.make({"killer.png": pictures["killer.png"]})
        assert worker.names == ["a.png", "killer.png", "c.png"], "it is not killed again"


@pytest.mark.anyio
async def test_each_content_is_opened_once() -> None:
    posted: list[Any] = []
    async with Counting() as worker:
        made = Thumbnails(worker, posted.append)
        await made.make({"a.png": picture(31), "same.png": picture(31)})
        await made.make({"moved.png": picture(31), "b.png": picture(33)})
        assert widths(posted) == [31, 31, 31, 33]
        assert worker.names == ["a.png", "b.png"]


@pytest.mark.anyio
async def test_who_looks_at_another_page_does_not_wait_for_the_former() -> None:
    posted: list[Any] = []
    async with Counting() as worker:
        made = Thumbnails(worker, posted.append)
        await worker.warm_up()
        former = {f"{width}.png": picture(width) for width in range(40, 60)}
        await asyncio.gather(made.make(former), made.make({"now.png": picture(33)}))
        assert widths(posted) == [33]
        assert len(worker.names) <= 2
