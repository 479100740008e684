"""What is wanted of a conversion beside the picture, and what the embedded model can do of it."""

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moonpane.errors import InputError
from moonpane.pixels import PixelWorker
from moonpane.sentences import phrase
from moonpane.session import Attachment, Stack, Video, png_data_url
from moonpane_resources.prompts import ENLARGEMENT

MAX_VIDEO_BYTES = 40 << 20  # as a data URL a third more, beside the pictures; servers take some 64 MB
MAX_PICTURES = 12
VIDEO_TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm"}

# The encoder shrinks what is larger (16,384 patches of 14 × 14), so more pixels would only fill the wire.
MAX_SENT_PIXELS = 16_384 * 14 * 14
LEGIBLE_PIXELS = 2_304 * 14 * 14  # all that the embedded model sees: a larger picture would only be made smaller again

_CHOOSE = phrase("choose another model in Models, or with --model")


@dataclass(frozen=True)
class Wishes:
    """What the person wants beside one page of plain HTML that looks like one picture."""

    stack: Stack = "html"
    others: tuple[Attachment, ...] = ()  # further viewports, or further parts of the same page
    notes: str = ""  # what was drawn onto the pictures, in words, beside what their attachments say
    instructions: str = ""  # what was written with the pictures

    def film(self, picture: Attachment) -> Video | None:
        """The recording that is sent: the first one that there is."""
        return next((each.video for each in (picture, *self.others) if each.video), None)

    def all_notes(self, picture: Attachment) -> list[str]:
        named = [f"{each.name}: {each.notes}" for each in (picture, *self.others) if each.notes]
        return [*named, self.notes] if self.notes.strip() else named


def check_wishes(
    picture: Attachment,
    wishes: Wishes,
    *,
    embedded: bool,
    thinking: bool = False,
    grounded: bool = True,
) -> None:
    """Raises InputError for what cannot be done, before any work."""
    if len(wishes.others) >= MAX_PICTURES:
        raise InputError(f"{1 + len(wishes.others)} pictures are too many for one page; give {MAX_PICTURES} at most.")
    if embedded:
        check_embedded(
            thinking=thinking,
            stack=wishes.stack,
            grounded=grounded,
            num_pictures=1 + len(wishes.others),
            has_words=bool(wishes.instructions.strip() or wishes.all_notes(picture)),
        )


def check_embedded(
    *,
    thinking: bool = False,
    stack: Stack = "html",
    grounded: bool = True,
    num_pictures: int = 1,
    has_words: bool = False,
) -> None:
    """Raises InputError for what the embedded model cannot do: one sentence, with the way out."""
    if thinking:
        raise InputError("The embedded model answers at once and cannot think first; leave out --thinking.")
    if stack != "html" and not grounded:  # only a page that is held to the measured outline is translated exactly
        name = {"tailwind": "Tailwind", "react": "React"}[stack]
        raise InputError(
            f"Without measuring, the embedded model writes plain HTML only, not {name}; leave out --no-grounding."
        )
    if num_pictures > 1:
        raise InputError(f"The embedded model takes one picture at a time; {_CHOOSE}.")
    if has_words:
        raise InputError(f"The embedded model follows no instructions, neither written nor drawn; {_CHOOSE}.")


async def content_parts(
    picture: Attachment, wishes: Wishes, worker: PixelWorker, *, embedded: bool
) -> tuple[list[dict[str, object]], int]:
    """(The parts of a message before its text, how many marked pictures are among them.)

    Pictures in their order, then those with marks, then the recording. The embedded model gets no recording, and small
    pictures enlarged, as it learned to read. Raises InputError, MeasureError.
    """
    pictures = [picture, *wishes.others]
    marked = [Attachment(each.name, each.marked, each.width, each.height) for each in pictures if each.marked]
    parts = list[dict[str, object]]()
    for each in (*pictures, *marked):
        if embedded and each.width * each.height < LEGIBLE_PIXELS:
            sent = await worker.enlarge(each, times=ENLARGEMENT)
        else:
            sent = await worker.shrink(each, max_pixels=MAX_SENT_PIXELS)
        parts.append({"type": "image_url", "image_url": {"url": png_data_url(sent.png)}})
    if not embedded and (film := wishes.film(picture)):
        parts.append({"type": "video_url", "video_url": {"url": await video_data_url(film)}})
    return parts, len(marked)


async def video_data_url(video: Video) -> str:
    """A recording as a data URL. Raises InputError when it cannot be read or is too large to be sent."""
    kind = VIDEO_TYPES.get(video.path.suffix.lower())
    if kind is None:
        raise InputError(f"{video.path.name} is no recording that models take; give an MP4, MOV or WebM.")
    data = await asyncio.to_thread(_read, video.path)
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_VIDEO_BYTES:
            raise InputError(
                f"{path.name} is larger than {MAX_VIDEO_BYTES >> 20} MB, the most that can be sent to a model; "
                "record a shorter part."
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def sizes(pictures: Sequence[Attachment]) -> list[tuple[int, int]]:
    return [(each.width, each.height) for each in pictures]
