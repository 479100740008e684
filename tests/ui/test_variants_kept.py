"""Several pages for one picture: what there is of each is kept while it is written, and when it is stopped."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from moonpane.archive import Archive
from moonpane.store.model import Phase
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import ended, send, wait

SLOW = [Rule(HTML.replace("Welcome back", f"Page {number}"), pause_s=0.08, piece=8) for number in range(3)]


def test_all_of_them_are_there_after_a_kill_or_a_stop(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, tmp_path: Path
) -> None:
    studio = make_studio(rules=SLOW)
    send(studio, qtbot, "", (mockup_file,), variants=3)
    copies = iter(range(1000))
    pages: list[str] = []

    def three_are_kept() -> bool:
        """What the next start would find, were this one killed now."""
        copy = Path(shutil.copytree(tmp_path / "archive", tmp_path / f"copy-{next(copies)}"))
        with Archive.open(copy) as archive:
            if studio.store.session.id not in [head.id for head in archive.sessions()]:
                return False
            session = archive.load(studio.store.session.id)
        pages[:] = [each.page for each in session.revisions.values() if not each.is_complete]
        return len(set(pages)) == 3 and all("Page " in page for page in pages)  # equal beginnings are one version

    qtbot.waitUntil(three_are_kept, timeout=60_000)
    studio.desk.stop()
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.STOPPED
    versions = [each for each in studio.store.current.versions.values() if each.revision.exchange == exchange.id]
    assert [each.revision.is_complete for each in versions] == [False] * 3
    for page in pages:
        assert any(each.revision.page.startswith(page[:200]) for each in versions)
    assert studio.store.version is versions[-1]
    wait(qtbot, lambda: not studio.store.unkept)
    studio.shut_down()
    with Archive.open(tmp_path / "archive") as archive:
        assert len(archive.load(studio.store.session.id).revisions) == 3
