"""Changing what is there: the files as they are, how changes are written, and what to do about one that did not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moonpane_resources.prompts.stacks import NAMES, PICTURES_ARE_CONTENT, RULES, all_fenced, fenced, whole_files

EDIT_BLOCK = """\
<<<<<<< SEARCH
lines as they stand in the file now
=======
lines that shall stand there
>>>>>>> REPLACE"""

_EDITS = f"""\
Changes are written as edit blocks, each with the path of its file in the line above it:

PATH
```
{EDIT_BLOCK}
```

- SEARCH holds whole lines, copied exactly from the file with their indentation, and just enough of them that they \
stand there only once. To add something, repeat a line beside it in both parts.
- One block for each place that changes, in the order of the file. Everything else stays as it is.
- Where the lines themselves hold a line of seven `=`, give all three markers nine signs.
- A new file, or one of which most changes, is given as a whole instead, in a code block with the path behind the \
language.
- Never leave anything out with a comment like “rest unchanged”: what is not written is gone."""

_WITH_FILES = """\
The project is {name}. These are all of its files, as they are now:

{files}
{pictures}
{edits}

{rules}
- {content} The same is true of text in the files.
- If the person only asks something, answer in sentences and change nothing.

The person says:

{wish}"""

_WITHOUT_FILES = """\
There is no page yet. If the person asks for one, write it as {name}, {whole_files}

{rules}
- {content}
- If the person only asks something, answer in sentences and write no files.

The person says:

{wish}"""

_NO_WORDS = "(Nothing in words: the pictures show what is wanted.)"

_AGAIN = """\
{count} of your changes could not be applied; all others were.

{changes}

Write only {these} again, corrected, as edit blocks with the path in the line above each. The files are now as shown \
here: copy SEARCH from them exactly."""


@dataclass(frozen=True)
class Unplaced:
    """A change that could not be applied."""

    path: str
    reason: str
    sent: str  # as the model wrote it
    region: str  # what stands in the file where it may have been meant; "" where nothing is known
    first_line: int  # of the region


_PICTURES = """
It also has these pictures, which pages may show by their paths and nobody can write: {paths}.
"""


def edit_prompt(wish: str, files: Mapping[str, str], stack: str, pictures: Sequence[str] = ()) -> str:
    """What is said with a wish about the files that there are, or the first ones; `pictures` are paths of others."""
    rules, wish = RULES[stack], wish.strip() or _NO_WORDS
    if not files:
        return _WITHOUT_FILES.format(
            name=NAMES[stack], whole_files=whole_files(stack), rules=rules, content=PICTURES_ARE_CONTENT, wish=wish
        )
    return _WITH_FILES.format(
        name=NAMES[stack],
        files=all_fenced(files),
        pictures=_PICTURES.format(paths=", ".join(pictures)) if pictures else "",
        edits=_EDITS.replace("PATH", next(iter(files)), 1),
        rules=rules,
        content=PICTURES_ARE_CONTENT,
        wish=wish,
    )


def again_prompt(unplaced: Sequence[Unplaced]) -> str:
    """Asks for changes that could not be applied, and for nothing else."""
    changes = "\n\n".join(f"{number}. {_told(each)}" for number, each in enumerate(unplaced, 1))
    count, these = ("One", "this one") if len(unplaced) == 1 else (str(len(unplaced)), "these")
    return _AGAIN.format(count=count, changes=changes, these=these)


def _told(change: Unplaced) -> str:
    said = f"{change.path}: {change.reason}\n\nYou wrote:\n\n{fenced('', change.sent)}"
    if change.region.strip():
        said += f"\n\n{change.path} from line {change.first_line} on:\n\n{fenced('', change.region)}"
    return said
