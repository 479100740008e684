"""Small copies of the pictures that a page shows, on the asyncio thread.

They may be a stranger's, so the pixel worker decodes them; Qt is given the PNG that comes back.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from moonpane.artifact.pictures import content_of
from moonpane.errors import MoonpaneError
from moonpane.pixels import PixelWorker
from moonpane.store.models.engine_keeper import Post
from moonpane.store.work.pictures import at_most, image_of

SIDE = 224  # px, twice what is shown: for sharp screens
KEPT = 200  # thumbnails, or refusals, of what was looked at last

Seen = tuple[QSize, QImage]  # (size of the picture, its small copy)


@dataclass(frozen=True)
class PictureSeen:
    """A notice: what a picture among the files of a page looks like; it is known by the text that stands for it."""

    text: str
    size: QSize
    thumbnail: QImage


class Thumbnails:
    """Tells a notice for each picture that can be opened, none for the others. Each content is opened once."""

    def __init__(self, worker: PixelWorker, post: Post) -> None:
        self._worker = worker
        self._post = post
        self._known = OrderedDict[bytes, Seen | None]()  # by digest, the last one last
        self._wanted: Mapping[str, str] = {}

    async def make(self, pictures: Mapping[str, str]) -> None:
        """`pictures`: files of a page. Ends early when those of another page are wanted."""
        self._wanted = pictures
        for path, text in pictures.items():
            seen = await self._seen(path, text)
            if self._wanted is not pictures:
                return
            if seen:
                self._post(PictureSeen(text, *seen))

    async def _seen(self, path: str, text: str) -> Seen | None:
        data = await asyncio.to_thread(content_of, path, text)
        digest = (await asyncio.to_thread(hashlib.sha256, data)).digest()
        if digest not in self._known:
            self._known[digest] = await self._opened(path, data)
        self._known.move_to_end(digest)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return self._known[digest]

    async def _opened(self, path: str, data: bytes) -> Seen | None:
        try:
            whole = await self._worker.open(data, name=path, chequered=True)
            small = await self._worker.shrink(whole, max_pixels=SIDE * SIDE)
        except MoonpaneError:
            return None  # its name and size are shown, which is what is known of it
        return QSize(whole.width, whole.height), at_most(image_of(small.png), SIDE)
