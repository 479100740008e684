"""Places in a source, and declarations changed where they stand while everything else stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.refine.measured.declarations import box_values, declarations, holder, shortest, with_value
from moonpane.refine.source import Source, marked

HTML = """<!DOCTYPE html>
<html><head><style>
/* a { color: red } */
.card, .chip { padding: 8px 12px; color: #fff }
@media (max-width: 600px) { .card { padding: 4px } @supports (gap: 1px) { .chip{gap:2px} } }
@keyframes spin { from { left: 0 } to { left: 1px } }
@font-face { font-family: x; src: url("a;b}.woff") }
p::after { content: "}" }
</style></head>
<body class='a>b' style='margin:0'>
<p title="1 > 0" STYLE="color:red; font-size:14px">Text <b>bold</b></p>
<input disabled style=width:10px value="a"><br/>
<script>if (a < b) document.write('<p style="x">')</script>
</body></html>
"""


def test_start_tags_are_found_where_they_stand() -> None:
    source = Source(HTML)
    names = [tag.name for tag in source.tags]
    assert names == ["html", "head", "style", "body", "p", "b", "input", "br", "script"]
    for tag in source.tags:
        assert HTML.split("\n")[tag.line - 1][tag.column - 1 :].lower().startswith(f"<{tag.name}")
        assert source.tag_at(tag.line, tag.column) is tag
    styles = {tag.name: source.style_of(tag) for tag in source.tags if tag.style}
    assert styles == {"body": "margin:0", "p": "color:red; font-size:14px", "input": "width:10px"}


def test_marked_says_where_and_changes_no_line() -> None:
    lines = marked(HTML).split("\n")
    assert len(lines) == len(HTML.split("\n"))
    assert lines[9] == "<body data-moonpane-source=\"index.html:10:1\" class='a>b' style='margin:0'>"
    assert '<b data-moonpane-source="index.html:11:57">' in lines[10]
    assert '<p style="x">' in lines[12]  # what a script says is not the page


def test_rules_are_those_that_a_browser_has() -> None:
    source = Source(HTML)
    assert [rule.selector for rule in source.rules] == [".card, .chip", ".card", ".chip", "p::after"]
    assert HTML[source.rules[2].start : source.rules[2].end] == "gap:2px"


def test_styles_and_rules_are_changed_where_they_stand() -> None:
    source = Source(HTML)
    tags = {tag.name: tag for tag in source.tags}
    changed = source.with_styles(
        {tags["p"]: 'color:blue; font-family:"A"', tags["b"]: "margin:1px", tags["input"]: "width:9px"},
        {source.rules[0]: " padding: 9px; color: #fff "},
    )
    assert 'STYLE="color:blue; font-family:&quot;A&quot;"' in changed
    assert '<b style="margin:1px">' in changed
    assert '<input disabled style="width:9px" value' in changed
    assert ".card, .chip { padding: 9px; color: #fff }" in changed
    assert Source(changed).style_of(next(tag for tag in Source(changed).tags if tag.name == "p")).endswith('"A"')


@given(st.text(alphabet="<>/='\" ab\nstyle{};:!-", max_size=80))
def test_no_source_breaks_the_scan(text: str) -> None:
    source = Source(text)
    assert source.with_styles({}, {}) == text
    assert len(marked(text).split("\n")) == len(text.split("\n"))
    assert all(text[tag.offset] == "<" for tag in source.tags)
    assert all(rule.start <= rule.end <= len(text) for rule in source.rules)


@pytest.mark.parametrize(
    ("text", "name", "value", "changed"),
    [
        pytest.param("color:red", "color", "#fff", "color:#fff", id="its own"),
        pytest.param("color: red;\n  top: 0;\n", "color", "#fff", "color: #fff;\n  top: 0;\n", id="spaces stay"),
        pytest.param("color:red!important", "color", "blue", "color:blue!important", id="important stays"),
        pytest.param("padding:8px", "padding-left", "9px", "padding:8px 8px 8px 9px", id="one of four"),
        pytest.param("padding:8px 12px", "padding-top", "9px", "padding:9px 12px 8px", id="two to three"),
        pytest.param("padding:9px 12px 8px", "padding-bottom", "9px", "padding:9px 12px", id="back to two"),
        pytest.param("margin:0 auto", "margin-top", "4px", "margin:4px auto 0", id="auto stays"),
        pytest.param(
            "padding:calc(1px + 2px)", "padding-top", "4px", "padding:calc(1px + 2px);padding-top:4px", id="calc"
        ),
        pytest.param("background:#fff", "background-color", "#eee", "background:#eee", id="fill"),
        pytest.param(
            "background:url(a.png) #fff",
            "background-color",
            "#eee",
            "background:url(a.png) #fff;background-color:#eee",
            id="picture",
        ),
        pytest.param("border:1px solid #ccc", "border-color", "#ddd", "border:1px solid #ddd", id="border's colour"),
        pytest.param("border:1px solid #ccc", "border-width", "2px", "border:2px solid #ccc", id="border's width"),
        pytest.param("", "gap", "4px", "gap:4px", id="nothing before"),
        pytest.param("a:b; c:d;", "gap", "4px", "a:b; c:d; gap:4px;", id="in the manner of the rest"),
        pytest.param("x:'a;b:c'", "b", "1px", "x:'a;b:c';b:1px", id="a string is no declaration"),
        pytest.param(
            "padding-top:1px;padding:8px",
            "padding-top",
            "2px",
            "padding-top:1px;padding:2px 8px 8px",
            id="the last counts",
        ),
    ],
)
def test_one_value_is_changed(text: str, name: str, value: str, changed: str) -> None:
    assert with_value(text, name, value) == changed


@given(st.lists(st.sampled_from(["0", "4px", "8px", "auto", "1em"]), min_size=4, max_size=4))
def test_the_shortest_form_means_the_same(sides: list[str]) -> None:
    assert box_values(shortest(sides)) == sides


@given(st.text(alphabet="abc:;()'\"/* !-\n12px", max_size=60))
def test_declarations_have_their_places(text: str) -> None:
    for each in declarations(text):
        assert text[each.start : each.end] == each.value


@given(st.text(alphabet="abc:; !-\n12px", max_size=60))
def test_what_was_changed_is_found_again(text: str) -> None:
    found = holder(with_value(text, "zoom", "2"), "zoom")
    assert found is not None
    assert found.value == "2"
