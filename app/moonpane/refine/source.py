"""Where things stand in an HTML source: its start tags with what styles them, and the rules of its style sheets."""

from collections.abc import Mapping
from functools import cached_property

from moonpane.artifact.rules import Rule, rules_of
from moonpane.artifact.source_map import with_lines
from moonpane.artifact.tags import Tag, edited, start_tags, written_attribute


class Source:
    """One HTML file, scanned once."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._places = {(line, column): tag for tag, line, column in with_lines(html, start_tags(html))}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """In the order in which a browser has them."""
        return rules_of(self.html, self.tags)

    @property
    def tags(self) -> tuple[Tag, ...]:
        return tuple(self._places.values())

    def tag_at(self, line: int, column: int) -> Tag | None:
        """Both from 1, as in `file:line:column`."""
        return self._places.get((line, column))

    def style_of(self, tag: Tag) -> str:
        """The declarations of its `style` attribute, "" without one."""
        return tag.attributes.get("style", "")

    def with_styles(
        self, styles: Mapping[Tag, str], rules: Mapping[Rule, str], classes: Mapping[Tag, str] | None = None
    ) -> str:
        """The source with other `style` and `class` attributes and other declarations of rules."""
        edits = [(rule.start, rule.end, text) for rule, text in rules.items()]
        edits += [written_attribute(self.html, tag, "class", text) for tag, text in (classes or {}).items()]
        edits += [written_attribute(self.html, tag, "style", text) for tag, text in styles.items()]
        return edited(self.html, edits)
