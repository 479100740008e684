"""Wishes about a page and the blocks that grant them: applied by the product, said in many ways, in the house style."""

import re
from random import Random

import pytest

from moonpane.artifact import apply
from moonpane_engine.page.style import STYLE_ORDER
from moonpane_engine.train.data.edits import KINDS, drawn_edit
from moonpane_engine.train.data.edits.phrasings import PHRASINGS, split
from moonpane_engine.train.data.texts import Texts
from moonpane_resources.prompts.editing import MAX_SHOWN_CHARS, body_lines
from tests.train.drawn_edits import INDEX, SEEDS, applied, block_of, difference, edit_of, page_of, shown_lines

_RANK = {name: place for place, name in enumerate((*STYLE_ORDER, "object-fit"))}


@pytest.mark.parametrize("held_out", [False, True])
def test_every_block_is_read_and_applied_to_exactly_one_place(held_out: bool) -> None:
    for seed in SEEDS:
        edit = edit_of(seed, held_out=held_out)
        assert applied(edit) != shown_lines(edit), edit.wish
        assert edit.prompt.startswith(f"edit\n{edit.wish}\n<body A")


def test_a_block_about_a_page_that_is_shown_whole_is_applied_to_the_page_itself() -> None:
    whole_pages = [seed for seed in SEEDS if len(edit_of(seed).shown.numbers) == len(edit_of(seed).shown.lines)]
    assert len(whole_pages) > 200
    for seed in whole_pages:
        found = apply(
            {INDEX: "<html>\n" + "\n".join(edit_of(seed).shown.lines) + "\n</html>\n"}, [block_of(edit_of(seed))]
        )
        assert not found.failed
        assert found.done[0].way == "exact"


def test_same_seed_gives_same_edit() -> None:
    assert [edit_of.__wrapped__(seed) for seed in range(40)] == [edit_of(seed) for seed in range(40)]


def test_every_kind_and_every_phrasing_occurs_and_wishes_differ() -> None:
    edits = [edit_of(seed) for seed in SEEDS]
    assert {edit.kind for edit in edits} == set(KINDS)
    assert len(KINDS) >= 16
    assert {edit.said for edit in [*edits, *(edit_of(seed, held_out=True) for seed in SEEDS)]} == set(PHRASINGS)
    assert len({edit.wish for edit in edits}) > 0.97 * len(edits)


def test_held_out_phrasings_are_about_a_sixth_and_never_trained_on() -> None:
    for kind, phrasings in PHRASINGS.items():
        trained, kept = split(phrasings, held_out=False), split(phrasings, held_out=True)
        assert not set(trained) & set(kept), kind
        assert len(trained) >= 5, kind
    kept = sum(len(split(each, held_out=True)) for each in PHRASINGS.values())
    assert 0.12 < kept / sum(map(len, PHRASINGS.values())) < 0.2
    assert any("named" in edit_of(seed, held_out=True).wish for seed in SEEDS)
    assert not any("would you" in edit_of(seed).wish.lower() for seed in SEEDS)


def test_what_is_shown_fits_and_is_cut_where_the_page_is_long() -> None:
    lengths = [len(edit_of(seed).prompt) for seed in SEEDS]
    assert max(lengths) < MAX_SHOWN_CHARS + 500
    assert 0.15 < sum("\n…\n" in edit_of(seed).prompt + "\n" for seed in SEEDS) / len(SEEDS) < 0.7
    answers = sorted(len(edit_of(seed).answer) for seed in SEEDS)
    assert answers[len(answers) // 2] < 300
    assert answers[-1] < 3_000


def test_less_of_a_page_is_shown_where_that_is_wanted() -> None:
    rng = Random("short")
    texts = Texts(rng)
    edits = [drawn_edit(page_of(seed % 70), rng, texts, max_chars=800) for seed in range(100)]
    lengths = [sum(len(each.shown.lines[number]) for number in each.shown.numbers) for each in edits]
    assert 400 < sum(lengths) / len(lengths) < max(lengths) <= 800 + 200  # the body's tag is always shown
    assert len({each.kind for each in edits}) > 18


def test_new_lines_are_in_the_house_style() -> None:
    for seed in SEEDS:
        for line in difference(edit_of(seed))[1]:
            if line.startswith("</"):
                continue
            style = re.search(r' style="([^"]*)"', line)
            names = [each.partition(":")[0] for each in style[1].split(";")] if style else []
            assert names == sorted(names, key=lambda name: _RANK[name]), line
            assert re.fullmatch(r"<(\w+)( [a-z]+=\"[^\"]*\")*>([^<]*</\1>)?", line), line
            for color in re.findall(r"#\w+(?=[;\"])", style[1] if style else ""):
                assert re.fullmatch("#[0-9a-f]{6}", color)


def test_page_stays_balanced() -> None:
    for seed in SEEDS:
        gone, new = difference(edit_of(seed))
        assert _depth(new) == _depth(gone), edit_of(seed).answer


def _depth(lines: list[str]) -> int:
    opened = sum(re.match(r"<[a-z]", line) is not None and not re.match(r"<(input|hr|img)", line) for line in lines)
    return opened - sum("</" in line for line in lines)


def test_a_page_of_another_style_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"line 2 of the body is not in the house style: <p>a<b>"):
        drawn_edit("<body>\n<p>a<b>c</b></p>\n</body>\n</html>\n", Random(1), Texts(Random(1)))


def test_some_wishes_are_about_a_picked_element_which_is_all_that_is_shown() -> None:
    picked = [edit for seed in SEEDS if re.search(r"\b(it|this)\b", (edit := edit_of(seed)).wish.lower())]
    alone = [edit for edit in picked if len(edit.shown.numbers) < 10]
    assert len(alone) > 40
    for edit in alone:
        assert "<body A" not in edit.answer


def test_pictures_of_the_mockup_stand_in_some_pages() -> None:
    edits = [edit_of(seed) for seed in SEEDS]
    assert sum("<img B" in each.prompt or "<img C" in each.prompt for each in edits) > 20
    assert sum("<img" in each.answer for each in edits) > 10


def test_whole_body_is_shown_where_it_fits() -> None:
    assert body_lines("<html>\n<body>\n<p>a</p>\n</body>\n</html>\n") == ("<body>", "<p>a</p>", "</body>")
