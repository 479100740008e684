"""Where a style sheet names another file, and how much of such files one page takes.

Styles come from models and from anybody's folder. No pattern here takes more than linear time (possessive, and each
start ends before the next one could), and no budget grows with how often a file is named.
"""

import re
from dataclasses import dataclass, field

IMPORT = re.compile(r"""@import\s++(?:url\(\s*+)?["']?([^"')\s;]++)["']?\s*+\)?([^;@{}]*+);""", re.IGNORECASE)
# In double quotes, in single ones, or in none.
URL = re.compile(r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"'()\s]++))\s*+\)""", re.IGNORECASE)

_AT_LEAST = 64  # chars that even an empty file costs, so that many of them end, too


@dataclass
class Budget:
    """Chars that one page may still have woven in."""

    left: int
    refused: dict[str, None] = field(default_factory=dict)  # names of what found no room, in their order

    def take(self, num_chars: int, name: str = "") -> bool:
        """False for what has no room any more: it stays as it is named, and smaller things may still have some."""
        is_taken = max(num_chars, _AT_LEAST) <= self.left
        self.left -= max(num_chars, _AT_LEAST) if is_taken else _AT_LEAST
        if name and not is_taken:
            self.refused[name] = None
        return is_taken


def address_of(found: re.Match[str]) -> str:
    """Of a match of `URL`."""
    return found[1] or found[2] or found[3] or ""
