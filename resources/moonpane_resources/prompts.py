"""What is said to a model, for each task and each kind of model.

The embedded model knows two short words; any other model gets whole sentences. Both get the same measured outline: the
embedded one as it was trained, with labelled texts, any other one with each word of it explained.
"""

import re
from html import unescape

from moonpane_resources.labels import labelled

READ = "read"
WRITE = "write"

_READ_SENTENCES = (
    "The picture shows one line of text. Answer with that text exactly as it is written, "
    "with nothing before or after it."
)

_WRITE_SENTENCES = """\
The picture is a screenshot or mockup of a user interface. Write one HTML page that looks like it.

- Reproduce every text exactly as written, in the same language. Invent nothing that cannot be seen.
- Match colours, font sizes and weights, spacing, borders, rounded corners and alignment.
- Lay the page out with flexbox or grid, so that it also works when the window is resized. \
Do not place elements with absolute positions.
- Use the elements that fit the meaning: h1 to h3, p, button, input, a, ul, nav, header, main, footer.
- Everything is in this one file: CSS in a <style> element or in style attributes, nothing loaded from elsewhere. \
Where the mockup shows a photo, put a box of the same size and of its main colour.
- The page is {size}.

Answer with the HTML only. Begin with <!DOCTYPE html> and end with </html>."""

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
{quoted}
{outline}"""

_TEXTS_READ = "The texts were read line by line and may have a few wrong letters: trust the picture for spelling."
_TEXTS_QUOTED = '- `"…"` at the end of the line: the text\n'
_TEXTS_NOT_READ = "It holds no texts: read them in the picture."
_OFFSET = re.compile(r" y\d+(?= |$)", re.MULTILINE)
_SAID = re.compile(r'^(text .*?)">(.*)</t$', re.MULTILINE)


def read_prompt(*, embedded: bool) -> str:
    """What accompanies the picture of one line of text."""
    return READ if embedded else _READ_SENTENCES


def write_prompt(outline: str | None, *, embedded: bool, size: tuple[int, int] | None = None, font: str = "") -> str:
    """What accompanies the picture of a whole screen.

    `outline` is the text of `moonpane_vision.outline`, or None for the model alone. `size` is the
    picture's (width, height) in pixels; the embedded model takes it from the outline instead. `font` is the measured
    CSS value of `font-family`, which the embedded model is told by the engine.
    """
    if embedded:
        return WRITE if outline is None else f"{WRITE}\n{labelled(_without_offsets(outline))}"
    prompt = _WRITE_SENTENCES.format(size=f"{size[0]} pixels wide and {size[1]} high" if size else "as large as shown")
    return prompt if outline is None else prompt + _outline_prompt(outline, font)


def _without_offsets(outline: str) -> str:
    """As the embedded model was trained: how far down something stands in its row is told to its guide alone."""
    marks = (line.partition('">') for line in outline.splitlines(keepends=True))
    return "".join(_OFFSET.sub("", before) + quote + said for before, quote, said in marks)


def _outline_prompt(outline: str, font: str) -> str:
    """The outline explained, its texts in plain quotes, or without any where none was read."""
    is_read = any(said for _, said in _SAID.findall(outline))
    plain = _SAID.sub(lambda text: f'{text[1]} "{unescape(text[2])}"' if text[2] else text[1], outline)
    texts, quoted = (_TEXTS_READ, _TEXTS_QUOTED) if is_read else (_TEXTS_NOT_READ, "")
    texts += f" They look most like `font-family: {font}`." if font else ""
    return _OUTLINE_SENTENCES.format(texts=texts, quoted=quoted, outline=plain)
