"""Pages that say themselves what may run in them, by a Content-Security-Policy of their own."""

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview.view import PreviewView
from tests.preview.looking import answer, panel_of, show_files, text_of

FORBIDS = "The page's own Content-Security-Policy forbids its scripts"
IMPORTING = 'import { word } from "./word.js";\ndocument.querySelector("p").textContent = word;\n'
WORD = 'import { end } from "./end.js";\nexport const word = `ran${end}`;\n'


def page(policy: str, body: str) -> str:
    own = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"<!DOCTYPE html><html><head>{own}</head>\n<body><p>still</p>{body}</body></html>"


def project(policy: str) -> dict[str, str]:
    html = page(policy, '<script type="module" src="main.js"></script>')
    return {"index.html": html, "main.js": IMPORTING, "word.js": WORD, "end.js": 'export const end = "!";\n'}


@pytest.mark.parametrize("policy", ["default-src * 'unsafe-inline'", "script-src * 'unsafe-eval'; style-src *"])
def test_modules_run_in_every_way_that_the_page_itself_allows(qtbot: QtBot, view: PreviewView, policy: str) -> None:
    show_files(qtbot, view, project(policy), "html")
    qtbot.waitUntil(lambda: text_of(qtbot, view) == "ran!", timeout=5_000)
    assert panel_of(qtbot, view) == ""


def test_an_error_of_a_module_has_its_place_though_nothing_may_be_evaluated(qtbot: QtBot, view: PreviewView) -> None:
    files = project("default-src * 'unsafe-inline'") | {"end.js": "\nexport const end = 1;\nconst end = 2;\n"}
    show_files(qtbot, view, files, "html")
    qtbot.waitUntil(lambda: panel_of(qtbot, view) != "", timeout=5_000)
    assert "has already been declared end.js:3" in panel_of(qtbot, view)


@pytest.mark.parametrize("policy", ["default-src *", "default-src 'self'"])
@pytest.mark.parametrize(
    "script", ['<script type="module" src="main.js"></script>', '<script type="text/babel">const a = <b/>;</script>']
)
def test_a_page_that_forbids_its_own_scripts_says_so(qtbot: QtBot, view: PreviewView, script: str, policy: str) -> None:
    files = project("") | {"index.html": page(policy, script)}
    show_files(qtbot, view, files, "html")
    qtbot.waitUntil(lambda: panel_of(qtbot, view) != "", timeout=5_000)
    assert FORBIDS in panel_of(qtbot, view)
    assert text_of(qtbot, view).endswith("still")
    notice = "getComputedStyle(document.querySelector('moonpane-notice').shadowRoot.querySelector('.panel'))"
    assert answer(qtbot, view, f"{notice}.borderRadius") == "14px", "it looks as ever"


def test_a_strict_page_that_needs_nothing_run_is_shown(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"index.html": page("default-src *", "<h1>plain</h1>")}, "html")
    assert text_of(qtbot, view) == "still plain"
    assert panel_of(qtbot, view) == ""
