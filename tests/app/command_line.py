"""The real command line in a process of its own."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.app.scripted_endpoint import KEY

PAGE: str = """<!DOCTYPE html>
<html>
<body style="margin:0;background:#ffffff">
<p style="margin:20px;font:700 24px Inter;color:#14203c">Hello there</p>
</body>
</html>"""
SIZED = "<!-- viewport: 260x120 -->\n" + PAGE  # as a page of a suite


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What was said about the failure: the last line, and nothing like a traceback before it."""
        assert "Traceback" not in self.err
        assert self.err.endswith("\n")
        last = self.err.splitlines()[-1]
        assert last.startswith("moonpane: ")
        assert last.endswith(".")
        return last.removeprefix("moonpane: ")


async def start(
    *words: str | Path, cwd: Path, stdin: int = asyncio.subprocess.DEVNULL, **env: str
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moonpane", *map(str, words)),
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "MOONPANE_ENDPOINT_KEY": KEY, "MOONPANE_KEYRING": "off", **env},
    )


async def moonpane(*words: str | Path, cwd: Path, **env: str) -> Result:
    process = await start(*words, cwd=cwd, stdin=asyncio.subprocess.DEVNULL, **env)
    out, err = await process.communicate()
    assert process.returncode is not None
    return Result(process.returncode, out.decode(), err.decode())


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
