"""Colours of code line by line: what is coloured how, whatever the pieces it comes in, and in bounded time."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.ui.panes.code.grammar import MAX_COLORED_CHARS, MAX_DEPTH, Language, Span, in_qt_units
from moonpane.ui.panes.code.languages import _MODES, LANGUAGES, language_of
from tests.cost import cost, pace_s, seconds

TAG, NAME, STRING, NUMBER, WORD, COMMENT, SIGN = (
    "code_tag",
    "code_name",
    "code_string",
    "code_number",
    "code_keyword",
    "code_comment",
    "muted",
)


def colored(path: str, text: str) -> dict[str, str]:
    """What each word of the text is coloured as; a word that comes twice has its last colour."""
    language = language_of(path)
    state, made = language.start, {}
    for line in text.split("\n"):
        spans, state = language.spans(line, state)
        made |= {line[span.start : span.start + span.length].strip(): span.kind for span in spans}
    return made


@pytest.mark.parametrize(
    ("path", "text", "kinds"),
    [
        pytest.param(
            "a.html",
            '<!-- a\nb --><div class="x" id=y>Tom &amp; J</div>',
            {"b": COMMENT, "<div": TAG, "class": NAME, "x": STRING, "y": STRING, "&amp;": NUMBER, "</div": TAG},
            id="html",
        ),
        pytest.param(
            "a.html",
            "<style>\nb { color: #fff } /* </p> */\n</style><p>",
            {"b": TAG, "color": NAME, "#fff": NUMBER, "</style": TAG, "<p": TAG},
            id="css in html",
        ),
        pytest.param(
            "a.html",
            "<script>const a = `${b}\n c</script><i>",
            {"const": WORD, "c": STRING, "</script": TAG, "<i": TAG},
            id="a script ends wherever its end tag stands",
        ),
        pytest.param(
            "a.css",
            "@media (max-width: 9px) { a:hover { --x: 1px; top: calc(2px) !important } }",
            {"@media": WORD, "a:hover": TAG, "--x": NAME, "1px": NUMBER, "top": NAME, "calc": TAG, "!important": WORD},
            id="css",
        ),
        pytest.param(
            "a.ts",
            "if (a < b && c > 1) return /x[/]y/g.test('s') // end",
            {"if": WORD, "/x[/]y/g": STRING, "test": TAG, "'s'": STRING, "// end": COMMENT, "1": NUMBER},
            id="typescript",
        ),
        pytest.param(
            "a.tsx",
            "return (\n<Card key={a} title=\"t\">Don't {n > 1 ? <b>x</b> : 'y'}</Card>\n); // end",
            {"Card": TAG, "key": NAME, "t": STRING, "'y'": STRING, "</Card>": TAG, "// end": COMMENT},
            id="jsx",
        ),
        pytest.param(
            "a.json", '{"a": [1, true, "b"]}', {'"a"': NAME, "1": NUMBER, "true": WORD, '"b"': STRING}, id="json"
        ),
        pytest.param(
            "a.md",
            "# Title\n```js\ncode\n```\n`x` [l](u)",
            {"# Title": TAG, "code": STRING, "`x`": STRING, "[l](u)": NAME},
            id="markdown",
        ),
        pytest.param("a.unknown", "<p>const</p>", {}, id="plain text"),
    ],
)
def test_what_is_coloured_how(path: str, text: str, kinds: dict[str, str]) -> None:
    assert kinds.items() <= colored(path, text).items()
    assert bool(kinds) is bool(colored(path, text))


def test_a_line_that_did_not_change_leaves_the_state_as_it_is() -> None:
    language = language_of("a.html")
    _, state = language.spans("<p>text</p>", language.start)
    assert state is language.start


def test_spans_count_as_qt_counts() -> None:
    spans, _ = language_of("a.html").spans("🌙<b>", LANGUAGES["html"].start)
    assert spans[0] == Span(2, 2, TAG)
    assert in_qt_units("a🌙b🌙", [(0, 2, "x"), (3, 4, "y")]) == [Span(0, 3, "x"), Span(4, 2, "y")]


def test_depth_is_bounded() -> None:
    language = language_of("a.ts")
    _, state = language.spans("{" * (MAX_COLORED_CHARS - 1), language.start)
    assert len(state) == MAX_DEPTH
    _, state = language.spans("}" * (MAX_COLORED_CHARS - 1), state)
    assert state == language.start


LINES = st.text(st.sampled_from("<>/\"'`${}()[]=:;,.#*!-&|\\ \tabstyle安🌙1"), max_size=60)


@given(st.sampled_from(sorted(LANGUAGES)), st.lists(LINES, max_size=8))
def test_any_text_is_coloured_in_order_and_within_its_lines(start: str, lines: list[str]) -> None:
    language = LANGUAGES[start]
    state = language.start
    for line in lines:
        spans, state = language.spans(line, state)
        at = 0
        for span in spans:
            assert span.length > 0
            assert span.start >= at
            at = span.start + span.length
        assert at <= len(line.encode("utf-16-le")) // 2
        assert 0 < len(state) <= MAX_DEPTH


UNITS = (
    "a",
    "a ",
    "a:",
    "{",
    "(",
    "<",
    "<a ",
    '"',
    "`",
    "/",
    "=/[",
    "//",
    "*",
    "![",
    "[a](",
    "__",
    "&",
    "\\",
    "${",
    "-",
    " ",
)


@pytest.mark.parametrize("mode", sorted(_MODES))
def test_no_line_takes_long(mode: str) -> None:
    """A pattern that tries again and again would take seconds for some of these."""
    language, pace = Language(_MODES, mode), pace_s()
    for unit, end in product(UNITS, ("", "{", "\t")):
        line = (unit * MAX_COLORED_CHARS)[: MAX_COLORED_CHARS - 1] + end

        def color(line: str = line) -> object:
            return language.spans(line, language.start)

        if seconds(color) > pace:  # few are: to measure each beside the pace of its moment takes ten times as long
            assert cost(color, tries=1) < 4, f"{unit!r} over and over, then {end!r}"
