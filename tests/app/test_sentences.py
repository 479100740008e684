"""Sentences of rooms without Qt are found again in what was made from them, and translated; nothing else is."""

import asyncio
import random
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from moonpane.pixels import PixelWorker
from moonpane.sentences import CONTEXT, Sentence, Sentences
from moonpane.store.model import Offer
from moonpane.store.notices import PictureTurnedAway
from moonpane.store.work.incoming import Incoming
from moonpane_resources.paths import translations_dir
from tests.cost import cost
from tests.stall import MAX_STALL

TRANSLATED = ("ko", "zh_CN")
HOLE = re.compile(r"%(\d+)")


def pairs(code: str) -> list[tuple[str, str]]:
    root = ElementTree.parse(translations_dir() / f"moonpane_{code}.ts").getroot()
    contexts = [each for each in root.iter("context") if each.findtext("name") == CONTEXT]
    messages = [message for each in contexts for message in each.iter("message")]
    return [(each.findtext("source", ""), each.findtext("translation", "")) for each in messages]


@pytest.fixture(scope="module")
def korean() -> Sentences:
    return Sentences(translations_dir() / "moonpane_ko.ts")


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_is_translated_with_all_that_is_put_in(code: str) -> None:
    found = pairs(code)
    assert len(found) > 350
    for source, translation in found:
        assert translation, source
        assert sorted(HOLE.findall(translation)) == sorted(HOLE.findall(source)), source
        assert len(set(HOLE.findall(source))) == len(HOLE.findall(source)), source
        assert translation.endswith((".", "。")) == source.endswith("."), source


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_is_found_again_whatever_the_others_are(code: str) -> None:
    sentences = Sentences(translations_dir() / f"moonpane_{code}.ts")
    for source, translation in pairs(code):
        made, wanted = (HOLE.sub(r"<\1>", words) for words in (source, translation))  # which no sentence says
        assert sentences.translated(made) == wanted


def test_pieces_are_found_as_the_plainest_search_finds_them() -> None:
    """The twin: a pattern that takes as little as it can for each hole, from the left."""
    draw = random.Random(7)
    words = ["", "a", "b", "ab", "ba", "aab"]
    found = 0
    for _ in range(20_000):
        pieces = tuple(draw.choice(words) for _ in range(draw.randint(1, 4)))
        text = "".join(draw.choice("ab") for _ in range(draw.randint(0, 8)))
        twin = re.fullmatch("(.*?)".join(pieces), text)
        holes = Sentence(pieces, "").holes_of(text)
        assert holes == (None if twin is None else list(twin.groups())), (pieces, text)
        found += twin is not None
    assert found > 1_000


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("my film.mp4 is empty.", "my film.mp4이(가) 비어 있습니다."),
        (
            "http://x/v1 cannot be reached (Connection refused).",
            "http://x/v1에 연결할 수 없습니다(연결이 거부되었습니다).",
        ),
        # An error within an error, with and without its full stop.
        (
            "a.png could not be opened: The pixel worker was stopped.",
            "a.png을(를) 열 수 없었습니다: 그림 처리 프로세스가 멈췄습니다.",
        ),
        (
            "The engine was restarted 3 times within 5 minutes and is not started again (last time: The engine was "
            "stopped).",
            "엔진을 5분 안에 3번 다시 시작했으므로 더는 시작하지 않습니다 (마지막: 엔진이 멈췄습니다).",
        ),
        # What is not ours stays as it is.
        (
            "The engine crashed (SIGSEGV): Segmentation fault.",
            "엔진이 비정상 종료되었습니다(SIGSEGV): Segmentation fault.",
        ),
        # In a row.
        (
            "The archive was damaged. Nothing in it could be read. The damaged file is kept in /a.",
            "보관함이 손상되어 있었습니다. 그 안의 것은 아무것도 읽을 수 없었습니다. 손상된 파일은 /a에 남아 있습니다.",
        ),
        ("7 corrections: 5 places, 2 texts.", "보정 7건: 위치 5개, 텍스트 2개."),
        (
            "The engine refused to start: /x is missing: download every shard.",
            "엔진이 시작을 거부했습니다: /x이(가) 없습니다. 샤드를 모두 내려받으세요.",
        ),
        ("It measures worse.\nIt is the same page.", "재 보니 더 나빠졌습니다.\n같은 페이지입니다."),
        ("Corrected h1 “Hi”: the padding at the left, +3 px.", "고친 것: h1 “Hi”: 왼쪽 안쪽 여백, +3 px."),
        ("Corrected h1 “Hi”: a line at the top.", "고친 것: h1 “Hi”: 위쪽 선."),
    ],
)
def test_sentences_within_each_other_and_in_a_row(korean: Sentences, english: str, said: str) -> None:
    assert korean.translated(english) == said


