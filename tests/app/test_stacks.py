"""The embedded model's page in another stack: what the translations write, however the page is cut into pieces."""

import re
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact import Artifact
from moonpane.convert.stacks import passes_to
from moonpane.convert.stacks.utilities import font, utilities
from moonpane.session import Stack
from tests.app.house_style import ODD_BODY, SIZES, answer, house_page, project_of, translated

ODD = house_page(ODD_BODY)
STACKS: tuple[Stack, ...] = get_args(Stack)
STYLES = {
    "width:12px;height:13px": ("w-3 h-[13px]", ""),
    "width:100%": ("w-full", ""),
    "width:341px": ("w-[341px]", ""),
    "margin-top:-8px;margin-left:-9px": ("-mt-2 -ml-[9px]", ""),
    "margin-top:1px;gap:0": ("mt-px gap-0", ""),
    "padding:8px": ("p-2", ""),
    "padding:0 16px": ("px-4", ""),
    "padding:1px 2px 3px": ("pt-px pb-[3px] px-0.5", ""),
    "padding:12px 16px 12px 17px": ("py-3 pr-4 pl-[17px]", ""),
    "padding:0": ("", ""),
    "border:1px solid #e5e7eb": ("border border-[#e5e7eb]", ""),
    "border:2px solid #000000;border-radius:999px": ("border-2 border-black rounded-full", ""),
    "border-radius:50%": ("rounded-[50%]", ""),
    "border-radius:8px": ("rounded-lg", ""),
    "border-radius:7px": ("rounded-[7px]", ""),
    "border-radius:0 0 28px 28px": ("rounded-[0_0_28px_28px]", ""),
    "border-radius:1em 2px": ("", "border-radius:1em 2px"),
    "box-shadow:0 4px 14px -2px rgba(30,30,90,0.08)": ("shadow-[0_4px_14px_-2px_rgba(30,30,90,0.08)]", ""),
    "font-family:'Source Serif 4',serif": (r"font-['Source_Serif_4',serif]", ""),
    "font-family:a_b(c)": ("", "font-family:a_b(c)"),
    "letter-spacing:1.2px": ("tracking-[1.2px]", ""),
    "background:#ffffff": ("bg-white", ""),
    "background:linear-gradient(90deg,#ff0000 0%,#0000ff 100%)": (
        "bg-[linear-gradient(90deg,#ff0000_0%,#0000ff_100%)]",
        "",
    ),
    "background:#123456 url(assets/a-1.jpg) center/cover": (
        "bg-[#123456] bg-cover bg-center",
        "background-image:url(assets/a-1.jpg)",
    ),
    "font-size:14px;color:#4d5d58": ("text-sm/tight text-[#4d5d58]", ""),
    "font-size:14px;font-weight:700;line-height:20px": ("text-sm/5 font-bold", ""),
    "font-size:13px": ("text-[13px]", ""),
    "font-size:13px;line-height:19px": ("text-[13px]/[19px]", ""),
    "font-size:2em;line-height:20px": ("", "font-size:2em;line-height:20px"),
    "justify-content:space-between;align-items:center;flex:1": ("justify-between items-center flex-1", ""),
    "align-self:flex-end;text-align:right;object-fit:cover": ("self-end text-right object-cover", ""),
    "width:calc(1px + 2px);padding:1em;border:1px dotted red;flex:2": (
        "",
        "width:calc(1px + 2px);padding:1em;border:1px dotted red;flex:2",
    ),
}


@pytest.mark.parametrize(("style", "said"), STYLES.items())
def test_what_a_class_says_exactly_is_a_class_and_nothing_is_lost(style: str, said: tuple[str, str]) -> None:
    classes, others = utilities(dict(each.split(":") for each in style.split(";")))  # type: ignore[arg-type]
    assert (" ".join(classes), ";".join(f"{name}:{value}" for name, value in others.items())) == said


def test_a_font_is_a_class_where_tailwind_takes_it_for_one() -> None:
    assert font("Inter,sans-serif") == "font-[Inter,sans-serif]"
    assert font("'Source Serif 4', serif") == "font-['Source_Serif_4',serif]"
    assert font("it's,serif") is None
    assert font("_odd,9,") is None


