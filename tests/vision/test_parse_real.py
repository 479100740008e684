"""The parser against the layout that the renderer knows, on pages as rich as real screens are.

Its bounds are what is reached, less a margin; raise them with the parser. `-s` shows each page and what was missed.
"""

import io
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.parse import parse_screen
from tests.cost import once
from tests.vision.truth import Agreement, agreement, draw_pages

PAGES = Path(__file__).parent / "pages" / "real"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("real")
    draw_pages(PAGES, target)
    return target


def measured(folder: Path, *, jpeg_quality: int | None = None) -> tuple[Agreement, float]:
    """Agreement over all pages, and the paces that a million pixels took."""
    total, table, paces, area = Agreement(), [], 0.0, 0
    for page in sorted(PAGES.glob("*.html")):
        image = Image.open(folder / f"{page.stem}.png").convert("RGB")
        if jpeg_quality is not None:
            stored = io.BytesIO()
            image.save(stored, "JPEG", quality=jpeg_quality)
            image = Image.open(stored).convert("RGB")
        pixels = np.asarray(image)
        taken, screen = once(partial(parse_screen, pixels))
        paces, area = paces + taken, area + pixels.shape[0] * pixels.shape[1]
        one = agreement(screen, json.loads((folder / f"{page.stem}.json").read_bytes()))
        table += [one.row(page.stem), *(f"    {note}" for note in one.notes)]
        total.add(one)
    print("\n".join([*table, total.row("all")]))
    return total, paces / area * 1e6


@pytest.mark.timeout(300)
def test_rich_pages_are_measured(rendered: Path) -> None:
    total, paces = measured(rendered)
    assert total.truth_lines > 1700
    assert total.truth_boxes > 1000
    assert total.hits >= 0.90 * total.truth_lines
    assert total.hits >= 0.85 * total.found_lines
    assert total.box_hits >= 0.775 * total.truth_boxes
    assert total.box_hits >= 0.83 * total.found_boxes
    assert np.mean(total.text_colour) < 2.3
    assert np.mean(total.fill_colour) < 0.8
    assert np.mean(total.size_error) < 0.045
    assert np.mean(total.bold) > 0.92
    assert paces < 240  # 60 now


@pytest.mark.timeout(300)
def test_rich_pages_are_measured_through_a_jpeg(rendered: Path) -> None:
    total, _ = measured(rendered, jpeg_quality=80)
    assert total.hits >= 0.76 * total.truth_lines
    assert total.hits >= 0.74 * total.found_lines
    assert total.box_hits >= 0.48 * total.truth_boxes
    assert total.box_hits >= 0.76 * total.found_boxes
    assert np.mean(total.text_colour) < 7.5
