"""Pages to pictures and layouts, as a program.

    python -m moonpane.preview.headless PAGE -o PICTURE [--size WxH] [--boxes LAYOUT.json]
    python -m moonpane.preview.headless FOLDER -o FOLDER --boxes
    python -m moonpane.preview.headless JOBS --list

A folder gives NAME.png (and NAME.json) for every NAME.html; what exists is skipped, so a broken-off run goes on where
it stopped. A page's first line may say `<!-- viewport: 390xauto -->`; otherwise it is 448x448.
A list has one job a line and is answered with one event a line (see `job`).
"""

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from moonpane.errors import MoonpaneError
from moonpane.page_size import parse_size
from moonpane.preview.errors import PreviewError
from moonpane.preview.headless import (
    BATCH_VIEWS,
    DEFAULT_SIZE,
    render_address,
    render_file,
    render_folder,
    render_list,
)
from moonpane.preview.process_tree import die_with_parent


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="moonpane-render", description="Render pages to pictures.")
    parser.add_argument("page", help="an HTML file, or a folder of them; with --gate an address")
    parser.add_argument("-o", "--output", type=Path, default=Path(), help="the PNG, or a folder for a folder")
    parser.add_argument("--list", action="store_true", help="the page is a list of jobs")
    parser.add_argument("--size", help="WxH or Wxauto in CSS px; a page's own viewport comment otherwise")
    parser.add_argument("--layout-width", type=int, help="CSS px that one page is laid out in")
    parser.add_argument("--boxes", nargs="?", const="", help="write the layout too; a path for a single page")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one page")
    parser.add_argument("--views", type=int, default=BATCH_VIEWS, help="pages of a folder rendered side by side")
    parser.add_argument("--gate", type=int, help="port of the gate through which an address is visited")
    parser.add_argument("--attached", action="store_true", help="end with the caller, however it ends (Linux)")
    options = parser.parse_args(arguments)
    if options.attached:
        die_with_parent()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if options.output == Path() and not options.list:
        parser.error("say where the picture goes with -o")
    try:
        if options.list:
            return _main_list(options)
        if options.gate is None and Path(options.page).is_dir():
            return _main_folder(options, print)
        note = _main_page(options)
        if note:
            print(note)
    except MoonpaneError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _main_list(options: argparse.Namespace) -> int:
    for event in render_list(Path(options.page), timeout=options.timeout, num_views=options.views):
        sys.stdout.buffer.write(event.to_line())
        sys.stdout.buffer.flush()
    return 0


def _main_page(options: argparse.Namespace) -> str:
    width, height = parse_size(options.size) if options.size else (None, None)
    layout = None
    if options.boxes is not None:
        layout = Path(options.boxes) if options.boxes else options.output.with_suffix(".json")
    if options.gate is not None:
        size = {"width": width or DEFAULT_SIZE[0], "height": height}
        return render_address(
            options.page, options.output, gate=options.gate, layout=layout, timeout=options.timeout, **size
        )
    return render_file(
        Path(options.page),
        options.output,
        width=width,
        height=height,
        layout_width=options.layout_width,
        layout=layout,
        timeout=options.timeout,
    )


def _main_folder(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    num_done = num_failed = 0
    events = render_folder(
        Path(options.page),
        options.output,
        boxes=options.boxes is not None,
        timeout=options.timeout,
        num_views=options.views,
    )
    for event in events:
        if event.kind == "failed":
            num_failed += 1
            print(event.sentence, file=sys.stderr)
        else:
            num_done += 1
        if (num_done + num_failed) % 500 == 0:
            say(f"{num_done + num_failed} pages")
    say(f"{num_done} pages rendered, {num_failed} failed")
    return PreviewError.exit_code if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
