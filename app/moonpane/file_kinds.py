"""What a file is by its first bytes: names lie, and a film is opened by another process than a picture."""

from typing import Literal

Kind = Literal["mp4", "mov", "webm", "mkv", "gif", "avi", "playlist", ""]
VIDEOS: tuple[Kind, ...] = ("mp4", "mov", "webm", "mkv")  # a GIF may be either, which `open_video` finds out
HEAD_BYTES = 64  # of a file, which `kind_of` looks at
_STILL_BRANDS = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis")  # pictures in a film's container


def kind_of(head: bytes) -> Kind:
    """What a file is by its first bytes; "" for what is neither film nor GIF, like most pictures."""
    match head[4:8]:
        case b"ftyp":
            return "" if head[8:12] in _STILL_BRANDS else "mov" if head[8:10] == b"qt" else "mp4"
        case b"moov" | b"mdat" | b"wide" | b"free" | b"skip":
            return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:HEAD_BYTES] else "mkv"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith((b"#extm3u", b"[playlist]", b"<mpd")):
        return "playlist"
    return "gif" if head.startswith(b"GIF8") else ""
