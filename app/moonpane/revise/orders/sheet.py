"""What a page's style sheets say of an element, as far as that can be told without drawing it.

Selectors of tags, classes and ids, alone or within others, in the order of their weight. What depends on states, on
neighbours, or on the size of the window is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from moonpane.artifact.declarations import declarations
from moonpane.artifact.rules import rules_of
from moonpane.artifact.tags import start_tags
from moonpane.revise.orders.nodes import Node

_COMPOUND = re.compile(r"(\*|[a-zA-Z][\w-]*)?((?:[.#][\w-]+)*)")
_PART = re.compile(r"[.#][\w-]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_MAX_RULES = 2_000
_MAX_WITHIN = 6  # compounds of one selector

Compound = tuple[str, frozenset[str]]  # tag or "", and `.classes` and `#ids`


@dataclass(frozen=True)
class _Rule:
    selector: tuple[Compound, ...]  # the last one is the element itself
    weight: tuple[int, int, int]
    values: dict[str, str]


class Sheet:
    """All style sheets of a page, in its source."""

    def __init__(self, html: str) -> None:
        self._variables: dict[str, str] = {}
        self._values: dict[Node, dict[str, str]] = {}
        self._names: dict[Node, frozenset[str]] = {}
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}  # by what an element must have, with their order
        for place, rule in enumerate(sorted(self._read(html), key=lambda rule: rule.weight)):
            tag, parts = rule.selector[-1]
            self._rules.setdefault(min(parts, default=tag), []).append((place, rule))

    def values(self, node: Node) -> dict[str, str]:
        """Its declarations, variables filled in."""
        if node not in self._values:
            found: dict[str, str] = {}
            keys = ("", node.tag, *self._names_of(node))
            near = sorted((each for key in keys for each in self._rules.get(key, ())), key=lambda each: each[0])
            for _, rule in near:
                if self._is_meant(rule.selector, node):
                    found |= rule.values
            self._values[node] = {name: self.filled(value) for name, value in found.items()}
        return self._values[node]

    def filled(self, value: str) -> str:
        """A value with what its variables stand for at the root of the page."""
        return _VARIABLE.sub(lambda found: self._variables.get(found[1], found[2] or ""), value).strip()

    def _read(self, html: str) -> Iterator[_Rule]:
        for rule in rules_of(html, start_tags(html))[:_MAX_RULES]:
            values = {each.name: each.value for each in declarations(html[rule.start : rule.end])}
            if rule.selector in (":root", "html", "body", "*"):
                self._variables |= {name: value for name, value in values.items() if name.startswith("--")}
            for said in rule.selector.split(","):
                selector = tuple(map(_compound, said.replace(">", " ").split()))
                if selector and len(selector) <= _MAX_WITHIN and all(selector):
                    yield _Rule(selector, _weight(selector), values)  # type: ignore[arg-type]

    def _is_meant(self, selector: tuple[Compound, ...], node: Node) -> bool:
        """The nearest ancestor that fits is taken for each, which is right for all but the oddest pages."""
        *around, own = selector
        if not self._fits(own, node):
            return False
        above = node.parent
        while around and above is not None:
            if self._fits(around[-1], above):
                around.pop()
            above = above.parent
        return not around

    def _fits(self, compound: Compound, node: Node) -> bool:
        tag, parts = compound
        if tag and tag != node.tag:
            return False
        return not parts or parts <= self._names_of(node)

    def _names_of(self, node: Node) -> frozenset[str]:
        if node not in self._names:
            self._names[node] = node.names
        return self._names[node]


def _compound(said: str) -> Compound | None:
    found = _COMPOUND.fullmatch(said)
    if found is None:
        return None
    return (found[1] or "").replace("*", "").lower(), frozenset(_PART.findall(found[2]))


def _weight(selector: tuple[Compound | None, ...]) -> tuple[int, int, int]:
    parts = [part for compound in selector if compound for part in compound[1]]
    ids = sum(part.startswith("#") for part in parts)
    return ids, len(parts) - ids, sum(bool(compound and compound[0]) for compound in selector)