@pytest.mark.parametrize("stack", STACKS)
def test_a_page_that_is_cut_into_pieces_becomes_the_same(stack: Stack) -> None:
    whole = translated(ODD, stack)
    for step in (1, 2, 3, 5, 7, 11, 64, 1_000):
        assert translated(ODD, stack, step) == whole, step


@given(st.lists(st.integers(0, len(ODD)), max_size=12), st.sampled_from(STACKS[1:]))
def test_wherever_it_is_cut(cuts: list[int], stack: Stack) -> None:
    places = [0, *sorted(cuts), len(ODD)]
    (cut,), (whole,) = passes_to(stack, ()), passes_to(stack, ())
    pieces = [cut.feed(ODD[begin:end]) for begin, end in pairwise(places)]
    assert "".join(pieces) + cut.rest() == whole.feed(ODD) + whole.rest()


def test_what_is_no_tag_is_text() -> None:
    page = house_page('<body>\n<p style="color:#000000">I <3 you > me <!-- {x} --></p>\n</body>')
    assert ">I &lt;3 you &gt; me &lt;!-- &#123;x&#125; --&gt;</p>" in translated(page, "react")
    assert "I <3 you > me <!-- {x} --></p>" in translated(page, "tailwind")


def test_what_has_come_of_a_page_is_passed_on_at_once() -> None:
    for stack in STACKS[1:]:
        (each,) = passes_to(stack, ())
        begin = ODD.index("</h1>")
        assert "No weight" in each.feed(ODD[: begin - 4])
        assert each.feed(ODD[begin - 4 : begin]).strip() == "said"
        assert "</h1>" in each.feed("</h1>")


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("stack", STACKS[1:])
def test_a_page_of_the_model_needs_no_sheet_and_no_style_but_for_pictures(name: str, stack: Stack) -> None:
    text = translated(answer(name), stack)
    assert "<style" not in text
    ground = r' style="background-image:url\([^"]+\)"' if stack == "tailwind" else r" style={{ backgroundImage: .*? }}"
    assert "style=" not in re.sub(ground, "", text)
    assert len(re.findall(r"<(\w+)", text)) >= len(re.findall(r"<(\w+)", answer(name).partition("<body")[2])) + 1


def test_a_component_is_one_file_of_whole_elements_and_imports_its_pictures() -> None:
    project = project_of(ODD, "react")
    names = ("background-1.png", "icon-1.png", "photo-1.png")
    assert list(project) == ["src/App.jsx", *(f"src/assets/{name}" for name in names)]
    app = project["src/App.jsx"]
    assert app.startswith('import background1 from "./assets/background-1.png";\n')
    assert app.endswith("</p>\n    </div>\n  );\n}\n")
    assert '<img src={photo1} alt="Photo" className="w-[300px] ' in app
    assert 'style={{ backgroundImage: `url("${background1}")` }}>' in app
    assert 'style={{ fontSize: "calc(1em + 3px)", lineHeight: "calc(1em + 9px)" }}' in app
    assert 'placeholder="&quot;{Search}&quot; &amp; more"' in app
    assert re.findall(r"<(?:input|img|hr)\b[^>]*(?<! /)>", app) == []


@pytest.mark.parametrize("end", range(len(ODD) - 1, ODD.index("<body"), -97))
def test_a_component_that_is_cut_off_is_closed(end: int) -> None:
    text = translated(ODD[:end], "react")
    if not text:
        return  # nothing of the body was there
    artifact = Artifact("react")
    artifact.feed(text)
    assert artifact.is_complete
    artifact.finish()
    app = artifact.files["src/App.jsx"]
    tags = re.findall(r"<(/?)(\w+)[^>]*?(/?)>", app.partition("return (")[2])
    opened: list[str] = []
    for closes, name, is_void in tags:
        if closes:
            assert opened.pop() == name
        elif not is_void:
            opened.append(name)
    assert not opened
    assert app.endswith("\n  );\n}\n")
