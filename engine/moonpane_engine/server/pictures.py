"""Pictures of a request: data URLs to patches. Nothing is ever fetched."""

import base64
import binascii

from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem
from moonpane_vision.image import MediaConfig, PictureError, num_media_tokens, open_picture, preprocess


def read_picture(url: str, config: MediaConfig, *, field: str) -> tuple[MediaItem, int]:
    """The patches of a `data:` URL and the number of prompt positions they take.

    Raises BadRequest that names `field`.
    """
    header, comma, payload = url.partition(",")
    if not header.lower().startswith("data:") or not comma:
        raise BadRequest(
            f"{field}: only data URLs are taken, nothing is fetched; send 'data:image/png;base64,…'.", param=field
        )
    if not header.lower().endswith(";base64"):
        raise BadRequest(f"{field}: the data URL is not base64; send 'data:image/png;base64,…'.", param=field)
    try:
        data = base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        raise BadRequest(f"{field}: the data URL's base64 is damaged; encode the picture again.", param=field) from None
    try:
        patches, grid_thw = preprocess(open_picture(data, name=field), config)
    except PictureError as error:
        raise BadRequest(str(error), param=field) from None
    return MediaItem(patches, grid_thw), num_media_tokens(grid_thw, config.merge_size)
