"""Pictures from strangers become RGB images or one plain sentence; RGB images become model patches.

Needs Pillow, and numpy for the patches only: a decoder's process, which does without, starts in half the time.

    PictureError(ValueError)    the one error: a sentence that names the picture and the way out
"""

import io
import math
import struct
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image

from moonpane_vision.picture.plain import plain_rgb

if TYPE_CHECKING:
    import numpy as np

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
MAX_FILE_BYTES = 50 * 2**20
MAX_PIXELS = 40_000_000  # 81 megapixels of one colour fit into 237 KB of PNG and cost 243 MB to open
MAX_SIDE_PX = 16_384
LEAST_STD = 1e-3  # of a channel; a smaller one would make numbers of pixels that no model knows
MAX_RATIO = 200

UNAFFORDABLE = "is damaged, or needs more memory than is allowed for one picture: export it again, smaller."

# What Pillow's decoders were seen to raise on 24,596 mutated files, and what their code can raise.
_DECODER_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class PictureError(ValueError):
    """A picture that cannot be used; the message is one sentence for the person who gave it."""


def open_picture(data: bytes, *, name: str, chequered: bool = False) -> Image.Image:
    """The picture in `data` as a plain RGB image: EXIF orientation applied, alpha over white, first frame only.

    PNG, JPEG, WEBP, GIF and BMP within 50 MB, 40 megapixels, 16,384 px a side and a ratio of 200:1; everything else
    raises PictureError. `name` is what the error calls the picture; `chequered`: alpha over gray squares, for eyes.
    """
    if not data:
        raise PictureError(f"{name} is empty.")
    if len(data) > MAX_FILE_BYTES:
        raise PictureError(f"{name} is larger than {MAX_FILE_BYTES // 2**20} MB: save it smaller.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise PictureError(f"{name} has more than {MAX_PIXELS // 10**6} megapixels: make it smaller.") from None
        except _DECODER_ERRORS:
            raise PictureError(f"{name} {_why_not_a_picture(data)}") from None
        _check_size(image.size, name)
        try:
            return plain_rgb(image, chequered=chequered)
        except MemoryError:
            raise PictureError(f"{name} {UNAFFORDABLE}") from None
        except _DECODER_ERRORS:
            raise PictureError(f"{name} is damaged or cut off: export or download it again.") from None


@dataclass(frozen=True)
class MediaConfig:
    """How pictures and videos are cut for one checkpoint; the defaults are Kimi K2.5's."""

    patch_size: int = 14
    merge_size: int = 2
    in_patch_limit: int = 16384
    patch_limit_on_one_side: int = 512
    is_kimi_vl: bool = False  # whose rule counts patches only, and refuses a side that is too long instead of shrinking
    image_mean: tuple[float, float, float] = (0.5, 0.5, 0.5)
    image_std: tuple[float, float, float] = (0.5, 0.5, 0.5)
    in_patch_limit_each_frame: int = 4096
    in_patch_limit_video: int | None = None  # patches of a whole chunk, shared out among its frames
    sample_fps: float = 2.0
    max_num_frames_each_video: int | None = None
    temporal_merge_size: int = 4  # frames of one chunk

    def frame_patch_limit(self, num_frames: int) -> int:
        """Patches that each frame of a chunk of `num_frames` may have."""
        if self.in_patch_limit_video is None:
            return self.in_patch_limit_each_frame
        return max(1, min(round(self.in_patch_limit_video / num_frames), self.in_patch_limit_each_frame))


def media_config(preprocessor_json: Mapping[str, Any]) -> MediaConfig:
    """Read preprocessor_config.json, with or without its `media_proc_cfg` level; missing keys keep their defaults.

    Raises ValueError naming the key that is not what it must be.
    """
    nested = preprocessor_json.get("media_proc_cfg")
    values = nested if isinstance(nested, Mapping) else preprocessor_json
    for name, only in (("fixed_output_tokens", None), ("pad_input", True)):
        if values.get(name, only) != only:
            raise ValueError(f"{name} is {values[name]!r}, and only {only!r} is computed")
    default = MediaConfig()
    merge = values.get("merge_kernel_size", values.get("merge_size", default.merge_size))
    if isinstance(merge, list | tuple):
        if len(set(merge)) != 1:
            raise ValueError(f"preprocessor_config.json: merge_kernel_size must be square, not {merge!r}.")
        merge = merge[0]
    is_kimi_vl = "in_token_limit" in values and "in_patch_limit" not in values
    # transformers' own names: `max_patches`, and `size` with the longest side in patches.
    limit = values.get(
        "in_token_limit" if is_kimi_vl else "in_patch_limit", values.get("max_patches", default.in_patch_limit)
    )
    size = values.get("size")
    sides = [size.get("max_height"), size.get("max_width")] if isinstance(size, Mapping) else []
    if len(set(map(str, sides))) > 1:
        raise ValueError(f"preprocessor_config.json: size must be the same both ways, not {size!r}.")
    side = default.patch_limit_on_one_side if not sides or sides[0] is None else sides[0]
    return MediaConfig(
        is_kimi_vl=is_kimi_vl,
        patch_size=_positive(values.get("patch_size", default.patch_size), "patch_size"),
        merge_size=_positive(merge, "merge_kernel_size"),
        in_patch_limit=_positive(limit, "in_token_limit" if is_kimi_vl else "in_patch_limit"),
        patch_limit_on_one_side=_positive(values.get("patch_limit_on_one_side", side), "patch_limit_on_one_side"),
        image_mean=_three(values.get("image_mean", default.image_mean), "image_mean"),
        image_std=_three(values.get("image_std", default.image_std), "image_std", above_zero=True),
        in_patch_limit_each_frame=_positive(
            values.get("in_patch_limit_each_frame", default.in_patch_limit_each_frame), "in_patch_limit_each_frame"
        ),
        in_patch_limit_video=_positive_or_none(values, "in_patch_limit_video"),
        sample_fps=_frame_rate(values.get("sample_fps", values.get("fps", default.sample_fps))),
        max_num_frames_each_video=_positive_or_none(values, "max_num_frames_each_video"),
        temporal_merge_size=_positive(
            values.get("temporal_merge_kernel_size", values.get("temporal_patch_size", default.temporal_merge_size)),
            "temporal_merge_kernel_size",
        ),
    )


def resized_size(width: int, height: int, config: MediaConfig, *, patch_limit: int | None = None) -> tuple[int, int]:
    """Width and height in px after the K2.5 resize rule (or Kimi-VL's), which never enlarges, before padding.

    `patch_limit` is what one picture may have, where it is not the configuration's `in_patch_limit`.
    Raises PictureError where Kimi-VL takes no side so long.
    """
    if config.is_kimi_vl:
        return _kimi_vl_size(width, height, config)
    limit = config.in_patch_limit if patch_limit is None else patch_limit
    patch, longest = config.patch_size, config.patch_limit_on_one_side * config.patch_size
    patches = max(1, width // patch) * max(1, height // patch)
    scale = min(1.0, math.sqrt(limit / patches), longest / width, longest / height)
    return min(max(1, int(width * scale)), longest), min(max(1, int(height * scale)), longest)


def _kimi_vl_size(width: int, height: int, config: MediaConfig) -> tuple[int, int]:
    patches = (width // config.patch_size) * (height // config.patch_size)
    if patches > config.in_patch_limit:
        scale = math.sqrt(config.in_patch_limit / patches)
        width, height = int(width * scale), int(height * scale)
    longest = config.patch_limit_on_one_side * config.patch_size
    if max(width, height) >= longest:
        raise PictureError(
            f"The picture is {width} x {height} px; this model takes less than {longest} a side, crop it."
        )
    return width, height


def preprocess(image: Image.Image, config: MediaConfig) -> tuple["np.ndarray", tuple[int, int, int]]:
    """Patches float32 (L, 3, 14, 14) in row-major order, and grid_thw = (1, rows, columns) with L = rows * columns.

    Padding to whole merged patches is black on the right and at the bottom, as the K2.5 processor does it.
    """
    import numpy as np

    return patchify(np.asarray(fitted(image, config))[None], config)


def fitted(image: Image.Image, config: MediaConfig) -> Image.Image:
    """`image` as RGB at the size that the model takes. Raises PictureError as `resized_size` does."""
    rgb = image if image.mode == "RGB" else image.convert("RGB")
    size = resized_size(rgb.width, rgb.height, config)
    return rgb if size == rgb.size else rgb.resize(size, Image.Resampling.BICUBIC)


def patchify(frames: "np.ndarray", config: MediaConfig) -> tuple["np.ndarray", tuple[int, int, int]]:
    """Frames uint8 (t, H, W, 3) of one size → patches float32 (t * h * w, 3, 14, 14), row-major; grid_thw.

    Padding to whole merged patches is black on the right and at the bottom, as the K2.5 processor does it.
    """
    import numpy as np

    num_frames, height, width, _ = frames.shape
    block, patch = config.patch_size * config.merge_size, config.patch_size
    padded_size = (num_frames, math.ceil(height / block) * block, math.ceil(width / block) * block, 3)
    padded = np.zeros(padded_size, np.float32)
    padded[:, :height, :width] = frames
    padded /= 255.0
    padded -= np.array(config.image_mean, np.float32)
    padded /= np.array(config.image_std, np.float32)
    rows, columns = padded_size[1] // patch, padded_size[2] // patch
    patches = padded.reshape(num_frames, rows, patch, columns, patch, 3).transpose(0, 1, 3, 5, 2, 4)
    return np.ascontiguousarray(patches).reshape(-1, 3, patch, patch), (num_frames, rows, columns)


def num_media_tokens(grid_thw: tuple[int, int, int], merge_size: int = 2) -> int:
    """How many tokens one medium takes in the prompt; time is pooled away."""
    _, rows, columns = grid_thw
    return (rows // merge_size) * (columns // merge_size)


def _why_not_a_picture(data: bytes) -> str:
    head = data[:512].lstrip().lower()
    if b"<svg" in head or head.startswith(b"<?xml"):
        return "is an SVG drawing: take a screenshot of it or export it as PNG."
    if data[4:8] == b"ftyp":
        return "is HEIC, AVIF or a video: convert it to PNG or JPEG."
    if head.startswith(b"%pdf"):
        return "is a PDF: export the page as PNG."
    if any(data.startswith(magic) for magic in (b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM", b"RIFF")):
        return "is damaged or cut off: export or download it again."
    return "is not a picture that can be read: use PNG, JPEG, WEBP, GIF or BMP."


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    told = f"{width} x {height} px"
    if width < 1 or height < 1:
        raise PictureError(f"{name} is {told}: there is nothing to see.")
    if max(size) > MAX_SIDE_PX:
        raise PictureError(f"{name} is {told}: more than {MAX_SIDE_PX} px on one side cannot be read, crop it.")
    if max(size) > MAX_RATIO * min(size):
        raise PictureError(f"{name} is {told}: longer than {MAX_RATIO} times its other side, crop it.")
    if width * height > MAX_PIXELS:
        most = MAX_PIXELS // 10**6
        raise PictureError(f"{name} is {told}: more than {most} megapixels cannot be read, make it smaller.")


def _positive(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"preprocessor_config.json: {key} must be a whole number above 0, not {value!r}.")
    return value


def _positive_or_none(values: Mapping[str, Any], key: str) -> int | None:
    return None if values.get(key) is None else _positive(values[key], key)


def _frame_rate(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 1000:
        raise ValueError(f"preprocessor_config.json: sample_fps must be a number above 0, not {value!r}.")
    return float(value)


def _three(value: object, key: str, *, above_zero: bool = False) -> tuple[float, float, float]:
    wrong = ValueError(f"preprocessor_config.json: {key} must be three numbers, not {value!r}.")
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise wrong
    for item in value:
        if not isinstance(item, int | float) or isinstance(item, bool) or not math.isfinite(item):
            raise wrong
        if above_zero and item < LEAST_STD:
            raise wrong
    return float(value[0]), float(value[1]), float(value[2])
