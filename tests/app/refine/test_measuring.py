"""Looking closer at a version: what was measured a moment ago is not drawn again, and regions lead to lines."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import pytest

from moonpane.archive.growth import NO_VARIANTS, Variants
from moonpane.drawing import Wanted, draw_many
from moonpane.pixels import PixelWorker
from moonpane.refine import bench
from moonpane.refine.regions import Spot
from moonpane.session import INDEX, Attachment, Exchange, Revision
from moonpane.store import notices
from moonpane.store.work.measuring import KEPT, Measuring
from tests.app.refine.pictures import NEAR, TRUTH, picture_of

pytestmark = pytest.mark.anyio
APP = """export default function App() {
  return (
    <main style={{ padding: 24, background: "#f6f7fb" }}>
      <h1 style={{ fontSize: 24, color: "#1a2233" }}>Welcome back</h1>
      <button style={{ background: "#a02fed", padding: 20, color: "#fff" }}>Save</button>
    </main>
  );
}
"""


class Kept:
    """A keeper that keeps nothing."""

    def keep_exchange(self, session_id: str, exchange: Exchange) -> None: ...
    def keep_revision(self, session_id: str, revision: Revision, render: bytes | None = None) -> None: ...
    def checkpoint(self, exchange: Exchange, files: Mapping[str, str], variants: Variants = NO_VARIANTS) -> None: ...


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each call of the renderer was given."""
    calls: list[int] = []

    async def counted(pages: Sequence[Wanted]) -> AsyncGenerator[Any]:
        calls.append(len(pages))
        async for each in draw_many(pages):
            yield each

    monkeypatch.setattr(bench, "draw_many", counted)
    return calls


def spots(told: list[Any]) -> list[tuple[Spot, ...]]:
    return [spots for notice in told if isinstance(notice, notices.SpotsFound) for spots in notice.spots]


async def look(
    measuring: Measuring, revision: Revision, mockups: list[Attachment], *, is_measured: bool = True
) -> None:
    await measuring.look_closer("session", revision, mockups, is_measured=is_measured)


async def test_a_version_that_was_measured_is_compared_without_drawing(drawn: list[int]) -> None:
    told: list[Any] = []
    revision = Revision({INDEX: NEAR})
    async with PixelWorker() as worker:
        measuring = Measuring(worker, told.append, Kept())
        mockups = [await picture_of(TRUTH)]
        await measuring.measure("session", revision, mockups)
        assert drawn == [1]
        await look(measuring, revision, mockups)
        assert drawn == [1], "it is known already"
        await look(measuring, revision, [await picture_of(TRUTH, 300, 200)])
        assert drawn == [1, 1], "beside another mockup it is another measurement"
    first, other = spots(told)
    assert first
    assert other
    assert {element.file for spot in first for element in spot.elements} == {INDEX}


async def test_a_version_that_was_never_measured_is_measured_and_told(drawn: list[int]) -> None:
    told: list[Any] = []
    revision = Revision({INDEX: NEAR})
    async with PixelWorker() as worker:
        measuring = Measuring(worker, told.append, Kept())
        await look(measuring, revision, [await picture_of(TRUTH)], is_measured=False)
    assert drawn == [1]
    assert [type(notice) for notice in told] == [notices.RevisionMeasured, notices.SpotsFound]


async def test_only_the_last_measurements_are_held(drawn: list[int]) -> None:
    revisions = [Revision({INDEX: NEAR}) for _ in range(KEPT + 1)]
    async with PixelWorker() as worker:
        measuring = Measuring(worker, lambda _: None, Kept())
        mockups = [await picture_of(TRUTH)]
        views = await measuring._views(revisions[0], mockups)
        for revision in revisions:
            measuring.take("session", revision, views)
        drawn.clear()
        await look(measuring, revisions[1], mockups)
        assert drawn == []
        await look(measuring, revisions[0], mockups)
        assert drawn == [1]


async def test_the_regions_of_a_component_lead_to_its_file() -> None:
    told: list[Any] = []
    revision = Revision({"src/Sign in.jsx": APP}, stack="react")
    async with PixelWorker() as worker:
        measuring = Measuring(worker, told.append, Kept())
        await look(measuring, revision, [await picture_of(TRUTH)], is_measured=False)
    named = {(each.file, each.tag) for spot in spots(told)[0] for each in spot.elements}
    assert ("src/Sign in.jsx", "button") in named
