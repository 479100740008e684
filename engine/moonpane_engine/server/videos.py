"""Videos of a request: data URLs and stored files to chunks. Nothing is ever fetched."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.pictures import read_data_url
from moonpane_vision.image import MediaConfig
from moonpane_vision.video.limits import VideoError
from moonpane_vision.video.reader import CheckTokens, VideoChunk, read_video

MAX_VIDEOS = 16


async def decode_video(
    url: str, config: MediaConfig, *, field: str, files: FileStore, check_tokens: CheckTokens
) -> list[VideoChunk]:
    """The chunks of a video, decoded by a process of its own that ends when this is cancelled.

    Raises BadRequest that names `field`, and what `check_tokens` raises when told how many tokens the video takes.
    """
    async with _on_disk(url, field=field, files=files) as path:
        try:
            return await read_video(path, config, name=field, check_tokens=check_tokens)
        except VideoError as error:
            raise BadRequest(str(error), param=field) from None


def chunk_item(chunk: VideoChunk, config: MediaConfig) -> MediaItem:
    """What the encoder takes of one chunk."""
    return MediaItem(*chunk.patches(config))


@contextlib.asynccontextmanager
async def _on_disk(url: str, *, field: str, files: FileStore) -> AsyncIterator[Path]:
    """Where the video lies; a copy of a data URL's bytes is deleted afterwards."""
    stored = files.named_by(url, field=field)
    if stored is not None:
        yield stored.path
        return
    data = await asyncio.to_thread(read_data_url, url, field=field, example="video/mp4")
    with tempfile.NamedTemporaryFile(prefix="moonpane-video-", buffering=0) as file:  # mode 0600
        await asyncio.to_thread(file.write, data)
        del data
        yield Path(file.name)
