"""A page is drawn when it is whole, and as it is: whatever was before it, in the view or on the page itself."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo
from pytestqt.qtbot import QtBot

from moonpane.preview.headless import render_file
from moonpane.preview.headless.capture import Capture
from moonpane.preview.headless.job import Event, Job
from moonpane.preview.profile import PreviewProfile

Status = QWebEngineLoadingInfo.LoadStatus
SUCCEEDED = Status.LoadSucceededStatus
# It is busy before it shows anything.
PAGE = """<script>const end = performance.now() + 400; while (performance.now() < end);</script>
<body style="margin:0;background:#0000ff">"""

LATE = "<style id=styles data-moonpane-styles></style>"  # as long as this is empty, it is waited for
DOTS = """<style>
    body { margin: 0; background: #262628 }
    div { position: absolute; left: 0; top: 0; width: 205px; height: 19px; background: #262628 }
    i { position: absolute; width: 12px; height: 12px; background: #ff5f57; border-radius: 99px }
</style>"""


def test_that_the_page_before_has_loaded_or_failed_is_not_taken_for_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    profile = PreviewProfile()
    capture = Capture(profile)
    chromium, events, heard = capture._page, list[Event](), list[QWebEngineLoadingInfo]()
    capture.finished.connect(events.append)
    chromium.loadingChanged.connect(lambda info: heard.append(QWebEngineLoadingInfo(info)))
    dropped = profile.documents.put("")
    profile.documents.drop(dropped)
    for url, status in ((dropped, Status.LoadFailedStatus), (profile.documents.put("before"), SUCCEEDED)):
        chromium.show_document(url)
        qtbot.waitUntil(lambda status=status: bool(heard) and heard[-1].status() == status)
    page, picture = tmp_path / "page.html", tmp_path / "page.png"
    page.write_text(PAGE)
    capture.start(Job(0, str(page), str(picture), None, 60, 40))
    # With little time between the two pages, Chromium says it now.
    for info in [info for info in heard if info.status() != Status.LoadStartedStatus]:
        chromium.loadingChanged.emit(info)
    qtbot.waitUntil(lambda: bool(events), timeout=20_000)
    assert [(event.kind, event.sentence) for event in events] == [("done", "")]
    capture._view.deleteLater()  # a page goes before its profile
    qtbot.wait(50)
    assert {QImage(str(picture)).pixelColor(x, 20).name() for x in range(60)} == {"#0000ff"}


def test_a_page_that_changed_is_drawn_as_one_that_was_so_all_along(tmp_path: Path) -> None:
    """Chromium draws anew only what changed, and where a circle is cut for that, its edges come out otherwise."""
    dots = "".join(f"<i style='left:{18 + i * 143 / 7}px;top:{14 + i / 3}px'></i>" for i in range(20))
    change = """<script>
        let number = 0;
        const changing = setInterval(() => {
            a.style.background = number++ % 2 ? "#111" : "#262628";
            if (number < 9) return;
            clearInterval(changing);
            styles.textContent = "p {}";
        }, 60);
    </script>"""
    pictures = []
    for name, script in (("still", ""), ("changed", change)):
        page, picture = tmp_path / f"{name}.html", tmp_path / f"{name}.png"
        page.write_text(f"{DOTS}<div id=a></div>{dots}{script and LATE + script}")
        render_file(page, picture, width=448, height=60)
        pictures.append(QImage(str(picture)))
    assert pictures[0] == pictures[1]


def test_styles_are_waited_for_that_a_page_writes_for_itself(tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "page.png"
    script = "<script>setTimeout(() => { styles.textContent = 'body { background: #0000ff }'; }, 3500);</script>"
    page.write_text(f"{LATE}<p>late</p>{script}")
    render_file(page, picture, width=60, height=40)
    assert QImage(str(picture)).pixelColor(50, 30).name() == "#0000ff"
