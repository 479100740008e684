"""What went wrong in rooms without Qt, for real, is read in Korean where it is shown; and none is forgotten."""

import ast
import asyncio
import dataclasses
import errno
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moonpane.archive import Archive
from moonpane.archive.database import explained_os
from moonpane.artifact import apply
from moonpane.artifact.blocks import EditBlock
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint
from moonpane.client.handshake import check_checkpoint
from moonpane.client.outcome import ProcessOutcome
from moonpane.errors import MoonpaneError, PictureRefused
from moonpane.measure import page_of
from moonpane.models.known import EMBEDDED_MODEL
from moonpane.pixels import MAX_FILE_BYTES
from moonpane.preferences import Preferences, read_preferences
from moonpane.preview.view import Banner
from moonpane.project_files import read_bytes
from moonpane.refine import Reason
from moonpane.settings import SettingsFile
from moonpane.store import notices
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.refine_run import RefineRun, RunState, Step
from moonpane.store.studio import Store
from moonpane.store.variants import Variant, VariantState
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.composer import Composer
from moonpane.ui.conversation.file_cards import FileCards
from moonpane.ui.conversation.file_rows import EditRow, FailedChange
from moonpane.ui.dialogs.leaving import UnkeptQuestion
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import install_language
from moonpane.ui.models.panel import ModelsPanel
from moonpane.ui.panes.compare.refine_panel import RefinePanel
from moonpane.ui.panes.compare.variants_strip import VariantCard
from moonpane.ui.settings.dialog import SettingsDialog
from moonpane.ui.status_strip import StatusStrip
from moonpane.ui.toast import Toasts
from tests.app.scripted_endpoint import nobody
from tests.ui import told
from tests.ui.model_views import VIEWS

Shown = TypeVar("Shown", bound=QWidget)
SCRIPT = Path(__file__).parents[2] / "scripts" / "make_translations.py"


@pytest.fixture(autouse=True)
def korean(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "ko")
    yield
    install_language(qapp, "en")


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_translations", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fault_of(work: Callable[[], object]) -> str:
    with pytest.raises(MoonpaneError) as caught:
        work()
    return str(caught.value)


def kept(qtbot: QtBot, widget: Shown) -> Shown:
    qtbot.addWidget(widget)
    return widget


def test_a_picture_that_is_too_large(qtbot: QtBot, tmp_path: Path) -> None:
    large = tmp_path / "a.png"
    with large.open("wb") as file:
        file.truncate((50 << 20) + 1)
    store = Store()
    composer = kept(qtbot, Composer(store))
    store.await_pictures(1)
    fault = fault_of(lambda: read_bytes(large, "picture", MAX_FILE_BYTES, PictureRefused))
    store.apply([notices.PictureTurnedAway(fault)])
    assert composer.sentence.text() == f"{large}이(가) 50MB를 넘습니다."


def test_an_endpoint_that_cannot_be_reached(qtbot: QtBot) -> None:
    async def ask(address: str) -> None:
        async with ChatClient(Endpoint(address, "", "")) as client:
            await client.models()

    store = Store()
    exchange = told.begin(store, text="Hello", kind="talk")
    answer = kept(qtbot, AnswerView(exchange))
    with nobody() as address:
        told.end(store, exchange, sentence=fault_of(lambda: asyncio.run(ask(address))))
    answer.refresh()
    assert answer.remarks == f"{address}에 연결할 수 없습니다(연결이 거부되었습니다)."


def test_a_block_that_does_not_fit(qtbot: QtBot) -> None:
    refused = apply({"index.html": "<p>\n"}, [EditBlock("index.html", "<h1>zzz\n", "<h2>\n")]).failed[0]
    cards = kept(qtbot, FileCards())
    cards.show_rows([EditRow("index.html", 0, failed=(FailedChange(refused.reason),)), EditRow("a.css", 1)])
    assert cards._entries[0].failures.text() == "찾을 줄이 index.html에 없습니다. 비슷한 곳이 없습니다."


@pytest.mark.parametrize("at", [0, 1])
def test_the_embedded_model_has_one_name_when_another_cannot_be_used(qtbot: QtBot, at: int) -> None:
    store = Store()
    strip = kept(qtbot, StatusStrip(store))
    names = [EMBEDDED_MODEL.name, "Lab"]
    said = f"{names[at]} stays, for {names[1 - at]} cannot be used: The engine refused to start."
    store.apply([notices.EngineChanged(EngineStatus(EngineState.STOPPED, EMBEDDED_MODEL.name, said))])
    assert strip.engine.text().count("내장 모델") == 2
    assert "Embedded" not in strip.engine.text()


def test_an_engine_that_ended_and_a_disk_that_is_full(qtbot: QtBot) -> None:
    store = Store()
    strip = kept(qtbot, StatusStrip(store, sandbox_notice="Previews run in Chromium's process sandbox."))
    killed = ProcessOutcome("The engine", -9).sentence
    full = str(explained_os(OSError(errno.ENOSPC, "x"), Path("/a")))
    store.apply([notices.EngineChanged(EngineStatus(EngineState.STOPPED, "x", killed)), notices.SavingFailed(full)])
    strip.refresh()
    assert strip.engine.toolTip() == tooltip_of("엔진이 강제로 종료되었습니다(사람이 끝냈거나 메모리가 부족했습니다).")
    assert "엔진이 강제로" in strip.engine.text()
    saved = "/a의 디스크가 꽉 찼습니다. 공간을 비우면 아직 저장되지 않은 것이 저장됩니다."
    assert strip.unkept.toolTip() == tooltip_of(f"저장되지 않음: {saved}")
    assert strip.sandbox.toolTip() == "미리보기는 Chromium의 프로세스 샌드박스 안에서 실행됩니다."
    assert kept(qtbot, UnkeptQuestion(full)).informativeText() == saved


