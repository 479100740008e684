"""The pixel process: opens untrusted pictures, takes screens apart, compares pictures.

Run by `PixelWorker` as `python -m moonpane.pixel_process`; never imported by it, because this is the only place of
the app where OpenCV is loaded. Reads frames from stdin, answers each on stdout, ends when stdin closes.

An answer is either the result, or `{"refused": sentence}` for a picture at fault. Everything else that goes wrong
ends the process with its traceback on stderr, which `PixelWorker` turns into a sentence.
"""

import asyncio
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from moonpane.frames import Frame, pack, read_frame_blocking
from moonpane_vision.image import PictureError, open_picture
from moonpane_vision.png import encode_png
from moonpane_vision.screens import Screens
from moonpane_vision.video.limits import VideoError

MEMORY_HEADROOM_BYTES = 3 << 30


class Refused(Exception):
    """What was sent cannot be worked on; one sentence."""


class PixelProcess:
    """The jobs by name."""

    def __init__(self) -> None:
        self._screens = Screens()
        self.jobs: dict[str, Callable[[Frame], bytes]] = {
            "open": self.open,
            "open_video": self.open_video,
            "shrink": self.shrink,
            "enlarge": self.enlarge,
            "cut_out": self.cut_out,
            "parse": self.parse,
            "outline": self.outline,
            "compare": self.compare,
            "survey": self.survey,
            "shifts": self.shifts,
            "explain": self.explain,
        }

    def open(self, frame: Frame) -> bytes:
        """parts: a picture file; `name`, `chequered` → width, height; parts: PNG of its RGB pixels."""
        image = open_picture(frame.parts[0], name=frame.header["name"], chequered=frame.header["chequered"])
        return pack({"width": image.width, "height": image.height}, [_png(image)])

    def open_video(self, frame: Frame) -> bytes:
        """`path` of a video file, `name` → seconds, whether it moves, width, height; parts: PNG of its first frame.

        Decoded in a process of its own: FFmpeg is not let into this one, which lives on.
        """
        from moonpane_vision.video.first_frame import read_first_frame

        first = asyncio.run(read_first_frame(Path(frame.header["path"]), name=frame.header["name"]))
        image = Image.fromarray(first.pixels)
        size = {"width": image.width, "height": image.height}
        return pack({"seconds": first.seconds, "moves": first.moves, **size}, [_png(image)])

    def shrink(self, frame: Frame) -> bytes:
        """parts: a PNG of ours → the same with at most `max_pixels`, as PNG."""
        image = _shrunk(Image.open(io.BytesIO(frame.parts[0])), frame.header["max_pixels"])
        return pack({"width": image.width, "height": image.height}, [_png(image)])

    def enlarge(self, frame: Frame) -> bytes:
        """parts: a PNG of ours → the same `times` as wide and as high, as PNG."""
        image, times = Image.open(io.BytesIO(frame.parts[0])), frame.header["times"]
        image = image.resize((round(image.width * times), round(image.height * times)), Image.Resampling.BICUBIC)
        return pack({"width": image.width, "height": image.height}, [_png(image)])

    def cut_out(self, frame: Frame) -> bytes:
        """parts: a PNG of ours; `places` in it → each as PNG with at most `max_pixels`."""
        image = Image.open(io.BytesIO(frame.parts[0]))
        cut = [image.crop((x, y, x + width, y + height)) for x, y, width, height in frame.header["places"]]
        return pack({}, [_png(_shrunk(piece, frame.header["max_pixels"])) for piece in cut])

    def parse(self, frame: Frame) -> bytes:
        """parts: a PNG of ours → number of text lines, line index of each crop, and whether it is one of a listing's
        rows, which are lines behind all others; parts: the crops as PNG.
        """
        from moonpane_vision.listings import listing_crops
        from moonpane_vision.parse import line_crops

        png, pixels = frame.parts[0], _pixels(frame.parts[0])
        screen, listings = self._screens.screen(png, pixels), self._screens.listings(png, pixels)
        taken = {number for listing in listings for number in listing.lines}
        crops = [(crop.line, crop.pixels) for crop in line_crops(pixels, screen) if crop.line not in taken]
        rows, num_lines = [row for listing in listings for row in listing_crops(pixels, listing)], len(screen.lines)
        crops += [(number, crop) for number, row in enumerate(rows, num_lines) for crop in row]
        told = {"num_lines": num_lines + len(rows), "crops": [(int(line), line >= num_lines) for line, _ in crops]}
        return pack(told, [_png(Image.fromarray(crop)) for _, crop in crops])

    def outline(self, frame: Frame) -> bytes:
        """parts: a PNG of ours; `texts` of its lines → the outline, its places, its font or "", what is `shown` in it.

        parts: the files of these pictures, by their `names`.
        """
        from moonpane_vision.assets import cut_assets, with_looks, with_own_colours
        from moonpane_vision.listings import codes_of, with_places
        from moonpane_vision.outline import outline_places, outline_text
        from moonpane_vision.parse import with_lines, with_pictures
        from moonpane_vision.proofread import unlike_their_texts
        from moonpane_vision.writing import writing_of

        png, pixels, texts = frame.parts[0], _pixels(frame.parts[0]), frame.header["texts"]
        screen, listings = self._screens.screen(png, pixels), self._screens.listings(png, pixels)
        texts, codes = texts[: len(screen.lines)], codes_of(pixels, listings, texts[len(screen.lines) :])
        if codes:
            screen, former = with_places(pixels, screen, listings)
            texts = [texts[line] for line in former]
        screen, former = with_pictures(pixels, screen, unlike_their_texts(pixels, screen, texts))
        texts = [texts[line] for line in former]
        writing = writing_of(pixels, screen, texts)
        screen, looks = with_looks(pixels, with_own_colours(screen), writing.lines)
        screen, former = with_lines(screen, screen.lines)
        assets = cut_assets(pixels, screen)
        told = {
            "outline": outline_text(screen, [texts[line] for line in former]),
            "font": writing.family,
            "places": [(rect.x, rect.y, rect.width, rect.height) for rect in outline_places(screen)],
            "shown": _shown([place for place in assets.places if place.file or place.css], looks)
            + [_coded(box.fill, codes[box.listing]) for box in screen.boxes if box.listing >= 0],
            "names": list(assets.files),
        }
        return pack(told, list(assets.files.values()))

    def compare(self, frame: Frame) -> bytes:
        """parts: two PNGs of ours; `blocks_a`, `blocks_b`, `boxes_a`, `boxes_b` of renderer JSON, or null → the score.

        An original without HTML has blocks too: those that were measured in its picture, whose texts nobody knows.
        """
        from moonpane_vision.compare import CompareError, blocks_from_json, compare
        from moonpane_vision.listings import blocks_with_listings

        a, b = (_pixels(part) for part in frame.parts)
        blocks = [frame.header["blocks_a"], frame.header["blocks_b"]]
        try:
            known = [None if each is None else blocks_from_json(each) for each in blocks]
            by_place = known[0] is None and known[1] is not None
            if by_place:
                listings = self._screens.listings(frame.parts[0], a)
                known[0] = blocks_with_listings(self._screens.screen(frame.parts[0], a), listings)
            score = compare(a, b, blocks_a=known[0], blocks_b=known[1], by_place=by_place)
            layout = _layout(frame.header["boxes_a"], a, frame.header["boxes_b"], b)
        except CompareError as error:
            raise Refused(str(error)) from error
        return pack({"score": score.to_dict(), "layout": layout})

    def survey(self, frame: Frame) -> bytes:
        """parts: a PNG of ours → the text lines and boxes that are seen in it."""
        screen = self._screens.screen(frame.parts[0], _pixels(frame.parts[0]))
        lines = [_line(line) for line in screen.lines]
        boxes = [_box(box) for box in screen.boxes]
        return pack({"background": list(screen.background), "lines": lines, "boxes": boxes})

    def shifts(self, frame: Frame) -> bytes:
        """parts: PNGs of original and page; `places` on the page with the shift to begin at → the shifts found."""
        from moonpane_vision.compare.shifts import find_shifts

        original, page = (_pixels(part) for part in frame.parts)
        found = find_shifts(original, page, [tuple(place) for place in frame.header["places"]])
        return pack({"shifts": [[shift.x, shift.y, shift.likeness, shift.here] for shift in found]})

    def explain(self, frame: Frame) -> bytes:
        """parts: PNGs of original and page; `regions` → what differs in each; parts: each with both sides, as PNG."""
        from moonpane_vision.compare.explain import explain, side_by_side

        original, page = (_pixels(part) for part in frame.parts)
        regions = [tuple(region) for region in frame.header["regions"]]
        found = [[each.kind, each.x, each.y] for each in explain(original, page, regions)]
        crops = [_png(Image.fromarray(side_by_side(original, page, region))) for region in regions]
        return pack({"found": found}, crops)


