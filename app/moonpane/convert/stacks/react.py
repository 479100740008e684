"""The page as a React component, in the code block that every model's answer has it in."""

import json
import re
from collections.abc import Collection
from html import unescape

from moonpane.convert.stacks.elements import VOID, Element
from moonpane.convert.stacks.page import TranslatedPage

_PATH = "src/App.jsx"
_CODE = "pre"
_ROOT = "div"  # in place of the body, which is the document's
_SPACE = " \t\r\n"
_SPACES = re.compile(f"[{_SPACE}]+")
_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"})  # that JSX would take for its own
_NAMES = {"for": "htmlFor"}
_URL = re.compile(r"url\(([^()]+)\)")


class ReactPage(TranslatedPage):
    """One element a line, indented; an answer that is cut off is closed, since nothing runs half a component."""

    def __init__(self, pictures: Collection[str]) -> None:
        """`pictures` are imported, by the paths that the page calls them; the page names no others."""
        super().__init__()
        self._imported = {path: _variable(path) for path in pictures}
        self._is_open_tag = False  # the last start tag lacks its end: perhaps there is nothing in its element
        self._is_parent = False  # the innermost element has elements in it
        self._is_said, self._is_apart = False, False  # it has text; space stands behind that
        self._code_depth = 0  # of a listing, in which every space counts; 0 outside
        self._code = ""  # text of it since the last tag

    def rest(self) -> str:
        super().rest()  # half a tag is nothing
        return "".join(self.close() for _ in range(self.depth))

    def begin(self, head: str, body: Element) -> str:
        imports = "".join(f'import {name} from "./{path}";\n' for path, name in self._imported.items())
        space = "\n" if imports else ""
        return f"```jsx {_PATH}\n{imports}{space}export default function App() {{\n  return (" + self._line(body, 0)

    def start(self, begun: Element) -> str:
        return self._opened() + self._line(begun, self.depth)

    def _line(self, begun: Element, depth: int) -> str:
        self._code_depth = self._code_depth or (depth if begun.name == _CODE else 0)
        is_void = begun.name in VOID
        self._is_open_tag, self._is_parent = not is_void, is_void
        self._is_said = self._is_apart = False
        name = begun.name if depth else _ROOT
        return f"{_indent(depth)}<{name}{self._attributes(begun, is_root=not depth)}{' />' if is_void else ''}"

    def text(self, text: str) -> str:
        """Space counts as in a browser: none around an element's text, one within it, and all of it in a listing."""
        if self._code_depth:
            self._code += text
            return ""
        bare = text.strip(_SPACE)
        if not bare:
            self._is_apart = True
            return ""
        is_apart = self._is_said and (self._is_apart or text[0] in _SPACE)
        self._is_said, self._is_apart = True, text[-1] in _SPACE
        return self._opened() + " " * is_apart + _SPACES.sub(" ", bare).translate(_SIGNS)

    def end(self, ended: Element) -> str:
        name = ended.name if self.depth else _ROOT
        said = self._opened() if self._code else ""
        if self.depth == self._code_depth:
            self._code_depth = 0
        if self._is_open_tag:
            said += " />"
        else:
            said += f"{_indent(self.depth) if self._is_parent else ''}</{name}>"
        self._is_open_tag, self._is_parent, self._is_said = False, True, False
        return said if self.depth else f"{said}\n  );\n}}\n```\n"

    def behind(self, piece: str) -> str:
        return ""

    def _opened(self) -> str:
        """The end of the last start tag, and what a listing has said since then."""
        said, self._is_open_tag = ">" * self._is_open_tag, False
        if self._code:
            said += f"{{{json.dumps(unescape(self._code), ensure_ascii=False)}}}"
            self._code = ""
        return said

    def _attributes(self, begun: Element, *, is_root: bool) -> str:
        said = ""
        for name, value in begun.attributes.items():
            picture = self._imported.get(value) if name == "src" else None
            said += f" {_NAMES.get(name, name)}=" + (f"{{{picture}}}" if picture else f'"{value}"')
        # The body's ground is that of the whole window.
        classes = (*begun.classes, "min-h-screen") if is_root else begun.classes
        if classes:
            said += f' className="{" ".join(classes)}"'
        if begun.style:
            pairs = ", ".join(f"{_camel(name)}: {self._value(value)}" for name, value in begun.style.items())
            said += f" style={{{{ {pairs} }}}}"
        return said

    def _value(self, value: str) -> str:
        address = _URL.fullmatch(value)
        picture = self._imported.get(address[1]) if address else None
        return f'`url("${{{picture}}}")`' if picture else json.dumps(value, ensure_ascii=False)


def _indent(depth: int) -> str:
    return "\n" + "  " * (depth + 2)


def _variable(path: str) -> str:
    """`assets/photo-1.jpg` is imported as `photo1`."""
    return re.sub(r"\W", "", path.rpartition("/")[2].rpartition(".")[0])


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name)
