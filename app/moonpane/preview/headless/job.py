"""What the supervisor and the rendering process say to each other: one JSON object per line.

The supervisor writes `Job`s; for each the renderer answers `Event("started")`, then `Event("done")` or
`Event("failed")` with a sentence, or `Event("crashed")` when its Chromium process ended, which pages that are rendered
side by side share. It writes `Event("ready")` once, before the first.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Job:
    """One page to render. The picture is written last, so its existence means that all is written."""

    number: int
    page: str  # path of the HTML file; of a process that visits, an address
    picture: str  # path of the PNG to write
    layout: str | None  # path of the JSON to write
    width: int  # CSS px
    height: int | None  # CSS px; None: as high as the content
    max_height: int = 8_192  # CSS px; used when `height` is None
    layout_width: int | None = None  # CSS px of the root element; None: as wide as the picture
    settle_ms: int = 0  # how long the picture must not change before it counts as final
    elements: bool = False  # the layout also says how every element lies and what it is styled by

    @property
    def name(self) -> str:
        """What sentences call the page."""
        return urlsplit(self.page).hostname or Path(self.page).name

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Job":
        return cls(**json.loads(line))


@dataclass(frozen=True)
class Event:
    kind: str  # "ready", "started", "done", "failed" or "crashed"
    number: int = -1
    sentence: str = ""  # what went wrong, or what is to be said of a picture that was made

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Event":
        return cls(**json.loads(line))
