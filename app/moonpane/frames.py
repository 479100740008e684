"""Messages between the app and its pixel process: a JSON header with binary parts, over a pipe.

    frame  = length of header (4 bytes, big-endian) · header · parts
    header = JSON object; its "parts" lists the length of each binary part in bytes

JSON rather than pickle: the other side handles hostile pictures, and what it says must not be able to run here.
"""

import asyncio
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
MAX_HEADER_BYTES = 64 << 20
MAX_PART_BYTES = 512 << 20


@dataclass(frozen=True)
class Frame:
    header: dict[str, Any]
    parts: tuple[bytes, ...] = ()


class BrokenFrame(ValueError):
    """The pipe ended or what came is no frame."""


def pack(header: dict[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    """One frame as bytes."""
    text = json.dumps(header | {"parts": [len(part) for part in parts]}).encode()
    return b"".join([_LENGTH.pack(len(text)), text, *parts])


async def read_frame(stream: asyncio.StreamReader) -> Frame:
    """The next frame. Raises BrokenFrame."""
    try:
        header, lengths = _checked(await stream.readexactly(_header_length(await stream.readexactly(_LENGTH.size))))
        return Frame(header, tuple([await stream.readexactly(length) for length in lengths]))
    except asyncio.IncompleteReadError as error:
        raise BrokenFrame("the pipe ended") from error


def read_frame_blocking(file: BinaryIO) -> Frame | None:
    """The next frame of a file; None at its end. Raises BrokenFrame."""
    start = file.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    header, lengths = _checked(file.read(_header_length(start)))
    parts = tuple(file.read(length) for length in lengths)
    if [len(part) for part in parts] != lengths:
        raise BrokenFrame("the pipe ended")
    return Frame(header, parts)


def _header_length(start: bytes) -> int:
    (length,) = _LENGTH.unpack(start)
    if length > MAX_HEADER_BYTES:
        raise BrokenFrame(f"a header of {length} bytes")
    return length


def _checked(text: bytes) -> tuple[dict[str, Any], list[int]]:
    try:
        header = json.loads(text)
        lengths = header.pop("parts")
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise BrokenFrame("the header is not what was agreed") from error
    if not isinstance(lengths, list) or not all(
        isinstance(each, int) and 0 <= each <= MAX_PART_BYTES for each in lengths
    ):
        raise BrokenFrame("the lengths of the parts are not what was agreed")
    return header, lengths
