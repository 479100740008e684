"""A vector drawing as a mockup: design tools export frames as SVG, exact at every size.

It may hold scripts, styles and links like any page, so the renderer draws it, as it draws pages that are hostile.
"""

import asyncio
import re
from pathlib import Path

from moonpane.artifact.beside import with_beside
from moonpane.drawing import Drawn, draw
from moonpane.errors import InputError
from moonpane.page_size import check_size
from moonpane.project_files import read_page

SUFFIX = ".svg"
DEFAULT_SIZE = (1280, 800)  # of one that says nothing of its own
_TAG = re.compile(r"<svg\b[^<>]*+>", re.IGNORECASE)
_SIDE = re.compile(r"(?<![\w-])(width|height)\s*+=\s*+[\"']\s*+(\d{1,6}(?:\.\d{1,6})?+)(px|pt|mm|cm|in)?\s*+[\"']")
_VIEW_BOX = re.compile(r"(?<![\w-])viewBox\s*+=\s*+[\"']([^\"']{1,99})[\"']")
_PX = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}  # CSS values, §5.2
_PAGE = "<!DOCTYPE html><meta charset=utf-8><style>html,body{margin:0;background:#fff}body>svg{display:block}</style>"


def is_vector(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX


async def draw_vector(path: Path) -> Drawn:
    """Its picture in its own size, on white. Raises InputError for what is no SVG, RenderError."""
    text = await asyncio.to_thread(lambda: with_beside(read_page(path), path.parent))
    tag = _TAG.search(text)
    if tag is None:
        raise InputError(f"{path} holds no <svg> element; export the frame as SVG or PNG again.")
    width, height = size_of(tag[0])
    check_size(width, height)
    # Behind what it says itself, so that a picture in percent or in em fills the same size.
    size = f"<style>body>svg{{width:{width}px;height:{height}px}}</style>"
    return await draw(_PAGE + size + text[tag.start() :], width=width, height=height, name=path.name)


def size_of(tag: str) -> tuple[int, int]:
    """What the start tag `<svg …>` says: width and height in CSS px; one alone is completed by its view box."""
    sides = {name: float(number) * _PX[unit] for name, number, unit in _SIDE.findall(tag)}
    box = _view_box(tag)
    ratio = box[1] / box[0] if box else 0
    match sides.get("width"), sides.get("height"):
        case None, None:
            width, height = box or DEFAULT_SIZE
        case float(width), None:
            height = width * ratio or DEFAULT_SIZE[1]
        case None, float(height):
            width = height / ratio if ratio else DEFAULT_SIZE[0]
        case width, height:
            assert width is not None
            assert height is not None
    return max(1, round(width)), max(1, round(height))


def _view_box(tag: str) -> tuple[float, float] | None:
    """Width and height, where it has a useful one."""
    found = _VIEW_BOX.search(tag)
    numbers = re.split(r"[\s,]+", found[1].strip()) if found else []
    try:
        width, height = (float(number) for number in numbers[2:4])
    except ValueError:
        return None
    return (width, height) if 0 < width < 1e6 and 0 < height < 1e6 else None
