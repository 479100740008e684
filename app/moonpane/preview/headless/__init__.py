"""Pages to pictures and layouts without a window, always in the hardened profile. As a program: `__main__`."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.errors import InputError
from moonpane.page_size import MAX_HTML_BYTES, Size, check_size, own_size
from moonpane.preview.errors import PageStopped, PageTooLarge, PreviewError
from moonpane.preview.headless.job import Event, Job
from moonpane.preview.headless.supervisor import run_jobs

DEFAULT_SIZE = (448, 448)
BATCH_MAX_HEIGHT = 640  # CSS px, of pages in a folder that say `auto`
SETTLE_MS = 100  # a single page may still be building itself when it has loaded
BATCH_VIEWS = 4


@dataclass(frozen=True)
class Rendered:
    """A page's picture as PNG bytes (8-bit RGB) and, when asked for, its layout: text blocks and boxes in CSS px."""

    png: bytes
    layout: dict[str, Any] | None


def render(html: str, *, width: int, height: int | None = None, boxes: bool = False, timeout: float = 20) -> Rendered:
    """Render one page in a process of its own, which is gone with all its children when this returns.

    width, height: CSS px; without a height the picture is as high as the content, at least 200.
    timeout: seconds from the start of the process.
    Raises InputError (size), PageTooLarge, PageStopped (never finished, ate memory, crashed) or PreviewSetupError.
    """
    if len(html) > MAX_HTML_BYTES:
        raise PageTooLarge(f"The page is larger than {MAX_HTML_BYTES // 2**20} MB and is not rendered.")
    with tempfile.TemporaryDirectory(prefix="moonpane-") as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8", errors="replace")
        picture, layout = page.with_suffix(".png"), page.with_suffix(".json") if boxes else None
        render_file(page, picture, width=width, height=height, layout=layout, timeout=timeout)
        return Rendered(picture.read_bytes(), json.loads(layout.read_bytes()) if layout else None)


def render_file(
    page: Path,
    picture: Path,
    *,
    width: int | None = None,
    height: int | None = None,
    layout_width: int | None = None,
    layout: Path | None = None,
    timeout: float = 20,
) -> str:
    """Render an HTML file to a PNG, and its layout to JSON; see `render`. Returns what is to be said of it, often "".

    `layout_width`: of the page, where what overflows it at the right shall be in the picture too. Without a width, the
    page's own `<!-- viewport: WxH -->` counts, else 448 x 448.
    """
    try:
        size = (width, height) if width is not None else viewport(page)
    except OSError as error:
        raise PreviewError(f"{page} cannot be read: {error.strerror}.") from error
    check_size(*size)
    layout_text = str(layout) if layout else None
    job = Job(0, str(page), str(picture), layout_text, *size, layout_width=layout_width, settle_ms=SETTLE_MS)
    (event,) = run_jobs([job], timeout_s=timeout, num_views=1)
    if event.kind == "failed":
        raise PageStopped(event.sentence)
    return event.sentence


def render_address(
    url: str,
    picture: Path,
    *,
    gate: int,
    width: int,
    height: int | None = None,
    layout: Path | None = None,
    timeout: float = 45,
) -> str:
    """Visit a page on the network through the gate on port `gate`; otherwise like `render_file`."""
    check_size(width, height)
    layout_text = str(layout) if layout else None
    job = Job(0, url, str(picture), layout_text, width, height, settle_ms=SETTLE_MS)
    (event,) = run_jobs([job], timeout_s=timeout, num_views=1, gate=gate)
    if event.kind == "failed":
        raise PageStopped(event.sentence)
    return event.sentence


def render_folder(
    pages: Path, output: Path, *, boxes: bool = False, timeout: float = 20, num_views: int = BATCH_VIEWS
) -> Iterator[Event]:
    """Render every NAME.html of a folder that has no NAME.png in `output` yet; yields how each ended."""
    output.mkdir(parents=True, exist_ok=True)
    jobs = []
    for page in sorted(pages.glob("*.html")):
        picture = output / f"{page.stem}.png"
        if picture.exists():
            continue
        width, height = viewport(page)
        layout = str(output / f"{page.stem}.json") if boxes else None
        jobs.append(Job(len(jobs), str(page), str(picture), layout, width, height, max_height=BATCH_MAX_HEIGHT))
    yield from run_jobs(jobs, timeout_s=timeout, num_views=num_views)


def render_list(file: Path, *, timeout: float = 20, num_views: int = BATCH_VIEWS) -> Iterator[Event]:
    """Render what a file lists, one `Job` as JSON a line, in one process; yields how each ended, by its number.

    Raises InputError where a line is no job, or one whose picture cannot be made.
    """
    jobs = []
    try:
        for line in file.read_bytes().splitlines():
            job = Job.from_line(line)
            check_size(job.width, job.height)
            jobs.append(job)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{file} is no list of pages to draw: {error}.") from error
    yield from run_jobs(jobs, timeout_s=timeout, num_views=num_views)


def viewport(page: Path) -> Size:
    """The size that the first line of a page asks for, else 448 x 448. Raises InputError for one that cannot be."""
    with page.open("rb") as file:
        return own_size(file.readline(1_000).decode("utf-8", "replace")) or DEFAULT_SIZE
