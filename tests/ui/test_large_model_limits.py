"""A large model in its limits: contexts that fill, endpoints that die or see no pictures, films, several widths."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.session import Video
from moonpane.store.model import Offer, Phase
from moonpane.ui.window import Pane
from tests.ui.conftest import MakeStudio, png
from tests.ui.large_answers import HTML, PAGE
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ended, last_words, made, parts, ready, send, wait


def send_draft(studio: Studio, qtbot: QtBot, pictures: tuple[Path, ...], place: int, film: Path) -> None:
    """Pictures, one of which is the first frame of a film."""
    studio.desk.open_offers([Offer(path.name, path=path) for path in pictures])
    wait(qtbot, lambda: len(studio.store.draft) == len(pictures) and not studio.store.opening)
    draft = list(studio.store.draft)
    attachment = replace(draft[place].attachment, video=Video(film, 2.0))
    draft[place] = replace(draft[place], attachment=attachment)
    studio.store.keep_in_draft(draft)
    studio.submit("")


def test_the_meter_shows_how_full_the_context_is(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML, prompt_tokens=9_000)], context=20_000)
    ready(studio, qtbot)
    meter = studio.window.composer.meter
    assert studio.store.engine.context == 20_000
    assert not meter.isVisible()
    exchange = made(studio, qtbot, mockup_file)
    assert exchange.answer.prompt_tokens == 9_000
    assert meter.isVisible()
    assert (meter.use.prompt, meter.use.limit) == (9_000, 20_000)


def test_the_embedded_model_has_no_meter(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(context=4_096)
    made(studio, qtbot, mockup_file)
    assert not studio.window.composer.meter.isVisible()


def test_a_history_that_is_too_long_is_left_out_and_said(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    long = "That is so. " * 1_500
    studio = make_studio(rules=[Rule(long, when="tell me"), Rule("Yes.", when="and now")], context=10_000)
    send(studio, qtbot, "tell me")
    done(studio, qtbot)
    send(studio, qtbot, "and now")
    exchange = done(studio, qtbot)
    assert exchange.answer.text == "Yes."
    assert any("left out" in remark for remark in exchange.remarks)
    asked = studio.asked()[-1]  # type: ignore[attr-defined]
    assert len(asked["messages"]) == 1, "what cannot fit is not tried"
    assert len(studio.asked()) == 2  # type: ignore[attr-defined]


def test_an_endpoint_that_dies_leaves_what_there_is(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML, cut_after=20), Rule(HTML[HTML.index("h1 {") :], when="cut off")])
    send(studio, qtbot, "", (mockup_file,))
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.FAILED
    assert "broke off the answer" in exchange.remarks[-1]
    assert exchange.page_is_partial
    assert PAGE.startswith(exchange.page.rstrip("\n"))
    answer = studio.window.transcript.answers[-1]
    assert answer.retry_button.isVisible()
    assert answer.actions_row.continue_button.isVisibleTo(answer)
    answer.actions_row.continue_button.click()
    assert done(studio, qtbot).page_is_whole


def test_what_died_can_be_asked_again(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML, cut_after=5), Rule(HTML)])
    send(studio, qtbot, "", (mockup_file,))
    assert ended(studio, qtbot).phase is Phase.FAILED
    studio.window.transcript.answers[-1].retry_button.click()
    assert done(studio, qtbot).page == PAGE


def test_an_endpoint_without_eyes_is_told_in_a_sentence(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    refusal = "a-large-model is not a multimodal model"
    studio = make_studio(rules=[Rule(status=400, error=refusal, often=True)])
    send(studio, qtbot, "", (mockup_file,))
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.FAILED
    (sentence,) = exchange.remarks
    assert refusal in sentence
    assert "choose a model that sees pictures" in sentence


def test_three_widths_become_one_page_with_a_score_for_each(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    sizes = ((720, 240), (480, 260), (320, 300))
    pictures = tuple(tmp_path / f"{width}.png" for width, _ in sizes)
    for path, (width, height) in zip(pictures, sizes, strict=True):
        path.write_bytes(png(width, height))
    studio = make_studio(rules=[Rule(HTML, when="media queries")])
    send(studio, qtbot, "", pictures)
    exchange = done(studio, qtbot)
    version = exchange.version
    assert version is not None
    assert version.score is not None
    views = version.revision.figures["views"]  # type: ignore[index]
    scores = [view["overall"] for view in views]
    assert len(set(scores)) > 1
    assert version.score.overall == pytest.approx(sum(scores) / 3, abs=1e-3)
    assert [image.width() for image in version.renders] == [width for width, _ in sizes]
    studio.window.show_pane(Pane.COMPARE)
    tabs = studio.window.compare.view.tabs
    texts = [tabs.tabText(at) for at in range(tabs.count())]
    assert [f"{score:.0%}" in text or f"{score:.1%}" in text for score, text in zip(scores, texts, strict=True)] == [
        True
    ] * 3, texts
    assert studio.window.pill.text() == f"{version.score.overall:.0%} alike · 3 widths"
    (request,) = studio.asked()  # type: ignore[attr-defined]
    assert parts(request) == ["image_url"] * 3 + ["text"]
    assert all(f"{width} pixels wide" in last_words(request) for width, _ in sizes)


@pytest.mark.parametrize("place", [0, 1])
def test_a_recording_is_sent_as_one(place: int, make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    film = tmp_path / "clip.mp4"
    film.write_bytes(b"\0\0\0\x20ftypisom" + bytes(400))
    pictures = (tmp_path / "a.png", tmp_path / "b.png")
    for path in pictures:
        path.write_bytes(png(360, 240 + 10 * pictures.index(path)))
    studio = make_studio(rules=[Rule(HTML, when="recording shows")])
    ready(studio, qtbot)
    send_draft(studio, qtbot, pictures, place, film)
    done(studio, qtbot)
    (request,) = studio.asked()  # type: ignore[attr-defined]
    assert parts(request) == ["image_url", "image_url", "video_url", "text"]
    content = request["messages"][-1]["content"]
    assert content[2]["video_url"]["url"].startswith("data:video/mp4;base64,")


def test_the_embedded_model_converts_the_first_picture_of_a_recording_and_says_so(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, tmp_path: Path
) -> None:
    film = tmp_path / "clip.mp4"
    film.write_bytes(b"\0\0\0\x20ftypisom" + bytes(400))
    studio = make_studio()
    ready(studio, qtbot)
    send_draft(studio, qtbot, (mockup_file,), 0, film)
    exchange = done(studio, qtbot)
    assert exchange.page_is_whole
    assert exchange.remarks == ["This model sees pictures only: it gets the first one of the recording."]
    assert exchange.remarks[0] in studio.window.transcript.answers[-1].remarks
