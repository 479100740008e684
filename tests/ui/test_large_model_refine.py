"""Several pages at once, and pages made better, with a large model: what is asked, what is kept, what is shown."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.refine import Candidate, MeasuredProposer, asking
from moonpane.refine.loop import State
from moonpane.session import INDEX
from moonpane.store.refine_run import RunState
from moonpane.store.variants import VariantState
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML, PAGE, edit
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ended, last_words, made, parts, send, wait

WORSE = "body { margin: 0; font: 14px sans-serif; background: #000; padding: 90px; }"
BODY = "body { margin: 0; font: 14px sans-serif; background: #f6f7fb; padding: 16px; }"
BAD = HTML.replace(BODY, WORSE)


def test_variants_are_ranked_and_the_best_is_shown(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(BAD), Rule(HTML, pause_s=0.02), Rule(BAD.replace("#000", "#a00"))])
    send(studio, qtbot, "", (mockup_file,), variants=3)
    wait(qtbot, lambda: len(studio.store.exchanges[0].variants) == 3)
    strip = studio.window.variants
    assert strip.isVisible()
    exchange = done(studio, qtbot)
    assert [each.state for each in exchange.variants] == [VariantState.READY] * 3
    asked = studio.asked()  # type: ignore[attr-defined]
    assert len({request["temperature"] for request in asked}) == 3
    scores = [each.score or 0 for each in exchange.variants]
    assert exchange.page == PAGE
    assert exchange.answer.text == HTML, "the conversation goes on with the best one"
    best = scores.index(max(scores))
    assert studio.store.version is not None
    assert studio.store.version.id == exchange.variant_versions[best]
    assert exchange.score is not None
    assert exchange.score.overall == max(scores)
    assert len(studio.store.session.revisions) == 3
    other = (best + 1) % 3
    strip.chosen.emit(other)
    assert studio.store.version.id == exchange.variant_versions[other]
    assert WORSE[:20] in studio.window.code.files[INDEX]
    assert studio.window.preview.view.surface is not None


def test_variants_are_beside_each_other_after_a_restart(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    rules = [Rule(BAD), Rule(HTML, pause_s=0.02), Rule(BAD.replace("#000", "#a00"))]
    studio = make_studio(rules=rules)
    send(studio, qtbot, "", (mockup_file,), variants=3)
    before = done(studio, qtbot)
    wait(qtbot, lambda: not studio.store.unkept)
    studio.shut_down()
    again = make_studio(rules=rules)
    wait(qtbot, lambda: again.store.exchanges and again.store.version)
    strip, exchange = again.window.variants, again.store.exchanges[0]
    assert strip.isVisible()
    kept = dict(zip(exchange.variant_versions, exchange.variants, strict=True))
    assert len(kept) == 3
    for id, variant in zip(before.variant_versions, before.variants, strict=True):
        assert (kept[id].state, kept[id].score) == (VariantState.READY, variant.score)
        assert kept[id].thumbnail is not None
    best = exchange.variant_versions[[card.is_best for card in strip.cards].index(True)]
    assert again.store.version
    assert again.store.version.id == best
    worst = min(range(3), key=lambda at: exchange.variants[at].score or 0)
    strip.choose(worst)
    assert again.store.version.id == exchange.variant_versions[worst]


def test_one_page_is_no_variant_after_a_restart(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML)])
    send(studio, qtbot, "", (mockup_file,))
    done(studio, qtbot)
    wait(qtbot, lambda: not studio.store.unkept)
    studio.shut_down()
    again = make_studio(rules=[Rule(HTML)])
    wait(qtbot, lambda: again.store.exchanges and again.store.version)
    assert not again.window.variants.isVisible()


def test_one_variant_is_cancelled_alone(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML, pause_s=0.2, piece=4), Rule(HTML, pause_s=0.2, piece=4)])
    send(studio, qtbot, "", (mockup_file,), variants=2)
    wait(qtbot, lambda: len(studio.asked()) == 2)  # type: ignore[attr-defined]
    exchange = studio.store.exchanges[0]
    studio.window.variants.cancelled.emit(1)
    wait(qtbot, lambda: exchange.variants[1].state is VariantState.CANCELLED)
    assert exchange.variants[0].state is VariantState.WRITING
    studio.desk.cancel_variant(0)
    assert "stopped" in ended(studio, qtbot).remarks[-1]


def test_the_first_variant_is_seen_while_it_grows(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(HTML, pause_s=0.06), Rule(HTML, pause_s=0.06)])
    send(studio, qtbot, "", (mockup_file,), variants=2)
    wait(qtbot, lambda: "<style>" in studio.window.code.text.code)
    assert studio.store.running is not None
    assert done(studio, qtbot).page == PAGE


@pytest.fixture
def only_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is corrected by measuring alone has tests of its own, and takes its time."""

    class Silent(MeasuredProposer):
        async def propose(self, state: State) -> AsyncGenerator[Candidate]:
            for candidate in ():
                yield candidate

    monkeypatch.setattr(asking, "MeasuredProposer", Silent)


@pytest.mark.usefixtures("only_the_model")
def test_a_model_that_always_worsens_is_never_believed(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    worse = [Rule(edit(INDEX, BODY, WORSE.replace("90", str(90 + at))), when="worst regions") for at in range(3)]
    studio = make_studio(rules=[*worse, Rule("Nothing.", when="worst regions", often=True), Rule(HTML)])
    before = made(studio, qtbot, mockup_file).version
    assert before is not None
    assert before.score is not None
    studio.desk.refine(3)
    exchange = done(studio, qtbot)
    assert studio.store.version is not None
    assert studio.store.version.score is not None
    assert studio.store.version.score.overall >= before.score.overall
    run = exchange.refinement
    assert run is not None
    assert run.state is not RunState.RUNNING
    asked = [each for each in studio.asked() if "worst regions" in last_words(each)]  # type: ignore[attr-defined]
    assert asked, "the model was asked"
    assert parts(asked[0]).count("image_url") > 2, "with mockup, page and crops"
    assert "<<<<<<< SEARCH" in last_words(asked[0])
    assert not any(WORSE[-15:] in each.page for each in studio.store.session.revisions.values())
    assert all(gain >= 0 for gain in (b - a for a, b in zip(run.path, run.path[1:], strict=False)))


@pytest.mark.usefixtures("only_the_model")
def test_what_the_model_makes_better_is_kept(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """A line is missing, which no measuring puts there; the model writes the page anew."""
    poor = HTML.replace("<p>Sign in to continue</p>\n", "")
    studio = make_studio(rules=[Rule(HTML, when="worst regions"), Rule(poor)])
    before = made(studio, qtbot, mockup_file).version
    studio.desk.refine(1)
    exchange = done(studio, qtbot)
    version = studio.store.version
    assert version is not None
    assert version is exchange.version is not before
    assert version.revision.origin == "refined"
    assert before is not None
    assert before.score is not None
    assert version.score is not None
    assert version.score.overall > before.score.overall
    assert version.revision.page == PAGE
    assert exchange.refinement is not None
    assert any(step.accepted and "The model" in step.what for step in exchange.refinement.steps)
    assert exchange.answer.text, "how it went is said"
    assert studio.window.transcript.answers[-1].files.isVisible()
