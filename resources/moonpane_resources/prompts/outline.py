"""The measured outline of a screen: for the embedded model as it was trained, for others with every word explained."""

import re
from collections.abc import Mapping
from html import unescape

from moonpane_resources.labels import labelled

_OUTLINE_SENTENCES = """

The following outline was measured from the pixels. Sizes are CSS pixels. {texts} Trust the picture for anything that \
is missing, and the outline for numbers and colours.

One element a line: `page`; `text`, one paragraph; `box`, which is seen (a very thin one is a dividing line); \
`picture`, a photo or an icon; `row` and `col`, which only group. Children follow their parent; a line `end` closes a \
box, row or col. Then come, each where it applies and in this order:

- `WxH` width and height; of a text one number, its font size
- `full` as wide as its parent has room
- `b` bold
- `#rrggbb` fill; of a text its ink, of a picture its mean colour
- `rN` corner radius, `r999` for round
- `lineN #rrggbb` border, its width and colour
- `pT,R,B,L` padding: top, right, bottom, left
- `gN` gap between children
- `+N` or `-N` how much more or less than that gap of its parent lies before this element
- `row` or `col` direction of the children; without it they stand below each other
- `between`, `center` or `end` where the children of a row go: to both ends, to the middle, to the right
- `top` the children of a row share their top edge; without it their middle
- `mid` or `right` place in the column; without it left
- `xN` indent: from the left, of `right` from the right, of `between` on both sides
- `yN` of a child of a row: how far below the top of the row
- `wN lhN` a text of several lines: the width at which it wraps, its line height
- `u` underlined
- `bullet` a list dot stands before it
{looks}{shown}{quoted}
{outline}"""

_LOOKS = "- `box-shadow:…`, `border-radius:…`, `font-family:…` and the like: more of its looks, as CSS\n"
_SHOWN = """\
- `assets/NAME`, `linear-gradient(…)` what is seen in place of its colour: of a `picture` all of it, of a `box` its \
background
- `<pre> with "…"` the code or log that is in its place, as HTML in a JSON string

Each `assets/NAME` was cut out of the mockup and is a file of the project already: {use}, with its width and height, \
instead of drawing it or putting a box there. What lies on it is not in it. Write no such file yourself.
"""
_USE = 'show it with `<img src="assets/NAME">`, or as `url(assets/NAME)`'
_USE_MODULE = 'import it (`import photo1 from "./assets/photo-1.jpg"` in `src/App.jsx`) and show it as `src={photo1}`'
_COLOURED = re.compile(r"^((?:picture|box)\b[^#\n]*?(#[0-9a-f]{6}).*)$", re.MULTILINE)
_KNOWN = re.compile(r"^((?:picture|box|text)\b[^#\n]*?)(#[0-9a-f]{6})(.*)$", re.MULTILINE)
_TEXTS_READ = "The texts were read line by line and may have a few wrong letters: trust the picture for spelling."
_TEXTS_QUOTED = '- `"…"` at the end of the line: the text\n'
_TEXTS_NOT_READ = "It holds no texts: read them in the picture."
_OFFSET = re.compile(r" y\d+(?= |$)", re.MULTILINE)
_SAID = re.compile(r'^(text .*?)">(.*)</t$', re.MULTILINE)


def labelled_outline(outline: str) -> str:
    """For the embedded model: labels at the texts, and nothing that came after its training."""
    return labelled(_without_offsets(outline))


def _without_offsets(outline: str) -> str:
    """As the embedded model was trained: how far down something stands in its row is told to its guide alone."""
    marks = (line.partition('">') for line in outline.splitlines(keepends=True))
    return "".join(_OFFSET.sub("", before) + quote + said for before, quote, said in marks)


def explained_outline(
    outline: str,
    font: str,
    shown: Mapping[str, str] | None = None,
    looks: Mapping[str, tuple[str, str]] | None = None,
    *,
    modules: bool = False,
) -> str:
    """The outline explained, its texts in plain quotes, or without any where none was read.

    `shown`: for the colour of an element in the outline, the picture or gradient that is there. `looks`: likewise its
    true colour, and what CSS says besides. `modules`: code imports pictures.
    """
    is_read = any(said for _, said in _SAID.findall(outline))
    plain = _SAID.sub(lambda text: f'{text[1]} "{unescape(text[2])}"' if text[2] else text[1], outline)
    texts, quoted = (_TEXTS_READ, _TEXTS_QUOTED) if is_read else (_TEXTS_NOT_READ, "")
    texts += f" They look most like `font-family: {font}`." if font else ""
    seen = ""
    if shown:
        plain = _COLOURED.sub(lambda line: f"{line[1]} {shown[line[2]]}" if line[2] in shown else line[1], plain)
        seen = _SHOWN.format(use=_USE_MODULE if modules else _USE)
    if looks:
        plain = _KNOWN.sub(lambda line: _with_looks(line, looks), plain)
    more = _LOOKS if looks else ""
    return _OUTLINE_SENTENCES.format(texts=texts, quoted=quoted, outline=plain, looks=more, shown=seen)


def _with_looks(line: re.Match[str], looks: Mapping[str, tuple[str, str]]) -> str:
    if line[2] not in looks:
        return line[0]
    color, css = looks[line[2]]
    return f"{line[1]}{color}{line[3]} {css}"
