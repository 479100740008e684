"""The models panel: what it shows of each state, and what it asks for; the findings in words."""

import dataclasses
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from moonpane.models.known import Catalogue, KnownModel, from_preset
from moonpane.models.probe import ProbeResult, Sight, Trial
from moonpane.runtime import Runtime
from moonpane.settings import SettingsFile
from moonpane.store.models.board import ModelsBoard, ModelView
from moonpane.store.models.desk import ModelsDesk
from moonpane.store.models.model_keeper import ModelKeeper
from moonpane.ui.models.controller import ModelsController
from moonpane.ui.models.findings import Findings
from moonpane.ui.models.memory_card import MemoryBar
from moonpane.ui.models.panel import ModelsPanel
from moonpane.ui.theme import LIGHT, theme
from tests.ui.model_views import BLIND, CARD, SEEING, VIEWS, needing


@pytest.fixture
def panel(qtbot: QtBot) -> ModelsPanel:
    theme.use(LIGHT)
    made = ModelsPanel()
    qtbot.addWidget(made)
    made.show_views(VIEWS)
    made.show()
    return made


def select(panel: ModelsPanel, id: str) -> None:
    panel.list.select(id)
    assert panel.list.selected == id


def words(panel: ModelsPanel) -> str:
    return " | ".join(label.text() for label in panel.details.findChildren(QLabel) if label.isVisibleTo(panel))


@pytest.mark.parametrize("keyed", [False, True])
def test_a_kept_key_goes_only_after_a_question(panel: ModelsPanel, keyed: bool) -> None:
    known = dataclasses.replace(from_preset("vllm"), keyed=keyed)
    panel.show_views((*VIEWS[:1], ModelView(known)))
    panel.list.select(known.id)
    removed: list[str] = []
    panel.removed.connect(removed.append)
    panel.details.remove_button.click()
    assert bool(removed) is not keyed
    for question in panel.findChildren(QMessageBox):
        assert question.text() == f"The key that is kept for {known.name} is forgotten, too."
        assert question.defaultButton().text() == "Cancel"
        next(each for each in question.buttons() if each.text() == "Remove").click()
    assert removed == [known.id]


def test_the_model_in_use_can_be_unloaded_and_not_removed(panel: ModelsPanel, qtbot: QtBot) -> None:
    panel.select_used()
    details = panel.details
    assert details.state.isVisibleTo(panel)
    assert not details.use_button.isVisibleTo(panel)
    assert not details.remove_button.isVisibleTo(panel)
    said = words(panel)
    assert "Takes 376 MB now; unloading it frees 349 MB." in said
    assert "2,400/s" in said
    assert "82 tokens" in said
    assert "The middle of the last 5 answers." in said
    with qtbot.waitSignal(panel.unload_requested):
        details.unload_button.click()


def test_what_does_not_fit_is_said_before_it_is_loaded(panel: ModelsPanel, qtbot: QtBot) -> None:
    select(panel, "fits")
    assert panel.details.memory.verdict.text() == "Fits"
    with qtbot.waitSignal(panel.use_requested, check_params_cb=lambda id, anyway: (id, anyway) == ("fits", False)):
        panel.details.use_button.click()
    select(panel, "too large")
    said = words(panel)
    assert "Does not fit" in said
    assert "78.0 GB are free in NVIDIA H100" in said
    assert "519 GB more would be needed" in said
    assert panel.details.use_button.text() == "Load anyway"
    with qtbot.waitSignal(panel.use_requested, check_params_cb=lambda id, anyway: (id, anyway) == ("too large", True)):
        panel.details.use_button.click()


def test_a_checkpoint_with_a_fault_cannot_be_loaded_anyway(panel: ModelsPanel) -> None:
    torn = dataclasses.replace(needing(11), fault="3 of its tensors are missing, the first is a.")
    panel.show_views((*VIEWS[:1], dataclasses.replace(VIEWS[1], estimate=torn)))
    select(panel, "fits")
    assert "3 of its tensors are missing" in words(panel)
    assert not panel.details.use_button.isEnabled()


