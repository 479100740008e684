"""Looks are corrected in the way in which a tag says them: classes, styles, style objects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.refine.jsx import entries, tag_at
from moonpane.refine.measured.class_names import says, with_class
from moonpane.refine.measured.notation import Looks, Written, written

CLASSES = [
    ("p-4 text-gray-500", "padding-top", "13px", "p-4 pt-[13px] text-gray-500"),
    ("flex py-4 px-2", "padding-left", "12px", "flex py-4 px-2 pl-3"),
    ("px-2 pl-3", "padding-right", "5px", "pr-[5px] pl-3"),
    ("flex pt-2 px-1 pb-3", "padding-bottom", "8px", "flex py-2 px-1"),
    ("pt-4 md:pt-8", "padding-top", "0", "pt-0 md:pt-8"),
    ("", "margin-left", "-3px", "-ml-[3px]"),
    ("-mt-2 mb-1", "margin-top", "2.5px", "mt-[2.5px] mb-1"),
    ("size-10 rounded", "height", "41px", "w-10 h-[41px] rounded"),
    ("w-full", "width", "48px", "w-12"),
    ("gap-x-2 gap-4", "gap", "8px", "gap-x-2 gap-2"),
    ("text-sm text-center text-gray-500 hover:text-white", "color", "#112233",
     "text-sm text-center text-[#112233] hover:text-white"),
    ("bg-blue-600/50 bg-cover", "background-color", "#ffffff", "bg-white bg-cover"),
    ("text-sm/tight font-[Inter,sans-serif]", "font-size", "16px", "text-base/tight font-[Inter,sans-serif]"),
    ("text-lg text-left", "font-size", "17px", "text-[17px]/[1.5] text-left"),
    ("text-lg leading-6", "font-size", "16px", "text-[16px] leading-6"),
    ("text-[13px]", "font-size", "14px", "text-[14px]"),
    ("text-sm/5", "line-height", "21px", "text-sm/[21px]"),
    ("text-sm leading-5", "line-height", "21px", "text-sm leading-[21px]"),
    ("font-mono font-semibold", "font-weight", "700", "font-mono font-bold"),
    ("font-thin", "font-weight", "800", "[font-weight:800]"),
    ("border border-gray-200 border-b-2", "border-color", "#123456", "border border-[#123456] border-b-2"),
    ("border-2 border-solid", "border-width", "1px", "border border-solid"),
    ("border border-gray-200", "border", "0", "border-0"),
    ("p-1", "border-bottom", "1px solid #98a2b3", "p-1 border-b border-b-[#98a2b3]"),
    ("rounded-t-lg rounded-md", "border-radius", "9px", "rounded-t-lg rounded-[9px]"),
    ("no-underline", "text-decoration", "underline", "underline"),
    ("shadow-sm", "box-shadow", "0 1px 2px rgba(0,0,0,.06)", "shadow-[0_1px_2px_rgba(0,0,0,.06)]"),
    ("tracking-wide", "letter-spacing", "-0.12px", "tracking-[-0.12px]"),
    ("whitespace-pre", "white-space", "nowrap", "whitespace-nowrap"),
]  # fmt: skip
COMPUTED = {"font-size": "18px", "line-height": "27px"}


@pytest.mark.parametrize(("classes", "name", "value", "changed"), CLASSES)
def test_the_class_that_says_it_gives_way(classes: str, name: str, value: str, changed: str) -> None:
    assert with_class(classes, name, value, COMPUTED) == changed
    assert not says("flex md:w-4", "width")
    assert says("flex size-4", "width")


JSX = [
    ('<p className="p-4">', "padding-top", "8px", '<p className="p-4 pt-2">'),
    ("<p>", "padding-top", "8px", '<p className="pt-2">'),
    ("<p className={`p-4`} {...rest} disabled>", "width", "8px", "<p className={`p-4 w-2`} {...rest} disabled>"),
    ("<p style={{ paddingTop: 4 }} />", "padding-top", "8px", '<p style={{ paddingTop: "8px" }} />'),
    ("<p style={{ padding: '4px 2px', a: f(1, 2) }}>", "padding-top", "8px",
     "<p style={{ padding: '8px 2px 4px', a: f(1, 2) }}>"),
    ('<p style={{ color: x ? "red" : "blue" }}>', "width", "8px",
     '<p style={{ color: x ? "red" : "blue", width: "8px" }}>'),
    ('<p className="p-1" style={{ width: 4 }}>', "width", "8px", '<p className="p-1" style={{ width: "8px" }}>'),
    ("<p className={cn('a', b && `c${d}`)}>", "width", "8px",
     "<p style={{ width: \"8px\" }} className={cn('a', b && `c${d}`)}>"),
    ("<p onClick={() => { if (a > 1) go('}'); }} className='a'>", "width", "8px",
     "<p onClick={() => { if (a > 1) go('}'); }} className='a w-2'>"),
    ("<p // why\n  /* > */ className='a'\n>", "width", "8px", "<p // why\n  /* > */ className='a w-2'\n>"),
]  # fmt: skip


def file_of(text: str) -> Written:
    found = written("src/App.jsx", text, "react")
    assert found
    return found


@pytest.mark.parametrize(("tag", "name", "value", "changed"), JSX)
def test_a_tag_of_jsx_says_another_value(tag: str, name: str, value: str, changed: str) -> None:
    before, behind = "const a = 1 < 2;\nconst b = <b>🙂</b>, c = ", "text</p>;\n"
    page, position = file_of(before + tag + behind), (2, len(before.split("\n")[1]) + 2)  # 🙂 counts twice
    looks = page.looks_at(position)
    assert looks
    assert page.changed({position: looks.with_value(name, value, COMPUTED)}, {}) == before + changed + behind


@pytest.mark.parametrize("tag", ["<p className={f()} style={g}>", "<p className={`a ${b}`} style={{ ...c }.d}>"])
def test_what_is_computed_stays(tag: str) -> None:
    page = file_of(tag)
    looks = page.looks_at((1, 1))
    assert looks
    assert looks == Looks(None, None, is_object=True)
    assert page.changed({(1, 1): looks.with_value("width", "8px", COMPUTED)}, {}) == tag


@pytest.mark.parametrize("text", ["< p>", "<p", "<p className=", "<p a={", "<P>", "a < b", "", "<p a='", "<p {...a"])
def test_where_no_tag_of_html_begins_there_is_none(text: str) -> None:
    assert tag_at(text, 1, 1) is None
    assert tag_at(text, 9, 1) is None
    assert tag_at(text, 1, 99) is None


@given(st.text(alphabet="<>/='\"`{}[]():,$ab \n.styleclassName", max_size=60), st.integers(1, 4), st.integers(1, 30))
def test_no_text_breaks_the_reading(text: str, line: int, column: int) -> None:
    for page in (file_of(text), file_of(f"<p style={{{{{text}}}}} className='{text}'>")):
        for position in ((line, column), (1, 1)):
            if looks := page.looks_at(position):
                page.changed({position: looks.with_value("padding-top", "8px", {})}, {})
    assert all(0 <= each.start <= each.end <= len(text) for each in entries(text))


def test_only_a_page_with_tailwind_has_classes_for_looks() -> None:
    page = '<p class="card">a</p>'
    tailwind = '<script src="https://cdn.tailwindcss.com"></script>' + page
    for text, stack, changed in (
        (page, "html", '<p style="width:8px" class="card">a</p>'),
        (page, "tailwind", '<p class="card w-2">a</p>'),
        (tailwind, "html", tailwind.replace("card", "card w-2")),
        ('<p style="top:1px">a</p>', "tailwind", '<p style="top:1px;width:8px">a</p>'),
        ('<p style="top:1px" class="a">b</p>', "tailwind", '<p style="top:1px" class="a w-2">b</p>'),
    ):
        file = written("index.html", text, stack)  # type: ignore[arg-type]
        assert file
        position = (1, text.index("<p") + 1)
        looks = file.looks_at(position)
        assert looks
        assert file.changed({position: looks.with_value("width", "8px", COMPUTED)}, {}) == changed
