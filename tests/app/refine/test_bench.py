"""Real pages, measured: at several widths, many at once, larger than their mockup, without an end."""

import pytest

from moonpane.errors import RenderError
from moonpane.measure import measure_page
from moonpane.pixels import PixelWorker
from moonpane.refine import Bench, Views, measure_views
from moonpane.session import INDEX
from tests.app.refine.pictures import NEAR, TRUTH, picture_of

pytestmark = pytest.mark.anyio
ENDLESS = NEAR.replace("</body>", "<script>while(true){}</script></body>")
TALL = NEAR.replace("24px 24px;gap", "24px 400px;gap")
NARROW = TRUTH.replace("</style>", "@media (max-width:250px){body{padding:40px!important}}</style>")


async def test_many_pages_measure_as_each_alone_does() -> None:
    """Also one that goes on below its picture."""
    async with PixelWorker() as worker:
        mockup = await picture_of(TRUTH)
        bench = Bench([mockup], worker)
        pages = [TRUTH, NEAR, TALL]
        alone = [(await measure_page(html, mockup, worker)).score["overall"] for html in pages]
        found = {}
        async for number, result in bench.measure_many([{INDEX: html} for html in pages], "html"):
            assert isinstance(result, Views)
            found[number] = result.overall
        assert [found[number] for number in range(3)] == alone
        assert alone[0] > alone[1] > alone[2]
        assert bench.known({INDEX: NEAR}, "html") is not None


async def test_a_page_without_an_end_fails_alone_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moonpane.drawing.PAGE_TIMEOUT_S", 4.0)
    async with PixelWorker() as worker:
        bench = Bench([await picture_of(TRUTH)], worker)
        projects = [{INDEX: ENDLESS}, {INDEX: NEAR}, {"a.txt": ""}]
        found = {number: result async for number, result in bench.measure_many(projects, "html")}
    assert isinstance(found[1], Views)
    for number, words in ((0, "did not finish within"), (2, "nothing can be drawn")):
        error = found[number]
        assert isinstance(error, RenderError)
        assert words in str(error)


async def test_a_page_has_a_score_at_each_width_and_counts_by_their_mean() -> None:
    async with PixelWorker() as worker:
        mockups = [await picture_of(TRUTH), await picture_of(TRUTH, 240, 300)]
        same = await measure_views({INDEX: TRUTH}, "html", mockups, worker)
        other = await measure_views({INDEX: NARROW}, "html", mockups, worker)
    assert [view.overall for view in same.each] == pytest.approx([1.0, 1.0], abs=0.002)
    wide, narrow = other.each
    assert wide.overall == same.each[0].overall
    assert narrow.overall < 0.95
    assert other.overall == pytest.approx((wide.overall + narrow.overall) / 2)