def main() -> None:
    """Serve until stdin closes."""
    # What a library prints must not get between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    process = PixelProcess()
    _answer(answers, pack({"ready": os.getpid()}))
    while frame := read_frame_blocking(sys.stdin.buffer):
        limit_memory()
        try:
            answer = process.jobs[frame.header["job"]](frame)
        except (PictureError, VideoError, Refused) as refusal:
            answer = pack({"refused": str(refusal)})
        except MemoryError:
            answer = pack({"refused": "The picture needs more memory than is allowed for one picture."})
        _answer(answers, answer)


def limit_memory() -> None:
    """Allow so much on top of what is mapped now. Linux only: elsewhere the limit is ignored or counts otherwise."""
    if sys.platform != "linux":
        return
    import resource

    mapped_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = mapped_pages * resource.getpagesize() + MEMORY_HEADROOM_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _answer(file: BinaryIO, frame: bytes) -> None:
    file.write(frame)
    file.flush()


def _layout(boxes_a: Any, a: np.ndarray, boxes_b: Any, b: np.ndarray) -> dict[str, float | None] | None:
    """Agreement in what is painted besides text, where the boxes of both pages are known. Raises CompareError."""
    from moonpane_vision.compare import boxes_from_json, compare_layouts

    if boxes_a is None or boxes_b is None:
        return None
    painted = [boxes_from_json(boxes, of.shape[1], of.shape[0]) for boxes, of in ((boxes_a, a), (boxes_b, b))]
    return compare_layouts(*painted).to_dict()


