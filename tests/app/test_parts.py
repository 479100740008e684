"""A measured screen is cut into parts, and their answers become one page: nothing is lost, nothing stands twice."""

import random
import re
from itertools import pairwise

import pytest

from moonpane.answering import Delta, Ended
from moonpane.client.answer import Usage
from moonpane.convert.assembly import Assembly
from moonpane.convert.one_page import OnePage
from moonpane.convert.parts import Part, cut
from moonpane.pixels import Place
from moonpane_resources.labels import labelled
from tests.app.faithful import FOOT, HEAD, faithful_page

OPENS = ("page", "row", "col", "box")


def outline_of(seed: int, num_lines: int) -> tuple[str, list[Place]]:
    """Nested at random, with a place for each line that does not only close something."""
    rng = random.Random(seed)
    lines, depth = [rng.choice(["page 900x900 #ffffff", "page 900x900 #ffffff row"])], 0
    while len(lines) < num_lines:
        kind = rng.choice(["text", "text", "bullet", "picture", "row", "col", "box", "end", "end"])
        number = len(lines)
        if kind == "end":
            if depth and not lines[-1].startswith(OPENS):
                depth -= 1
                lines.append("end")
        elif kind in ("text", "bullet"):
            lines.append(f'text 14 #000000{" bullet" * (kind == "bullet")}">row {number}</t')
        else:
            depth += kind != "picture"
            lines.append(f"{kind} {number}x9 #000000")
    if lines[-1].startswith(OPENS):
        lines.append('text 9">x</t')
    lines += ["end"] * depth
    places = [(at, 2 * at, 1, 1) for at, line in enumerate(lines) if line != "end"]
    return "\n".join(lines) + "\n", places


def own(part: Part) -> str:
    return re.split(r"^(?:part|rest)\n", part.guide, flags=re.MULTILINE)[1]


@pytest.mark.parametrize("seed", range(12))
def test_every_line_is_in_exactly_one_part(seed: int) -> None:
    outline, places = outline_of(seed, 300)
    parts = cut(outline, places, 600)
    assert len(parts) > 5
    unlabelled = [re.sub(r"^text \S ", "text ", own(part), flags=re.MULTILINE) for part in parts]
    assert "".join(unlabelled) == outline
    for part, stretch in zip(parts, unlabelled, strict=True):
        assert own(part) == labelled(stretch)  # each begins its labels anew
        assert stretch in part.outline
        assert re.sub(r"^(part|rest)\n", "", part.guide, flags=re.MULTILINE).count("\n") == outline.count("\n")


@pytest.mark.parametrize("seed", range(12))
def test_a_list_stays_together(seed: int) -> None:
    outline, places = outline_of(seed, 300)
    parts = [own(part).splitlines() for part in cut(outline, places, 600)]
    assert not any("bullet" in before[-1] and "bullet" in after[0] for before, after in pairwise(parts))


@pytest.mark.parametrize("seed", range(12))
def test_a_part_is_a_page_of_its_own(seed: int) -> None:
    outline, places = outline_of(seed, 300)
    for part in cut(outline, places, 600):
        depth = 0
        for line in part.outline.splitlines():
            depth += line.startswith(OPENS[1:]) - (line == "end")
            assert depth >= 0
        assert depth == 0
        assert part.outline.startswith("page 900x900")


def test_what_fits_is_one_part_with_the_whole_picture() -> None:
    outline, places = outline_of(1, 20)
    places[0] = (0, 0, 900, 900)
    (part,) = cut(outline, places, 10_000)
    assert (part.outline, part.place, part.depth) == (outline, (0, 0, 900, 900), 0)
    assert part.guide == f"part\n{labelled(outline)}rest\n"


def text(name: str) -> str:
    return f'text 14 #000000">{name}</t\n'


def test_the_outermost_cut_is_taken_before_one_in_the_middle() -> None:
    """A header, a row of two columns, and the longer of them; each is cut where the separator is the longest."""
    side, main = (f"col 99x99\n{''.join(map(text, names))}end\n" for names in ("abcdef", "ghijklmn"))
    outline = f"page 400x400\n{text('head') * 6}row 400x300\n{side}{main}end\n"
    places = [(0, 0, 1, 1)] * (outline.count("\n") - outline.count("end\n"))
    two = [own(part) for part in cut(outline, places, 400)]
    assert [len(re.findall("text", part)) for part in two] == [6, 14]
    three = cut(outline, places, 250)
    assert [own(part).count("text") for part in three] == [6, 6, 8]
    assert [part.depth for part in three] == [0, 1, 2]
    assert three[2].outline.startswith("page 400x400\nrow 400x300\ncol 99x99\n")


def test_a_page_that_is_a_row_has_an_element_more_around_its_parts() -> None:
    outline = "page 400x400 #ffffff row\n" + "".join(map(text, "abcdefgh"))
    assert [part.depth for part in cut(outline, [(0, 0, 1, 1)] * 9, 130)] == [0, 2]


