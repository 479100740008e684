"""What a drawn page is like, in counts: tags, depth, sizes, colours, texts. For comparing sets of pages."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from moonpane_engine.train.pages.palette import is_dark

Counts = dict[str, Counter[str]]
# Which of a page's features are shares of pages that have something.
HAS = ("gradient", "shadow", "border", "radius", "table", "form", "picture", "input", "list", "dark", "grid", "centred")
_LANGUAGE = re.compile(r'<html[^>]* lang="?([a-z]{2})', re.IGNORECASE)
_PICTURES = {"img", "svg", "canvas", "picture", "video"}
_TEXT_KINDS = (
    ("number", re.compile(r"[#+\-–]?[\d.,/:]+ ?[%kKMB]?")),
    ("price", re.compile(r"[+\-–]?(R?[$€£¥]|kr) ?[\d.,]+k?|[+\-–]?[\d.,]+ ?([$€£¥]|kr|R\$)|[\d.,]+ (EUR|USD)")),
    ("address", re.compile(r"\S+@\S+\.\w+|(https?://|www\.)?\w[\w-]*(\.\w[\w-]*)+(/\S*)?")),
    ("dated", re.compile(r".*\b(19|20)\d\d\b.*|\d{1,2}[./:]\d{2}.*|.*\b\d+ (min|h|days|weeks|hours|Tage)\b.*")),
    ("sentence", re.compile(r".*\w.*[.!?…]", re.DOTALL)),
)


def features_of(html: str, layout: Mapping[str, Any], pixels: np.ndarray) -> Counts:
    """Return how often each value of each feature occurs on one page.

    `layout` is the renderer's JSON with elements, `pixels` the picture, (H, W, 3) uint8.
    """
    elements = [element for element in layout["elements"] if element["tag"] not in ("html", "head", "style")]
    styles, texts = [element["style"] for element in elements], [block["text"] for block in layout["blocks"]]
    language = _LANGUAGE.search(html)
    colours = {style["color"] for style in styles} | {style["background-color"] for style in styles}
    return {
        "tags": Counter(element["tag"] for element in elements),
        "depth of elements": Counter(map(str, _depths(layout["elements"]))),
        "deepest": Counter([_bucket(max(_depths(layout["elements"]), default=0), 2)]),
        "elements a page": Counter([_bucket(len(elements), 25)]),
        "colours a page": Counter([_bucket(len(colours), 4)]),
        "font sizes": Counter(f"{block['font_size']:.0f}" for block in layout["blocks"]),
        "font sizes a page": Counter([str(len({block["font_size"] for block in layout["blocks"]}))]),
        "font weights": Counter(str(block["font_weight"]) for block in layout["blocks"]),
        "alignments": Counter(style["text-align"] for style in styles),
        "displays": Counter(style["display"] for style in styles),
        "distances": Counter(_bucket(_px(style["row-gap"]), 4) for style in styles if _px(style["row-gap"])),
        "radii": Counter(_bucket(radius, 2) for style in styles if (radius := _px(style["border-top-left-radius"]))),
        "text kinds": Counter(map(_text_kind, texts)),
        "words a text": Counter(_words(text) for text in texts),
        "languages": Counter([language[1].lower() if language else "en"]),
        "widths": Counter([_bucket(layout["width"], 120)]),
        "heights": Counter([_bucket(layout["height"], 200)]),
        "pixel colours": _pixel_colours(pixels),
        **{f"has {name}": Counter([str(found)]) for name, found in _has(elements, layout, pixels).items()},
    }


def _has(elements: list[Mapping[str, Any]], layout: Mapping[str, Any], pixels: np.ndarray) -> dict[str, bool]:
    tags, styles = {element["tag"] for element in elements}, [element["style"] for element in elements]
    corner = tuple(int(channel) for channel in np.median(pixels.reshape(-1, 3)[::17], axis=0))
    found = {
        "gradient": any("gradient" in style["background-image"] for style in styles),
        "shadow": any(style["box-shadow"] != "none" for style in styles),
        "border": any(_px(style[f"border-{side}-width"]) for style in styles for side in ("top", "bottom", "left")),
        "radius": any(_px(style["border-top-left-radius"]) for style in styles),
        "table": "table" in tags,
        "form": bool(tags & {"form", "fieldset"}),
        "picture": bool(tags & _PICTURES) or any(box["background_image"] for box in layout["boxes"]),
        "input": bool(tags & {"input", "textarea", "select"}),
        "list": bool(tags & {"ul", "ol", "dl"}),
        "dark": is_dark("#{:02x}{:02x}{:02x}".format(*corner)),
        "grid": any("grid" in style["display"] for style in styles),
        "centred": any(style["text-align"] == "center" for style in styles),
    }
    return {name: found[name] for name in HAS}


def _depths(elements: list[Mapping[str, Any]]) -> list[int]:
    depths: list[int] = []
    for element in elements:
        depths.append(depths[element["parent"]] + 1 if element["parent"] >= 0 else 0)
    return depths


def _px(value: str) -> float:
    number = re.match(r"-?[\d.]+", value)
    return float(number[0]) if number else 0.0


def _bucket(value: float, step: int) -> str:
    """The lower end of the range that a value is in; zeros keep the order of numbers when they are sorted as text."""
    return f"{int(value // step * step):04d}"


def _text_kind(text: str) -> str:
    for name, form in _TEXT_KINDS:
        if form.fullmatch(text):
            return name
    count = len(text.split())
    if text.isupper() and count <= 4 and len(text) > 2:
        return "capitals"
    return "word" if count == 1 else "phrase" if count <= 5 else "long phrase"


def _words(text: str) -> str:
    count = len(text.split())
    return f"{count:02d}" if count < 8 else "08-15" if count < 16 else "16-"


def _pixel_colours(pixels: np.ndarray) -> Counter[str]:
    """Shares of the picture in parts per thousand, by colour in 6 steps a channel."""
    steps = pixels[::3, ::3].reshape(-1, 3).astype(np.int32) // 43
    values, counts = np.unique(steps @ np.array([36, 6, 1]), return_counts=True)
    total = counts.sum()
    return Counter({f"{value:03d}": round(1000 * count / total) for value, count in zip(values, counts, strict=True)})
