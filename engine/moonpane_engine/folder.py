"""Which files of a checkpoint folder may be opened, and how large they may be.

A checkpoint is somebody else's work. Only regular files that lie directly in the folder are opened; the one kind of
link that is followed is that of a Hugging Face cache, `snapshots/REVISION/NAME` to a file in the `blobs` folder of the
same cache. Anything else, and a link can make the engine read (and a quantised copy hand on) any file of the machine.
"""

import json
import math
import stat
from pathlib import Path
from typing import Any

from moonpane_engine.errors import CheckpointError

MAX_JSON_BYTES = 64 * 2**20  # the index of Kimi K2.5, 208,550 names, is 20 MB
MAX_JSON_VALUES = 2_500_000  # a shard of 200,000 tensors has 2,200,000
_SEPARATORS = (b"[", b"{", b",")


def openable(path: Path) -> Path:
    """The real place of `path`, a file of a checkpoint folder.

    Raises:
        FileNotFoundError: nothing is there, or a link leads nowhere.
        CheckpointError: it is not a regular file, or a link leads out of the folder and its cache.
    """
    folder = path.parent.resolve()
    target = path.resolve()
    if target != folder / path.name and not _is_blob(target, folder):
        raise CheckpointError(f"{path} is a link to {target}, which is outside the folder: put the file itself there")
    if not stat.S_ISREG(target.stat().st_mode):
        raise CheckpointError(f"{path} is not a regular file: download it again")
    return target


def _is_blob(target: Path, folder: Path) -> bool:
    return folder.parent.name == "snapshots" and target.parent == folder.parent.parent / "blobs"


def parse_json(data: bytes) -> Any:
    """`json.loads` of UTF-8 that refuses what readers disagree about: one key twice, NaN, Infinity.

    Raises ValueError or RecursionError.
    """
    # 64 MB of "[],[],..." are 20 million objects: 1.5 GB and two seconds for a file that says nothing.
    if sum(map(data.count, _SEPARATORS)) > MAX_JSON_VALUES:
        raise ValueError(f"it has more than {MAX_JSON_VALUES} values, as no file of a checkpoint has")
    return json.loads(data.decode("utf-8"), object_pairs_hook=_checked_object)


def _checked_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise ValueError(f"the key {twice[:80]!r} appears twice")
    for key, value in pairs:
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{key[:80]!r} is {value}, which is not a number of JSON")
    return result
