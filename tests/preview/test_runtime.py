"""The scripts of the runtime are served to each page under its own host, and nothing else is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from moonpane.artifact.runtime import RUNTIME_SCRIPTS
from moonpane.preview import scheme
from moonpane.preview.page import PreviewPage
from moonpane.preview.profile import PreviewProfile

# Loads each address as a script and says which of them ran.
TRY = """<!DOCTYPE html><script>window.ran = []; window.left = 0;
for (const src of %r) { const s = document.createElement('script'); left++;
  s.src = src; s.onload = () => { ran.push(src); left--; }; s.onerror = () => left--;
  document.head.append(s); }</script>"""
ELSEWHERE = [
    "/~runtime/", "/~runtime", "/~runtime/../../paths.py", "/~runtime/%2e%2e/%2e%2e/paths.py",
    "/~runtime/..%2f..%2fpaths.py", "/~runtime/LICENSES.txt", "/~runtime/versions.json", "/~runtime/react.min.js",
    "/~RUNTIME/react.js", "/x/~runtime/react.js", "/~runtime/react.js/x", "/",
    "/~runtime//react.js", "/~runtime/react.js%00", "file:///etc/passwd",
]  # fmt: skip

Ran = Callable[[str], list[str]]


@pytest.fixture
def profile(qtbot: QtBot) -> Iterator[PreviewProfile]:
    made = PreviewProfile()
    yield made
    made.deleteLater()
    qtbot.wait(20)


@pytest.fixture
def ran(qtbot: QtBot, profile: PreviewProfile) -> Iterator[Ran]:
    """Shows a page that tries scripts; says which of them ran."""
    view = QWebEngineView()
    page = PreviewPage(profile, view)
    view.setPage(page)
    view.show()

    def show(html: str) -> list[str]:
        with qtbot.waitSignal(page.loadFinished, timeout=15_000):
            page.show_document(profile.documents.put(html))
        answers: list[object] = []

        def is_done() -> bool:
            page.runJavaScript("left === 0 ? JSON.stringify(ran) : null", 0, answers.append)
            return any(answers)

        qtbot.waitUntil(is_done, timeout=15_000)
        (said,) = {answer for answer in answers if isinstance(answer, str)}
        return [name for name in said.strip("[]").replace('"', "").split(",") if name]

    yield show
    view.close()
    view.deleteLater()
    qtbot.wait(50)


def test_a_page_gets_the_scripts_and_nothing_beside_them(ran: Ran) -> None:
    scripts = [f"/~runtime/{name}" for name in RUNTIME_SCRIPTS]
    assert sorted(ran(TRY % [*scripts, *ELSEWHERE])) == sorted(scripts)


def test_a_page_cannot_load_them_from_another_pages_host(
    ran: Ran, profile: PreviewProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f"{profile.documents.put('<p>other</p>').toString()}~runtime/tailwind.js"
    assert ran(TRY % [other]) == []
    # The control: it is the content policy that keeps them apart.
    monkeypatch.setattr(scheme, "CONTENT_SECURITY_POLICY", scheme.CONTENT_SECURITY_POLICY.replace("@@", "preview:"))
    assert ran(TRY % [other]) == [other]


def test_the_policy_names_one_host_and_one_folder() -> None:
    policy = dict(part.strip().split(" ", 1) for part in scheme.content_security_policy("abc").split(";"))
    assert policy["script-src"] == "'unsafe-inline' 'unsafe-eval' blob: preview://abc/~runtime/"
    assert policy["connect-src"] == "data: blob:"
    assert policy["worker-src"] == "blob:"
    assert "preview:" not in str({name: value for name, value in policy.items() if name != "script-src"})
