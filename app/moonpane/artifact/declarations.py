"""CSS declarations as they stand in a source: one value is changed where it stands, everything else stays as written.

Works on the text between the braces of a rule and on the value of a `style` attribute.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A string ends with its line, as in a browser; possessive, so that no sheet takes long.
STRING = r"""(?:"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?)"""
COMMENT = r"/\*.*?(?:\*/|\Z)"
SIDES = ("top", "right", "bottom", "left")
_BOXED = {f"{name}-{side}": (name, index) for name in ("padding", "margin") for index, side in enumerate(SIDES)}
_COLOR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|color)\([^()]*\)|\b(?:white|black|transparent)\b"
)
_LENGTH = re.compile(r"(?<![\w#.-])(?:(?:\d++(?:\.\d++)?|\.\d++)px|0|thin|medium|thick)(?![\w%.-])")
# What a longhand may stand in, and which of its tokens is meant.
_TOKENS = {
    "background-color": ("background", _COLOR),
    "border-color": ("border", _COLOR),
    "border-width": ("border", _LENGTH),
}
_PIECE = re.compile(rf"""{COMMENT}|{STRING}|[();]|[^()'";/]++|.""", re.S)
_COMMENT = re.compile(COMMENT, re.S)
_IMPORTANT = re.compile(r"!\s*+important\s*+\Z", re.I)


@dataclass(frozen=True)
class Declaration:
    """`name:value`; the span is that of the value in the text, without spaces around and without `!important`."""

    name: str
    value: str
    start: int
    end: int


def declarations(text: str) -> list[Declaration]:
    """All of them in order; what is no declaration is left out."""
    found = []
    for start, end in _statements(text):
        name, colon, rest = text[start:end].partition(":")
        name = _COMMENT.sub("", name).strip().lower()
        if not colon or not re.fullmatch(r"[\w-]+", name):
            continue
        found_important = _IMPORTANT.search(rest)
        value = rest[: found_important.start()] if found_important else rest
        begin = end - len(rest) + len(value) - len(value.lstrip())
        value = value.strip()
        found.append(Declaration(name, value, begin, begin + len(value)))
    return found


def holder(text: str, name: str) -> Declaration | None:
    """The declaration that a property's value is written in: its own, or a shorthand that can be changed for it."""
    told = declarations(text)
    shorthands = _shorthands(name)
    for each in reversed(told):
        if each.name == name:
            return each
        if each.name in shorthands and _changed(each, name, "0px") is not None:
            return each
    return None


def with_value(text: str, name: str, value: str) -> str:
    """The text with a property at a value: changed where it stands, else added at the end."""
    found = holder(text, name)
    if found is not None:
        written = value if found.name == name else _changed(found, name, value)
        assert written is not None
        return text[: found.start] + written + text[found.end :]
    body = text.rstrip()
    pad = text[len(body) :]
    gap = re.search(r";(\s*)\S[^;]*;?$", body)
    between = gap[1] if gap else (" " if "; " in body else "")
    joined = body if not body or body.endswith(";") else body + ";"
    end = ";" if body.endswith(";") else ""
    return f"{joined}{between if body else ''}{name}:{' ' if ': ' in body else ''}{value}{end}{pad}"


def box_values(value: str) -> list[str] | None:
    """Top, right, bottom, left of a shorthand of one to four lengths; None for anything else."""
    parts = value.split()
    if not 1 <= len(parts) <= 4 or "(" in value:
        return None
    return [parts[0], parts[1 % len(parts)], parts[2 % len(parts) if len(parts) > 2 else 0], _left(parts)]


def shortest(sides: list[str]) -> str:
    """Four sides as the shorthand that people would write."""
    top, right, bottom, left = sides
    if right != left:
        return " ".join(sides)
    if top != bottom:
        return f"{top} {right} {bottom}"
    return top if top == right else f"{top} {right}"


def _left(parts: list[str]) -> str:
    return parts[3] if len(parts) == 4 else parts[1 % len(parts)]


def _shorthands(name: str) -> tuple[str, ...]:
    if name in _BOXED:
        return (_BOXED[name][0],)
    if name in _TOKENS:
        return (_TOKENS[name][0],)
    return ()


def _changed(shorthand: Declaration, name: str, value: str) -> str | None:
    """The shorthand's value with a longhand in it changed; None where that cannot be told."""
    if name in _BOXED:
        sides = box_values(shorthand.value)
        if sides is None:
            return None
        sides[_BOXED[name][1]] = "0" if value == "0px" else value
        return shortest(sides)
    pattern = _TOKENS[name][1]
    if name == "background-color" and re.search(r"url\(|gradient\(", shorthand.value):
        return None
    if len(pattern.findall(shorthand.value)) != 1:
        return None
    return pattern.sub(lambda _: value, shorthand.value)


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Spans between semicolons that are neither in brackets nor in quotes nor in comments."""
    depth = start = 0
    for piece in _PIECE.finditer(text):
        match piece[0]:
            case "(":
                depth += 1
            case ")":
                depth = max(0, depth - 1)
            case ";" if depth == 0:
                yield start, piece.start()
                start = piece.end()
    if text[start:].strip():
        yield start, len(text)
