"""Takes the picture and the layout of one page at a time, in an offscreen view with the hardened profile."""

import json
import os
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QUrl, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView

from moonpane.artifact.page_json import FARTHEST
from moonpane.page_size import MAX_HTML_BYTES, MAX_PIXELS, MAX_SIDE, MIN_AUTO_HEIGHT
from moonpane.preview.headless.job import Event, Job
from moonpane.preview.page import PreviewPage
from moonpane.preview.paint_watch import PaintWatch
from moonpane.preview.profile import PreviewProfile

MAX_ERROR_CHARS = 300
MAX_LAYOUT_CHARS = 32 * 2**20
MAX_LEVELS = 8  # of objects and lists in each other; ours have 6
# For PNG Qt means how little it is compressed: from 90 on not at all, which is twenty times the size and no faster.
# 50 writes 1280 x 800 in 22 ms and 32 KB; 80 in 18 ms and 44 KB, 10 in 29 ms and 31 KB.
PNG_QUALITY = 50
_FRAME_S = 0.017
STARTED = QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus
SUCCEEDED = QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus
STILL_WITHIN_S = 3.0  # a clock or a carousel never stands still: then its last frame counts

_SETTLE, _MEASURE, _ELEMENTS = (
    resources.files("moonpane.preview.headless").joinpath(name).read_text(encoding="utf-8")
    for name in ("settle.js", "measure.js", "elements.js")
)
# What the compiler in the page has written there when the page cannot be shown.
_ERROR = "document.documentElement.dataset.moonpaneError?.slice(0, 1000) ?? ''"
_PIN = "document.documentElement.style.setProperty('width', '%dpx', 'important')"
# Whether the document of a host has a body; undefined, which Qt makes "", where another one is there.
_IS_THERE = "location.host === '%s' ? document.body !== null : undefined"
_IS_READY = "globalThis.moonpaneReady === true"
_CONTENT_HEIGHT = """(() => {
  const root = document.documentElement;
  return Math.ceil(Math.max(root.scrollHeight, root.getBoundingClientRect().bottom));
})()"""


