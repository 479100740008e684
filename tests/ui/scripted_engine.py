"""An engine whose answers are written down in advance, as a program that the studio starts; for tests only.

Handshake, health, key and streaming are real (see `tests/app/scripted_endpoint.py`); only the words are not a model's.
"""

import argparse
import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.app.faithful import faithful_page
from tests.app.scripted_endpoint import Play, ScriptedEndpoint, prompt_text
from tests.ui.large_model import choose_by_rules

HURRY = "hurry"  # a file beside the page: where it is, answers come ten times as fast from then on


def choose(
    page: str,
    pause_s: float,
    piece: int,
    log: Path | None,
    hurry: Path,
    *,
    is_faithful: bool = False,
    read_s: float = 0.0,
) -> Any:
    """A page is written as given, a page's first button is painted red where the embedded model is asked for a change,
    anything else is answered with Markdown.

    Lines are read as `Line Line …`, so long that no font is asked whether they say so.

    `is_faithful`: a page, or a part of one, is written as its outline says, and lines are so long that few fill a part.

    `read_s`: how long a line takes. `log`: where the messages of every request are written down, a line each. `hurry`:
    see HURRY.
    """

    def play(request: dict[str, Any]) -> Play:
        if log is not None:
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(request["messages"]) + "\n")
        said = prompt_text(request)
        pause = pause_s / 10 if hurry.exists() else pause_s
        if said == "read":
            return Play(["Line " * (24 if is_faithful else 5)], pause_s=read_s)
        if said.startswith("edit\n"):
            return Play([red_button(said)])
        if is_faithful:
            page_now = faithful_page(said.removeprefix("write\n"))
            return Play([page_now[at : at + piece] for at in range(0, len(page_now), piece)], pause_s=pause)
        said = said.rpartition("The person says:\n\n")[2]
        text = (
            page
            if said.startswith("write") or is_picture(request)
            else f"You said **{said}**.\n\n```css\nb {{ color: #000 }}\n```\n"
        )
        return Play([text[at : at + piece] for at in range(0, len(text), piece)], pause_s=pause)

    return play


def red_button(said: str) -> str:
    """The order that paints the first button of a listing red."""
    found = re.search(r"^\d([A-Za-z]\d?)(?: this)? button ", said, re.MULTILINE)
    return f"{found[1]} background red" if found else "none"


def is_picture(request: dict[str, Any]) -> bool:
    """Whether what was said last came with a picture: so large models are asked for a page."""
    content = request["messages"][-1]["content"]
    return not isinstance(content, str) and any(part["type"] == "image_url" for part in content)


async def live(options: argparse.Namespace, page: str) -> None:
    script = Path(options.script) if options.script else None
    how = (options.pause_s, options.piece, options.log, Path(options.page).with_name(HURRY))
    kind = {"is_faithful": options.writes == "outline", "read_s": options.read_s}
    chosen = choose_by_rules(script) if script else choose(page, *how, **kind)
    endpoint = ScriptedEndpoint(chosen, key=os.environ["MOONPANE_API_KEY"], models=(options.model,))
    endpoint.context_tokens = options.context
    async with endpoint.serving():
        print(json.dumps({"port": endpoint.port, "pid": os.getpid(), "model": options.model}), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--page", required=True)
    parser.add_argument("--pause-s", type=float, default=0.0)
    parser.add_argument("--read-s", type=float, default=0.0)
    parser.add_argument("--piece", type=int, default=12)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--writes", choices=("page", "outline"), default="page")
    parser.add_argument("--model", default="moonpane-tiny")
    parser.add_argument("--script", help="rules of a large model, see `tests/ui/large_model.py`")
    parser.add_argument("--context", type=int, default=0, help="tokens that it says its context holds")
    given = parser.parse_args()
    asyncio.run(live(given, Path(given.page).read_text(encoding="utf-8")))
