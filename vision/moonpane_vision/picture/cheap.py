"""Which pictures may be decoded beside everything else: those whose headers alone say what they cost.

That is so for a PNG that holds nothing but pixels, such as the studio and most screenshot tools write: zlib stops when
the size of the header is reached. It is so for a JPEG with as many passes over its pixels as encoders make, and not
for one with thousands: 400 KB were seen to take a minute. Other formats are rare, and read in part by Python.
"""

import struct

MAX_PIXELS = 9_000_000  # a 4K screen; more takes longer than the start of a process
MAX_PNG_CHUNKS = 10_000
MAX_JPEG_SEGMENTS = 100  # before the first pass; EXIF and profiles of 64 KB each
MAX_JPEG_PASSES = 16  # libjpeg makes ten
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HARMLESS_CHUNKS = frozenset({b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"})
_JPEG_PASS = 0xDA
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_OTHERS = frozenset({0xC4, 0xCC, 0xDB, 0xDD, 0xFE, *range(0xE0, 0xF0)})


def is_cheap(data: bytes) -> bool:
    """Whether `data` is a PNG of pixels only, or a JPEG of few passes, of moderate size."""
    try:
        return _is_cheap_png(data) if data.startswith(_PNG_SIGNATURE) else _is_cheap_jpeg(data)
    except struct.error:  # cut off
        return False


def _is_cheap_png(data: bytes) -> bool:
    num_bytes, first, width, height = struct.unpack_from(">I4sII", data, len(_PNG_SIGNATURE))
    if first != b"IHDR" or width * height > MAX_PIXELS:
        return False
    place = len(_PNG_SIGNATURE) + 12 + num_bytes
    for _ in range(MAX_PNG_CHUNKS):
        num_bytes, kind = struct.unpack_from(">I4s", data, place)
        if kind not in _HARMLESS_CHUNKS:  # a second header among them
            return False
        if kind == b"IEND":
            return True
        place += 12 + num_bytes
    return False


def _is_cheap_jpeg(data: bytes) -> bool:
    if not data.startswith(b"\xff\xd8") or data.count(bytes([0xFF, _JPEG_PASS])) > MAX_JPEG_PASSES:
        return False
    place, num_sizes = 2, 0
    for _ in range(MAX_JPEG_SEGMENTS):
        start, marker, num_bytes = struct.unpack_from(">BBH", data, place)
        if start == 0xFF and marker == _JPEG_PASS:
            return num_sizes == 1
        if start != 0xFF or num_bytes < 2 or marker not in _JPEG_SIZES | _JPEG_OTHERS:
            return False  # what is out of order may be read in another way by another reader
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            num_sizes += 1
            if width * height > MAX_PIXELS:
                return False
        place += 2 + num_bytes
    return False
