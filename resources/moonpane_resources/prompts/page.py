"""From pictures to a page: what accompanies them."""

from collections.abc import Mapping, Sequence

from moonpane_resources.prompts.outline import explained_outline, labelled_outline
from moonpane_resources.prompts.stacks import PICTURES_ARE_CONTENT, RULES, whole_files

READ = "read"
WRITE = "write"
# How much larger a picture is made that nobody measured: texts of a usual size are then as large as in line crops.
ENLARGEMENT = 1.5

_READ_SENTENCES = (
    "The picture shows one line of text. Answer with that text exactly as it is written, "
    "with nothing before or after it."
)

_ONE_PICTURE = "The picture is a screenshot or mockup of a user interface. Write {what} that looks like it."
_SEVERAL_PICTURES = """\
The {count} pictures are views of one user interface, as screenshots or mockups:

{views}

Write {what} that looks like each of them at its width: one set of elements, with media queries or breakpoints between \
these widths. Views of the same width show other parts or states of it."""
_VIDEO = """

The recording shows the interface in use. What happens in it has to work on the page, too: what opens, closes, moves, \
is typed or chosen, and how it looks in between. {frame} is its first frame."""
_MARKED = """

The last {pictures} the same with marks that the person drew: boxes, arrows and words. The marks are instructions \
about what is below them and no part of the interface; do not draw them."""
_EXCEPT_MARKS = " The marks are the only exception."
_MARKED_ONE = "picture is"
_MARKED_SEVERAL = "{count} pictures are"

_RULES = """

- Reproduce every text exactly as written, in the same language. Invent nothing that cannot be seen.
- Match colours, font sizes and weights, spacing, borders, rounded corners and alignment.
- Lay the page out with flexbox or grid, so that it also works when the window is resized. \
Do not place elements with absolute positions.
- Use the elements that fit the meaning: h1 to h3, p, button, input, a, ul, nav, header, main, footer. Fields have \
labels, pictures have alt texts.
{stack}
- The page is {size}.
- {content}

"""
_ONE_FILE = """\
Everything is in this one file. Answer with the HTML only. Begin with <!DOCTYPE html> and end with </html>."""

_WHAT = {"html": "one HTML page", "tailwind": "one HTML page", "react": "a React component"}

Size = tuple[int, int]


def read_prompt(*, embedded: bool) -> str:
    """What accompanies the picture of one line of text."""
    return READ if embedded else _READ_SENTENCES


def write_prompt(
    outline: str | None,
    *,
    embedded: bool,
    size: Size | None = None,
    font: str = "",
    stack: str = "html",
    others: Sequence[Size] = (),
    num_marked: int = 0,
    has_video: bool = False,
    notes: Sequence[str] = (),
    instructions: str = "",
    shown: Mapping[str, str] | None = None,
    looks: Mapping[str, tuple[str, str]] | None = None,
) -> str:
    """What accompanies the picture of a whole screen.

    `outline` is the text of `moonpane_vision.outline`, or None for the model alone; it is of the first picture. `size`
    is the first picture's (width, height) in pixels, `others` are those of further pictures, in their order;
    `num_marked` more follow, which are the same with the person's marks. `font` is the measured CSS value of
    `font-family`. `notes` say in words what the marks are, `instructions` is what the person wrote with the pictures.
    `shown` are pictures and gradients by the colour that their element has in the outline, `looks` its true colour and
    further CSS.
    The embedded model gets the outline alone.
    """
    if embedded:
        return WRITE if outline is None else f"{WRITE}\n{labelled_outline(outline)}"
    if others and size:
        views = "\n".join(f"{n}. {w} pixels wide and {h} high" for n, (w, h) in enumerate((size, *others), 1))
        prompt = _SEVERAL_PICTURES.format(count=1 + len(others), views=views, what=_WHAT[stack])
    else:
        prompt = _ONE_PICTURE.format(what=_WHAT[stack])
    if has_video:
        prompt += _VIDEO.format(frame="One of the pictures" if others else "The picture")
    if num_marked:
        pictures = _MARKED_ONE if num_marked == 1 else _MARKED_SEVERAL.format(count=num_marked)
        prompt += _MARKED.format(pictures=pictures)
    extent = f"{size[0]} pixels wide and {size[1]} high" if size else "as large as shown"
    extent += " in the first picture" if others else ""
    content = PICTURES_ARE_CONTENT + (_EXCEPT_MARKS if num_marked else "")
    prompt += _RULES.format(stack=RULES[stack], size=extent, content=content)
    prompt += _wanted(notes, instructions)
    # Who asks for something may ask for several files.
    if stack == "react" or instructions.strip():
        prompt += f"Answer with the code only: {whole_files(stack)}"
    else:
        prompt += _ONE_FILE
    return (
        prompt if outline is None else prompt + explained_outline(outline, font, shown, looks, modules=stack == "react")
    )


def _wanted(notes: Sequence[str], instructions: str) -> str:
    said = ""
    if any(notes):
        said += "The person's marks say:\n\n" + "\n".join(f"- {note}" for note in notes if note) + "\n\n"
    if instructions.strip():
        said += f"The person says, and this goes before everything above:\n\n{instructions.strip()}\n\n"
    return said
