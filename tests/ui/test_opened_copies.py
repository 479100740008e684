"""Copies that a browser or an editor has opened lie in one place, and go when nobody works with them any more."""

import os
import time
from pathlib import Path

import pytest

from moonpane.session import Revision
from moonpane.store.notices import ReadyToOpen
from moonpane.store.work import copies
from moonpane.store.work.outgoing import Outgoing

pytestmark = pytest.mark.anyio

DAY_S = 24 * 3600.0


def aged(folder: Path, age_s: float) -> None:
    """As if nobody had touched it for so long."""
    when = time.time() - age_s
    for place, _, files in os.walk(folder, topdown=False):
        for each in (*(Path(place) / name for name in files), Path(place)):
            os.utime(each, (when, when))


async def opened(outgoing: Outgoing, said: list[object]) -> Path:
    await outgoing.open_elsewhere(Revision({"index.html": "<p>", "a/b.css": "p{}"}), in_browser=True)
    ready = said[-2] if not isinstance(said[-1], ReadyToOpen) else said[-1]
    assert isinstance(ready, ReadyToOpen)
    assert ready.path.read_text() == "<p>"
    return ready.path.parents[1]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def said() -> list[object]:
    return []


async def test_only_what_nobody_used_for_a_day_goes(tmp_path: Path, said: list[object]) -> None:
    folder = tmp_path / "cache" / "opened"
    outgoing = Outgoing(said.append, copies=folder)
    old, new, read, edited = [await opened(outgoing, said) for _ in range(4)]
    assert {each.parent for each in (old, new, read, edited)} == {folder}
    assert old.stat().st_mode & 0o077 == 0
    for copy in (old, read, edited):
        aged(copy, 1.1 * DAY_S)
    (folder / "of-somebody-else").mkdir()
    aged(folder / "of-somebody-else", 9 * DAY_S)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "page-link").symlink_to(elsewhere)
    page = read / "page" / "index.html"
    os.utime(page, (time.time(), page.stat().st_mtime))
    (edited / "page" / "a" / "b.css").write_text("p { color: red }")
    await outgoing.tidy()
    assert not old.exists()
    assert all(each.exists() for each in (new, read, edited, elsewhere, folder / "of-somebody-else"))
    for copy in (read, edited):
        aged(copy, 1.1 * DAY_S)
    assert copies.remove_old(folder) == 2
    assert new.exists()


async def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path, said: list[object]) -> None:
    await Outgoing(said.append, copies=tmp_path / "none").tidy()
    assert said == []
    assert not (tmp_path / "none").exists()


async def test_what_somebody_has_worked_on_stays(tmp_path: Path, said: list[object]) -> None:
    """Who edits a copy on Friday finds it on Monday."""
    copy = await opened(Outgoing(said.append, copies=tmp_path), said)
    aged(copy, 3.1 * DAY_S)
    edited = copy / "page" / "index.html"
    when = time.time() - 3 * DAY_S
    os.utime(edited, (when, when))
    assert copies.remove_old(tmp_path) == 0
    assert edited.exists()
