"""Pictures of a request: data URLs and stored files to patches. Nothing is ever fetched."""

import asyncio
import base64
import binascii

import numpy as np

from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.one_at_a_time import OneAtATime
from moonpane_vision.image import MAX_FILE_BYTES, MediaConfig, PictureError, open_picture, patchify, preprocess
from moonpane_vision.picture.cheap import is_cheap
from moonpane_vision.picture.reader import read_picture


class PictureReader:
    """Reads cheap pictures in a thread, and all others in processes, one at a time, that end when nobody waits."""

    def __init__(self, files: FileStore, threaded: OneAtATime) -> None:
        self._files, self._threaded = files, threaded
        self._one_process = asyncio.Lock()

    async def read(self, url: str, config: MediaConfig, *, field: str) -> MediaItem:
        """The patches of a `data:` URL or a stored file. Raises BadRequest that names `field`."""
        try:
            read = await self._threaded.run(self._read_if_cheap, url, config, field)
            if isinstance(read, MediaItem):
                return read
            async with self._one_process:
                frame = await read_picture(read, config, name=field)
            return await self._threaded.run(_frame_item, frame, config)
        except PictureError as error:
            raise BadRequest(str(error), param=field) from None

    def _read_if_cheap(self, url: str, config: MediaConfig, field: str) -> MediaItem | bytes:
        """The patches, or the bytes of a file whose decoder has to be watched. Raises BadRequest, PictureError."""
        stored = self._files.named_by(url, field=field)
        if stored is not None and stored.num_bytes > MAX_FILE_BYTES:
            raise BadRequest(f"{field} is larger than {MAX_FILE_BYTES // 2**20} MB: save it smaller.", param=field)
        try:
            data = stored.path.read_bytes() if stored else read_data_url(url, field=field, example="image/png")
        except FileNotFoundError:
            raise BadRequest(f"{field}: the file was deleted meanwhile; send it again.", param=field) from None
        return MediaItem(*preprocess(open_picture(data, name=field), config)) if is_cheap(data) else data


def _frame_item(frame: np.ndarray, config: MediaConfig) -> MediaItem:
    return MediaItem(*patchify(frame[None], config))


def read_data_url(url: str, *, field: str, example: str) -> bytes:
    """The bytes of a base64 `data:` URL. Raises BadRequest that names `field`, and `example` as the type to send."""
    header, comma, payload = url.partition(",")
    advice = f"send 'data:{example};base64,…'"
    if not header.lower().startswith("data:") or not comma:
        raise BadRequest(
            f"{field}: only data URLs and ids of /v1/files are taken, nothing is fetched; {advice}.", param=field
        )
    if not header.lower().endswith(";base64"):
        raise BadRequest(f"{field}: the data URL is not base64; {advice}.", param=field)
    try:
        return base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        raise BadRequest(f"{field}: the data URL's base64 is damaged; encode it again.", param=field) from None