def _line(line: Any) -> dict[str, Any]:
    """`moonpane_vision.parse.TextLine` for JSON."""
    return {
        "place": [line.ink.x, line.ink.y, line.ink.width, line.ink.height],
        "baseline": line.baseline,
        "ascender": line.ascender,
        "font_size": line.font_size,
        "bold": line.bold,
        "color": [int(value) for value in line.colour],
        "underlined": line.underline is not None,
    }


def _shown(places: Sequence[Any], looks: Sequence[Any]) -> list[dict[str, Any]]:
    """`moonpane_vision.assets.Place` and `Look` for JSON, one for each colour that something is known by."""
    found = {place.colour: {"color": _hex(place.colour), "file": place.file, "css": place.css} for place in places}
    for look in looks:
        told = found.setdefault(look.colour, {"color": _hex(look.colour), "true_color": _hex(look.true_colour)})
        told |= {"looks": look.css, "is_text": look.is_text}
    return list(found.values())


def _coded(colour: Sequence[int], code: Any) -> dict[str, Any]:
    """`moonpane_vision.listings.Code` for JSON."""
    return {"color": _hex(colour), "html": code.html, "looks": code.css}


def _hex(colour: Sequence[int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _box(box: Any) -> dict[str, Any]:
    """`moonpane_vision.parse.model.Box` for JSON."""
    return {
        "place": [box.rect.x, box.rect.y, box.rect.width, box.rect.height],
        "fill": [int(value) for value in box.fill],
        "radius": int(max(box.corner_radii)),
        "border": box.border,
        "border_color": None if box.border_colour is None else [int(value) for value in box.border_colour],
        "is_picture": box.is_picture,
    }


def _shrunk(image: Image.Image, max_pixels: int) -> Image.Image:
    scale = (max_pixels / (image.width * image.height)) ** 0.5
    if scale >= 1:
        return image
    size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    if image.mode == "RGB":
        return encode_png(np.asarray(image))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _pixels(png: bytes) -> np.ndarray:
    """A PNG of ours as (H, W, 3) uint8."""
    return np.array(Image.open(io.BytesIO(png), formats=["PNG"]).convert("RGB"))


if __name__ == "__main__":
    main()
