"""Values that a schema excludes by one keyword, to be tried: llguidance lets some of them through.

`exclusiveMinimum: 0` with `maximum: 0.5` allows 0 in llguidance 1.9: where both bounds lie between the same two whole
numbers the excluded one is not taken away, and -0 is not seen as 0.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_BOUNDS = ("exclusiveMinimum", "exclusiveMaximum")
_OF_NUMBERS = ("type", "minimum", "maximum", *_BOUNDS, "multipleOf")


@dataclass(frozen=True, slots=True)
class ExcludedValue:
    """`bound`, excluded by `keyword` in a part of a schema; `schema` is what that part says of numbers."""

    keyword: str
    bound: float
    schema: dict[str, Any]
    spellings: tuple[str, ...]


def excluded_values(grammar: str) -> Iterator[ExcludedValue]:
    """Those of all strict schemas in the text of a grammar."""
    seen: set[str] = set()
    for line in grammar.splitlines():
        _, mark, text = line.partition("%json ")
        schema = json.loads(text) if mark else None
        parts = [] if schema is None or schema["x-guidance"]["lenient"] else [schema]
        while parts:
            part = parts.pop()
            if isinstance(part, list):
                parts += part
            elif isinstance(part, dict):
                parts += part.values()
                alone = {name: part[name] for name in _OF_NUMBERS if name in part}
                if (key := json.dumps(alone)) not in seen:
                    seen.add(key)
                    yield from _of_part(alone)


def _of_part(part: dict[str, Any]) -> Iterator[ExcludedValue]:
    for keyword in _BOUNDS:
        bound = part.get(keyword)
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            plain = f"{Decimal(json.dumps(bound)).normalize():f}" if bound else "0"
            spellings = (plain, json.dumps(bound), plain if "." in plain else f"{plain}.0")
            signed = spellings if bound else (*spellings, "-0", "-0.0")
            yield ExcludedValue(keyword, bound, part, signed)
