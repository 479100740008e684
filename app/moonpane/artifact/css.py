"""Where a style sheet names another file, and how much of such files one page takes.

Styles come from models and from anybody's folder. No pattern here takes more than linear time (possessive, and each
start ends before the next one could), and no budget grows with how often a file is named.
"""

import re
from dataclasses import dataclass

IMPORT = re.compile(r"""@import\s++(?:url\(\s*+)?["']?([^"')\s;]++)["']?\s*+\)?([^;@{}]*+);""", re.IGNORECASE)
# In double quotes, in single ones, or in none.
URL = re.compile(r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"'()\s]++))\s*+\)""", re.IGNORECASE)

_AT_LEAST = 64  # chars that even an empty file costs, so that many of them end, too


@dataclass
class Budget:
    """Chars that one page may still have woven in."""

    left: int

    def take(self, num_chars: int) -> bool:
        """False once it is used up; what was asked for then stays as it is named."""
        self.left -= max(num_chars, _AT_LEAST)
        return self.left >= 0


def address_of(found: re.Match[str]) -> str:
    """Of a match of `URL`."""
    return found[1] or found[2] or found[3] or ""
