"""Changes of styles, and how they come into the source: where a value stands already, it is changed there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from moonpane.artifact.tags import Tag
from moonpane.refine.measured.declarations import holder, with_value
from moonpane.refine.measured.seen import Element
from moonpane.refine.source import Rule, Source

_SPECIFIC = (
    re.compile(r"#[\w-]+"),
    re.compile(r"\.[\w-]+|\[[^\]]*\]|:(?!:)[\w-]+"),
    re.compile(r"(?:^|[\s>+~])[a-z][\w-]*"),
)
NON_NEGATIVE = ("padding", "gap", "width", "height", "border", "font-size", "line-height")


@dataclass(frozen=True)
class Change:
    """One property of one element: set to a value, or made so many px larger."""

    element: int
    name: str
    value: str = ""
    by: float = 0.0


@dataclass(frozen=True)
class Finding:
    """Something that differs from the mockup, and the changes that would mend it."""

    kind: str  # "place", "size", "text", "color", "border", "line", "fill", "shadow"
    changes: tuple[Change, ...]
    what: str  # in words
    weight: float = 1.0  # px² that it is thought to concern
    fault: str = ""  # what is wrong: of several ways to mend one fault only one is taken
    otherwise: bool = False  # not the likeliest way, to be taken only where it was measured to help


class Styles:
    """The page's source with its elements, to which changes are applied."""

    def __init__(self, source: Source, elements: Sequence[Element], selectors: Sequence[str]) -> None:
        self._source, self._elements = source, elements
        rules = source.rules
        # Rules are edited only where the browser has the same ones in the same order.
        agrees = len(rules) == len(selectors) and all(
            _plain(rule.selector) == _plain(said) for rule, said in zip(rules, selectors, strict=True)
        )
        self._rules = rules if agrees else ()

    def changed(self, findings: Iterable[Finding]) -> str | None:
        """The source with all of them, or None where nothing of it is changed."""
        values = self._values([change for finding in findings for change in finding.changes])
        styles: dict[Tag, str] = {}
        rules: dict[Rule, str] = {}
        for name, wanted in values.items():
            in_rules: dict[Rule, dict[int, str]] = defaultdict(dict)
            for element, value in wanted.items():
                rule = self._rule_for(self._elements[element], name)
                if rule is None:
                    self._put(styles, element, name, value)
                else:
                    in_rules[rule][element] = value
            for rule, members in in_rules.items():
                common = self._common(rule, members)
                if common is not None:
                    text = rules.get(rule, self._source.html[rule.start : rule.end])
                    rules[rule] = with_value(text, name, common)
                for element, value in members.items():
                    if value != common:
                        self._put(styles, element, name, value)
        changed = self._source.with_styles(styles, rules)
        return None if changed == self._source.html else changed

    def says(self, element: int, name: str) -> bool:
        """Whether the source gives an element this property, itself or by a rule."""
        source = self._elements[element].source
        tag = self._source.tag_at(*source) if source else None
        if tag is not None and holder(self._source.style_of(tag), name) is not None:
            return True
        return self._rule_for(self._elements[element], name) is not None

    def _values(self, changes: Sequence[Change]) -> dict[str, dict[int, str]]:
        """By property and element; several steps of one length add up, and a set value stands against steps."""
        sums: dict[tuple[str, int], Change] = {}
        for change in changes:
            key = (change.name, change.element)
            known = sums.get(key)
            if known is None or change.value:
                sums[key] = change
            elif not known.value:
                sums[key] = replace(known, by=known.by + change.by)
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for (name, element), change in sums.items():
            value = change.value or self._stepped(element, change)
            if value is not None:
                found[name][element] = value
        return found

    def _stepped(self, element: int, change: Change) -> str | None:
        now = self._elements[element].px("row-gap" if change.name == "gap" else change.name)
        later = now + change.by
        if change.name.startswith(NON_NEGATIVE):
            later = max(0.0, later)
        return None if abs(later - now) < 0.05 else length(later)

    def _put(self, styles: dict[Tag, str], element: int, name: str, value: str) -> None:
        source = self._elements[element].source
        tag = self._source.tag_at(*source) if source else None
        if tag is not None:
            styles[tag] = with_value(styles.get(tag, self._source.style_of(tag)), name, value)

    def _rule_for(self, element: Element, name: str) -> Rule | None:
        """The rule that an element has a property from; None where its own style says it, or no rule does."""
        tag = self._source.tag_at(*element.source) if element.source else None
        if not self._rules or tag is None or holder(self._source.style_of(tag), name) is not None:
            return None
        saying = [
            (_specificity(self._rules[number].selector), number)
            for number in element.rules
            if number < len(self._rules)
            and "*" not in self._rules[number].selector
            and holder(self._source.html[slice(self._rules[number].start, self._rules[number].end)], name) is not None
        ]
        return self._rules[max(saying)[1]] if saying else None

    def _common(self, rule: Rule, members: dict[int, str]) -> str | None:
        """The value that most of the elements of a rule want, where these are more than half of all that it styles."""
        number = self._rules.index(rule)
        total = sum(number in element.rules for element in self._elements)
        votes = list(members.values())
        most = max(set(votes), key=votes.count)
        return most if 2 * votes.count(most) > total else None


def length(px: float) -> str:
    """`12px`, `12.5px`, `0`: to half a pixel, which is finer than a picture can tell."""
    rounded = round(px * 2) / 2
    return "0" if rounded == 0 else f"{rounded:g}px"


def _plain(selector: str) -> str:
    return re.sub(r"\s+|::?", "", selector).replace('"', "'").lower()


def _specificity(selector: str) -> tuple[int, ...]:
    """Of the strongest of a list of selectors; near enough to tell rules of one page apart."""
    return max(tuple(len(pattern.findall(each)) for pattern in _SPECIFIC) for each in selector.split(","))
