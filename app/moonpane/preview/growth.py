"""What is shown of an answer while it is written: HTML as text that Chromium reads, components compiled in the page."""

import functools
from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import QObject

from moonpane.artifact.document import component_of, growing_react_document, is_project
from moonpane.artifact.growing_page import GrowingPage
from moonpane.artifact.pictures import pictures_in
from moonpane.artifact.runtime import REACT, REACT_SMALL, RUNTIME_PATH, runtime_script
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.preview.growing import GrowingDocument
from moonpane.preview.growing_files import GrowingFiles, growing_project, growing_styles
from moonpane.preview.surface import Surface
from moonpane.session import INDEX, Stack


class Growth(QObject):
    """One page from its first piece on; `end` it when the page is whole, or another one begins.

    new_surface: makes the surface that it is to be shown in; called once there is something to show.
    """

    def __init__(self, stack: Stack, new_surface: Callable[[], Surface], parent: QObject) -> None:
        super().__init__(parent)
        self._stack, self._new_surface = stack, new_surface
        self._text = GrowingDocument(self)
        self._page = GrowingPage(stack)
        self._fed = ""  # of index.html, by `feed_files`
        self._surface: Surface | None = None
        self._files: GrowingFiles | None = None
        self._is_project_shown = False

    def feed(self, text: str) -> None:
        """The next piece of a page."""
        # A page that had to be stopped has taken its document with it.
        if not text or not shiboken6.isValid(self._text) or self._text.num_bytes > MAX_HTML_BYTES:
            return
        self._text.add(self._page.feed(text))
        if self._surface is None and self._text.num_bytes:
            self._surface = self._new_surface()
            # Chromium may ask for it after this growth has ended.
            self._text.setParent(self._surface)
            self._surface.show_document(lambda documents: documents.put_device(self._text.open), whole=False)

    def feed_files(self, files: Mapping[str, str]) -> None:
        """All files as far as they are written."""
        if sum(map(len, files.values())) > MAX_HTML_BYTES:
            return
        if self._stack == "react" and component_of(files) and is_project(files, "react"):
            self._feed_project(files)
            return
        page = files.get(INDEX, "")
        self._page.use(pictures_in(files))
        if page.startswith(self._fed):
            self.feed(page[len(self._fed) :])
            self._fed = page
        if styles := {name: text for name, text in files.items() if name.endswith(".css")}:
            self._feed_styles(styles)

    def end(self) -> None:
        """Nothing more comes; what is in sight stays there."""
        if self._files is not None and shiboken6.isValid(self._files):
            self._files.stop()
        self._surface = self._files = None
        self.deleteLater()

    def _feed_project(self, files: Mapping[str, str]) -> None:
        if self._files is None or not self._is_project_shown:
            document = growing_room()
            self._surface = self._new_surface()
            self._surface.show_document(lambda documents: documents.put(document), whole=False)
            self._files = growing_project(self._surface.page)
            self._is_project_shown = True
        self._show(files)

    def _feed_styles(self, styles: Mapping[str, str]) -> None:
        """Style sheets mostly follow the page that asks for them."""
        if self._files is None and self._surface is not None and shiboken6.isValid(self._surface):
            self._files = growing_styles(self._surface.page, tailwind=self._stack != "html")
        self._show(styles)

    def _show(self, files: Mapping[str, str]) -> None:
        # A page that had to be stopped has taken its feeder with it.
        if self._files is not None and shiboken6.isValid(self._files):
            self._files.show(files)


@functools.cache
def growing_room() -> str:
    """Where a component grows: with the production build of React in it.

    That renders in half the time, and what only the other build has, its sentences, is not told of half a page. The
    whole page is another document.
    """
    document, script = growing_react_document(located=True), runtime_script(REACT_SMALL)
    if not script:
        return document
    script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")  # in strings, where they mean the same
    return document.replace(f'<script src="{RUNTIME_PATH}{REACT}"></script>', f"<script>{script}</script>")
