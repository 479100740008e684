"""Numbers that a schema excludes: llguidance lets some of them through, so they are tried.

`exclusiveMinimum: 0` with `maximum: 0.5` allows 0 in llguidance 1.9: where both bounds lie between the same two whole
numbers the excluded one is not taken away, and -0 is not seen as 0. Bounds that come together from several objects
(`allOf`, a `$ref` with a keyword beside it) cannot be tried apart, so an exclusive one among them is a fault.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")
_BOUNDS = ("minimum", "maximum", *_EXCLUSIVE, "multipleOf")
_NAMED = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")  # schemas by names
_DATA = ("const", "enum", "default", "examples")  # no schemas


@dataclass(frozen=True, slots=True)
class ExcludedValue:
    """`bound`, excluded by `keyword` in a part of a schema; `schema` is what that part says of numbers."""

    keyword: str
    bound: float
    schema: dict[str, Any]
    spellings: tuple[str, ...]


def excluded_values(schema: Any) -> Iterator[ExcludedValue]:
    """Those of all parts of a JSON schema, alike ones once."""
    seen: set[str] = set()
    for part in _parts(schema):
        alone = {name: part[name] for name in ("type", *_BOUNDS) if name in part}
        if (key := json.dumps(alone)) not in seen:
            seen.add(key)
            yield from _of_part(alone)


def scattered_bound(schema: Any) -> str | None:
    """The name of an exclusive bound that comes together with other bounds from another object; None: there is none."""
    for part in _parts(schema):
        sources = [_keywords(part), *(_joined(branch, schema) for branch in _listed(part.get("allOf")))]
        sources += [_joined({"$ref": part["$ref"]}, schema)] if "$ref" in part else []
        for name in ("anyOf", "oneOf"):  # each of these alone comes together with what stands beside them
            sources.append(set().union(*(_joined(branch, schema) for branch in _listed(part.get(name)))))
        found = [source for source in sources if source]
        if len(found) > 1 and (wrong := set().union(*found) & {*_EXCLUSIVE}):
            return min(wrong)
    return None


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """All objects of a schema that are schemas, itself among them."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            yield part
            for name, value in part.items():
                if name in _NAMED and isinstance(value, dict):
                    waiting += value.values()
                elif name not in _DATA:
                    waiting.append(value)


def _keywords(part: Any) -> set[str]:
    return {name for name in _BOUNDS if name in part} if isinstance(part, dict) else set()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _joined(part: Any, whole: Any) -> set[str]:
    """The bounds that hold where `part` does: its own, and those of what it names or joins."""
    found: set[str] = set()
    waiting, names = [part], set[str]()
    while waiting:
        part = waiting.pop()
        if not isinstance(part, dict):
            continue
        found |= _keywords(part)
        for name in ("allOf", "anyOf", "oneOf"):
            waiting += _listed(part.get(name))
        name = part.get("$ref")
        if isinstance(name, str) and name not in names:
            names.add(name)
            waiting.append(_named(name, whole))
    return found


def _named(name: str, whole: Any) -> Any:
    """What a local reference such as `#/$defs/price` names; None where it names nothing here."""
    for step in name.removeprefix("#").split("/")[1:]:
        whole = whole.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(whole, dict) else None
    return whole if name.startswith("#") else None


def _of_part(part: dict[str, Any]) -> Iterator[ExcludedValue]:
    for keyword in _EXCLUSIVE:
        bound = part.get(keyword)
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            plain = f"{Decimal(json.dumps(bound)).normalize():f}" if bound else "0"
            spellings = (plain, json.dumps(bound), plain if "." in plain else f"{plain}.0")
            signed = spellings if bound else (*spellings, "-0", "-0.0")
            yield ExcludedValue(keyword, bound, part, signed)
