"""What leaves the studio, on the asyncio thread: files, folders, archives."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moonpane.archive.files import whole_file
from moonpane.artifact.document import is_project
from moonpane.artifact.export import PREVIEW, export_folder, export_zip
from moonpane.artifact.pictures import pictures_in
from moonpane.artifact.woven_pictures import page_alone
from moonpane.errors import MoonpaneError
from moonpane.session import INDEX, Revision
from moonpane.store import notices
from moonpane.store.models.engine_keeper import Post
from moonpane.store.under_way import under_way
from moonpane.store.work.copies import copies_folder, new_copy, remove_old, seal

translate = QCoreApplication.translate


class Outgoing:
    """Every method ends with a sentence, and raises nothing that a person could cause."""

    def __init__(self, post: Post, *, copies: Path | None = None) -> None:
        """`copies`: where those lie that other programs open; by default in the person's cache."""
        self._post = post
        self._copies = copies or copies_folder()

    async def tidy(self) -> None:
        """Lets go of copies that nobody has used for a day."""
        await asyncio.to_thread(remove_old, self._copies)

    async def save(self, revision: Revision, path: Path) -> None:
        """The page as one file, with its pictures in it."""

        def write() -> None:
            write_page(path, page_alone(revision.page, pictures_in(revision.files)))

        await self._do(path, write, translate("Store", "Saved as {path}."))

    async def export(self, revision: Revision, path: Path) -> None:
        """A zip if the name says so, else a new folder."""
        write = export_zip if path.suffix.lower() == ".zip" else export_folder
        await self._do(
            path, lambda: write(revision.files, revision.stack, path), translate("Store", "Exported to {path}.")
        )

    async def open_elsewhere(self, revision: Revision, *, in_browser: bool) -> None:
        """A copy of the page in a folder of its own, to be opened by another program."""
        made: list[Path] = []

        def work() -> None:
            made.append(export_folder(revision.files, revision.stack, new_copy(self._copies)))
            seal(made[0])

        if await self._do(self._copies, work, ""):
            (folder,) = made
            built = is_project(revision.files, revision.stack)
            name = (PREVIEW if built else INDEX) if in_browser else next(iter(revision.files), INDEX)
            found = folder / name
            self._post(notices.ReadyToOpen(found if found.exists() else folder, in_browser))

    async def _do(self, path: Path, work: Callable[[], object], words: str) -> bool:
        try:
            with under_way(self._post, translate("Store", "Writing {name}").format(name=path.name)):
                await asyncio.to_thread(work)
        except MoonpaneError as error:
            sentence = str(error)
        except OSError as error:
            sentence = f"{path} cannot be written: {error.strerror or error}."
        else:
            if words:
                self._post(notices.Told(words.format(path=path)))
            return True
        self._post(notices.Told(sentence, is_bad=True))
        return False


def write_page(path: Path, page: str) -> None:
    """Wholly or not at all; a file that is replaced keeps its rights, and a link its name. Raises OSError.

    A file that may be written in a folder that may not, as below a web server, is written where it is.
    """
    target = path.resolve()
    if target.exists() and not os.access(target.parent, os.W_OK):
        target.write_text(page, encoding="utf-8", errors="replace", newline="")
        return
    with whole_file(target) as draft:
        draft.write_text(page, encoding="utf-8", errors="replace", newline="")
        if target.exists():
            shutil.copymode(target, draft)
