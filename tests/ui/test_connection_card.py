"""The fields of an endpoint in the models panel: what Return does, what is understood, what stays said."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moonpane import settings
from moonpane.models.known import Catalogue, from_preset
from moonpane.settings import SettingsFile
from moonpane.store.models.board import ModelsBoard, ModelView
from moonpane.store.models.desk import ModelsDesk
from moonpane.store.models.model_keeper import ModelKeeper
from moonpane.ui.models.panel import ModelsPanel
from moonpane.ui.theme import LIGHT, theme
from tests.ui.model_views import VIEWS

KNOWN = from_preset("openai")


class KeyStore:
    """A desktop's, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))


@pytest.fixture
def panel(qtbot: QtBot) -> ModelsPanel:
    theme.use(LIGHT)
    made = ModelsPanel()
    qtbot.addWidget(made)
    made.show_views((ModelView(KNOWN),))
    made.list.select(KNOWN.id)
    made.show()
    return made


def type_address(panel: ModelsPanel, qtbot: QtBot, text: str) -> None:
    field = panel.details.connection.address
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_return_in_a_field_connects_and_opens_no_menu(panel: ModelsPanel, qtbot: QtBot) -> None:
    opened: list[bool] = []
    panel.add_button.menu().aboutToShow.connect(lambda: opened.append(True))
    with qtbot.waitSignal(panel.probe_requested) as asked:
        type_address(panel, qtbot, "http://127.0.0.1:8123/v1")
    assert asked.args == [KNOWN.id, ""]
    assert not opened


@pytest.mark.parametrize("has_store", [True, False])
def test_a_key_that_nothing_encrypts_is_said_to_lie_in_a_file(
    panel: ModelsPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_store: bool
) -> None:
    monkeypatch.setattr(settings, "key_file", lambda: tmp_path / "endpoint-keys.json")
    monkeypatch.setattr(settings, "keyring", KeyStore() if has_store else None)
    monkeypatch.setenv("MOONPANE_KEYRING", "on" if has_store else "off")
    board, catalogue, posted = ModelsBoard(), Catalogue(SettingsFile(tmp_path / "settings.json")), list[object]()
    desk = ModelsDesk(catalogue, ModelKeeper(catalogue.models[0], posted.append), posted.append)
    asyncio.run(desk.put(KNOWN, "secret"))
    board.take(posted)
    panel.show_views(board.views)
    panel.list.select(KNOWN.id)
    said = "A key is kept for it" if has_store else "A key is kept in a file, not encrypted"
    assert panel.details.connection.key.placeholderText() == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("127.0.0.1:8123", "http://127.0.0.1:8123/v1"),
        ("gpu-box:8000", "http://gpu-box:8000/v1"),
        ("api.example.org/v1", "https://api.example.org/v1"),
    ],
)
def test_an_address_without_scheme_is_understood(panel: ModelsPanel, qtbot: QtBot, typed: str, meant: str) -> None:
    with qtbot.waitSignal(panel.put) as put:
        type_address(panel, qtbot, typed)
    assert put.args is not None
    assert put.args[0].address == meant


def test_what_is_wrong_with_an_address_stays_said_while_figures_come_in(panel: ModelsPanel, qtbot: QtBot) -> None:
    type_address(panel, qtbot, "http://")
    fault = panel.details.connection.fault
    assert fault.isVisible()
    assert "is not an address" in fault.text()
    panel.show_views((ModelView(KNOWN),))
    assert fault.isVisible()


def test_what_one_endpoint_can_gives_way_to_what_another_can(panel: ModelsPanel) -> None:
    seeing, blind = (view for view in VIEWS if view.known.id in ("seeing", "blind"))
    unasked = ModelView(KNOWN)
    panel.show_views((seeing, unasked, blind))
    said = []
    for view in (seeing, unasked, unasked, blind):
        panel.list.select(view.known.id)
        panel.show_views((seeing, unasked, blind))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shown = [each.text() for each in panel.details.findings.findChildren(QLabel)]
        said.append([each for each in shown if "see pictures" in each or "sees pictures" in each])
    assert said == [["It sees pictures."], [], [], ["It does not see pictures."]]