def test_an_archive_that_is_in_use(qtbot: QtBot, tmp_path: Path) -> None:
    with Archive.open(tmp_path):
        sentence = fault_of(lambda: Archive.open(tmp_path))
    window = kept(qtbot, QWidget())
    toasts = Toasts(window)
    toasts.say(sentence, is_bad=True)
    said = f"Moonpane의 다른 창이 {tmp_path}에서 작업하고 있습니다. 먼저 그 창을 닫으세요."
    assert toasts.toasts[0].words.text() == said
    toasts.toasts[0].close_button.click()


def test_a_page_that_cannot_be_drawn(qtbot: QtBot) -> None:
    sentence = fault_of(lambda: page_of({"a.css": ""}, "html"))
    card = kept(qtbot, VariantCard(1))
    card.show_variant(Variant(VariantState.FAILED, sentence=sentence), is_best=False)
    assert card.toolTip() == tooltip_of("이 파일들에는 페이지도 컴포넌트도 없어 그릴 것이 없습니다.")


def test_a_round_that_did_not_help(qtbot: QtBot) -> None:
    panel = kept(qtbot, RefinePanel())
    step = Step(1, 0.9, False, "7 corrections: 5 places, 2 texts.", Reason.WORSE.value)
    assert panel._described(step).endswith("보정 7건: 위치 5개, 텍스트 2개. 재 보니 더 나빠졌습니다.")
    assert (
        panel._said(RefineRun(RunState.FAILED, sentence="The page could not be measured."))
        == "페이지를 잴 수 없었습니다."
    )


def test_a_checkpoint_that_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    sentence = fault_of(lambda: check_checkpoint(tmp_path))
    panel = kept(qtbot, ModelsPanel())
    view = dataclasses.replace(VIEWS[1], refusal=sentence, estimate=None, no_estimate=sentence)
    panel.show_views((view,), sentence)
    panel.list.select(view.known.id)
    said = f"{tmp_path}은(는) 체크포인트가 아닙니다. config.json이 없습니다."
    assert panel.details.refusal.text() == panel.notice.text() == panel.details.memory.sentence.text() == said


def test_settings_that_cannot_be_read(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"preferences": {"thinking": 3}}')
    _, sentences = read_preferences(SettingsFile(file))
    dialog = kept(qtbot, SettingsDialog(Preferences(), sentences=tuple(sentences)))
    assert dialog.notice.text() == "“thinking” 설정이 “3”인데, true나 false여야 합니다. 기본값을 씁니다."
    dialog.refuse(f"The settings cannot be written to {file}: Permission denied.")
    assert dialog.fault.text() == f"설정을 {file}에 쓸 수 없습니다: 권한이 없습니다."


def test_a_preview_that_was_stopped(qtbot: QtBot) -> None:
    window = kept(qtbot, QWidget())
    banner = Banner(window)
    banner.tell("The page did not finish loading within 10 seconds.", can_reload=True)
    assert (banner.sentence.text(), banner.button.text()) == (
        "페이지를 10초 안에 다 불러오지 못했습니다.",
        "다시 불러오기",
    )


NEW = '''
"""A docstring. Of two sentences."""
log.error("Nobody reads this here.")
TASK = "The model reads this."
def f(self, path, n):
    """And this one."""
    raise {error}(f"{{path}} has {{n}} faults; mend them.")
'''


def test_a_new_sentence_of_a_lower_room_is_collected(script: ModuleType) -> None:
    def collected(error: str) -> list[str]:
        return list(script.told_in(ast.parse(NEW.format(error=error)), {"phrase": 0}))

    script.WORDS_FOR_MODELS.add("TASK")
    assert collected("InputError") == ["%1 has %2 faults; mend them."]
    assert collected("RuntimeError") == []  # a programmer's mistake


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('phrase("a film" if x else f"{n} films")', ["a film", "%1 films"]),
        ('raise VideoError("is empty.")', ["%1 is empty."]),
        ('raise VideoError(f"is larger than {n} MB.")', ["%1 is larger than %2 MB."]),
        ('raise PictureRefused(f"{name} could not be opened: {error}")', ["%1 could not be opened: %2"]),
        ('x = f"{a}: {b}."', []),
        ('x = "SELECT a FROM b WHERE c = ?"', []),
        ('x = translate("Store", "It speaks for itself.")', []),
        ("x = f\"It is {phrase('this address')} then.\"", ["It is %1 then.", "this address"]),
    ],
)
def test_the_rule_of_what_is_collected(script: ModuleType, source: str, words: list[str]) -> None:
    carriers = {"phrase": 0, "VideoError": 0, "PictureRefused": 0}
    assert list(dict.fromkeys(script.told_in(ast.parse(source), carriers))) == words


def test_every_sentence_of_the_sources_stands_in_the_files(script: ModuleType) -> None:
    """So a new `raise InputError(f"…")` fails here until `make translations` was run and its words were translated."""
    for code in script.TRANSLATED:
        contexts = script.ElementTree.parse(script.ts_file(code)).getroot().iter("context")
        known = {each.findtext("source") for one in contexts if one.findtext("name") == "Sentences" for each in one}
        assert not set(script.sentences()) - known, "run `make translations`"
