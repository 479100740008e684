"""What comes into a conversation, on the asyncio thread: pictures, films, pages at an address, marks, code."""

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moonpane.artifact.document import stack_of
from moonpane.errors import MoonpaneError, PictureRefused
from moonpane.file_kinds import HEAD_BYTES, VIDEOS, kind_of
from moonpane.outlined import Place
from moonpane.part import cut_part
from moonpane.photograph import draw_file, photograph
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker
from moonpane.project_files import read_bytes, read_project
from moonpane.sentences import phrase
from moonpane.session import Attachment, Revision
from moonpane.store import notices
from moonpane.store.model import Offer, Picture
from moonpane.store.models.engine_keeper import Post
from moonpane.store.sentences import unforeseen
from moonpane.store.under_way import under_way
from moonpane.store.work.pictures import decoded
from moonpane.vector import draw_vector, is_vector

log = logging.getLogger(__name__)

translate = QCoreApplication.translate
FILMS = (*VIDEOS, "gif", "avi", "playlist")
# Makes the picture with marks, and what they say: (its PNG, the words); slow for large pictures.
Paint = Callable[[bytes], tuple[bytes, str]]


class Incoming:
    """Every method ends with a notice for each thing that was given, and raises nothing that a person could cause."""

    def __init__(self, worker: PixelWorker, post: Post) -> None:
        self._worker = worker
        self._post = post
        self._decoding = asyncio.Lock()  # a small picture must not pass a large one: the first is the mockup

    async def open(self, offers: Sequence[Offer]) -> None:
        """Files, and pictures from the clipboard or the screen; in order."""
        for offer in offers:
            words = translate("Store", "Opening {name}").format(name=offer.name)
            await self._take(self._opened(offer), words=words)

    async def photograph(self, location: str, *, width: int, is_file: bool) -> None:
        """A picture of a page: of a file, or of an address that the person asked for."""

        async def work() -> Attachment:
            if is_file:
                drawn = await draw_file(Path(location), width=width, height=None)
            else:
                drawn = await photograph(location, width=width)
            return await self._worker.open(drawn.png, name=Path(location).name if is_file else location)

        words = translate("Store", "Drawing {name}") if is_file else translate("Store", "Visiting {name}")
        await self._take(work(), words=words.format(name=Path(location).name if is_file else location))

    async def open_recording(self, path: Path, folder: Path) -> None:
        """A finished recording is moved to where recordings go; where that cannot be written, it stays."""

        def moved() -> Path:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target = folder / path.name
                return Path(shutil.move(path, target))
            except OSError:
                return path

        async def work() -> Attachment:
            return await self._worker.open_video(await asyncio.to_thread(moved))

        await self._take(work(), words=translate("Store", "Opening {name}").format(name=path.name))

    async def mark(self, picture: Picture, paint: Paint) -> None:
        """The picture again, with what was drawn onto it, in the place of the one without."""

        async def work() -> Attachment:
            marked, notes = await asyncio.to_thread(paint, picture.attachment.png)
            return replace(picture.attachment, marked=marked if notes else b"", notes=notes)

        await self._take(work(), replaces=picture)

    async def take_part(self, picture: Picture, place: Place) -> None:
        """What lies at a place of a picture, or of what it is a part of, in the place of it."""
        whole = picture.whole or picture
        if place == (0, 0, whole.attachment.width, whole.attachment.height):
            self._post(notices.PictureOpened(whole, picture))
            return
        places = [place]

        async def work() -> Attachment:
            part, places[0] = await cut_part(whole.attachment, place, self._worker)
            return part

        await self._take(work(), replaces=picture, known=lambda made: replace(made, whole=whole, place=places[0]))

    async def sketch(self, paint: Paint, name: str) -> None:
        """A drawing that is the mockup itself."""

        async def work() -> Attachment:
            png, notes = await asyncio.to_thread(paint, b"")
            return replace(await self._worker.open(png, name=name), notes=notes)

        await self._take(work())

    async def bring_code(self, path: Path) -> None:
        """A page or a project that exists already, as a version to go on from."""
        try:
            with under_way(self._post, translate("Store", "Reading {name}").format(name=path.name)):
                files, _, left_out = await asyncio.to_thread(read_project, path)
        except MoonpaneError as error:
            self._post(notices.Told(str(error), is_bad=True))
            return
        self._post(notices.CodeRead(path.name, Revision(files, origin="imported", stack=stack_of(files))))
        if left_out:
            self._post(notices.Told(" ".join(left_out), is_bad=True))

    async def _opened(self, offer: Offer) -> Attachment:
        if offer.path is not None and await asyncio.to_thread(is_film, offer):
            return await self._worker.open_video(offer.path)
        if offer.path is not None and is_vector(offer.path):
            return await self._worker.open((await draw_vector(offer.path)).png, name=offer.name)
        data = offer.data
        if data is None:
            assert offer.path is not None
            data = await asyncio.to_thread(read_bytes, offer.path, phrase("picture"), MAX_FILE_BYTES, PictureRefused)
        return await self._worker.open(data, name=offer.name)

    async def _take(
        self,
        work: Awaitable[Attachment],
        *,
        replaces: Picture | None = None,
        words: str = "",
        known: Callable[[Picture], Picture] = lambda made: made,
    ) -> None:
        """`words`: what is being done, where it may take its time. `known` adds what is known of the picture."""
        try:
            with under_way(self._post, words) if words else contextlib.nullcontext():
                attachment = await work
                async with self._decoding:
                    self._post(notices.PictureOpened(known(await asyncio.to_thread(decoded, attachment)), replaces))
        except MoonpaneError as error:
            self._post(notices.PictureTurnedAway(str(error)))
        except Exception:
            log.exception("Something could not be opened.")
            self._post(notices.PictureTurnedAway(unforeseen()))


def is_film(offer: Offer) -> bool:
    """By its first bytes. Raises PictureRefused for what cannot be read at all."""
    assert offer.path is not None
    if not offer.path.is_file():
        return False  # what it is instead is said by who reads it
    try:
        with offer.path.open("rb") as file:
            return kind_of(file.read(HEAD_BYTES)) in FILMS
    except OSError as error:
        raise PictureRefused(f"{offer.name} cannot be read: {error.strerror or error}.") from error
