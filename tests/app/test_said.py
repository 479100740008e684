"""What is to be read of an answer comes in pieces; its slow twin folds the whole answer and reads its talk without
the marks of files."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact import MARK, Artifact
from moonpane.artifact.fences import is_only_said, label
from moonpane.revise.said import SpokenArtifact, Words
from tests.cost import pace_s, seconds

PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<p>One</p>\n</body>\n</html>"
EDIT = "<<<<<<< SEARCH\n<p>One</p>\n=======\n<p>1</p>\n>>>>>>> REPLACE"
ANSWERS = {
    "prose": "I think.\n\n\n\nThen   I say it, ⟦so⟧.  \n\n",
    "blank": "\n \n\t\n",
    "a name before its file": "Here it is:\n\n**style.css**\n\n```css\np {}\n```\n\nIt is red now.\n",
    "two names": "a.css\nb.css\n```css\np {}\n```\nDone.",
    "a name and two blanks": "a.css\n\n\n```css\np {}\n```\nDone.",
    "a name at the end": "Look at\n\n`src/App.tsx`\n\n",
    "a name before words": "style.css\nis the file.\n\n```css\np {}\n```",
    "edits": f"I number them.\n\nindex.html\n{EDIT}\n\nindex.html\n{EDIT}\n\nAnd so on.\n{EDIT}\nDone.",
    "an example": "Use a grid:\n\n```css\np { display: grid }\n\n\n\nq {}\n```\nor <b>flex</b>.",
    "a page": f"Here:\n{PAGE} it is.\n\n\n\nEnjoy!",
    "a file that does not end": "Well.\n\n```html index.html\n<p>",
    "a long line": "word " * 900 + "\n\n\n\n" + "end",
}


def without_marks(talk: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", MARK.sub("", talk)).strip()


def slowly(answer: str) -> str:
    """The twin."""
    artifact = Artifact(fragments=False)
    artifact.feed(answer)
    artifact.finish()
    return without_marks(artifact.talk)


def told(pieces: list[str]) -> list[str]:
    artifact, words = SpokenArtifact("html"), Words()
    said = list[str]()
    for piece in pieces:
        artifact.feed(piece)
        said.append(words.add(artifact.gained()))
    artifact.finish()
    return [*said, words.add(artifact.gained(is_over=True))]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_pieces_together_are_the_talk_however_the_answer_is_cut(answer: str) -> None:
    cuts = random.Random(answer)
    for size in (1, 3, 7, 40, len(answer)):
        assert "".join(told([answer[at : at + size] for at in range(0, len(answer), size)])) == slowly(answer)
    for _ in range(20):
        ends = sorted(cuts.sample(range(1, len(answer)), min(6, len(answer) - 1)))
        pieces = [answer[start:end] for start, end in zip([0, *ends], [*ends, len(answer)], strict=True)]
        assert "".join(told(pieces)) == slowly(answer)


def test_words_are_told_as_soon_as_their_line_has_ended() -> None:
    said = told(["One", ".\nTwo", ".\n\n**a.css**\n", "```css\n", "p {}\n```\nThr", "ee.\n"])
    assert said == ["", "One.", "\nTwo.", "", "", "\n\nThree.", ""]


def test_what_is_told_costs_in_proportion_to_its_length() -> None:
    line = "Some words in a line of the usual length, with the rest of it.\n"

    def paces(num_lines: int) -> float:
        artifact, words, spent = SpokenArtifact("html"), Words(), 0.0
        text = line * num_lines
        for at in range(0, len(text), 4):
            artifact.feed(text[at : at + 4])
            spent += seconds(lambda: words.add(artifact.gained()))
        return spent / pace_s()

    one = min(paces(150) for _ in range(3))
    eight = min(paces(1_200) for _ in range(3))
    assert eight < 20 * one, "64 times as much, if every piece looked at all of the talk"


def test_prose_comes_by_words_and_not_by_lines() -> None:
    """A paragraph is one line: whoever waits for its end sees nothing for half a minute."""
    prose = "- The **header** is `dark`, and it sticks to the top (as in the picture); the rest of the page scrolls."
    artifact, words, said = SpokenArtifact("html"), Words(), ""
    for at in range(0, len(prose), 4):
        artifact.feed(prose[at : at + 4])
        said += words.add(artifact.gained())
        assert at < 16 or len(said) > at, "blanks wait for the next word, nothing else"
    assert said == prose


BEFORE = st.sampled_from(["", "  ", "- ", "1. ", "## ", "### 2. ", "// ", "/* ", "<!-- ", "{/* ", "# ", "-- "])
CAPTIONS = st.sampled_from(
    ["", "File: ", "new file: ", "New  file : ", "file name: ", "Filename:", "path : ", "Create: "]
)
MARKS = st.sampled_from(["", "**", "`", "**`", "*", '"', "'"])
PATHS = st.sampled_from(["style.css", "src/App.tsx", "./a b.js", "Dockerfile", "index.html", "notes"])
BEHIND = st.sampled_from(["", ":", " (new)", " (changed, as you asked)", " -->", " */", " */}", "**:", " :"])


@given(BEFORE, CAPTIONS, MARKS, PATHS, BEHIND)
def test_what_may_name_a_file_waits(before: str, caption: str, marks: str, path: str, behind: str) -> None:
    for line in (
        f"{before}{marks}{caption}{path}{marks[::-1]}{behind}",
        f"{before}{caption}{marks}{path}{marks[::-1]}{behind}",
    ):
        if label(line):
            assert not any(is_only_said(line[:at]) for at in range(len(line) + 1)), line


@pytest.mark.parametrize(
    "line",
    [
        "```css a.css",
        "  ~~~~html index.html",
        "1. ```tsx src/App.tsx",
        "- ``` src/a.js (new)",
        "<<<<<<< SEARCH",
        "<<<<< SEARCH",
    ],
)
def test_what_may_begin_code_waits(line: str) -> None:
    assert not any(is_only_said(line[:at]) for at in range(len(line) + 1))
