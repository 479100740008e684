"""The answers of a run that is not done yet, in the folder of its results: one that broke off goes on from there."""

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from moonpane.errors import InputError
from moonpane.evaluation.rows import NOTHING, Row

_FIELDS = ("html", "tokens", "seconds", "is_complete", "error")


@dataclass(frozen=True)
class Answer:
    """What a model made of a picture."""

    row: Row
    refined: str = ""  # the page after its refinement


@dataclass(frozen=True)
class KeptAnswers:
    """One file for each answer; `asked` says of whom and how: others would answer otherwise."""

    folder: Path
    asked: str

    def find(self, name: str, mockup: bytes) -> Answer | None:
        """The answer to a picture, where there is a whole one."""
        try:
            kept = json.loads(self._path(name, mockup).read_text(encoding="utf-8"))
            row = Row(name, NOTHING, mockup=mockup, **{field: kept[field] for field in _FIELDS})
            return Answer(row, kept["refined"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, answer: Answer, mockup: bytes) -> None:
        """Raises InputError."""
        kept = {field: getattr(answer.row, field) for field in _FIELDS} | {"refined": answer.refined}
        path = self._path(answer.row.name, mockup)
        draft = path.with_suffix(".draft")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(kept), encoding="utf-8")
            os.replace(draft, path)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error

    def _path(self, name: str, mockup: bytes) -> Path:
        digest = hashlib.sha256(b"\0".join((self.asked.encode(), name.encode(), mockup)))
        return self.folder / f"{digest.hexdigest()[:32]}.json"


def forget(folder: Path) -> None:
    """The run is done: the next one asks anew."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)
