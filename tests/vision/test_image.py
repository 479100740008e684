"""Pictures from strangers: limits, sentences, orientation, colours, and the K2.5 patch rule."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.image import (
    MediaConfig,
    PictureError,
    media_config,
    num_media_tokens,
    open_picture,
    patchify,
    preprocess,
    resized_size,
)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds almost no data."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def gradient() -> Image.Image:
    values = np.arange(60 * 40 * 3, dtype=np.uint32).reshape(40, 60, 3) % 251
    return Image.fromarray(values.astype(np.uint8))


# --- opening -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "BMP"])
def test_lossless_pictures_come_back_exactly(kind: str, gradient: Image.Image) -> None:
    opened = open_picture(encoded(gradient, kind), name="a")
    assert opened.mode == "RGB"
    assert np.array_equal(np.asarray(opened), np.asarray(gradient))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF"])
def test_other_formats_open_at_their_size(kind: str, gradient: Image.Image) -> None:
    assert open_picture(encoded(gradient, kind), name="a").size == (60, 40)


BAD = {
    "empty": (b"", "is empty"),
    "text": (b"hello, this is no picture", "not a picture"),
    "svg": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "tiff": (encoded(Image.new("RGB", (9, 9)), "TIFF"), "not a picture"),
    "long": (png_header(100_000, 1), "one side"),
    "tall": (png_header(1, 100_000), "one side"),
    "narrow": (encoded(Image.new("RGB", (4000, 10))), "times its other side"),
    "bomb": (png_header(9000, 9000), "megapixels"),
    "large bomb": (png_header(15_000, 15_000), "megapixels"),
    "header only": (png_header(300, 300), "damaged"),
    "magic only": (b"\x89PNG\r\n\x1a\n", "damaged"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD.keys())
def test_bad_pictures_give_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(PictureError, match=said) as caught:
        open_picture(data, name="shot.png")
    sentence = str(caught.value)
    assert sentence.startswith("shot.png ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 140


def test_a_too_large_file_is_refused_unread() -> None:
    with pytest.raises(PictureError, match="50 MB"):
        open_picture(b"\x89PNG" + bytes(50 * 2**20), name="a")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_truncated_and_flipped_files_never_escape_the_error(kind: str, gradient: Image.Image) -> None:
    data = encoded(gradient, kind)
    random = np.random.default_rng(7)
    outcomes = set()
    for tenth in range(10):
        outcomes.add(_try(data[: len(data) * tenth // 10]))
    for _ in range(150):
        changed = bytearray(data)
        for place in random.integers(0, len(data), 3):
            changed[place] = int(random.integers(0, 256))
        outcomes.add(_try(bytes(changed)))
    assert "refused" in outcomes
    assert outcomes <= {"refused", "opened"}


def _try(data: bytes) -> str:
    try:
        assert open_picture(data, name="a").mode == "RGB"
    except PictureError:
        return "refused"
    return "opened"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(orientation: int) -> None:
    pixels = np.zeros((16, 32, 3), np.uint8)
    pixels[:8, :8] = 255  # a white mark at the upper left of the stored picture
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = open_picture(encoded(Image.fromarray(pixels), "PNG", exif=exif.tobytes()), name="a")
    assert opened.size == ((32, 16) if orientation <= 4 else (16, 32))
    corners = {1: (0, 0), 2: (0, -1), 3: (-1, -1), 4: (-1, 0), 5: (0, 0), 6: (0, -1), 7: (-1, -1), 8: (-1, 0)}
    assert np.asarray(opened)[corners[orientation]].tolist() == [255, 255, 255]
    assert 0x0112 not in opened.getexif()


def test_alpha_lies_over_white() -> None:
    rgba = Image.new("RGBA", (4, 4), (200, 0, 0, 0))
    assert np.asarray(open_picture(encoded(rgba), name="a"))[0, 0].tolist() == [255, 255, 255]
    grey = Image.new("LA", (4, 4), (0, 128))
    assert abs(int(np.asarray(open_picture(encoded(grey), name="a"))[0, 0, 0]) - 127) <= 1
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([10, 20, 30] * 256)
    assert np.asarray(open_picture(encoded(palette, transparency=0), name="a"))[0, 0].tolist() == [255, 255, 255]


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    values = np.full((4, 4), 0x8000, np.uint16)
    assert np.asarray(open_picture(encoded(Image.fromarray(values)), name="a"))[0, 0].tolist() == [128, 128, 128]


def test_cmyk_and_animation_open() -> None:
    assert open_picture(encoded(Image.new("CMYK", (8, 8)), "JPEG"), name="a").getpixel((0, 0)) == (255, 255, 255)
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert open_picture(data, name="a").getpixel((0, 0)) == (255, 0, 0)


# --- patches -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "limit", "tokens"),
    [
        ((2048, 1365), 16384, 3626),
        ((17, 64), 16384, 3),
        ((5000, 6000), 16384, 4189),
        ((224, 224), 16384, 64),
        ((1920, 1080), 16384, 2691),
        ((3000, 3000), 16384, 4225),
        ((1920, 1080), 4096, 1032),
        ((224, 224), 4096, 64),
    ],
)
def test_published_token_counts(size: tuple[int, int], limit: int, tokens: int) -> None:
    config = MediaConfig(in_patch_limit=limit)
    patches, grid = preprocess(Image.new("RGB", size), config)
    assert num_media_tokens(grid) == tokens
    assert patches.shape == (4 * tokens, 3, 14, 14)
    assert patches.dtype == np.float32


def test_published_resize() -> None:
    assert resized_size(5000, 6000, MediaConfig()) == (1637, 1964)
    assert resized_size(20, 30, MediaConfig()) == (20, 30)
    assert resized_size(14_336, 1, MediaConfig()) == (7168, 1)


@pytest.mark.parametrize("size", [(1, 1), (29, 28), (640, 481), (9000, 31), (3000, 3000)])
def test_pixels_equal_the_rule_written_out(size: tuple[int, int]) -> None:
    """Bicubic on 8-bit RGB, raw zeros to the right and below, then (v / 255 - 0.5) / 0.5, patch by patch."""
    random = np.random.default_rng(3)
    image = Image.fromarray(random.integers(0, 256, (size[1], size[0], 3), np.uint8))
    patches, (frames, rows, columns) = preprocess(image, MediaConfig())
    assert frames == 1
    small = image.resize(resized_size(*size, MediaConfig()), Image.Resampling.BICUBIC)
    raw = np.zeros((rows * 14, columns * 14, 3))
    raw[: small.height, : small.width] = np.asarray(small)
    for number in (0, columns - 1, rows * columns - 1, rows * columns // 2):
        y, x = divmod(number, columns)
        expected = (raw[y * 14 : y * 14 + 14, x * 14 : x * 14 + 14] / 255 - 0.5) / 0.5
        assert np.abs(patches[number].transpose(1, 2, 0) - expected).max() <= 1e-6


def test_frames_of_a_chunk_are_patched_like_pictures() -> None:
    frames = np.random.default_rng(4).integers(0, 256, (3, 30, 50, 3), np.uint8)
    patches, grid = patchify(frames, MediaConfig())
    assert grid == (3, 4, 4)
    alone = [preprocess(Image.fromarray(frame), MediaConfig())[0] for frame in frames]
    assert np.array_equal(patches, np.concatenate(alone))


def test_patches_are_row_major_and_padding_is_black() -> None:
    image = Image.new("RGB", (29, 28), (255, 255, 255))
    image.putpixel((14, 0), (0, 255, 255))
    patches, grid = preprocess(image, MediaConfig())
    assert grid == (1, 2, 4)
    assert patches[1, :, 0, 0].tolist() == [-1.0, 1.0, 1.0]
    assert np.all(patches[0] == 1.0)
    assert np.all(patches[2, :, :, 0] == 1.0)
    assert np.all(patches[2, :, :, 1:] == -1.0)
    assert np.all(patches[3] == -1.0)


def test_media_config_reads_both_spellings() -> None:
    nested = {"media_proc_cfg": {"in_patch_limit": 4096, "merge_kernel_size": [2, 2], "image_mean": [0, 0, 0]}}
    config = media_config(nested)
    assert (config.in_patch_limit, config.merge_size, config.image_mean) == (4096, 2, (0.0, 0.0, 0.0))
    assert media_config({}) == MediaConfig()


def test_media_config_reads_the_names_of_transformers() -> None:
    config = media_config({"max_patches": 16, "size": {"max_height": 4, "max_width": 4}, "merge_size": 2})
    assert (config.in_patch_limit, config.patch_limit_on_one_side) == (16, 4)
    assert max(resized_size(100, 100, config)) <= 4 * 14
    with pytest.raises(ValueError, match="size"):
        media_config({"size": {"max_height": 4, "max_width": 8}})


@pytest.mark.parametrize(
    "wrong", [{"patch_size": 0}, {"merge_kernel_size": [2, 3]}, {"image_std": [1, 1, 0]}, {"image_mean": "0.5"}]
)
def test_media_config_names_the_wrong_key(wrong: dict) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        media_config(wrong)


KIMI_VL = {"in_token_limit": 4096, "patch_size": 14, "num_pooled_tokens": 1024, "pad_input": True}
KIMI_VL |= {"merge_kernel_size": [2, 2], "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}


@pytest.mark.parametrize(
    ("size", "resized", "num_tokens"),
    [
        ((224, 224), (224, 224), 64),
        ((900, 880), (900, 880), 33 * 32),  # 64 x 62 patches: within the limit
        ((1920, 1080), (1196, 672), 43 * 24),  # 137 x 77 patches: sqrt(4096 / 10549) = 0.6231
        ((7000, 20), (7000, 20), 250),  # no limit for a side but the one that refuses
    ],
)
def test_kimi_vl_has_a_rule_of_its_own(size: tuple[int, int], resized: tuple[int, int], num_tokens: int) -> None:
    config = media_config(KIMI_VL)
    assert resized_size(*size, config) == resized
    _, grid = preprocess(Image.new("RGB", size), config)
    assert num_media_tokens(grid) == num_tokens


def test_kimi_vl_refuses_a_side_that_its_positions_do_not_reach() -> None:
    with pytest.raises(PictureError, match="7168 a side"):
        resized_size(7168, 28, media_config(KIMI_VL))
