"""Decoded pictures of every mode to plain RGB, strip by strip: no more than two of them are held at once."""

from PIL import Image, ImageOps, WebPImagePlugin

_STRIP_PIXELS = 2**18  # a megabyte: what is done to a strip happens in the processor's cache
_SQUARES = 14  # of a chequered ground, along the longer side
_LEAST_SQUARE_PX = 4
_GRAYS = (158, 184)  # which white ink and black ink are seen on


def plain_rgb(image: Image.Image, *, chequered: bool = False) -> Image.Image:
    """What was opened but not yet read, as RGB without EXIF, profile or text: upright, over white, first frame.

    `chequered`: over squares of two grays instead, for eyes: ink of any colour is seen, and where there is none.
    """
    source = _upright(image)
    plain = Image.new("RGB", source.size)
    square = max(_LEAST_SQUARE_PX, max(source.size) // _SQUARES) if chequered else 0
    num_rows = max(1, _STRIP_PIXELS // source.width)
    for top in range(0, source.height, num_rows):
        strip = source.crop((0, top, source.width, min(top + num_rows, source.height)))
        plain.paste(_flattened(strip, top, square), (0, top))
    return plain


def _upright(image: Image.Image) -> Image.Image:
    if isinstance(image, WebPImagePlugin.WebPImageFile):
        image = _webp_frame(image)
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _webp_frame(image: WebPImagePlugin.WebPImageFile) -> Image.Image:
    """The first frame. Pillow's own `load` holds four pictures at once, two of them for the frames to come."""
    info, size, mode = image.info, image.size, image.rawmode
    pixels, _, _ = image._get_next()
    image._decoder = None
    frame = Image.frombuffer(mode, size, pixels, "raw", mode, 0, 1)
    frame.info = info
    return frame


def _flattened(strip: Image.Image, top: int, square: int) -> Image.Image:
    if strip.mode == "I;16":  # Pillow would clip 16 bits to 8 instead of scaling
        strip = Image.frombytes("L", strip.size, strip.tobytes()[1::2])
    if strip.has_transparency_data:
        ground = _chequered(strip.size, top, square) if square else Image.new("RGBA", strip.size, (255,) * 4)
        strip = Image.alpha_composite(ground, strip.convert("RGBA"))
    return strip if strip.mode == "RGB" else strip.convert("RGB")


def _chequered(size: tuple[int, int], top: int, square: int) -> Image.Image:
    """Squares with a side of `square` px, as they lie from the row `top` of the whole picture on."""
    width, height = size
    even, odd = _GRAYS
    ground = Image.new("RGBA", size, (even, even, even, 255))
    for row in range(top // square, (top + height - 1) // square + 1):
        for column in range(row % 2, (width - 1) // square + 1, 2):
            left, upper = column * square, row * square - top
            box = (left, max(0, upper), min(width, left + square), min(height, upper + square))
            ground.paste((odd, odd, odd, 255), box)
    return ground
