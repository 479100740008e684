"""Whole projects in the live preview: React and Tailwind from the bundle, errors with their places, nothing blank."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.artifact.source_map import ATTRIBUTE, parse_place
from moonpane.preview.view import PreviewView
from tests.preview.looking import answer, console_of, panel_of, show_files, text_of, told

PROJECT = {
    "src/main.tsx": 'import { createRoot } from "react-dom/client";\nimport App from "./App.tsx";\n'
    'import "./index.css";\n'
    'createRoot(document.getElementById("root")!).render(<App title="Shop" />);\n',
    "src/App.tsx": 'import { useState } from "react";\nimport { Card } from "@/components/Card";\n'
    'import items from "./items.json";\nimport logo from "./logo.svg";\n\n'
    "type Props = { title: string };\n\nexport default function App({ title }: Props) {\n"
    "  const [open, setOpen] = useState<boolean>(false);\n  return (\n"
    '    <main className="p-4"><h1 className="text-3xl">{title}</h1> <img src={logo} alt="" />\n'
    "      {items.map((name: string) => <Card key={name} name={name} />)}\n"
    "      <button className=\"btn\" onClick={() => setOpen(!open)}>{open ? 'open' : 'shut'}</button>\n"
    "    </main>\n  );\n}\n",
    "src/components/Card.tsx": "export const Card = ({ name }: { name: string }) => <p>{name}</p>;\n",
    "src/items.json": '["Chair", "Lamp"]',
    "src/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "src/index.css": '@import "tailwindcss";\n.btn { @apply bg-black text-white; }\n',
}


def test_a_project_of_several_files_runs(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, PROJECT)
    qtbot.waitUntil(lambda: text_of(qtbot, view) == "Shop Chair Lamp shut", timeout=5_000)
    answer(qtbot, view, "document.querySelector('button').click()")
    qtbot.waitUntil(lambda: text_of(qtbot, view).endswith("open"), timeout=5_000)
    assert answer(qtbot, view, "getComputedStyle(document.querySelector('h1')).fontSize") == "30px"
    assert answer(qtbot, view, "getComputedStyle(document.querySelector('button')).color") == "rgb(255, 255, 255)"
    assert answer(qtbot, view, "document.querySelector('img').naturalWidth") == 9
    assert console_of(view) == []


def test_each_element_says_the_place_of_its_tag(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, PROJECT)
    places = told(
        qtbot,
        view,
        f"[...document.querySelectorAll('[{ATTRIBUTE}]')].map((e) => [e.localName, e.dataset.moonpaneSource])",
    )
    assert isinstance(places, list)
    assert sorted(name for name, _ in places) == ["button", "h1", "img", "main", "p", "p"]
    for name, said in places:
        place = parse_place(said, list(PROJECT))
        assert place is not None
        file, line, column = place
        assert PROJECT[file].split("\n")[line - 1][column - 1 :].startswith(f"<{name}")


ODD = Path(__file__).with_name("odd.html")


def test_a_page_says_its_places_as_the_browser_sees_it(qtbot: QtBot, view: PreviewView) -> None:
    """Chromium's own parser is the judge of which tags there are."""
    page = ODD.read_text(encoding="utf-8")
    show_files(qtbot, view, {"index.html": page}, "html")
    elements = told(
        qtbot, view, "[...document.body.querySelectorAll('*')].map((e) => [e.localName, e.dataset?.moonpaneSource])"
    )
    assert isinstance(elements, list)
    unseen = {"tbody", "script", "style", "noscript", "template", "title"}  # the first is implied by others
    assert [name for name, said in elements if said is None and name not in unseen] == []
    lines = page.split("\n")
    for name, said in elements:
        if said is not None:
            _, line, column = parse_place(said, ["index.html"]) or ("", 0, 0)
            assert lines[line - 1][column - 1 :].lower().startswith(f"<{name}".lower()), said
    assert len(elements) > 25


