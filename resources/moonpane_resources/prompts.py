"""What is said to a model, for each task and each kind of model.

The embedded model knows two short words; any other model gets whole sentences. Both get the same measured outline;
for the embedded one its texts are labelled.
"""

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

The following outline was measured from the pixels. Sizes are CSS pixels, colours are exact, and the texts were read \
by a small model that may have misread a few letters: trust the picture for spelling and for anything that is missing, \
and the outline for numbers and colours. One element a line: kind, size, `full` for the whole width of its parent, \
`b` for bold, #colour (of a text: its ink; of a box: its fill), `r` corner radius, `line` border width and colour, \
`p` padding top,right,bottom,left, `g` gap between children, `row` or `col` direction, `end` closes an element that \
has children.

{outline}"""


def read_prompt(*, embedded: bool) -> str:
    """What accompanies the picture of one line of text."""
    return READ if embedded else _READ_SENTENCES


def write_prompt(outline: str | None, *, embedded: bool, size: tuple[int, int] | None = None) -> str:
    """What accompanies the picture of a whole screen.

    `outline` is the text of `moonpane_vision.outline`, or None for the model alone. `size` is the
    picture's (width, height) in pixels; the embedded model takes it from the outline instead.
    """
    if embedded:
        return WRITE if outline is None else f"{WRITE}\n{labelled(outline)}"
    prompt = _WRITE_SENTENCES.format(size=f"{size[0]} pixels wide and {size[1]} high" if size else "as large as shown")
    return prompt if outline is None else prompt + _OUTLINE_SENTENCES.format(outline=outline)
