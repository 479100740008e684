"""A session as it is after weeks of work."""

from moonpane.archive import Archive
from moonpane.session import Session
from tests.app.archive_samples import FIGURES, ask, keep, make, picture, png
from tests.ui.conftest import PAGE

ANSWER = (
    "I changed **the colour** of the button.\n\n- a first point\n- a second one\n\n```css\nb { color: #000 }\n```\n"
)


def large_session(archive: Archive, *, exchanges: int = 300, revisions: int = 100) -> Session:
    """Kept in an archive: each third exchange brought a version, and every thirtieth a picture."""
    session = Session()
    for number in range(exchanges):
        pictures = (picture(number),) if number % 30 == 0 else ()
        exchange = ask(session, f"Make the button a little larger, {number}", ANSWER, *pictures)
        if number % 3 == 0 and len(session.revisions) < revisions:
            make(session, {"index.html": PAGE.replace("Save", f"Save {number}")}, exchange, figures=FIGURES)
    renders = {id: png(number) for number, id in enumerate(session.revisions)}
    return keep(archive, session, renders)