ERRORS = {
    "a bracket is missing": (
        {"App.jsx": "const App = () => {\n  const a = [1;\n  return <p/>;\n};\nexport default App;"},
        'Unexpected token, expected "," App.jsx:2:15',
    ),
    "in another file": (
        {"App.jsx": "import A from './A';\nexport default () => <A/>", "A.tsx": "export default () => (\n  <b>x</i>\n"},
        "Expected corresponding JSX closing tag for <b>. A.tsx:2:7",
    ),
    "what only the engine sees": (
        {"App.jsx": "export default function App() {\n  const a = 1;\n  const a = 2;\n  return <p/>;\n}"},
        "Identifier 'a' has already been declared App.jsx:3:9",
    ),
    "while rendering": (
        {"App.jsx": "export default function App() {\n  const a = null;\n  return <p>{a.b}</p>;\n}"},
        "Cannot read properties of null (reading 'b') App.jsx:3:",
    ),
    "while loading": ({"App.jsx": "\nnowhere();\nexport default () => <p/>"}, "nowhere is not defined App.jsx:2:1"),
    "no such file": (
        {"App.jsx": "\nimport A from './A';\nexport default () => <A/>"},
        "“./A” is not among the files of this project. App.jsx:2",
    ),
    "nothing to show": ({"App.jsx": "const a = 1;"}, "App.jsx exports no component, so there is nothing to show."),
    "JSON": ({"App.jsx": "import a from './a.json';\nexport default () => a", "a.json": "{"}, "a.json"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_shown_with_its_place(qtbot: QtBot, view: PreviewView, name: str) -> None:
    files, sentence = ERRORS[name]
    show_files(qtbot, view, files)
    qtbot.waitUntil(lambda: panel_of(qtbot, view) != "", timeout=5_000)
    assert sentence in panel_of(qtbot, view)
    qtbot.waitUntil(lambda: bool(view.console.lines), timeout=5_000)
    assert any(sentence.split(" App.")[0].split(" A.")[0] in line for line in console_of(view))


def test_tags_that_cross_are_told_though_the_page_can_be_shown(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"App.jsx": "export default () => (\n  <div><p>hi</b></div>\n);"})
    qtbot.waitUntil(lambda: bool(view.console.lines), timeout=5_000)
    assert text_of(qtbot, view) == "hi"
    assert console_of(view) == ["App.jsx:2:13: Expected corresponding JSX closing tag for <p>."]


def test_an_unknown_package_is_named_and_has_a_stand_in(qtbot: QtBot, view: PreviewView) -> None:
    app = (
        'import { Camera } from "lucide-react";\nimport { motion } from "framer-motion";\nimport clsx from "clsx";\n'
        'import useSWR from "swr";\nexport default function App() {\n  const { data } = useSWR("x");\n'
        '  return <motion.div className={clsx("a", "b")}>here <Camera size={20} /></motion.div>;\n}'
    )
    show_files(qtbot, view, {"App.jsx": app})
    assert text_of(qtbot, view) == "here"
    assert panel_of(qtbot, view) == ""
    assert answer(qtbot, view, "document.querySelector('#root svg').getBoundingClientRect().width") == 20
    (line,) = console_of(view)
    assert re.match(r"App\.jsx:1: .*“lucide-react”, “framer-motion”, “clsx”, “swr”", line)


CDN_PAGE = """<!DOCTYPE html><html><head>
<script src="https://cdn.tailwindcss.com"></script>
<script>tailwind.config = { theme: { extend: { colors: { brand: { 500: '#ff00aa' } } } } }</script>
<script crossorigin src="https://unpkg.com/react@18/umd/react.development.js"></script>
<script crossorigin src="https://unpkg.com/react-dom@18/umd/react-dom.development.js"></script>
<script src="https://unpkg.com/@babel/standalone@7.25.6/babel.min.js"></script>
</head><body><div id="root"></div>
<script type="text/babel">const Name = () => <b>{React.version.split(".")[0]}</b>;</script>
<script type="text/babel">
const { useState } = React;
function App() {
  const [n] = useState(1);
  return <div className="border rounded-sm bg-brand-500 bg-opacity-50">Hello {n} <Name /></div>;
}
ReactDOM.createRoot(document.getElementById("root")).render(<App />);
</script></body></html>"""


def test_a_page_for_cdns_runs_from_the_bundle(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"index.html": CDN_PAGE}, "html")
    qtbot.waitUntil(lambda: text_of(qtbot, view) == "Hello 1 19", timeout=5_000)
    look = "[s.backgroundColor, s.borderTopColor, s.borderTopLeftRadius]"
    look = f"(() => {{ const s = getComputedStyle(document.querySelector('#root div')); return {look} }})()"
    colour, border, radius = told(qtbot, view, look)  # type: ignore[misc]
    assert "0.5)" in colour  # of version 3: half opaque
    assert radius == "2px"  # of version 3: 4px is the newer one's
    assert "0 0 0" not in border
    assert answer(qtbot, view, "document.querySelector('#root div').dataset.moonpaneSource") == "index.html:13:10"
    assert console_of(view) == []


def test_modules_of_a_page_import_each_other(qtbot: QtBot, view: PreviewView) -> None:
    page = (
        "<!DOCTYPE html><p id=out>no</p>\n<script type=module>\nimport { twice } from './lib/math.js';\n"
        "import React from 'https://esm.sh/react@19';\n"
        "out.textContent = await twice(21) + typeof React.useState;</script>"
    )
    files = {
        "index.html": page,
        "lib/math.js": "import { one } from './one.js';\nexport const twice = async (x) => 2 * x * one;",
        "lib/one.js": "export const one = 1;",
    }
    show_files(qtbot, view, files, "html")
    qtbot.waitUntil(lambda: text_of(qtbot, view) == "42function", timeout=5_000)
    assert console_of(view) == []


def test_an_error_in_the_jsx_of_a_page_has_its_line(qtbot: QtBot, view: PreviewView) -> None:
    page = "<!DOCTYPE html><div id=root></div>\n<script type='text/babel'>\nconst a = <p>;\n</script>"
    show_files(qtbot, view, {"index.html": page}, "html")
    qtbot.waitUntil(lambda: panel_of(qtbot, view) != "", timeout=5_000)
    assert "index.html:3:14" in panel_of(qtbot, view)


def test_tailwind_follows_what_scripts_do(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"index.html": "<!DOCTYPE html><p class='mt-3'>Hi</p>"}, "tailwind")
    answer(qtbot, view, "document.querySelector('p').className = 'pl-[13px] dark:pl-0'; 1")
    size = "getComputedStyle(document.querySelector('p')).paddingLeft"
    qtbot.waitUntil(lambda: answer(qtbot, view, size) == "13px", timeout=5_000)


def test_a_better_page_keeps_the_focus_but_outlines_no_field(qtbot: QtBot, view: PreviewView) -> None:
    page = '<!DOCTYPE html><input value="a"><p>%s'
    show_files(qtbot, view, {"index.html": page % "one"}, "html")
    assert view.surface is not None
    view.activateWindow()
    view.surface.view.setFocus()
    show_files(qtbot, view, {"index.html": page % "two"}, "html")
    qtbot.wait(200)
    assert view.surface.view.hasFocus() or view.surface.isAncestorOf(view.focusWidget())
    assert answer(qtbot, view, "document.activeElement.localName") == "body"