def test_loading_shows_its_stage_and_failures_their_sentence(panel: ModelsPanel) -> None:
    select(panel, "loading")
    assert panel.details.progress.value() == 34
    assert "Loading weights: 34 of 320" in words(panel)
    assert not panel.details.use_button.isVisibleTo(panel)
    select(panel, "torn")
    assert "config.json is missing." in words(panel)
    assert "It does not fit." in words(panel)


def test_memory_is_asked_for_once_and_again_for_another_context(panel: ModelsPanel, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.estimate_requested.connect(asked.append)
    select(panel, "fits")
    select(panel, "seeing")
    select(panel, "fits")
    assert asked == ["fits"]
    changed: list[KnownModel] = []
    panel.put.connect(changed.append)
    context = panel.details.memory.context
    index = context.findData(32768)
    context.setCurrentIndex(index)
    context.activated.emit(index)
    assert changed[-1].context == 32768
    panel.show_views((VIEWS[0], dataclasses.replace(VIEWS[1], known=changed[-1])))
    assert asked == ["fits", "fits"]


def test_nothing_is_sent_before_connect_and_the_key_is_not_kept_in_the_field(panel: ModelsPanel, qtbot: QtBot) -> None:
    select(panel, "seeing")
    card = panel.details.connection
    probes: list[tuple[str, str]] = []
    put: list[KnownModel] = []
    panel.probe_requested.connect(lambda id, key: probes.append((id, key)))
    panel.put.connect(put.append)
    card.address.setFocus()
    card.address.setText("https://elsewhere.example/v1")
    qtbot.keyClicks(card.key, "sk-secret")
    card.address.editingFinished.emit()
    assert probes == []
    assert put[-1].address == "https://elsewhere.example/v1"
    qtbot.keyClick(card.key, Qt.Key.Key_Return)
    assert probes == [("seeing", "sk-secret")]
    assert card.key.text() == ""
    assert card.key.echoMode() is card.key.EchoMode.Password


def test_an_address_that_is_none_is_said_and_not_asked(panel: ModelsPanel, qtbot: QtBot) -> None:
    select(panel, "blind")
    card = panel.details.connection
    probes: list[Any] = []
    panel.probe_requested.connect(lambda id, key: probes.append(id))
    card.address.setText("gpu box")
    card.connect_button.click()
    assert probes == []
    assert "is not an address of a model" in card.fault.text()
    assert card.fault.isVisibleTo(panel)


def test_where_things_go_is_said_before_they_go(panel: ModelsPanel) -> None:
    select(panel, "seeing")
    assert "Pictures and words are sent to api.moonshot.ai." in words(panel)
    select(panel, "blind")
    assert "sent to" not in words(panel)
    far = dataclasses.replace(VIEWS[6].known, address="http://gpu-box:8000/v1")
    panel.show_views((VIEWS[0], dataclasses.replace(VIEWS[6], known=far)))
    select(panel, "blind")
    assert "not encrypted" in words(panel)


def test_foreign_words_are_shown_as_words(panel: ModelsPanel) -> None:
    select(panel, "blind")
    labels = [label for label in panel.details.findChildren(QLabel) if "<b>blue</b>" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_new_model_is_selected_once_it_is_kept(panel: ModelsPanel) -> None:
    put: list[KnownModel] = []
    panel.put.connect(put.append)
    menu = panel.add_button.menu()
    assert menu
    next(action for action in menu.actions() if action.text() == "SGLang").trigger()
    panel.show_views((*VIEWS, ModelView(put[0])))
    assert panel.list.selected == put[0].id
    panel.show_views(VIEWS)  # it was removed: the neighbour is looked at
    assert panel.list.selected == VIEWS[-1].known.id


def test_what_is_typed_is_not_overwritten_by_news(panel: ModelsPanel, qtbot: QtBot) -> None:
    select(panel, "fits")
    panel.activateWindow()
    panel.details.name.setFocus()
    qtbot.waitUntil(panel.details.name.hasFocus)
    panel.details.name.setText("My own n")
    panel.show_views(VIEWS)
    assert panel.details.name.text() == "My own n"
    renamed: list[KnownModel] = []
    panel.put.connect(renamed.append)
    qtbot.keyClick(panel.details.name, Qt.Key.Key_Return)
    assert renamed[-1].name == "My own n"


def test_the_bar_shows_parts_on_what_is_free_and_what_hangs_over(qtbot: QtBot) -> None:
    theme.use(LIGHT)
    bar = MemoryBar()
    qtbot.addWidget(bar)
    bar.resize(400, 14)

    def color(at: float) -> str:
        return bar.grab().toImage().pixelColor(round(at), 7).name()

    bar.estimate = needing(12)  # of 24 GB free
    assert color(100) == LIGHT.accent
    assert color(380) == LIGHT.raised
    bar.estimate = needing(595, CARD)
    free = 400 * 78 / 597
    assert color(free - 10) == LIGHT.accent
    assert color(free) == LIGHT.bad
    hatched = {color(at) for at in range(200, 230)}
    assert QColor(LIGHT.surface).name() in hatched
    assert len(hatched) > 1


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (SEEING, [("good", "It sees pictures."), ("good", "Thinking can be switched off.")]),
        (BLIND, [("bad", "It does not see pictures."), ("good", "Thinking can be switched off.")]),
        (
            dataclasses.replace(SEEING, trials=tuple(Trial(s, "reasons") for s in ("none", "template", "moonshot"))),
            [("good", "It sees pictures."), ("middling", "It always thinks first; no switch was honoured.")],
        ),
        (
            dataclasses.replace(SEEING, trials=(Trial("none", "instant"), Trial("template", "instant"))),
            [("good", "It sees pictures."), ("good", "It answers without thinking first.")],
        ),
        (
            dataclasses.replace(SEEING, trials=(Trial("none", "inline"), Trial("template", "inline"))),
            [("good", "It sees pictures."), ("middling", "Its reasoning stands inside the answer.")],
        ),
        (
            dataclasses.replace(SEEING, sight=Sight("refused", "red", 1, "No images here."), trials=(), timing=None),
            [("bad", "It refuses pictures."), ("good", "A context of 262,144 tokens.")],
        ),
        (
            ProbeResult("http://x/v1", failure="http://x/v1 cannot be reached."),
            [("bad", "Not everything could be found out.")],
        ),
    ],
)
def test_findings_say_what_was_measured(result: ProbeResult, expected: list[tuple[str, str]], qapp: object) -> None:
    rows = Findings().rows(result)
    assert [(row.tone, row.words) for row in rows][: len(expected)] == expected
    assert all(row.detail for row in rows)


