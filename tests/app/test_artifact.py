"""Folding a streamed answer into files: the same result however the answer is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact import INDEX, Artifact

PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<p>a < b, `x`</p>\n</body>\n</html>"

ANSWERS = {
    "bare document": (PAGE, {INDEX: PAGE + "\n"}, True),
    "document between talk": (f"Sure!\n{PAGE}\nEnjoy.", {INDEX: PAGE + "\n"}, True),
    "html without doctype": ("<html><body>x</body></HTML >", {INDEX: "<html><body>x</body></HTML >\n"}, True),
    "fence": (f"Here:\n```html\n{PAGE}\n```\nDone.", {INDEX: PAGE + "\n"}, True),
    "fence at the very end": (f"```html\n{PAGE}\n```", {INDEX: PAGE + "\n"}, True),
    "fence of tildes": (f"~~~html\n{PAGE}\n~~~\n", {INDEX: PAGE + "\n"}, True),
    "fence in a longer fence": ("````html\n<p>\n```\n</p>\n````\n", {INDEX: "<p>\n```\n</p>\n"}, True),
    "named files": (
        f"```html index.html\n{PAGE}\n```\n```css style.css\np{{}}\n```\n",
        {INDEX: PAGE + "\n", "style.css": "p{}\n"},
        True,
    ),
    "a name that would leave the folder": ("```css ../../x.css\np{}\n```\n", {"part-1.css": "p{}\n"}, False),
    "fragment": ("I made this:\n<div>x</div>", {INDEX: "<div>x</div>\n"}, False),
    "document in the middle of a line": ("Here: <html>x</html>", {INDEX: "<html>x</html>\n"}, False),
    "cut off": ("<!DOCTYPE html>\n<p>half", {INDEX: "<!DOCTYPE html>\n<p>half"}, False),
    "cut off in the end tag": ("<html><p>x</p></htm", {INDEX: "<html><p>x</p></htm"}, False),
    "cut off in a fence": ("```html\n<p>half", {INDEX: "<p>half"}, False),
    "no page": ("I cannot see 3 < 4 pictures.", {}, False),
    "nothing": ("", {}, False),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("size", [1, 3, 10_000])
def test_answers_become_files(name: str, size: int) -> None:
    answer, files, is_complete = ANSWERS[name]
    artifact = Artifact()
    gained = [artifact.feed(answer[at : at + size]) for at in range(0, len(answer), size)]
    gained.append(artifact.finish())
    assert artifact.files == files
    assert artifact.is_complete == is_complete
    assert "".join(gained) == artifact.html


def test_a_bare_document_is_shown_without_waiting_for_line_ends() -> None:
    artifact = Artifact()
    assert artifact.feed("<!DOCTYPE html><p>Hel") == "<!DOCTYPE html><p>Hel"
    assert artifact.feed("lo") == "lo"
    assert artifact.feed("</ht") == ""
    assert artifact.feed("ml>") == "</html>\n"


def test_a_possible_fence_end_is_held_back_until_known() -> None:
    artifact = Artifact()
    assert artifact.feed("```html\n<p>x\n") == "<p>x\n"
    assert artifact.feed("``") == ""
    assert artifact.feed("`") == ""
    assert artifact.feed(" is code\n") == "``` is code\n"


PIECES = st.sampled_from(
    ["```html\n", "```", "\n", "<html>", "</html>", "<", "/", "p>", "talk ", "~~~", "```css a.css\n"]
)


@given(st.lists(PIECES, max_size=25), st.randoms())
def test_cuts_never_change_the_result(pieces: list[str], random) -> None:
    whole, cut = Artifact(), Artifact()
    answer = "".join(pieces)
    whole.feed(answer)
    whole.finish()
    at = 0
    while at < len(answer):
        step = random.randint(1, 6)
        cut.feed(answer[at : at + step])
        at += step
    cut.finish()
    assert cut.files == whole.files
    assert cut.is_complete == whole.is_complete
