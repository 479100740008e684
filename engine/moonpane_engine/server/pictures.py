"""Pictures of a request: data URLs and stored files to patches. Nothing is ever fetched."""

import base64
import binascii

from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem
from moonpane_engine.server.files import FileStore
from moonpane_vision.image import (
    MAX_FILE_BYTES,
    MediaConfig,
    PictureError,
    num_media_tokens,
    open_picture,
    preprocess,
)


def read_picture(url: str, config: MediaConfig, *, field: str, files: FileStore) -> tuple[MediaItem, int]:
    """The patches of a `data:` URL or a stored file, and the number of prompt positions they take.

    Raises BadRequest that names `field`.
    """
    stored = files.named_by(url, field=field)
    if stored is not None and stored.num_bytes > MAX_FILE_BYTES:
        raise BadRequest(f"{field} is larger than {MAX_FILE_BYTES // 2**20} MB: save it smaller.", param=field)
    try:
        data = stored.path.read_bytes() if stored else read_data_url(url, field=field, example="image/png")
        patches, grid_thw = preprocess(open_picture(data, name=field), config)
    except FileNotFoundError:
        raise BadRequest(f"{field}: the file was deleted meanwhile; send it again.", param=field) from None
    except PictureError as error:
        raise BadRequest(str(error), param=field) from None
    return MediaItem(patches, grid_thw), num_media_tokens(grid_thw, config.merge_size)


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
