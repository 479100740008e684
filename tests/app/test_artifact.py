"""Folding a streamed answer into files: the same result however the answer is cut into pieces."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact import INDEX, Artifact, EditBlock, Written, is_harmless
from moonpane.artifact.fold import MAX_CHARS
from moonpane.artifact.names import MAX_FILES, clashes, harmless_name
from moonpane.session import Stack

PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<p>a < b, `x`</p>\n</body>\n</html>"

ANSWERS = {
    "bare document": (PAGE, {INDEX: PAGE + "\n"}, True),
    "document between talk": (f"Sure!\n{PAGE}\nEnjoy.", {INDEX: PAGE + "\n"}, True),
    "html without doctype": ("<html><body>x</body></HTML >", {INDEX: "<html><body>x</body></HTML >\n"}, True),
    "fence": (f"Here:\n```html\n{PAGE}\n```\nDone.", {INDEX: PAGE + "\n"}, True),
    "fence at the very end": (f"```html\n{PAGE}\n```", {INDEX: PAGE + "\n"}, True),
    "fence of tildes": (f"~~~html\n{PAGE}\n~~~\n", {INDEX: PAGE + "\n"}, True),
    "fence in a longer fence": ("````html\n<p>\n```\n</p>\n````\n", {INDEX: "<p>\n```\n</p>\n"}, True),
    "nothing in a fence": ("```html index.html\n```", {INDEX: ""}, True),
    "named files": (
        f"```html index.html\n{PAGE}\n```\n```css style.css\np{{}}\n```\n",
        {INDEX: PAGE + "\n", "style.css": "p{}\n"},
        True,
    ),
    "a name that would leave the folder": ("```css ../../x.css\np{}\n```\n", {"x.css": "p{}\n"}, True),
    "a file in a file's place": (
        "```a.js\n1\n```\n```js a.js/b.js\n2\n```\n",
        {"a.js": "1\n", "script.js": "2\n"},
        True,
    ),
    "the same file again": ("```a.js\n1\n```\nBetter:\n```a.js\n2\n```\n", {"a.js": "2\n"}, True),
    "the same file again, cut off": ("```a.js\n1\n```\nBetter:\n```a.js\n2", {"a.js": "1\n"}, False),
    "a README with fences": (
        "````md README.md\n# Use\n```bash\nnpm i\n```\nEnd\n````\n",
        {"README.md": "# Use\n```bash\nnpm i\n```\nEnd\n"},
        True,
    ),
    "a README with fences of the same length": (
        "```md README.md\n# Use\n```bash\nnpm i\n```\nEnd\n```\nTalk",
        {"README.md": "# Use\n```bash\nnpm i\n```\nEnd\n"},
        True,
    ),
    "CRLF": ("Hi\r\n```css a.css\r\np{}\r\n```\r\nbye", {"a.css": "p{}\r\n"}, True),
    "a fence in a list": (
        "1. **a.css**\n\n   ```css\n   p {\n     x: y\n   }\n   ```\n",
        {"a.css": "p {\n  x: y\n}\n"},
        True,
    ),
    "an end tag in a script": (
        "<html><script>x = '</html>'</script>\n<p>y</p></html>\nBye",
        {INDEX: "<html><script>x = '</html>'</script>\n<p>y</p></html>\n"},
        True,
    ),
    "an end tag in a comment": ("<html><!-- </html> --></html>", {INDEX: "<html><!-- </html> --></html>\n"}, True),
    "a comment that nobody closes": ("<html><!-- x <p>y</html>", {INDEX: "<html><!-- x <p>y</html>"}, True),
    "a page whose fence is not closed": ("```html\n<html>x</html>\n", {INDEX: "<html>x</html>\n"}, True),
    "shell commands are talk": (f"```html\n{PAGE}\n```\n```bash\nnpm i\n```\n", {INDEX: PAGE + "\n"}, True),
    "code between backticks on one line": ("```html <p>```\n", {INDEX: "<p>```\n"}, False),
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


NAMES = [
    "```tsx src/App.tsx", "```tsx:src/App.tsx", '```tsx title="src/App.tsx"', "```tsx filename=src/App.tsx",
    "```src/App.tsx", "```tsx // src/App.tsx", "``` src/App.tsx", "```tsx {1,3} file='src/App.tsx'",
    "```tsx (src/App.tsx)", "```tsx ./src/App.tsx", "```tsx /src/App.tsx", r"```tsx C:\src\App.tsx",
    "**src/App.tsx**\n```tsx", "### src/App.tsx\n\n```tsx", "`src/App.tsx`:\n```tsx", "**`src/App.tsx`** (new)\n```tsx",
    "File: src/App.tsx\n```tsx", "#### 2. `src/App.tsx`\n~~~tsx", "- src/App.tsx\n```tsx", "// src/App.tsx\n```tsx",
    "<!-- src/App.tsx -->\n```", "```tsx\n// src/App.tsx", "```tsx\n/* src/App.tsx */", "```\n<!-- src/App.tsx -->",
    "```tsx\n{/* src/App.tsx */}", "```tsx src/App.tsx\n// src/App.tsx",
]  # fmt: skip


@pytest.mark.parametrize("opening", NAMES)
@pytest.mark.parametrize("fragments", [True, False])
def test_names_in_all_the_forms_that_models_use(opening: str, fragments: bool) -> None:
    artifact = Artifact("react", fragments=fragments)
    artifact.feed(f"Here it is.\n\n{opening}\nexport default 1\n{'~~~' if '~~~' in opening else '```'}\nDone.")
    artifact.finish()
    assert artifact.files == {"src/App.tsx": "export default 1\n"}
    assert artifact.talk == "Here it is.\n\n⟦src/App.tsx⟧\n\nDone."


def test_files_grow_and_are_named_while_they_stream() -> None:
    artifact = Artifact("react")
    artifact.feed("**src/a.css**\n```css\np {")
    assert (artifact.growing, artifact.files) == ("src/a.css", {"src/a.css": "p {"})
    artifact.feed("}\n```\nNow\n```css b.css\nq {")
    assert (artifact.growing, artifact.files) == ("b.css", {"src/a.css": "p {}\n", "b.css": "q {"})
    artifact.feed("}\n```\nindex.html\n<<<<<<< SEARCH\nx\n")
    assert (artifact.growing, artifact.unfinished, artifact.is_complete) == ("index.html", "block", False)
    artifact.feed("=======\n>>>>>>> REPLACE\n")
    assert (artifact.growing, artifact.unfinished, artifact.is_complete) == (None, "", True)
    assert artifact.changes()[1:] == [Written("b.css", "q {}\n"), EditBlock("index.html", "x\n", "")]


def test_an_answer_that_explains_makes_no_files() -> None:
    said = "Use a grid:\n```css\np {}\n```\nor <b>flex</b>:\n```html\n<div>\n```"
    artifact = Artifact(fragments=False)
    artifact.feed(said)
    artifact.finish()
    assert (artifact.files, artifact.changes(), artifact.talk) == ({}, [], said)
    whole = Artifact(fragments=False)
    whole.feed(f"```html\n{PAGE}\n```\nand again\n```html\n{PAGE} \n```")
    whole.finish()
    assert whole.files == {INDEX: PAGE + " \n"}
    assert whole.pages_begun == 2


def test_what_stays_open_at_the_end_is_known_before_the_answer_is_finished() -> None:
    ends = {
        "Talk": "", "```html\n<p>": "file", "<html><p>": "document", "<html></html>": "", "```css a.css\np{}\n```": "",
        "a.js\n<<<<<<< SEARCH\nx": "block", "a.js\n<<<<<<< SEARCH\nx\n=======\n>>>>>>> REPLACE": "",
        "```tsx src/App.tsx\n": "file", "```bash\nls": "",
    }  # fmt: skip
    for answer, unfinished in ends.items():
        artifact = Artifact()
        artifact.feed(answer)
        assert artifact.unfinished == unfinished, answer


@pytest.mark.parametrize(
    "path",
    ["/etc/a.css", "../a.css", "a/../../b.css", "C:/a.css", "a\\b.css", "con.css", "a/aux/b.js", "node_modules/x/i.js",
     ".git/hooks/x.sh", ".vscode/tasks.json", "a\x00.css", "a\n.css", "a\u202e.css", "a..css ", "x" * 130 + ".css",
     "a", ""],
)  # fmt: skip
def test_what_is_not_harmless_gets_another_name(path: str) -> None:
    assert not is_harmless(path)
    assert is_harmless(harmless_name(path, "css", ()))


@given(st.text(), st.lists(st.text(max_size=12), max_size=3), st.sampled_from(["css", "tsx", "", "weird"]))
def test_every_name_becomes_harmless(said: str, taken: list[str], language: str) -> None:
    name = harmless_name(said, language, taken)
    assert is_harmless(name)
    assert name in taken or not clashes(name, taken)


def test_no_more_files_than_a_project_may_have() -> None:
    artifact = Artifact()
    artifact.feed("".join(f"```css a{number}.css\np{{}}\n```\n" for number in range(MAX_FILES + 3)))
    assert len(artifact.files) == MAX_FILES
    assert "p{}" in artifact.talk
    artifact.feed("```css a7.css\nq{}\n```\n")
    assert artifact.files["a7.css"] == "q{}\n"


LINE = "  <p class='x'>some text that is here</p>\n"


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        pytest.param("<!DOCTYPE html>\n", LINE, id="document"),
        pytest.param("```html\n", LINE, id="fence"),
        pytest.param("```html\n", "x" * 99, id="one line"),
        pytest.param("a.css\n<<<<<<< SEARCH\n", LINE, id="block"),
        pytest.param("", "much talk ", id="talk"),
        pytest.param("```css\n", "`" * 99, id="backticks"),
        pytest.param("<html><!--", "-" * 99, id="dashes"),
    ],
)
def test_time_grows_as_the_answer_does(start: str, unit: str) -> None:
    def seconds(num_chars: int) -> float:
        answer = start + unit * (num_chars // len(unit))
        artifact, began_at = Artifact(), time.process_time()
        for at in range(0, len(answer), 3):
            artifact.feed(answer[at : at + 3])
        artifact.finish()
        return time.process_time() - began_at

    seconds(10_000)
    assert seconds(240_000) < 8 * seconds(60_000) + 0.2


PIECES = st.sampled_from(
    ["```html\n", "```", "\n", "<html>", "</html>", "<", "/", "p>", "talk ", "~~~", "```css a.css\n", "````md R.md\n",
     "```bash\n", "// src/App.tsx\n", "**src/App.tsx**\n", "<!-- style.css -->\n", "<<<<<<< SEARCH\n", "=======\n",
     ">>>>>>> REPLACE\n", "src/a.css\n", "```tsx:src/App.tsx\n", "  ", "   ```jsx title='x.jsx'\n", "\r\n", "<script>",
     "</script>", "<!--", "-->", "<!DOCTYPE html>", "a" * 1_100, "File: b.js\n", "### ", "- ", "#", " " * 999,
     "`" * 1_001, "new file : a.css\n", "File name: **b.js** (as it was)\n", "Then I ", "`a.css` is", "1. ", "create: "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.randoms(), st.booleans(), st.sampled_from(["html", "react"]))
def test_cuts_never_change_the_result(pieces: list[str], random, fragments: bool, stack: Stack) -> None:
    answer, cut, at = "".join(pieces), list[str](), 0
    while at < len(answer):
        cut.append(answer[at : at + random.choice([1, 1, 2, 3, 5, 60])])
        at += len(cut[-1])
    results = []
    for parts in ([answer], cut):
        artifact = Artifact(stack, fragments=fragments)
        gained = [artifact.feed(part) for part in parts] + [artifact.finish()]
        assert artifact.pages_begun != 1 or "".join(gained) == artifact.html
        results.append((artifact.files, artifact.changes(), artifact.talk, artifact.is_complete, artifact.pages_begun))
    assert results[0] == results[1]


def test_an_endless_answer_is_folded_up_to_a_limit() -> None:
    artifact = Artifact()
    artifact.feed("```html\n<html>\n" + "x" * MAX_CHARS)
    assert artifact.is_cut
    artifact.feed("more")
    artifact.finish()
    assert len(artifact.html) == MAX_CHARS - len("```html\n")
    assert not artifact.is_complete
