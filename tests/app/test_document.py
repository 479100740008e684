"""A project as one document: woven together line by line, with CDN addresses served from the bundle."""

import json
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.addresses import Bundled, bundled, local_file, unreachable
from moonpane.artifact.document import component_of, entry_of, is_project, preview_document, stack_of, woven
from moonpane.artifact.growing_page import GrowingPage
from moonpane.artifact.runtime import COMPILE, REACT, RUNTIME_SCRIPTS, TAILWIND, runtime_script, runtime_versions
from moonpane.artifact.weave import Weaver
from tests.cost import cost

ADDRESSES = [
    ("https://cdn.tailwindcss.com", Bundled(TAILWIND, "3")),
    ("https://cdn.tailwindcss.com/3.4.16?plugins=forms", Bundled(TAILWIND, "3.4.16")),
    ("https://cdn.jsdelivr.net/npm/@tailwindcss/browser@4", Bundled(TAILWIND, "4")),
    ("https://unpkg.com/@tailwindcss/browser@4.1.0/dist/index.global.js", Bundled(TAILWIND, "4.1.0")),
    ("https://cdn.jsdelivr.net/npm/tailwindcss@2.2.19/dist/tailwind.min.css", Bundled(TAILWIND, "2.2.19")),
    ("https://cdnjs.cloudflare.com/ajax/libs/tailwindcss/2.2.19/x.css", Bundled(TAILWIND, "2.2.19")),
    ("https://unpkg.com/react@18/umd/react.development.js", Bundled(REACT)),
    ("//unpkg.com/react-dom@18/umd/react-dom.production.min.js", Bundled(REACT)),
    ("https://cdnjs.cloudflare.com/ajax/libs/react/18.2.0/umd/react.production.min.js", Bundled(REACT)),
    ("https://esm.sh/react@19", Bundled(REACT)),
    ("https://unpkg.com/@babel/standalone/babel.min.js", Bundled(COMPILE)),
    ("https://cdnjs.cloudflare.com/ajax/libs/babel-standalone/7.23.5/babel.min.js", Bundled(COMPILE)),
    ("https://unpkg.com/react-router-dom@6/umd/x.js", None),
    ("https://cdn.jsdelivr.net/npm/three@0.160.0/build/three.min.js", None),
    ("https://[bad/react", None),
    ("react.js", None),
    ("/react", None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "found"), ADDRESSES)
def test_common_addresses_are_known(address: str, found: Bundled | None) -> None:
    assert bundled(address) == found


def test_set_up_has_made_what_is_served() -> None:
    assert all(len(runtime_script(name)) > 10_000 for name in RUNTIME_SCRIPTS)
    assert {"react", "react-dom", "tailwindcss", "sucrase"} <= runtime_versions().keys()


def options_of(document: str) -> dict:
    """What the compiler in the page is told."""
    return json.loads(unescape(document.split('data-options="')[1].split('"')[0]))


