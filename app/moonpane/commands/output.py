"""Where a command's results go: a folder for one page, a progress line, one JSON object."""

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.text import Text

from moonpane.artifact import is_harmless
from moonpane.artifact.pictures import content_of
from moonpane.client.handshake import Loading
from moonpane.errors import InputError

PAGE = "index.html"
RENDER = "render.png"
SCORE = "score.json"
SOURCES = "src"  # the folder of a React project's files
PLAIN_EVERY_S = 2.0


class Folder:
    """A folder for one page, made before the work begins, so that a bad place is known at once.

    `renew`: the results of an earlier run, known by their score, are replaced. Any other page stays: a number is
    added to the folder's name, as it is where the caller named no folder.
    """

    def __init__(self, wanted: Path, *, renew: bool) -> None:
        number = 1
        self.path = wanted
        while not (renew and (self.path / SCORE).exists()) and self._is_taken():
            number += 1
            self.path = wanted.with_name(f"{wanted.name}-{number}")
        self._is_new = not self.path.exists()
        self.first: Path | None = None  # of the files that were written, the one to look at
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise InputError(f"{self.path} is a file; give a folder for the page with -o.") from None
        except OSError as error:
            raise InputError(f"The folder {self.path} cannot be made: {error.strerror or error}.") from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise InputError(f"The folder {self.path} cannot be written to; give another one with -o.")

    def _is_taken(self) -> bool:
        return any((self.path / name).exists() for name in (PAGE, RENDER, SCORE, SOURCES))

    def write_files(self, files: Mapping[str, str]) -> Path:
        """The page's files; page, picture and score of an earlier one go. Returns the file to look at first.

        Raises InputError.
        """
        for stale in (PAGE, RENDER, SCORE):
            (self.path / stale).unlink(missing_ok=True)
        for name, text in files.items():
            assert is_harmless(name)  # they come from an `Artifact`, which sees to it
            self.write(name, content_of(name, text))
        self.first = self.path / (PAGE if PAGE in files else next(iter(files)))
        return self.first

    def write(self, name: str, content: bytes | str) -> Path:
        """Raises InputError when the disk does not take it."""
        path = self.path / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
        return path

    def drop_if_empty(self) -> None:
        """Leave no empty folder behind after a failure."""
        if self._is_new and not any(self.path.iterdir()):
            self.path.rmdir()


class ProgressLine:
    """One line on stderr that changes: rewritten in place on a terminal, a new line every other second elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._live = (
            Live(console=self._console, auto_refresh=False, transient=True) if self._console.is_terminal else None
        )
        self._phase = ""
        self._shown_at = 0.0
        self._last = ""

    def __enter__(self) -> "ProgressLine":
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._live:
            self._live.stop()

    def show(self, phase: str, detail: str = "") -> None:
        """Say where the work is. A new phase is always shown, its details not too often."""
        now = time.monotonic()
        pause = 0.1 if self._live else PLAIN_EVERY_S
        self._last = f"{phase} {detail}".rstrip()
        if phase == self._phase and now - self._shown_at < pause:
            return
        self._phase, self._shown_at = phase, now
        if self._live:
            self._live.update(Text(self._last, no_wrap=True, overflow="ellipsis"), refresh=True)
        else:
            print(self._last, file=sys.stderr, flush=True)

    def note(self, sentence: str) -> None:
        """Something that stays on the screen."""
        if self._live:
            self._live.update("", refresh=True)
        print(sentence, file=sys.stderr, flush=True)


def write_file(path: Path, content: bytes) -> None:
    """A result at a place that the person named. Raises InputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error


def print_json(body: dict[str, Any]) -> None:
    """The one object that `--json` promises on stdout."""
    print(json.dumps(body, ensure_ascii=False), flush=True)


def loading_words(loading: Loading) -> tuple[str, str]:
    """Phase and detail: a stage is told once it can be counted."""
    if not loading.total:
        return "Loading the model …", ""
    return "Loading the model:", f"{loading.stage} {loading.done} of {loading.total}"
