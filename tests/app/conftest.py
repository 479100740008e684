"""Async tests of the app run on asyncio, through anyio's pytest plugin."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane.archive import Archive
from moonpane.session import Session
from tests.app.archive_samples import conversation, keep, png
from tests.app.command_line import SIZED


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def mockup(tmp_path: Path) -> Path:
    image = Image.new("RGB", (260, 120), "white")
    ImageDraw.Draw(image).text((20, 20), "Hello there", fill=(20, 32, 60), font=ImageFont.load_default(size=24))
    image.save(tmp_path / "mockup.png")
    return tmp_path / "mockup.png"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Three pages to evaluate a model with."""
    folder = tmp_path / "suite"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.html").write_text(SIZED)
    return folder


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is such a thing: for tests that write much and do not ask for a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="moonpane-test-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """What is refused leaves nothing in it, so that one does for all tests of a file."""
    with Archive.open(tmp_path_factory.mktemp("archive") / "moonpane") as archive:
        yield archive


@pytest.fixture(scope="module")
def original(archive: Archive) -> Session:
    """A conversation in `archive`, with pictures of its pages."""
    session = conversation()
    return keep(archive, session, {id: png(20) for id in session.revisions})


@pytest.fixture
def exported(archive: Archive, original: Session, tmp_path: Path) -> Path:
    """The same, exported."""
    archive.export_session(original.id, tmp_path / "talk.zip")
    return tmp_path / "talk.zip"
