"""Decoded pictures of every mode to plain RGB, strip by strip: no more than two of them are held at once."""

from PIL import Image, ImageOps, WebPImagePlugin

_STRIP_PIXELS = 2**18  # a megabyte: what is done to a strip happens in the processor's cache


def plain_rgb(image: Image.Image) -> Image.Image:
    """What was opened but not yet read, as RGB without EXIF, profile or text: upright, over white, first frame."""
    source = _upright(image)
    plain = Image.new("RGB", source.size)
    num_rows = max(1, _STRIP_PIXELS // source.width)
    for top in range(0, source.height, num_rows):
        strip = source.crop((0, top, source.width, min(top + num_rows, source.height)))
        plain.paste(_flattened(strip), (0, top))
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


def _flattened(strip: Image.Image) -> Image.Image:
    if strip.mode == "I;16":  # Pillow would clip 16 bits to 8 instead of scaling
        strip = Image.frombytes("L", strip.size, strip.tobytes()[1::2])
    if strip.has_transparency_data:
        white = Image.new("RGBA", strip.size, (255, 255, 255, 255))
        strip = Image.alpha_composite(white, strip.convert("RGBA"))
    return strip if strip.mode == "RGB" else strip.convert("RGB")