def test_what_a_sentence_is_about_is_translated_with_it(korean: Sentences, tmp_path: Path) -> None:
    told: list[object] = []
    asyncio.run(Incoming(PixelWorker(), told.append).open([Offer(tmp_path.name, tmp_path)]))
    (refusal,) = (each.sentence for each in told if isinstance(each, PictureTurnedAway))
    assert korean.translated(refusal) == f"{tmp_path}은(는) 폴더입니다. 그림 파일 하나를 고르세요."


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "이미 한국어입니다.",
        "TypeError: x is undefined",
        "a, b: c. d\ne",
        "Saved as /home/a.zip.",
        "%1",
        "no such page?",
    ],
)
def test_what_is_not_ours_stays_as_it_is(korean: Sentences, text: str) -> None:
    assert korean.translated(text) == text
    assert Sentences(translations_dir() / "moonpane_zh_CN.ts").translated(text) == text


def test_in_english_everything_stays_as_it_is() -> None:
    for file in (None, translations_dir() / "moonpane_en.ts", translations_dir() / "missing.ts"):
        assert Sentences(file).translated("a.png is larger than 50 MB.") == "a.png is larger than 50 MB."


def test_a_name_that_speaks_our_words_costs_no_more_than_itself(korean: Sentences) -> None:
    name = "x is larger than 3 MB.png"
    assert korean.translated(f"There is no page at {name}.") == f"{name}에 페이지가 없습니다."
    assert korean.translated(f"{name} is larger than 50 MB.").endswith(" is larger than 50MB를 넘습니다.")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000 + " is larger than 50 MB.",
        "a is larger " * 9_000 + " is larger than 50 MB.",
        " could not be opened: " * 5_000,
        "The archive in " * 7_000 + " cannot be used: x.",
        ". " * 50_000,
        "the place, " * 90,
        "a, b: c. d\n" * 90,
        "The archive was damaged. the gap: the gap, " * 40,
        "(last time: " * 160,
    ],
)
def test_hostile_text_ends_at_once(korean: Sentences, text: str) -> None:
    assert cost(lambda: korean.translated(text)) < MAX_STALL


def test_a_large_hole_comes_through(korean: Sentences) -> None:
    name = "x" * 100_000
    assert korean.translated(f"{name} is larger than 50 MB.") == f"{name}이(가) 50MB를 넘습니다."


def test_korean_relations_follow_the_word_before_them(korean: Sentences) -> None:
    assert korean.translated("엔진 is empty.") == "엔진이 비어 있습니다."
    assert korean.translated("나무 is empty.") == "나무가 비어 있습니다."
    assert korean.translated("a is empty.") == "a이(가) 비어 있습니다."


def test_of_several_readings_the_one_that_is_most_ours_is_taken() -> None:
    """`%1 is missing: …` would take what the engine did for the name of a file; Chinese puts it first."""
    chinese = Sentences(translations_dir() / "moonpane_zh_CN.ts")
    english = "The engine refused to start: /x is missing: download every shard."
    assert chinese.translated(english) == "引擎拒绝启动：缺少 /x；请下载全部分片。"
    listed = "The setting “look” is “x”; it can be “a”, “b” or “c”."  # not two, for the second would not be ours
    assert chinese.translated(listed) == "设置“look”为“x”；可用的值是 “a”, “b” or “c”。"
