"""Pictures do not go without a word to a model that was found not to see any."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.models.probe import ProbeResult, Sight, Verdict
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ready, send

WARNING = "a-large-model was found not to see pictures; choose another model in Models."


@pytest.mark.parametrize(("verdict", "warns"), [("yes", False), ("partly", False), ("no", True), ("refused", True)])
def test_a_blind_model_is_called_so_beside_the_answer_to_a_picture(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, verdict: Verdict, warns: bool
) -> None:
    studio = make_studio(rules=[Rule("It is blue.", when="why blue"), Rule(HTML)])
    ready(studio, qtbot)
    held = studio.models._held
    held.known = replace(held.known, probe=ProbeResult("", "", sight=Sight(verdict, "red", 812, "A square")))
    send(studio, qtbot, "", (mockup_file,))
    assert (WARNING in done(studio, qtbot).remarks) is warns
    send(studio, qtbot, "why blue")
    assert WARNING not in done(studio, qtbot).remarks, "no picture was sent with it"
