"""The studio is killed while a large page is written in parts: nothing of any part is lost, and the page goes on."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from moonpane.archive import Archive
from moonpane.convert.embedded import AT_ONCE
from moonpane.session import Session
from tests.app.test_convert import mockup
from tests.e2e.test_killed_studio import PATIENCE_S, Life
from tests.ui.conftest import PAGE
from tests.ui.scripted_engine import HURRY


class Place:
    """A folder in which a studio lives, and what is found there after its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "config.json").write_text("{}")
        (folder / "page.html").write_text(PAGE)
        picture = mockup(tuple(f"{n} is a line" for n in range(40)), size=(500, 1640))
        (folder / "mockup.png").write_bytes(picture.png)

    def live(self) -> Life:
        (self.folder / "asked").write_text("")
        return Life(self.folder, "parts")

    def asked(self) -> list[str]:
        """What the model was asked for in this life: read or write."""
        lines = (self.folder / "asked").read_text().splitlines(keepends=True)
        said = [json.loads(line)[-1]["content"][-1]["text"] for line in lines if line.endswith("\n")]
        return [each.split()[0] for each in said]

    def kept(self) -> Session:
        with Archive.open(self.folder / "archive") as archive:
            (head,) = archive.sessions()
            return archive.load(head.id)


def shown(life: Life) -> dict[str, list[tuple[str, str]]]:
    """Of each exchange that was shown, its pages with the phase that it was in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in list(life.shown):
        for id, _, _, page, phase in each["exchanges"]:
            found.setdefault(id, []).append((page, phase))
    return found


def wait(life: Life, place: Place, is_due: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_due():
        assert time.monotonic() < end, (place.folder / "errors").read_text()
        time.sleep(0.02)


def test_a_page_goes_on_after_a_kill_with_all_that_was_written(tmp_path: Path) -> None:
    place = Place(tmp_path)
    life = place.live()
    wait(life, place, lambda: place.asked().count("write") >= AT_ONCE + 2 and life.shown)
    time.sleep(1.2)  # what grows is kept twice a second
    life.kill()
    session = place.kept()
    (stopped,), (before,) = session.exchanges.values(), session.revisions.values()
    parts = [each for each in stopped.replies.values() if each.text.startswith("<!DOCTYPE")]
    num_whole = sum(each.is_whole for each in parts)
    assert num_whole >= 2
    assert len(parts) > num_whole + 1, "the parts behind the one that grows, too"
    assert before.page, "what has grown in order is a version"

    (tmp_path / HURRY).touch()
    life = place.live()
    wait(life, place, lambda: [pages for pages in shown(life).values() if pages[-1][1] == "DONE"][1:])
    life.kill()
    continued, anew = list(shown(life))[:2]
    assert min(len(page) for page, _ in shown(life)[continued]) >= len(before.page), "never less than there was"
    session = place.kept()
    assert session.branch()[0].id == continued != stopped.id
    whole, uninterrupted = (
        next(each for each in session.revisions.values() if each.exchange == id) for id in (continued, anew)
    )
    assert whole.is_complete
    assert dict(whole.files) == dict(uninterrupted.files)
    num_again = place.asked().index("read")  # which begins the second page
    assert num_again == place.asked()[num_again:].count("write") - num_whole
    assert session.exchanges[continued].replies == {}, "it is whole"
