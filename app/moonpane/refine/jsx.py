"""Where things stand in JSX: the start tag of an element whose place the compiler told, its classes, its style object.

Only the tag itself is read, not the program around it; what is computed there is left alone.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]
_STRING = r"""(?:"(?:\\.|[^"\\\n])*+"|'(?:\\.|[^'\\\n])*+'|`(?:\\.|[^`\\])*+`)"""
_COMMENT = r"(?:/\*.*?\*/|//[^\n]*+)"
_PIECE = re.compile(rf"""{_COMMENT}|{_STRING}|[()\[\]{{}},:]|[^()\[\]{{}},:"'`/]++|.""", re.DOTALL)
_SPACE = re.compile(rf"(?:\s++|{_COMMENT})*+", re.DOTALL)
_BEGIN = re.compile(r"<([a-z][\w.-]*+)")
_NAME = re.compile(r"[A-Za-z_$][\w$:-]*+")
_QUOTED = re.compile(r'"[^"]*+"|\'[^\']*+\'')
_LITERAL = re.compile(rf"\s*+({_STRING})\s*+", re.DOTALL)
_KEY = re.compile(r"""\s*+["']?([A-Za-z][\w-]*+)["']?\s*+""")


@dataclass(frozen=True)
class JsxTag:
    """A start tag. Spans are of text: those of classes within their quotes, that of the style within its braces.

    None: it has no such attribute, or a computed one, which `fixed` names.
    """

    name_end: int
    classes: Span | None
    style: Span | None
    fixed: frozenset[str]


def tag_at(text: str, line: int, column: int) -> JsxTag | None:
    """Both from 1, the column in UTF-16 units as compilers count them; None where no tag of HTML begins."""
    start = 0
    for _ in range(line - 1):
        if not (start := text.find("\n", start) + 1):
            return None
    units = text[start:].partition("\n")[0].encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)]
    return _read(text, start + len(units.decode("utf-16-le", "ignore")))


@dataclass(frozen=True)
class Entry:
    """`fontSize: 14` of a style object: its name as CSS has it, and the span of what stands behind the colon."""

    name: str
    start: int
    end: int


def entries(body: str) -> list[Entry]:
    """Those of the text between an object's braces that have a name and a value."""
    found, start, colon, depth = list[Entry](), 0, -1, 0

    def end(at: int) -> None:
        key = _KEY.fullmatch(body, start, colon) if colon >= 0 else None
        if key:
            value = body[colon + 1 : at]
            begin = colon + 1 + len(value) - len(value.lstrip())
            found.append(Entry(_dashed(key[1]), begin, begin + len(value.strip())))

    for piece in _PIECE.finditer(body):
        match piece[0]:
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth -= 1
            case ":" if depth == 0 and colon < 0:
                colon = piece.start()
            case "," if depth == 0:
                end(piece.start())
                start, colon = piece.end(), -1
    end(len(body))
    return found


def css_of(written: str) -> str | None:
    """The value of an entry as CSS: of a plain string or a number, None of anything that is computed."""
    if re.fullmatch(r"-?[\d.]+", written):
        return f"{written}px"
    if written[:1] in ("'", '"') and "\\" not in written and len(written) > 1:
        return written[1:-1]
    return None


def with_entry(body: str, name: str, value: str) -> str:
    """The object with one more entry at its end."""
    kept = body.rstrip()
    pad = body[len(kept) :] or " "
    comma = "" if not kept or kept.endswith(",") else ","
    lead = re.match(r"\s*", kept)
    between = lead[0] if lead and "\n" in lead[0] else " "
    return f"{kept}{comma}{between}{_camel(name)}: {json.dumps(value)}{pad}"


def _read(text: str, at: int) -> JsxTag | None:
    begun = _BEGIN.match(text, at)
    if begun is None:
        return None
    classes = style = None
    fixed = set[str]()
    for name, start, end in _attributes(text, begun.end()):
        match name:
            case "":
                return JsxTag(begun.end(), classes, style, frozenset(fixed))
            case "className" | "class":
                classes = _literal(text, start, end)
                fixed |= {"class"} if classes is None else set()
            case "style":
                style = _object(text, start, end)
                fixed |= {"style"} if style is None else set()
            case _:
                pass
    return None


def _attributes(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """(Name, span of the value with its quotes or braces); "" for the end of the tag, nothing where there is none."""
    while True:
        at = _past_space(text, at)
        if text.startswith((">", "/>"), at):
            yield "", at, at
            return
        if text.startswith("{", at):  # {...others}
            at = _closing(text, at)
            if at < 0:
                return
            continue
        name = _NAME.match(text, at)
        if name is None:
            return
        start = end = at = name.end()
        if text.startswith("=", behind := _past_space(text, at)):
            start = _past_space(text, behind + 1)
            quoted = _QUOTED.match(text, start)
            at = end = quoted.end() if quoted else _closing(text, start)
            if end < 0:
                return
        yield name[0], start, end


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _closing(text: str, at: int) -> int:
    """Behind the brace that closes the one here; -1 where none does, or there is none here."""
    depth = 0
    for piece in _PIECE.finditer(text, at):
        if piece[0] in ("(", "[", "{"):
            depth += 1
        elif piece[0] in (")", "]", "}"):
            depth -= 1
        if depth <= 0:
            return piece.end() if piece[0] == "}" else -1
    return -1


def _literal(text: str, start: int, end: int) -> Span | None:
    """What is between the quotes of `"p-4"` or of `{`p-4`}`."""
    if text[start] == "{":
        found = _LITERAL.fullmatch(text, start + 1, end - 1)
        if found is None or "${" in found[1] or "\\" in found[1]:
            return None
        start, end = found.span(1)
    return None if start == end else (start + 1, end - 1)


def _object(text: str, start: int, end: int) -> Span | None:
    """What is between the inner braces of `{{ padding: 4 }}`."""
    if text[start] != "{":
        return None
    inner = _past_space(text, start + 1)
    if not text.startswith("{", inner):
        return None
    close = _closing(text, inner)
    return (inner + 1, close - 1) if close > 0 and _past_space(text, close) == end - 1 else None


def _dashed(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name)