PAGE = """<!DOCTYPE html>
<html><head>
<link rel="stylesheet"
  href="./style.css" media="screen">
<script src="app.js" defer></script>
<script src="https://cdn.tailwindcss.com"
  integrity="sha384-x" crossorigin></script>
</head>
<body><img src="logo.svg" alt="a &quot;b"><h1>Hi</h1>
</body></html>"""
FILES = {
    "index.html": PAGE,
    "style.css": '@import "base.css";\nh1 {\n  background: url(logo.svg);\n}\n',
    "base.css": "a::after { content: '</style>' }",
    "app.js": "const a = '</script>';\n// the end",
    "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def test_own_files_come_in_on_the_line_of_their_tag() -> None:
    document = preview_document(FILES, "html")
    assert document.count("\n") == PAGE.count("\n")
    lines, before = document.split("\n"), PAGE.split("\n")
    assert lines[2].startswith("<style")
    assert 'media="screen"' in lines[2]
    assert "h1 {   background:" in lines[3]
    assert "<\\/style>" in lines[3]
    assert "</style></style>" not in document
    assert lines[4].startswith("<script")
    assert "\\u003c/script>" in lines[4]
    assert lines[5] == '<script src="/~runtime/tailwind.js" data-version="3"'
    assert lines[6] == "></script>"
    assert "integrity" not in document
    assert "data:image/svg+xml" in lines[8]
    assert 'alt="a &quot;b"' in lines[8]
    assert lines[-1] == before[-1]


def test_a_page_that_needs_nothing_stays_as_it_is() -> None:
    page = "<!DOCTYPE html>\n<p>Hi <b>you</b><script>if (1<2) document.title = 'x'</script>"
    assert preview_document({"index.html": page}, "html") == page


def test_tailwind_is_added_once_and_only_where_it_is_missing() -> None:
    plain = preview_document({"index.html": "<!DOCTYPE html><title>x</title><p class=p-4>Hi"}, "tailwind")
    assert plain == '<!DOCTYPE html><title>x</title><script src="/~runtime/tailwind.js"></script><p class=p-4>Hi'
    assert preview_document(FILES, "tailwind").count("tailwind.js") == 1
    assert preview_document({"index.html": "only text"}, "tailwind").endswith(
        '<script src="/~runtime/tailwind.js"></script>'
    )


def test_modules_and_jsx_are_for_the_compiler_and_know_their_lines() -> None:
    page = (
        "<!DOCTYPE html>\n<body><script type=module>\nimport { a } from './a.js';\n</script>\n"
        "<script type='text/babel'>\nconst x = <p/>;</script>\n<script type=module>document.title = 1</script>"
        "<script type=module src=a.js>\n</script>"
    )
    document = preview_document({"index.html": page, "a.js": "export const a = 1;\n"}, "html")
    assert document.count("\n") == page.count("\n")
    assert '<script type="text/moonpane-module" data-line="2">\nimport' in document
    assert "<script data-line=\"5\" type='text/babel'>" in document
    assert "<script type=module>document.title = 1</script>" in document
    assert 'data-file="a.js" data-source="export const a = 1;&#10;"' in document
    assert "react.js" in document  # for the JSX
    assert options_of(document)["files"] == {"a.js": "export const a = 1;\n"}


REACT_FILES = {"App.jsx": "export default () => <p/>", "Card.jsx": "export default () => <b/>", "x.css": "p{}"}


def test_a_react_project_goes_to_the_compiler_as_a_whole() -> None:
    document = preview_document(REACT_FILES, "react", located=True)
    scripts = [document.index(f"/~runtime/{name}") for name in (TAILWIND, REACT, COMPILE)]
    assert scripts == sorted(scripts)
    assert options_of(document) == {"files": REACT_FILES, "entry": "App.jsx", "located": True}
    assert "\n" not in document


def test_a_projects_own_page_is_kept_and_its_main_file_is_run_by_the_compiler() -> None:
    page = (
        '<!DOCTYPE html>\n<title>Mine</title><div id="app"></div>\n<script type="module" src="/src/main.tsx"></script>'
    )
    files = {"index.html": page, "src/main.tsx": "createRoot(x).render(<App/>)", "src/App.tsx": "export default 1"}
    document = preview_document(files, "react")
    assert "<title>Mine</title>" in document
    assert document.count("\n") == page.count("\n")
    assert 'src="/src/main.tsx"' not in document
    assert options_of(document)["entry"] == "src/main.tsx"
    assert component_of(files) == "src/App.tsx"


@pytest.mark.parametrize(
    ("names", "entry"),
    [
        (["b.jsx", "App.jsx"], "App.jsx"),
        (["part-1.jsx"], "part-1.jsx"),
        (["x.ts", "src/components/A.tsx", "src/App.tsx"], "src/App.tsx"),
        (["x.js", "style.css"], None),
    ],
)
def test_the_entry_of_a_project(names: list[str], entry: str | None) -> None:
    assert entry_of(dict.fromkeys(names, "export default 1")) == entry


def test_a_page_with_its_own_jsx_is_a_page() -> None:
    page = {"index.html": '<script type="text/babel" src="App.jsx"></script>', "App.jsx": "x"}
    assert not is_project(page, "react")
    assert is_project({"App.jsx": "x"}, "html")
    assert not is_project({"index.html": "<p>", "App.jsx": "x"}, "html")
    assert stack_of({"index.html": "<script src='https://cdn.tailwindcss.com'></script>"}) == "tailwind"
    assert stack_of({"index.html": "<p>"}) == "html"
    assert stack_of({"App.jsx": "x"}) == "react"
    starts = '<script type="module" src="/src/main.jsx"></script>'
    assert stack_of({"other.html": starts, "src/main.jsx": "createRoot()"}) == "react"
    assert stack_of({"other.html": "<script>1</script>", "src/main.jsx": "createRoot()"}) == "html"
    assert preview_document({"notes.md": "x"}, "html") == ""


def test_what_is_out_of_reach_is_named_once() -> None:
    page = (
        "<link rel=stylesheet href='https://fonts.example/a.css'><script src=https://unpkg.com/react@18></script>"
        "<img src=https://a.example/x.png srcset='https://a.example/y.png 2x'><a href=https://b.example>b</a>"
        "<style>p{background:url(https://a.example/x.png)}</style>"
    )
    files = {"index.html": page, "s.css": "@import 'https://c.example/c.css';"}
    found = [
        "https://fonts.example/a.css",
        "https://a.example/x.png",
        "https://a.example/y.png",
        "https://c.example/c.css",
    ]
    assert unreachable(files) == found


@pytest.mark.parametrize(
    ("address", "beside", "found"),
    [
        ("./a.css?v=1#x", "", "a.css"),
        ("/a.css", "b/c.css", "a.css"),
        ("../a.css", "b/c.css", "a.css"),
        ("../../a.css", "b/c.css", None),
        ("logo.svg", "", "public/logo.svg"),
        ("https://x.example/a.css", "", None),
        ("data:text/css,a", "", None),
        ("", "", None),
    ],
)
def test_addresses_of_own_files(address: str, beside: str, found: str | None) -> None:
    assert local_file({"a.css": "", "public/logo.svg": ""}, address, beside=beside) == found


@pytest.mark.parametrize("bomb", ["@import a ", "url(", "\n", "@import url(", "url(a.svg", "/* "])
def test_no_style_or_script_takes_long(bomb: str) -> None:
    text = bomb * (300_000 // len(bomb))
    page = f"<link rel=stylesheet href=a.css><script type=module>{text}</script>"
    assert cost(lambda: preview_document({"index.html": page, "a.css": text}, "html"), tries=1) < 160


STREAMED = [
    PAGE,
    "<!DOCTYPE html><html><head><script src='https://cdn.tailwindcss.com'></script></head><body class=p-4>x<b",
    "<!-- a <p> --><p class='>'>x</p>< b<style>p>b{}</style><textarea><p></textarea><script>a</scr</script><i>y",
]


@given(st.data(), st.sampled_from(STREAMED))
def test_a_streamed_page_is_the_same_however_it_is_cut(data: st.DataObject, page: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(page)), max_size=12)))
    growing = GrowingPage("tailwind")
    pieces = [page[a:b] for a, b in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    streamed = "".join(map(growing.feed, pieces))
    whole = woven(page, Weaver({}, (TAILWIND,), tailwind=True))
    assert whole.startswith(streamed)
    assert len(whole) - len(streamed) <= 3  # half a tag at its end is held back


def test_a_streamed_style_is_not_held_back() -> None:
    growing = GrowingPage("html")
    assert growing.feed("<style>p{col") == "<style>p{col"
    assert growing.feed("or:red}") == "or:red}"
    assert growing.feed("</sty") == ""
    assert growing.feed("le><p cl") == "</style>"
    assert growing.feed("ass=x>y") == "<p class=x>y"
