"""PNGs of strangers, taken apart and put together again from nothing but their pixels, without decoding them."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MAX_PIXELS = 40_000_000
MAX_SIDE = 16_384
MAX_CHUNKS = 20_000
PIECE_BYTES = 1 << 20
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type → values for each pixel
_KEPT = (b"PLTE", b"tRNS", b"IDAT")


@dataclass(frozen=True)
class PlainPng:
    """A PNG that holds its pixels and nothing else, and as many of them as it says."""

    data: bytes
    width: int
    height: int


def plain_png(data: bytes) -> PlainPng:
    """Raises ValueError with half a sentence: "is cut off"."""
    kept: list[bytes] = [_SIGNATURE]
    header, pixels = b"", []
    for kind, body in _chunks(data):
        if kind == b"IHDR" and not header:
            header = body
            _check_header(header)
            kept.append(_chunk(kind, body))
        elif not header:
            raise ValueError("does not begin as a PNG does")
        elif kind in _KEPT:
            kept.append(_chunk(kind, body))
            if kind == b"IDAT":
                pixels.append(body)
        elif kind[:1].isupper():  # it would have to be understood
            raise ValueError("is of an unusual kind")
    if not header:
        raise ValueError("does not begin as a PNG does")
    width, height = struct.unpack_from(">II", header)
    _check_pixels(pixels, _num_bytes(header))
    kept.append(_chunk(b"IEND", b""))
    return PlainPng(b"".join(kept), width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Up to the end, which is left out."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("is not a PNG")
    place = len(_SIGNATURE)
    for _ in range(MAX_CHUNKS):
        if place + 12 > len(data):
            raise ValueError("is cut off")
        num_bytes, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + num_bytes]
        place += 12 + num_bytes
        if place > len(data):
            raise ValueError("is cut off")
        if zlib.crc32(kind + body) != struct.unpack_from(">I", data, place - 4)[0]:
            raise ValueError("is damaged")
        if kind == b"IEND":
            return
        yield kind, body
    raise ValueError("is in too many pieces")


def _check_header(header: bytes) -> None:
    if len(header) != 13:
        raise ValueError("is damaged")
    width, height, depth, color, compression, filters, interlace = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE) or width * height > MAX_PIXELS:
        raise ValueError(f"is larger than {MAX_PIXELS // 10**6} megapixels or {MAX_SIDE:,} px a side")
    if color not in _CHANNELS or depth not in (1, 2, 4, 8) or (compression, filters, interlace) != (0, 0, 0):
        raise ValueError("is of an unusual kind")
    if depth != 8 and color not in (0, 3):
        raise ValueError("is of an unusual kind")


def _num_bytes(header: bytes) -> int:
    """Of all rows, each with the byte that names its filter."""
    width, height, depth, color = struct.unpack_from(">IIBB", header)
    return height * (1 + (width * depth * _CHANNELS[color] + 7) // 8)


def _check_pixels(pieces: list[bytes], expected: int) -> None:
    """Unpacks and forgets, a megabyte at a time, and no further than the header says."""
    unpacker, found = zlib.decompressobj(), 0
    try:
        for piece in pieces:
            while piece and found <= expected:
                found += len(unpacker.decompress(piece, PIECE_BYTES))
                piece = unpacker.unconsumed_tail
        while found <= expected and (more := unpacker.decompress(unpacker.unconsumed_tail, PIECE_BYTES)):
            found += len(more)
    except zlib.error:
        raise ValueError("is damaged") from None
    if found != expected or not unpacker.eof:
        raise ValueError("is damaged")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
