"""Edit blocks: found exactly once or refused with a reason; nothing is half done."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from moonpane.artifact import Applied, Artifact, Change, EditBlock, Written, apply
from moonpane.artifact.blocks import INTERRUPTED, NO_DIVIDER, NO_END, TWO_DIVIDERS
from moonpane.artifact.edits import file_meant

PAGE = """<!DOCTYPE html>
<html>
<body>
  <ul>
    <li>One</li>
    <li>Two</li>
  </ul>
  <p>End</p>
</body>
</html>
"""
APP = "export default function App() {\n  return <p>Hi</p>;\n}\n"
FILES = {"index.html": PAGE, "style.css": "p { color: red; }\n"}


def one(search: str, replace: str, *, path: str = "index.html", text: str = PAGE) -> Applied:
    return apply({path: text}, [EditBlock(path, search, replace)])


def changes_in(answer: str) -> list[Change]:
    artifact = Artifact(fragments=False)
    artifact.feed(answer)
    artifact.finish()
    return artifact.changes()


BLOCK = "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE"


@pytest.mark.parametrize(
    "answer",
    [
        f"src/x.css\n{BLOCK}",
        f"Change this:\n\n**src/x.css**\n{BLOCK}\nDone.",
        f"src/x.css\n```css\n{BLOCK}\n```\n",
        f"```css src/x.css\n{BLOCK}\n```\n",
        f"```\nsrc/x.css\n{BLOCK}\n```\n",
        f"```css\n/* src/x.css */\n{BLOCK}\n```\n",
        f"### `src/x.css`\n\n{BLOCK}\n".replace("\n", "\r\n"),
        f"- src/x.css\n   ```css\n   {BLOCK}\n   ```\n".replace("\n", "\n   "),
        f"src/x.css\n{BLOCK}".replace("<" * 7, "<" * 9).replace("=" * 7, "=" * 9).replace(">" * 7, ">" * 9),
        f"src/x.css\n{BLOCK}".replace("<<< SEARCH", "<<<SEARCH>"),
    ],
)
def test_a_block_is_read_wherever_its_path_stands(answer: str) -> None:
    (block,) = changes_in(answer)
    assert isinstance(block, EditBlock)
    assert (block.path, block.search.strip(), block.replace.strip(), block.fault) == ("src/x.css", "a", "b", "")


def test_several_blocks_share_a_fence_and_a_path() -> None:
    blocks = changes_in(f"```css a.css\n{BLOCK}\n{BLOCK}\nb.css\n{BLOCK}\n```\n```js\n{BLOCK}\n```\n")
    assert [block.path for block in blocks] == ["a.css", "a.css", "b.css", "b.css"]


@pytest.mark.parametrize(
    ("answer", "faults"),
    [
        pytest.param(
            "a.md\n<<<<<<< SEARCH\nT\n=======\nx\n=======\nU\n>>>>>>> REPLACE\n", [TWO_DIVIDERS], id="dividers"
        ),
        pytest.param("a.md\n<<<<<<< SEARCH\nT\n>>>>>>> REPLACE\n", [NO_DIVIDER], id="no divider"),
        pytest.param("a.md\n<<<<<<< SEARCH\nT\n=======\nU\n", [NO_END], id="no end"),
        pytest.param(f"a.md\n<<<<<<< SEARCH\nT\n=======\nU\n{BLOCK}", [INTERRUPTED, ""], id="a second one begins"),
        pytest.param("```a.css\n<<<<<<< SEARCH\nT\n=======\nU\n```\nTalk", [NO_END], id="the fence ends first"),
    ],
)
def test_a_block_that_cannot_be_read_is_kept_with_its_fault(answer: str, faults: list[str]) -> None:
    blocks = changes_in(answer)
    assert [block.fault for block in blocks if isinstance(block, EditBlock)] == faults
    refused = apply({"a.md": "T\n", "a.css": "T\n"}, blocks).failed
    assert [each.reason for each in refused if each.reason in faults] == [fault for fault in faults if fault]


def test_a_fence_that_ends_within_a_block_swallows_nothing_behind_it() -> None:
    changes = changes_in("```a.css\n<<<<<<< SEARCH\nT\n=======\nU\n```\n```b.css\np {}\n```\n")
    assert changes[1:] == [Written("b.css", "p {}\n")]


def test_text_with_a_line_of_equal_signs_is_edited_with_longer_markers() -> None:
    answer = "a.md\n<<<<<<<<< SEARCH\nT\n=======\n=========\nU\n=======\n>>>>>>>>> REPLACE\n"
    assert apply({"a.md": "x\nT\n=======\ny\n"}, changes_in(answer)).files == {"a.md": "x\nU\n=======\ny\n"}


@pytest.mark.parametrize(
    ("text", "search", "replace", "result", "way"),
    [
        pytest.param("a\nb\nc\n", "b\n", "B\n", "a\nB\nc\n", "exact", id="exact"),
        pytest.param("a\nb\nc\n", "b\n", "", "a\nc\n", "exact", id="deleted"),
        pytest.param("ab\nb\nbc\n", "b\n", "B\n", "ab\nB\nbc\n", "exact", id="whole lines come first"),
        pytest.param("a\nb", "b\n", "B\n", "a\nB", "exact", id="the last line without end"),
        pytest.param("a\nb  \nc\n", "a\nb\n", "X\n", "X\nc\n", "trailing spaces", id="spaces in the file"),
        pytest.param("a\nb\nc\n", "a \nb\t\n", "X\n", "X\nc\n", "trailing spaces", id="spaces in the block"),
        pytest.param("a\r\nb\r\nc\r\n", "b\nc\n", "X\nY\n", "a\r\nX\r\nY\r\n", "line endings", id="CRLF in the file"),
        pytest.param("a\nb\n", "b\r\n", "X\r\nY\r\n", "a\nX\nY\n", "line endings", id="CRLF in the block"),
        pytest.param("  a\n    b\n", "a\n  b\n", "X\n\n  Y\n", "  X\n\n    Y\n", "indentation", id="further right"),
        pytest.param("a\n  b\n", "  a\n    b\n", "  X\n    Y\n", "X\n  Y\n", "indentation", id="further left"),
        pytest.param("\ta\n\t\tb\n", "a\n\tb\n", "X\n", "\tX\n", "indentation", id="tabs"),
        pytest.param("<p><b>x</b></p>", "<b>x</b>\n", "<i>y</i>\n", "<p><i>y</i></p>", "within a line", id="one line"),
    ],
)
def test_what_is_there_once_is_replaced(text: str, search: str, replace: str, result: str, way: str) -> None:
    applied = one(search, replace, text=text)
    assert applied.files == {"index.html": result}
    assert [done.way for done in applied.done] == [way]
    assert not applied.failed


@pytest.mark.parametrize(
    ("search", "replace", "path", "reason"),
    [
        pytest.param("    <li>\n", "", "index.html", "stand 2 times in index.html (lines 5, 6)", id="twice"),
        pytest.param("    <li>Three</li>\n", "x\n", "index.html", "Most like them is line 6", id="not there"),
        pytest.param("<ul>\n<li>One</li>\n", "x\n", "index.html", "Most like them are lines 4 to 5", id="indents"),
        pytest.param("zzz\n", "x\n", "index.html", "Nothing there is like them", id="nothing like it"),
        pytest.param("      <p>End</p>\n", "<p>\n", "index.html", "do not stand in", id="cannot go so far left"),
        pytest.param("x\n", "y\n", "main.js", "There is no file main.js; the files are: index.html,", id="file"),
        pytest.param("x\n", "y\n", "", "does not say its file", id="no path"),
        pytest.param("", "y\n", "style.css", "style.css exists already", id="new but there"),
        pytest.param("", "y\n", "../x", "not a usable path", id="new in a bad place"),
        pytest.param("", "y\n", "Style.css", "cannot lie beside", id="new beside its twin"),
        pytest.param("  <ul>\n", "<!-- rest of the list -->\n", "index.html", "was abbreviated", id="elided"),
    ],
)
def test_what_cannot_be_proved_is_refused_with_a_reason(search: str, replace: str, path: str, reason: str) -> None:
    applied = apply(FILES, [EditBlock(path, search, replace)])
    assert applied.files == FILES
    assert not applied.done
    (refused,) = applied.failed
    assert reason in refused.reason
    assert refused.reason.endswith(".")


def test_a_refused_block_shows_what_stands_there() -> None:
    (refused,) = apply(FILES, [EditBlock("index.html", "    <li>Three</li>\n", "x\n")]).failed
    assert (refused.first_line, refused.region.splitlines()[4]) == (1, "    <li>One</li>")


def test_blocks_are_applied_one_after_the_other_and_each_for_itself() -> None:
    blocks = [
        EditBlock("index.html", "  <p>End</p>\n", "  <p>Fin</p>\n"),
        EditBlock("index.html", "gone\n", "x\n"),
        EditBlock("index.html", "  <p>Fin</p>\n", "  <p>The end</p>\n"),
        EditBlock("index.html", "  <p>End</p>\n", "  <p>Fin</p>\n"),
        EditBlock("src/new.css", "", "q {}\n"),
        EditBlock("new.css", "q {}\n", "r {}\n"),
    ]
    applied = apply(FILES, blocks)
    assert applied.files["index.html"] == PAGE.replace("End", "The end")
    assert applied.files["src/new.css"] == "r {}\n"
    assert [refused.change for refused in applied.failed] == [blocks[1]]
    assert [done.way for done in applied.done] == ["exact", "exact", "already done", "new file", "exact"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("src/App.tsx", "src/App.tsx"), ("./src/App.tsx", "src/App.tsx"), ("App.tsx", "src/App.tsx"), ("a.css", None)],
)
def test_a_path_may_be_said_in_short_if_only_one_can_be_meant(said: str, meant: str | None) -> None:
    assert file_meant({"src/App.tsx": "", "a/a.css": "", "b/a.css": ""}, said) == meant
    assert file_meant({"only.html": ""}, "") == "only.html"


@pytest.mark.parametrize(
    ("change", "old", "reason"),
    [
        pytest.param(Written("index.html", "<html>x", is_whole=False), PAGE, "stays as it was", id="cut off"),
        pytest.param(Written("index.html", "<li>One</li>"), PAGE, "without `<html`", id="a piece of a page"),
        pytest.param(Written("App.tsx", "return 1"), APP, "without `export default`", id="a piece of a component"),
        pytest.param(
            Written("index.html", PAGE + "<!-- ... -->\n"), PAGE, "abbreviated (“<!-- ... -->”)", id="abbreviated"
        ),
        pytest.param(
            Written("App.tsx", APP + "  // existing code stays here\n"),
            APP,
            "was abbreviated",
            id="abbreviated in words",
        ),
    ],
)
def test_a_whole_file_never_loses_what_was_there(change: Written, old: str, reason: str) -> None:
    applied = apply({change.path: old}, [change])
    assert applied.files == {change.path: old}
    assert reason in applied.failed[0].reason


def test_whole_files_are_taken() -> None:
    page = PAGE.replace("End", "...")
    applied = apply(FILES, [Written("index.html", page), Written("b.js", "1\n")])
    assert applied.files == FILES | {"index.html": page, "b.js": "1\n"}
    assert [done.way for done in applied.done] == ["whole file", "new file"]


LINES = st.lists(st.text(alphabet="ab \t=`<>{}\r", max_size=6).map(lambda line: line + "\n"), min_size=1, max_size=8)


@given(LINES, LINES, LINES)
def test_a_file_is_either_as_it_was_or_changed_in_one_place(lines: list[str], search: list[str], replace: list[str]):
    text = "".join(lines)
    applied = one("".join(search), "".join(replace), text=text)
    assert len(applied.done) + len(applied.failed) == 1
    changed = applied.files["index.html"]
    if applied.failed:
        assert changed == text
    elif applied.done[0].way == "exact":
        wanted = "".join(search).removesuffix("\n")
        assert changed.removesuffix("\n") in {
            (text[:at] + "".join(replace).removesuffix("\n") + text[at + len(wanted) :]).removesuffix("\n")
            for at in range(len(text))
            if text.startswith(wanted, at)
        } or "\r" in text + "".join(replace)


@given(LINES, st.data())
def test_a_unique_run_of_lines_is_always_found(lines: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines) - 1))
    search = "".join(lines[first : last + 1])
    windows = [lines[at : at + last + 1 - first] for at in range(len(lines))]
    assume(windows.count(lines[first : last + 1]) == 1)
    assume(search.strip())
    applied = one(search, "NEW\n", text="".join(lines))
    end = "\r\n" if lines[first].endswith("\r\n") else "\n"
    assert applied.files["index.html"] == "".join([*lines[:first], "NEW" + end, *lines[last + 1 :]])


@given(st.text(alphabet="<>=`~ \n\rabSEARCHREPLACE./#*", max_size=200))
def test_no_answer_breaks_the_reader_or_the_files(said: str) -> None:
    answer = said.replace("S", "<<<<<<< SEARCH\n").replace("R", ">>>>>>> REPLACE\n").replace("E", "=======\n")
    applied = apply(FILES, changes_in(answer))
    assert set(FILES) <= set(applied.files)


def test_a_million_lines_are_searched_in_time() -> None:
    text = "a\n" * 300_000
    applied = one("a\n" * 5_000 + "b\n", "x\n", text=text)
    assert applied.failed
    assert "stand 20 or more times" in one("a\n", "x\n", text=text).failed[0].reason
