"""What jobs would tell the store, said by a test."""

from collections.abc import Sequence

from PySide6.QtGui import QImage

from moonpane.session import INDEX, Attachment, Kind, Revision, Turn
from moonpane.session import Exchange as Record
from moonpane.store import notices
from moonpane.store.model import Exchange, Phase, Picture
from moonpane.store.studio import Store
from tests.ui.conftest import PAGE, png

FIGURES = {
    "overall": 0.9,
    "ssim": 0.95,
    "palette": 0.4,
    "tiles": [[0.0, 0.5], [0.02, 1.0]],
    "tile_size": 16,
    "summary": "0.90 overall.",
    "worst": [{"x": 0, "y": 0, "width": 32, "height": 16, "difference": 0.6}],
}


def begin(store: Store, pictures: Sequence[Picture] = (), *, text: str = "", kind: Kind | None = None) -> Exchange:
    """A question without an answer yet."""
    asked = Turn("user", text, tuple(picture.attachment for picture in pictures))
    record = Record(kind or ("convert" if pictures else "talk"), asked, Turn("assistant", status="growing"))
    record.parent, record.base = store.session.head, store.session.shown
    return store.begin(record, pictures)


def grow(store: Store, exchange: Exchange, page: str) -> None:
    """The page as far as it has been written."""
    store.apply([notices.TextArrived(exchange.id, page, files={INDEX: page}, growing=INDEX)])


def make(store: Store, exchange: Exchange, page: str, *, is_complete: bool = True) -> Revision:
    """The page is written."""
    parent = exchange.record.base
    revision = Revision({INDEX: page}, exchange=exchange.id, parent=parent, is_complete=is_complete)
    store.apply([notices.RevisionMade(exchange.id, revision)])
    return revision


def measure(store: Store, revision: Revision, picture: QImage, *, is_compared: bool = True) -> None:
    """It was drawn, and compared with its mockup."""
    known = Revision(
        revision.files,
        id=revision.id,
        exchange=revision.exchange,
        parent=revision.parent,
        is_complete=revision.is_complete,
        figures=FIGURES if is_compared else None,
    )
    store.apply([notices.RevisionMeasured(store.session.id, known, (picture,), picture)])


def end(store: Store, exchange: Exchange, phase: Phase = Phase.DONE, sentence: str = "") -> None:
    store.apply([notices.ExchangeEnded(exchange.id, phase, sentence)])


def picture(width: int = 360, height: int = 240) -> Picture:
    data = png(width, height)
    image = QImage.fromData(data)
    return Picture(Attachment("a.png", data, width, height), image, image)


def finished(store: Store, *, is_compared: bool = True) -> Exchange:
    """An exchange that went well, told by notices as a job would."""
    exchange = begin(store, [picture()])
    store.apply([notices.PhaseReached(exchange.id, Phase.MEASURING), notices.LinesRead(exchange.id, 2, 2)])
    store.apply([notices.TextArrived(exchange.id, PAGE, tokens=90, tokens_per_s=40.0)])
    revision = make(store, exchange, PAGE)
    store.apply([notices.PhaseReached(exchange.id, Phase.RENDERING)])
    measure(store, revision, QImage.fromData(png(360, 240)), is_compared=is_compared)
    end(store, exchange, sentence="" if is_compared else "It could not be measured.")
    return exchange
