"""The judge of typed wishes: what it calls granted, part, left and else, and what it calls a mistake of the suite."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.typed_judge import Judge, SuiteMistake, Wish
from benchmarks.typed_wishes import SUITE, read_suite

PAGE = """<!DOCTYPE html><html><body style="background:#ffffff">
<h1 style="font-size:30px">Prices</h1>
<div style="background:#eeeeee"><p>Corner</p><button style="background:#cc2222;color:#ffffff">Sign up</button></div>
<p style="color:#333333">Valid until May</p></body></html>"""
RED = "background:#cc2222"


def wish(check: str, *touches: str, about: str = "one") -> Wish:
    return Wish("prices", "designer", "…", about, "background", check, touches)


GREEN = wish("hue(color(q('button','Sign up'),'backgroundColor'))=='green'", "Sign up")


@pytest.fixture(scope="module")
def judge(qapp: QApplication) -> Iterator[Judge]:
    one = Judge()
    yield one
    one.close()


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param(RED, "background:#118833", "granted", id="granted"),
        pytest.param("", "", "left", id="left"),
        pytest.param(RED, "background:#2233cc", "else", id="else"),
        pytest.param(">Valid until May", ">Valid until June", "else", id="something else alone"),
    ],
)
def test_verdicts(judge: Judge, old: str, new: str, verdict: str) -> None:
    assert judge.judge(GREEN, PAGE, PAGE.replace(old, new) if old else PAGE).verdict == verdict


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Valid until May", "Valid until June", id="text"),
        pytest.param("color:#333333", "color:#ff0000", id="colour"),
        pytest.param("font-size:30px", "font-size:33px", id="size"),
        pytest.param("<p>Corner</p>", "", id="removed"),
        pytest.param("<p>Corner</p>", "<p>Corner</p><p>Corner</p>", id="added"),
        pytest.param("<p>Corner</p>", '<p style="display:none">Corner</p>', id="hidden"),
        pytest.param("<p>Corner</p>", '<p style="border:1px solid">Corner</p>', id="border"),
    ],
)
def test_granted_with_something_else_is_part(judge: Judge, old: str, new: str) -> None:
    judged = judge.judge(GREEN, PAGE, PAGE.replace(RED, "background:#118833").replace(old, new))
    assert judged.verdict == "part"
    assert judged.changed


def test_what_is_around_something_removed_has_not_changed(judge: Judge) -> None:
    gone = wish("!has('Sign up')", "Sign up")
    start, end = PAGE.index("<button"), PAGE.index("</button>")
    assert judge.judge(gone, PAGE, PAGE[:start] + PAGE[end:].removeprefix("</button>")).verdict == "granted"


def test_a_text_that_was_replaced_is_what_the_wish_was_about(judge: Judge) -> None:
    renamed = wish("has('Join now')", "Sign up")
    assert judge.judge(renamed, PAGE, PAGE.replace("Sign up", "Join now")).verdict == "granted"


def test_without_touches_the_whole_page_may_change(judge: Judge) -> None:
    dark = wish("isDark(color(document.body,'backgroundColor'))")
    assert (
        judge.judge(dark, PAGE, PAGE.replace("#ffffff", "#111111").replace("#333333", "#cccccc")).verdict == "granted"
    )


def test_what_is_not_on_the_page_is_granted_by_leaving_it(judge: Judge) -> None:
    absent = wish("true", about="absent")
    assert judge.judge(absent, PAGE, PAGE).verdict == "granted"
    assert judge.judge(absent, PAGE, PAGE.replace("May", "June")).verdict == "else"


def test_sizes_compare_with_the_page_as_it_was(judge: Judge) -> None:
    bigger = wish("px(q('h1','Prices'),'fontSize')>1.05*px(q('h1','Prices',was),'fontSize')", "Prices")
    assert judge.judge(bigger, PAGE, PAGE.replace("30px", "36px")).verdict == "granted"
    assert judge.judge(bigger, PAGE, PAGE.replace("30px", "31px")).verdict == "else"


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        pytest.param("q('nav').parentElement", "throws TypeError", id="throws"),
        pytest.param(
            "!has('Prices') && text(q('h1').parentElement)=='2'", "throws TypeError", id="throws on an empty page"
        ),
        pytest.param("has('Prices'", "throws SyntaxError", id="no JavaScript"),
        pytest.param("has('Prices')", "unchanged page passes", id="true before"),
    ],
)
def test_mistakes_of_the_suite(judge: Judge, check: str, sentence: str) -> None:
    with pytest.raises(SuiteMistake, match=sentence):
        judge.try_check(wish(check), PAGE)


def test_a_page_of_a_wish_runs_no_script(judge: Judge) -> None:
    judge.try_check(wish("has('run')"), PAGE + "<p id=a></p><script>a.textContent = 'run'</script>")


def test_lines_that_are_no_wishes_are_said(tmp_path: Path) -> None:
    fields = {"page": "other", "author": "a", "wish": "w", "about": "one", "kind": "k", "check": "true", "touches": []}
    tmp_path.joinpath("prices.html").write_text(PAGE)
    tmp_path.joinpath("prices.jsonl").write_text(f'{{"page": "prices"}}\nno JSON\n{json.dumps(fields)}\n')
    _, wishes, mistakes = read_suite(tmp_path)
    assert not wishes
    assert [mistake.partition(":")[0] for mistake in mistakes] == [f"prices.jsonl, line {n}" for n in (1, 2, 3)]


def test_the_suite_can_be_read() -> None:
    _, wishes, mistakes = read_suite(SUITE)
    assert wishes
    assert not mistakes
    assert {each.about for each in wishes} == {"one", "all", "two", "absent"}
