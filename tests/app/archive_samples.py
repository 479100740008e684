"""Conversations, pictures and pages for tests of the archive."""

import io
from collections.abc import Mapping

from PIL import Image

from moonpane.archive import Archive
from moonpane.course import Course, Failure, FileEdits, Refinement, RefineStep
from moonpane.session import Attachment, Exchange, Revision, Session, Turn

FIGURES = {
    "overall": 0.91,
    "pixels": 0.9,
    "design2code": None,
    "block_match": 1.0,
    "text": None,
    "position": 0.9,
    "color": 0.8,
    "color_tight": 0.7,
    "ssim": 0.9,
    "edges": 0.9,
    "palette": 0.9,
    "height_ratio": 1.0,
    "width_ratio": 1.0,
    "height_gate": True,
    "components": "3 of 5",
    "summary": "0.91 overall.",
    "sizes": {"original": [300, 200], "page": [300, 200]},
    "missing": [],
    "extra": ["oh"],
    "tile_size": 64,
    "tiles": [[0.0, 0.5], [1.0, 0.25]],
    "worst": [{"x": 0, "y": 64, "width": 64, "height": 64, "difference": 1.0}],
}


def png(seed: int = 0, width: int = 300, height: int = 200) -> bytes:
    """A picture of its own for each seed."""
    buffer = io.BytesIO()
    color = (seed % 256, seed // 256 % 256, seed // 65536 % 256)
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def picture(seed: int = 0, name: str = "mockup.png", *, marked: bytes = b"", notes: str = "") -> Attachment:
    return Attachment(name, png(seed), 300, 200, notes=notes, marked=marked)


def ask(
    session: Session, text: str, answer: str = "", *attachments: Attachment, status: str = "done", **more: object
) -> Exchange:
    """Adds a question and its answer below the head."""
    asked = Turn("user", text, attachments)
    exchange = Exchange(
        "convert" if attachments else "talk",
        asked,
        Turn("assistant", answer, status=status),  # type: ignore[arg-type]
        parent=session.head,
        base=session.shown,
        **more,  # type: ignore[arg-type]
    )
    return session.add(exchange)


def make(session: Session, files: Mapping[str, str], exchange: Exchange | None = None, **more: object) -> Revision:
    """Adds a version of the page, made from the one that was looked at."""
    revision = Revision(files, exchange=exchange.id if exchange else None, parent=session.shown, **more)  # type: ignore[arg-type]
    return session.add_revision(revision)


def conversation() -> Session:
    """Two branches, a thinking answer, a failed one, marks, two versions that share a file."""
    session = Session()
    first = ask(
        session,
        "Make the 파란 버튼 blue",
        "Here is the 按钮 page",
        picture(1, marked=png(2), notes="box: red"),
        stack="react",
        thinking=True,
        model="moonpane-tiny",
        remarks=("The picture is large.",),
    )
    first.answer.reasoning, first.answer.reasoning_s = "I look at it.", 1.5
    first.answer.num_tokens, first.answer.prompt_tokens = 120, 900
    make(session, {"index.html": "<h1>One</h1>", "style.css": "h1 { color: blue }"}, first, stack="react")
    second = ask(session, "Larger", "", status="failed")
    second.answer.error = "The engine ended."
    session.head = first.id
    third = ask(session, "Smaller instead", "Done", picture(3))
    failed = (Failure("No such lines.", asked_again=True), Failure("There is no file b.css."))
    edits = (FileEdits("index.html", 2, 3, 1, failed), FileEdits("", failed=failed), FileEdits("a.css", is_whole=True))
    third.course = Course(edits, "RENDERING", lines_total=12, lines_read=11, tokens_per_s=41.5)
    tried = (RefineStep(1, 0.91, True, "12 corrections."), RefineStep(1, None, False, "The model.", "It has no end."))
    third.course.refinement = Refinement("NO_GAIN", 0.875, tried, 1)
    make(session, {"index.html": "<h1>Two</h1>", "style.css": "h1 { color: blue }"}, third, figures=FIGURES)
    return session


def keep(archive: Archive, session: Session, renders: Mapping[str, bytes] | None = None) -> Session:
    """Keeps all of a session."""
    session.updated_at = max((each.created_at for each in session.exchanges.values()), default=session.updated_at)
    archive.keep_session(session)
    for exchange in session.exchanges.values():
        archive.keep_exchange(session.id, exchange)
    for revision in session.revisions.values():
        archive.keep_revision(session.id, revision, (renders or {}).get(revision.id))
    archive.keep_session(session)
    return session
