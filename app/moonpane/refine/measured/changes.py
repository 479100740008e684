"""Changes of styles, and how they come into the source: where a value stands already, it is changed there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from moonpane.artifact.declarations import holder, with_value
from moonpane.artifact.rules import Rule
from moonpane.refine.measured.notation import HtmlFile, Looks, Written, written
from moonpane.refine.measured.seen import Element, SourcePlace
from moonpane.session import INDEX, Stack

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
    """The page's files with its elements, to which changes are applied."""

    def __init__(
        self, files: Mapping[str, str], elements: Sequence[Element], selectors: Sequence[str], stack: Stack = "html"
    ) -> None:
        self._files, self._elements = files, elements
        self._stack: Stack = stack
        self._read: dict[str, Written | None] = {}
        page = self._written(INDEX)
        rules = page.source.rules if isinstance(page, HtmlFile) else ()
        # Rules are edited only where the browser has the same ones in the same order.
        agrees = len(rules) == len(selectors) and all(
            _plain(rule.selector) == _plain(said) for rule, said in zip(rules, selectors, strict=True)
        )
        self._rules = rules if agrees else ()
        self._num_made = Counter(each.source for each in elements)

    def changed(self, findings: Iterable[Finding]) -> Mapping[str, str] | None:
        """The files with all of them, or None where nothing of it is changed."""
        values = self._values([change for finding in findings for change in finding.changes])
        looks: dict[SourcePlace, Looks] = {}
        rules: dict[Rule, str] = {}
        for name, wanted in values.items():
            in_rules: dict[Rule, dict[int, str]] = defaultdict(dict)
            in_tags: dict[SourcePlace, dict[int, str]] = defaultdict(dict)
            for element, value in wanted.items():
                rule, source = self._rule_for(self._elements[element], name), self._elements[element].source
                if rule is not None:
                    in_rules[rule][element] = value
                elif source is not None:
                    in_tags[source][element] = value
            for rule, members in in_rules.items():
                number = self._rules.index(rule)
                common = _common(members, sum(number in element.rules for element in self._elements))
                if common is not None:
                    text = rules.get(rule, self._files[INDEX][rule.start : rule.end])
                    rules[rule] = with_value(text, name, common)
                for element, value in members.items():
                    if value != common and (source := self._elements[element].source):
                        in_tags[source][element] = value
            for source, members in in_tags.items():
                self._put(looks, source, name, members)
        changed = self._changed(looks, rules)
        return None if changed == self._files else changed

    def says(self, element: int, name: str) -> bool:
        """Whether the source gives an element this property, itself or by a rule."""
        looks = self._looks_of(self._elements[element].source)
        return (looks is not None and looks.says(name)) or self._rule_for(self._elements[element], name) is not None

    def _written(self, path: str) -> Written | None:
        if path not in self._read:
            text = self._files.get(path)
            self._read[path] = None if text is None else written(path, text, self._stack)
        return self._read[path]

    def _looks_of(self, source: SourcePlace | None) -> Looks | None:
        page = self._written(source[0]) if source else None
        return page.looks_at(source[1:]) if page and source else None

    def _changed(self, looks: Mapping[SourcePlace, Looks], rules: Mapping[Rule, str]) -> Mapping[str, str]:
        changed = dict(self._files)
        for path in {INDEX, *(source[0] for source in looks)}:
            page = self._written(path)
            if page is not None:
                own = {source[1:]: each for source, each in looks.items() if source[0] == path}
                changed[path] = page.changed(own, rules if path == INDEX else {})
        return changed

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

    def _put(self, looks: dict[SourcePlace, Looks], source: SourcePlace, name: str, members: Mapping[int, str]) -> None:
        """Where one tag makes several elements, as in a component, it says what most of them want."""
        before, value = looks.get(source) or self._looks_of(source), _common(members, self._num_made[source])
        if before is not None and value is not None:
            looks[source] = before.with_value(name, value, self._elements[next(iter(members))].style)

    def _rule_for(self, element: Element, name: str) -> Rule | None:
        """The rule that an element has a property from; None where its own style says it, or no rule does."""
        looks = self._looks_of(element.source) if self._rules else None
        if looks is None or (looks.style and holder(looks.style, name) is not None):
            return None
        text = self._files[INDEX]
        saying = [
            (_specificity(self._rules[number].selector), number)
            for number in element.rules
            if number < len(self._rules)
            and "*" not in self._rules[number].selector
            and holder(text[self._rules[number].start : self._rules[number].end], name) is not None
        ]
        return self._rules[max(saying)[1]] if saying else None


def _common(members: Mapping[int, str], total: int) -> str | None:
    """The value that most of these elements want, where they are more than half of all `total`."""
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
