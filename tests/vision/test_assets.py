"""Pictures cut out of a screen: what they show, what lies on them, and how large they may become."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.assets import Assets, cut_assets, with_own_colours
from moonpane_vision.assets import cut as cutting
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import Screen, parse_screen
from tests.vision.test_parse import BLUE, CARD, INK, font
from tests.vision.test_parse_icons import flag, heart

Draw = Callable[[ImageDraw.ImageDraw], None]


def photo(width: int, height: int, seed: int = 0) -> Image.Image:
    """Hills in a haze, with the grain of a photograph."""
    random = np.random.default_rng(seed)
    rows = np.linspace(0, 1, height)[:, None, None]
    sky, ground = random.integers(120, 230, 3), random.integers(20, 110, 3)
    pixels = sky * (1 - rows) + ground * rows + random.normal(0, 9, (height, width, 3))
    hills = np.cumsum(random.normal(0, 1, width)) + 0.6 * height
    pixels[np.arange(height)[:, None] > hills] *= 0.6
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def page(width: int, height: int, draw_on: Draw) -> np.ndarray:
    image = Image.new("RGB", (width, height), CARD)
    draw_on(ImageDraw.Draw(image))
    return np.asarray(image)


def found(pixels: np.ndarray) -> tuple[Screen, Assets]:
    screen = with_own_colours(parse_screen(pixels))
    return screen, cut_assets(pixels, screen)


def opened(assets: Assets, path: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(assets.files[path])))


def test_a_photograph_is_a_small_file_that_looks_the_same() -> None:
    image = Image.new("RGB", (320, 260), CARD)
    image.paste(photo(240, 160), (40, 30))
    pixels = np.asarray(image)
    _, assets = found(pixels)
    (place,) = assets.places
    assert place.file == "assets/photo-1.jpg"
    rect = place.rect
    seen = opened(assets, place.file).astype(int)
    assert seen.shape == (rect.height, rect.width, 3)
    assert np.abs(seen - pixels[rect.y : rect.bottom, rect.x : rect.right]).mean() < 7
    assert len(assets.files[place.file]) < rect.area


def test_an_icon_lets_its_ground_through() -> None:
    pixels = page(160, 60, heart)
    _, assets = found(pixels)
    (place,) = assets.places
    assert place.file == "assets/icon-1.png"
    seen = opened(assets, place.file)
    assert (seen[0, 0, 3], seen[10, 10, 3]) == (0, 255)
    rect, alpha = place.rect, seen[:, :, 3:] / 255
    on_it = alpha * seen[:, :, :3] + (1 - alpha) * CARD
    assert np.abs(on_it - pixels[rect.y : rect.bottom, rect.x : rect.right]).max() <= 20


def test_an_icon_of_several_inks_keeps_them() -> None:
    _, assets = found(page(160, 60, flag))
    seen = opened(assets, "assets/icon-1.png")
    assert {tuple(colour) for colour in seen[seen[:, :, 3] == 255][:, :3]} >= {(230, 60, 50), (30, 140, 60)}
    assert seen[0, -1, 3] == 0


def test_what_is_shown_several_times_is_one_file() -> None:
    def hearts(draw: ImageDraw.ImageDraw) -> None:
        for left in (0, 60, 120):
            draw.ellipse((20 + left, 20, 30 + left, 30), fill=INK)
            draw.ellipse((30 + left, 20, 40 + left, 30), fill=INK)
            draw.polygon(((21 + left, 28), (39 + left, 28), (30 + left, 40)), fill=INK)

    _, assets = found(page(240, 60, hearts))
    assert [place.file for place in assets.places] == ["assets/icon-1.png"] * 3
    assert list(assets.files) == ["assets/icon-1.png"]


def test_a_picture_has_a_colour_of_its_own_in_the_outline() -> None:
    """Two pictures of one mean colour, and a box that has it, too."""
    image = Image.new("RGB", (400, 300), CARD)
    for left in (20, 210):
        image.paste(photo(160, 110), (left, 20))
    first = parse_screen(np.asarray(image))
    mean = next(box.fill for box in first.boxes if box.is_picture)
    ImageDraw.Draw(image).rectangle((20, 200, 380, 260), fill=mean)
    screen, assets = found(np.asarray(image))
    colours = [place.colour for place in assets.places]
    assert len(set(colours)) == 2
    outline = outline_text(screen, [""] * len(screen.lines))
    assert all(outline.count("#{:02x}{:02x}{:02x}".format(*colour)) == 1 for colour in colours)
    assert all(max(abs(a - b) for a, b in zip(colour, mean, strict=True)) <= 3 for colour in colours)


@pytest.mark.parametrize(("angle", "name"), [(0, "180deg"), (1, "90deg"), (2, "135deg")])
def test_a_gradient_is_said_in_css_whatever_lies_on_it(angle: int, name: str) -> None:
    rows, columns = np.mgrid[0:1:160j, 0:1:320j]
    share = (rows, columns, (rows + 320 / 160 * columns) / 3)[angle][:, :, None]
    area = np.array((40, 80, 200)) * (1 - share) + np.array((200, 60, 120)) * share
    image = Image.new("RGB", (400, 260), CARD)
    image.paste(Image.fromarray(area.round().astype(np.uint8)), (40, 40))
    ImageDraw.Draw(image).text((70, 120), "Welcome back", fill=(255, 255, 255), font=font(24), anchor="ls")
    screen, assets = found(np.asarray(image))
    (place,) = assets.places
    assert place.css.startswith(f"linear-gradient({name},#")
    assert len(screen.lines) == 1
    assert assets.files == {}
    if angle < 2:
        ends = [np.array(tuple(bytes.fromhex(end))) for end in re.findall("#(.{6})", place.css)]
        assert max(np.abs(ends[0] - (40, 80, 200)).max(), np.abs(ends[1] - (200, 60, 120)).max()) <= 2


def test_what_lies_on_a_photograph_is_not_in_it() -> None:
    image = Image.new("RGB", (400, 260), CARD)
    image.paste(photo(340, 200, seed=4), (30, 30))
    ImageDraw.Draw(image).rectangle((60, 150, 160, 190), fill=BLUE)
    pixels = np.asarray(image)
    screen, assets = found(pixels)
    assert any(box.fill == BLUE for box in screen.boxes)
    seen = opened(assets, "assets/background-1.jpg").astype(int)
    assert np.abs(seen - BLUE).max(axis=2).min() > 40


def test_text_on_a_photograph_is_painted_over() -> None:
    """As it would be told from it: the parser finds texts on smooth ones."""
    pixels = np.asarray(photo(300, 120, seed=2)).copy()
    image = Image.fromarray(pixels)
    ImageDraw.Draw(image).text((30, 70), "Cabins", fill=(255, 255, 255), font=font(32), anchor="ls")
    lettered = np.asarray(image)
    screen = parse_screen(
        page(300, 120, lambda draw: draw.text((30, 70), "Cabins", fill=INK, font=font(32), anchor="ls"))
    )
    (text,) = screen.root.children
    node = replace(screen.root, children=(replace(text, colour=(255, 255, 255)),))
    cut = cutting._cut(lettered, node, is_smooth=False)
    assert cut is not None
    assert np.abs(cut.astype(int) - pixels).max(axis=2).max() < 130
    assert (np.abs(lettered.astype(int) - 255).max(axis=2) < 10).sum() > 300
    assert (np.abs(cut.astype(int) - 255).max(axis=2) < 60).sum() == 0


@pytest.mark.parametrize("has_hills", [True, False])
def test_of_a_smooth_photograph_only_what_lies_on_it_is_painted_over(*, has_hills: bool) -> None:
    """Its edges and its grain are its own; from a gradient, also a stroke goes that was not told."""
    rows, columns = np.mgrid[0:240, 0:400]
    area = np.full((240, 400, 3), 120) + (np.hypot(columns - 200, rows - 120) / 6)[..., None]
    if has_hills:
        area[rows > 90 + columns / 4] -= 60
        area += np.random.default_rng(0).normal(0, 3, area.shape)
    bare = area.clip(0, 255).astype(np.uint8)
    image = Image.fromarray(bare)
    ImageDraw.Draw(image).text((30, 70), "Cabins", fill=(255, 255, 255), font=font(32), anchor="ls")
    if not has_hills:
        ImageDraw.Draw(image).line((300, 40, 340, 80), fill=(255, 255, 255), width=2)
    screen = parse_screen(
        page(400, 240, lambda draw: draw.text((30, 70), "Cabins", fill=INK, font=font(32), anchor="ls"))
    )
    (text,) = screen.root.children
    node = replace(screen.root, children=(replace(text, colour=(255, 255, 255)),))
    cut = cutting._cut(np.asarray(image), node, is_smooth=True)
    assert cut is not None
    off = np.abs(cut.astype(int) - bare).max(axis=2)
    assert off.max() <= (90 if has_hills else 12)
    if has_hills:
        assert off[~cutting._covered(node, node.rect)].max() == 0


def test_pictures_beyond_the_limit_stay_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image.new("RGB", (400, 340), CARD)
    for number in range(2):
        image.paste(photo(340, 140, seed=number), (30, 20 + 160 * number))
    sizes = [len(data) for data in found(np.asarray(image))[1].files.values()]
    monkeypatch.setattr(cutting, "MAX_BYTES", max(sizes) + 10)
    _, assets = found(np.asarray(image))
    assert [bool(place.file) for place in assets.places] == [True, False]


def test_a_large_photograph_is_made_smaller() -> None:
    image = Image.new("RGB", (2600, 1300), CARD)
    image.paste(photo(2400, 1200), (100, 50))
    _, assets = found(np.asarray(image))
    (path,) = assets.files
    height, width = opened(assets, path).shape[:2]
    assert width * height <= 2_000_000
    assert abs(width / height - 2) < 0.01
