"""Values on their way into the archive and out of it: what SQLite cannot hold, and what a damaged file may hold."""

import hashlib
import json
import math
import zlib
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

Choice = TypeVar("Choice", bound=str)
MAX_INTEGER = 2**63 - 1
TOKENS = "tokens:"  # in `growth`: the key of a request; the tokens of the reply to it, while that is not whole
REPLY = "reply:"  # in `growth`: the key of a request and, once the reply to it is whole, another colon and its sum


def clean(text: str) -> str:
    """The text as UTF-8 can hold it: half a surrogate pair, which JSON can say, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def sum_of(text: str, reasoning: str) -> int:
    """By which it is seen that the words of a turn are not what they were."""
    return zlib.crc32(reasoning.encode("utf-8"), zlib.crc32(text.encode("utf-8")))


def digest_of(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def real(number: float) -> float:
    """A finite number; SQLite keeps NaN as nothing at all."""
    return float(number) if math.isfinite(number) else 0.0


def whole(number: int) -> int:
    return max(-MAX_INTEGER, min(int(number), MAX_INTEGER))


def to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), default=_plain)


def from_json(text: object) -> Any:
    """None for what is not JSON."""
    if not isinstance(text, str):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def one_of(text: object, choices: Any, default: Choice) -> Choice:
    """`text` where it is one of a Literal's values."""
    return text if text in get_args(choices) else default  # type: ignore[return-value]


def _plain(data: object) -> object:
    if isinstance(data, Mapping):
        return dict(data)
    if isinstance(data, tuple | set | frozenset):
        return list(data)
    return str(data)
