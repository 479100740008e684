"""One conversation as a zip file: `session.json`, and beside it pictures, recordings and pages as ordinary files.

session.json              what was asked and answered, and which versions there are; see `bundle_form`
pictures/DIGEST.png       what was attached, and the same with what was drawn onto it
videos/DIGEST.mp4         recordings
renders/DIGEST.png        pictures of the pages
pages/001/index.html      the files of the first version, and so on
"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from moonpane.archive.bundle_form import FORMAT, VERSION
from moonpane.archive.files import whole_file
from moonpane.archive.values import to_json
from moonpane.artifact.names import is_harmless
from moonpane.artifact.pictures import content_of, is_picture
from moonpane.errors import InputError
from moonpane.session import Attachment, Exchange, Revision, Session, Turn

COMPRESSED = zipfile.ZIP_DEFLATED


def write_bundle(path: Path, session: Session, render_of: Callable[[str], bytes | None]) -> None:
    """Writes a conversation to `path`, wholly or not at all. Raises InputError where that is not possible."""
    try:
        with whole_file(path) as draft, zipfile.ZipFile(draft, "x", COMPRESSED) as archive:
            _Writer(archive).write(session, render_of)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error


class _Writer:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._written: set[str] = set()
        self._shown: dict[tuple[str, str], str] = {}  # (path, text) → member, of pictures that pages show

    def write(self, session: Session, render_of: Callable[[str], bytes | None]) -> None:
        growing = (each for each in session.exchanges.values() if each.answer.status == "growing")
        if next(growing, None) is not None:
            raise InputError("An answer is still being written; export the conversation when it has ended.")
        form = {
            "format": FORMAT,
            "version": VERSION,
            "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "title": session.title,
            "created_at": session.created_at,
            "updated_at": session.updated_at,
            "head": session.head,
            "shown": session.shown,
            "exchanges": [self._exchange(each) for each in session.exchanges.values()],
            "revisions": [
                self._revision(number, each, render_of(each.id))
                for number, each in enumerate(session.revisions.values(), 1)
            ],
        }
        # By way of compact JSON, which says plainly what is not plain yet.
        text = json.dumps(json.loads(to_json(form)), ensure_ascii=False, indent=1)
        self._archive.writestr("session.json", text.encode("utf-8", "replace"))

    def _exchange(self, exchange: Exchange) -> dict[str, Any]:
        return {
            "id": exchange.id,
            "kind": exchange.kind,
            "parent": exchange.parent,
            "base": exchange.base,
            "stack": exchange.stack,
            "thinking": exchange.thinking,
            "model": exchange.model,
            "created_at": exchange.created_at,
            "remarks": exchange.remarks,
            "course": asdict(exchange.course),
            "asked": self._turn(exchange.asked),
            "answer": self._turn(exchange.answer),
        }

    def _turn(self, turn: Turn) -> dict[str, Any]:
        return {
            "text": turn.text,
            "attachments": [self._attachment(each) for each in turn.attachments],
            "reasoning": turn.reasoning,
            "reasoning_s": turn.reasoning_s,
            "status": turn.status,
            "error": turn.error,
            "num_tokens": turn.num_tokens,
            "prompt_tokens": turn.prompt_tokens,
        }

    def _attachment(self, attachment: Attachment) -> dict[str, Any]:
        video = attachment.video
        file = self._video(video.path) if video else None
        return {
            "name": attachment.name,
            "picture": self._picture("pictures", attachment.png),
            "notes": attachment.notes,
            "marked": self._picture("pictures", attachment.marked) if attachment.marked else None,
            "video": {"file": file, "seconds": video.seconds} if video and file else None,
        }

    def _revision(self, number: int, revision: Revision, render: bytes | None) -> dict[str, Any]:
        files: dict[str, str] = {}
        for index, (path, text) in enumerate(revision.files.items(), 1):
            # Some system cannot give the other names, or does something with what is called so.
            path = path if is_harmless(path) else f"file-{index}.txt"
            files[path] = self._file(f"pages/{number:03}/{path}", path, text)
        return {
            "id": revision.id,
            "files": files,
            "exchange": revision.exchange,
            "parent": revision.parent,
            "origin": revision.origin,
            "stack": revision.stack,
            "is_complete": revision.is_complete,
            "figures": revision.figures,
            "render": self._picture("renders", render) if render else None,
            "created_at": revision.created_at,
        }

    def _file(self, member: str, path: str, text: str) -> str:
        """The member that holds a file; a picture that several versions show is there once."""
        known = self._shown.get((path, text))
        if known is None:
            self._archive.writestr(member, content_of(path, text))
            if is_picture(path, text):
                self._shown[path, text] = member
        return known or member

    def _picture(self, folder: str, png: bytes) -> str:
        name = f"{folder}/{hashlib.sha256(png).hexdigest()}.png"
        if name not in self._written:
            self._written.add(name)
            self._archive.writestr(name, png, zipfile.ZIP_STORED)  # compressed as it is
        return name

    def _video(self, path: Path) -> str | None:
        """None for a recording that is no longer there."""
        if not path.is_file():
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = f"videos/{digest}{path.suffix}"
        if name not in self._written:
            self._written.add(name)
            self._archive.write(path, name, zipfile.ZIP_STORED)
        return name