def test_a_parts_picture_holds_what_is_wholly_within() -> None:
    outline = f"page 400x400\nbox 400x400 col\n{text('a')}{text('b')}box 50x50\nend\n{text('c' * 60)}end\n"
    places = [(0, 0, 400, 400), (0, 0, 400, 400), (10, 10, 20, 5), (10, 40, 30, 5), (200, 200, 50, 50), (9, 300, 9, 9)]
    first, second = cut(outline, places, 120)
    assert own(first).endswith("box 50x50\nend\n")
    assert first.place == (10, 10, 240, 240)  # the outer box goes on
    assert second.place == (9, 300, 9, 9)


ANSWERS = (
    f'{HEAD}<body>\n<h1>A &lt; B</h1>\n<main class="row">\n<div>\n<p>one</p>\n</div>\n</main>\n</body>{FOOT}',
    f'{HEAD}<body>\n<div class="row">\n<div>\n<p>two</p>\n<input placeholder="x">\n</div>\n<p>three</p>\n</div>\n'
    f"</body>{FOOT}",
    f'{HEAD}<body>\n<nav class="row">\n<div>\n<p>four</p>\n</div>\n</nav>\n<p>five</p>\n</body>{FOOT}',
)
DEPTHS = (0, 3, 2)
PAGE = f"""\
{HEAD}<body>
<h1>A &lt; B</h1>
<main class="row">
<div>
<p>one</p>
<p>two</p>
<input placeholder="x">
</div>
<p>three</p>
<div>
<p>four</p>
</div>
</main>
<p>five</p>
</body>{FOOT}"""


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_answers_become_one_page(size: int) -> None:
    assembly, page = Assembly(DEPTHS), ""
    for number, answer in enumerate(ANSWERS):
        page += assembly.next_part() if number else ""
        for at in range(0, len(answer), size):
            page += assembly.feed(answer[at : at + size])
    assert page == PAGE


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_of_any_outline_become_the_page_of_the_whole(seed: int) -> None:
    outline, places = outline_of(seed, 300)
    parts = cut(outline, places, 600)
    assembly, page = Assembly([part.depth for part in parts]), ""
    for number, part in enumerate(parts):
        page += assembly.next_part() if number else ""
        page += assembly.feed(faithful_page(part.outline))
    assert page == faithful_page(outline)


BEGUN = len(f"{HEAD}<body>")


@pytest.mark.parametrize(("number", "kept"), [(at, kept) for at in (0, 1) for kept in (0, *range(BEGUN, 160, 5))])
def test_what_was_cut_off_in_one_part_spoils_no_other(number: int, kept: int) -> None:
    answers = list(ANSWERS)
    answers[number] = answers[number][:kept]
    assembly = Assembly(DEPTHS)
    page = assembly.feed(answers[0])
    for at, answer in enumerate(answers[1:]):
        page += assembly.next_part(was_cut=at == number) + assembly.feed(answer)
    open_tags = []
    for end, tag in re.findall(r"<(/?)([a-z]\w*)", page.partition("</head>")[2]):
        if end:
            assert open_tags.pop() == tag if tag != "html" else open_tags == []
        elif tag != "input":
            open_tags.append(tag)
    assert (page.count(HEAD), page.count("<body>")) == (1, 1)
    # What holds the rest has the name with which it was begun, by whichever part.
    assert re.search("<p>four</p>\n</div>\n</(main|div|nav)>\n<p>five</p>\n</body>\n</html>\n$", page)


def test_an_answer_of_its_own_is_the_page() -> None:
    assert Assembly([0]).feed(ANSWERS[0]) == ANSWERS[0]


def test_a_later_part_waits_for_those_before_it() -> None:
    parts = [Part("", "", (0, 0, 1, 1), depth) for depth in DEPTHS]
    page, said = OnePage(parts), ""
    rng = random.Random(3)
    left = {number: [answer[at : at + 9] for at in range(0, len(answer), 9)] for number, answer in enumerate(ANSWERS)}
    while left:
        number = rng.choice(list(left))
        if left[number]:
            event = Delta(left[number].pop(0), "", 1, 0.0)
        else:
            event = Ended(ANSWERS[number], "", f"said {number}", Usage(10, 7), 0.0, number != 1, "cut" * (number == 1))
            del left[number]
        delta = page.take(number, event)
        said += delta.text if delta else ""
        assert PAGE.startswith(said)
    ended = page.ended()
    assert (said, ended.text) == (PAGE, PAGE)
    assert (ended.usage.prompt_tokens, ended.usage.completion_tokens) == (30, 21)
    assert (ended.said, ended.is_complete, ended.remark) == ("said 0\nsaid 1\nsaid 2", False, "cut")