def test_the_controller_has_done_what_the_panel_asks_for(qtbot: QtBot, tmp_path: Path) -> None:
    """Panel, runtime's thread, desk and board together; the estimate is the engine's."""
    runtime, board = Runtime(), ModelsBoard()
    catalogue = Catalogue(SettingsFile(tmp_path / "settings.json"))
    keeper = ModelKeeper(catalogue.models[0], runtime.post)
    desk = ModelsDesk(catalogue, keeper, runtime.post)
    spawned: list[str] = []

    def spawn(coroutine: Coroutine[Any, Any, None]) -> None:
        spawned.append(coroutine.__qualname__)
        runtime.spawn(coroutine)

    controller = ModelsController(desk, board, spawn)
    runtime.arrived.connect(lambda: board.take(runtime.take()))
    runtime.start()
    try:
        runtime.spawn(desk.show())
        controller.open()
        panel = controller.panel
        assert panel
        qtbot.waitUntil(lambda: board.views[0].estimate is not None, timeout=20_000)
        assert panel.details.memory.verdict.text() == "Fits"
        panel.add(from_preset("vllm"))
        qtbot.waitUntil(lambda: panel.list.selected != "embedded")
        panel.details.remove_button.click()
        qtbot.waitUntil(lambda: len(board.views) == 1)
        controller.on_folder_chosen(str(tmp_path))
        qtbot.waitUntil(lambda: bool(board.views[-1].no_estimate), timeout=20_000)
        assert "config.json is missing" in board.views[-1].no_estimate
        panel.close()
        qtbot.waitUntil(lambda: controller.panel is None)
    finally:
        runtime.stop()
    assert not any("probe" in name for name in spawned)
