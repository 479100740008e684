"""What leaves the studio is whole, or what was there before stays."""

import errno
import os
from pathlib import Path

import pytest

from moonpane.session import Revision
from moonpane.store.notices import Told
from moonpane.store.work import outgoing
from moonpane.store.work.outgoing import Outgoing

pytestmark = pytest.mark.anyio
PAGE = Revision({"index.html": "<p>new\n</p>\ud800"})


async def saved(path: Path) -> Told:
    said: list[object] = []
    await Outgoing(said.append).save(PAGE, path)
    (told,) = [each for each in said if isinstance(each, Told)]
    return told


async def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")
    real = Path.write_text

    def write_half(self: Path, text: str, **how: str) -> int:
        real(self, text[:2], **how)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_half)
        told = await saved(path)
    assert told == Told(f"{path} cannot be written: No space left on device.", is_bad=True)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["page.html"]


async def test_a_page_is_saved_with_the_rights_of_the_former_and_through_links(tmp_path: Path) -> None:
    path, link = tmp_path / "page.html", tmp_path / "link.html"
    path.write_text("old")
    path.chmod(0o604)
    link.symlink_to(path)
    assert not (await saved(link)).is_bad
    assert link.is_symlink()
    assert path.read_bytes() == b"<p>new\n</p>?"
    assert path.stat().st_mode & 0o777 == 0o604
    assert sorted(os.listdir(tmp_path)) == ["link.html", "page.html"]


async def test_a_file_in_a_folder_of_others_is_written_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("something longer than the page")
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != tmp_path)
    monkeypatch.setattr(outgoing, "whole_file", None)
    assert not (await saved(path)).is_bad
    assert path.read_bytes() == b"<p>new\n</p>?"
