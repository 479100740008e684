"""Colours of the embedded model's answers, held to those that were measured."""

import pytest

from moonpane.convert.colors import MeasuredColors

OUTLINE = "page #f4f6fb\nbox fill #2f5fde\ntext #16213e\n"


def mended(html: str, *, size: int = 1000, outline: str = OUTLINE) -> str:
    colors = MeasuredColors(outline)
    pieces = [colors.feed(html[at : at + size]) for at in range(0, len(html), size)]
    return "".join(pieces) + colors.rest()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("color:#16213e", "color:#16213e"),
        ("background:#2f5f6fb", "background:#2f5fde"),  # two run together
        ("background:#f4f6", "background:#f4f6fb"),
        ("color:#f5f6fb", "color:#f5f6fb"),  # near a measured one, but a colour: it may be right
        ("border:1px solid #2f5fde --10px;margin:4px", "border:1px solid #2f5fde;margin:4px"),
        ("padding:8px;color:#16213e;gap:2px", "padding:8px;color:#16213e;gap:2px"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_in_styles(said: str, meant: str, size: int) -> None:
    assert mended(f'<p style="{said}">x</p>', size=size) == f'<p style="{meant}">x</p>'


@pytest.mark.parametrize("size", [1, 1000])
def test_texts_and_unfinished_answers_stay(size: int) -> None:
    html = '<p style="color:#16213e">Order #2f5f6fb; call</p><p style="color:#2f5f6'
    assert mended(html, size=size) == html


def test_without_an_outline_nothing_is_known() -> None:
    html = '<p style="color:#12">x</p>'
    assert mended(html, outline="") == html
