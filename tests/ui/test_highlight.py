"""Colours of code that grows equal the colours of the same code given whole."""

import random

import pytest

from moonpane.ui.panes.highlight import CodeColors, Span, settled_length

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>
*{margin:0;box-sizing:border-box}
body{font:16px/1.25 Inter,sans-serif;display:flex}
</style>
</head>
<body style="background:#f6f7fb;padding:16px">
<!-- a comment
over two lines -->
<h1 style="font-size:24px">Welcome 안녕 🌙 back</h1>
<script>
const a = "</p>";
</script>
<p>Tom &amp; Jerry</p>
</body>
</html>
"""


def colored(code: CodeColors) -> list[list[Span]]:
    return code.lines


@pytest.mark.parametrize("longest", [1, 2, 5, 19, 60, 200])
def test_growing_gives_the_same_colours_as_whole(longest: int) -> None:
    rng = random.Random(longest)
    whole, growing = CodeColors("html"), CodeColors("html")
    whole.append(PAGE)
    position = 0
    while position < len(PAGE):
        length = rng.randint(1, longest)
        growing.append(PAGE[position : position + length])
        position += length
    assert colored(growing) == colored(whole)
    assert growing.text == PAGE


def test_only_what_can_still_change_is_coloured_again() -> None:
    code = CodeColors("html")
    code.append(PAGE)
    first_changed = code.append("<p>more</p>\n")
    assert first_changed >= PAGE.count("\n") - 1


@pytest.mark.parametrize(
    ("html", "settled"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("<p>", "", id="no line end"),
        pytest.param("<p>\n<b", "<p>\n", id="inside a tag"),
        pytest.param("<p>\n<style>\na{}\n", "<p>\n", id="inside a style element"),
        pytest.param("<p>\n<!-- a\nb", "<p>\n", id="inside a comment"),
        pytest.param("<style>\na{}\n</style>\n<p>", "<style>\na{}\n</style>\n", id="after a style element"),
    ],
)
def test_what_is_settled_ends_before_what_is_open(html: str, settled: str) -> None:
    assert html[: settled_length(html)] == settled


def test_spans_count_as_qt_counts() -> None:
    code = CodeColors("html")
    code.append("🌙<b>")
    assert code.lines[0][0].start == 2


def test_an_unknown_language_is_plain_text() -> None:
    code = CodeColors("no such language")
    code.append("<p>a</p>\n")
    assert code.lines == [[], []]
