"""Start tags and rules of a source; declarations are changed where they stand, everything else stays as written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.declarations import box_values, declarations, holder, shortest, with_value
from moonpane.artifact.source_map import ATTRIBUTE, located, parse_place
from moonpane.refine.source import Source
from moonpane.session import INDEX
from tests.cost import cost

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
        line = HTML.count("\n", 0, tag.start) + 1
        column = tag.start - HTML.rfind("\n", 0, tag.start)
        assert HTML.split("\n")[line - 1][column - 1 :].lower().startswith(f"<{tag.name}")
        assert source.tag_at(line, column) is tag
    assert source.tag_at(1, 2) is None
    styles = {tag.name: source.style_of(tag) for tag in source.tags if "style" in tag.attributes}
    assert styles == {"body": "margin:0", "p": "color:red; font-size:14px", "input": "width:10px"}


def test_each_tag_is_found_where_the_page_says_it_stands() -> None:
    """Also where a tag is odd: what is corrected is what was drawn."""
    page = "<body>\n<p title='<a>' style=\"x:1\">a<!-- <i> --><b\n style='y:2'>c</b><u =a style=z:3>d<s style>e</body>"
    source = Source(page)
    for said in re.findall(f'{ATTRIBUTE}="([^"]*)"', located(page)):
        place = parse_place(said, (INDEX,))
        assert place is not None
        tag = source.tag_at(*place[1:])
        assert tag is not None
        changed = source.with_styles({tag: "w:9"}, {})
        assert [each.attributes.get("style") for each in Source(changed).tags if each.name == tag.name] == ["w:9"]
        assert len(changed.split("\n")) == len(page.split("\n"))


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
    assert all(text[tag.start] == "<" for tag in source.tags)
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


@pytest.mark.parametrize("bomb", ['a\\"', "/* ", "a:/* ", "a:! ", "\"'\n", "(", "{", "rgb(", "@media all{"])
def test_no_style_takes_long(bomb: str) -> None:
    text = bomb * (300_000 // len(bomb))

    def read_and_write() -> None:
        assert Source(f"<style>{text}</style>").with_styles({}, {}) == f"<style>{text}</style>"
        assert len(Source(f"<style>{text}</style>").rules) <= len(text)
        with_value(f"color:{text}", "border-width", "1px")

    assert cost(read_and_write, tries=1) < 160


@pytest.mark.parametrize("value", [" " * 80_000 + "b", "1" * 80_000, "1px " * 20_000])
def test_no_value_takes_long(value: str) -> None:
    assert with_value(f"border:{value}", "border-width", "2px").startswith("border:")
    assert cost(lambda: with_value(f"border:{value}", "border-width", "2px"), tries=1) < 160
