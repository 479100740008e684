"""The parser against the layout that the renderer knows, on hand-written pages of many conventions."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.parse import parse_screen
from tests.cost import cost
from tests.vision.truth import Agreement, agreement, draw_pages

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("truth")
    draw_pages(PAGES, target)
    return target


@pytest.mark.timeout(300)
def test_hand_written_pages_are_measured_right(rendered: Path) -> None:
    total = Agreement()
    table = []
    for page in sorted(PAGES.glob("*.html")):
        picture = rendered / f"{page.stem}.png"
        screen = parse_screen(np.asarray(Image.open(picture).convert("RGB")))
        one = agreement(screen, json.loads(picture.with_suffix(".json").read_bytes()))
        table += [one.row(page.stem), *(f"    {note}" for note in one.notes)]
        total.add(one)
    print("\n".join([*table, total.row("all")]))
    assert total.truth_lines > 180
    assert total.truth_boxes > 80
    assert total.hits >= 0.97 * total.truth_lines
    assert total.hits >= 0.95 * total.found_lines
    assert total.box_hits >= 0.95 * total.truth_boxes
    assert total.box_hits >= 0.95 * total.found_boxes
    assert np.mean(total.text_colour) < 0.5
    assert np.mean(total.fill_colour) < 0.2
    assert np.mean(total.size_error) < 0.035
    assert np.mean(total.bold) > 0.95


def test_a_wrong_screen_is_noticed(rendered: Path) -> None:
    """The control: measured against another page's layout, nothing agrees."""
    screen = parse_screen(np.asarray(Image.open(rendered / "blog.png").convert("RGB")))
    wrong = agreement(screen, json.loads((rendered / "dashboard.json").read_bytes()))
    assert wrong.hits < 0.2 * wrong.truth_lines
    assert wrong.box_hits == 0


def test_a_page_is_parsed_in_time(rendered: Path) -> None:
    pixels = np.asarray(Image.open(rendered / "dashboard.png").convert("RGB"))
    parse_screen(pixels)
    assert cost(lambda: parse_screen(pixels)) < 48