class Capture(QObject):
    """One view that renders one job after another.

    Signals:
        finished: the job's last event.
    """

    finished = Signal(Event)

    def __init__(self, profile: PreviewProfile, parent: QObject | None = None, *, site: str = "") -> None:
        super().__init__(parent)
        self._site = site
        self._documents = profile.documents
        self._view = QWebEngineView()
        self._page = self.make_page(profile, self._view)
        self._view.setPage(self._page)
        self._page.loadingChanged.connect(self._on_loading_changed)
        self._page.renderProcessTerminated.connect(self._on_renderer_terminated)
        self._job: Job | None = None
        self._note = ""  # what is to be said of the picture
        self._host = ""  # of the job's document, "" at rest
        self._is_loaded = False
        self._watch = PaintWatch(self._view, self)

    def make_page(self, profile: PreviewProfile, parent: QObject) -> PreviewPage:
        return PreviewPage(profile, parent)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def start(self, job: Job) -> None:
        """Render one job; `finished` follows unless the page never gets that far."""
        self._job, self._note, self._is_loaded = job, "", False
        try:
            url = self.url_of(job)
        except (OSError, ValueError) as error:
            self._end("failed", str(error))
            return
        self._host = url.host()
        self._view.resize(job.width, job.height or MIN_AUTO_HEIGHT)
        self._view.show()
        self._page.show_document(url)

    def url_of(self, job: Job) -> QUrl:
        """Where the page of a job is got from. Raises OSError, ValueError."""
        return self._documents.put(_read_page(Path(job.page)), site=self._site)

    def rest(self) -> None:
        """Leave the last page, so that nothing of it runs on."""
        if not self._host:
            return
        self._host = ""
        self._page.show_document(self._documents.put("", site=self._site))

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        """That loading has ended may be said when the next page was asked for already: it has to be the job's own."""
        if self._job is None or self._is_loaded or info.status() == STARTED:
            return
        is_own = info.url().host() == self._host
        if info.status() != SUCCEEDED:
            self._watch.ask(_IS_THERE % self._host, lambda is_there: self._on_broken_off(is_there, is_own))
        elif is_own:
            self._go_on(True)

    def _on_broken_off(self, is_there: object, is_own: bool) -> None:
        """It tried to go elsewhere, which is refused but ends the reading; or it called window.stop()."""
        if not isinstance(is_there, bool) and not is_own:
            return
        self._note = "The page broke off its own loading; it was drawn as far as it had come."
        self._go_on(is_there)

    def _go_on(self, is_there: object) -> None:
        if self._job is None or self._is_loaded:
            return
        if is_there is not True:
            self._end("failed", f"{self._job.name} could not be loaded.")
            return
        self._is_loaded = True
        width = self._job.layout_width
        settle = _SETTLE if width is None else f"{_PIN % width}; {_SETTLE}"
        self._watch.ask(settle, lambda _: self._await(_IS_READY, True, self._size))

    def _on_renderer_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if self._job is not None:
            name = self._job.name
            self._end("crashed", f"{name} ended its own renderer process (out of memory, or a crash of Chromium).")

    def _size(self) -> None:
        job = self._current()
        if job.height is not None:
            self._await("innerHeight", job.height, self._await_picture)
            return

        def resize(content_height: object) -> None:
            height = max(MIN_AUTO_HEIGHT, min(_side(content_height) or 0, job.max_height, MAX_PIXELS // job.width))
            self._view.resize(job.width, height)
            self._await("innerHeight", height, self._await_picture)

        self._watch.ask(_CONTENT_HEIGHT, resize)

    def _await_picture(self) -> None:
        self._watch.when_painted(self._await_stillness)

    def _await_stillness(self, last: QImage) -> None:
        """Pictures and fonts may come in after the first frame: wait until nothing changes."""
        quiet_s = max(_FRAME_S, self._current().settle_ms / 1_000)
        began = since = time.monotonic()

        def look() -> None:
            nonlocal last, since
            image, now = self._view.grab().toImage(), time.monotonic()
            if now - began > STILL_WITHIN_S + quiet_s:
                name = self._current().name
                self._note = f"{name} never stands still; its picture shows one moment of it."
                self._deliver(image)
                return
            if image != last:
                last, since = image, now
            elif now - since >= quiet_s:
                self._deliver(image)
                return
            self._watch.later(look)

        self._watch.later(look)

    def _deliver(self, image: QImage) -> None:
        job = self._current()

        def measure(error: object) -> None:
            if isinstance(error, str) and error:  # the page's own words: one plain line of bounded length
                words = "".join(sign if sign.isprintable() else " " for sign in error[:MAX_ERROR_CHARS])
                self._note = f"{Path(job.page).name} shows an error: {words}"
            if job.layout is None:
                self._save(image, None)
            elif job.elements:
                self._watch.ask(
                    _MEASURE, lambda answer: self._watch.ask(_ELEMENTS, lambda more: self._save(image, answer, more))
                )
            else:
                self._watch.ask(_MEASURE, lambda answer: self._save(image, answer))

        self._watch.ask(_ERROR, measure)

    def _save(self, image: QImage, answer: object, elements: object = None) -> None:
        job = self._current()
        try:
            if job.layout is not None:
                _write_whole(Path(job.layout), _checked_layout(answer, elements, with_elements=job.elements))
            _write_picture(Path(job.picture), image)
        except (OSError, ValueError) as error:
            self._end("failed", f"{job.name}: {error}")
            return
        self._end("done", self._note)

    def _end(self, kind: str, sentence: str = "") -> None:
        job, self._job = self._current(), None
        self._watch.cancel()
        self.finished.emit(Event(kind, job.number, sentence))

    def _current(self) -> Job:
        assert self._job is not None
        return self._job

    def _await(self, script: str, wanted: object, then: Callable[[], None]) -> None:
        def look(answer: object) -> None:
            if answer == wanted:
                then()
            else:
                self._watch.later(lambda: self._watch.ask(script, look))

        self._watch.ask(script, look)


def _read_page(path: Path) -> str:
    if path.stat().st_size > MAX_HTML_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_HTML_BYTES // 2**20} MB and is not rendered.")
    return path.read_bytes().decode("utf-8", "replace")


def _checked_layout(answer: object, elements: object, *, with_elements: bool) -> bytes:
    """What the page's process says about itself is bounded and has the shape we know, or is refused."""
    layout = _checked_object(answer, ("blocks", "boxes"))
    sides = {name: _side(layout.get(name)) for name in ("width", "height", "content_width", "content_height")}
    if None in sides.values():
        raise ValueError("the layout of the page has an unknown form.")
    layout |= sides
    if with_elements:
        layout |= _checked_object(elements, ("elements", "selectors"))
    return json.dumps(layout, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _checked_object(answer: object, lists: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(answer, str) or len(answer) > MAX_LAYOUT_CHARS:
        raise ValueError("the layout of the page could not be read.")
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        raise ValueError("the layout of the page could not be read.") from None
    if not isinstance(said, dict) or not all(isinstance(said.get(key), list) for key in lists) or _is_deep(said):
        raise ValueError("the layout of the page has an unknown form.")
    return said


def _is_deep(value: object, levels: int = MAX_LEVELS) -> bool:
    """Whether it is nested so that others, who have less stack left, could not read it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deep(each, levels - 1) for each in inner)


def _side(value: object) -> int | None:
    """A width or height in CSS px; what is larger than any page counts as FARTHEST."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        return None
    return int(min(value, FARTHEST))


def _write_picture(path: Path, image: QImage) -> None:
    if max(image.width(), image.height()) > MAX_SIDE:
        raise ValueError(f"its picture of {image.width()} x {image.height()} is too large.")
    draft = path.with_name(f".{path.name}.part")
    writer = QImageWriter(str(draft), QByteArray(b"png"))
    writer.setQuality(PNG_QUALITY)
    if not writer.write(image.convertToFormat(QImage.Format.Format_RGB888)):
        raise OSError(f"the picture could not be written to {path}: {writer.errorString()}.")
    os.replace(draft, path)


def _write_whole(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    os.replace(draft, path)
