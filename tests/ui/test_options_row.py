"""What the next message is sent with, the ways in, and how full the context is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from moonpane.session import STACKS, Stack
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.models.limits import limits_of
from moonpane.store.options import Limits, Options
from moonpane.ui.conversation.add_menu import AREAS, AddMenu
from moonpane.ui.conversation.context_meter import ContextMeter, ContextUse, ink
from moonpane.ui.conversation.options_row import OptionsRow
from moonpane.ui.language import number
from moonpane.ui.quiet_button import WIDTH_WITHOUT_WORDS
from moonpane.ui.theme import LIGHT, theme

TEXT_TOO = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
EMBEDDED = Limits(thinking="The embedded model does not think.")


@pytest.fixture
def row(qtbot: QtBot) -> OptionsRow:
    made = OptionsRow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def changes(row: OptionsRow) -> list[Options]:
    found: list[Options] = []
    row.changed.connect(found.append)
    return found


@pytest.mark.parametrize("wrong", [{"stack": "flutter"}, {"variants": 0}, {"variants": 5}, {"refine_rounds": 6}])
def test_options_are_checked_at_birth(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no stack|not possible"):
        Options(**wrong)  # type: ignore[arg-type]


def test_each_choice_changes_one_thing(row: OptionsRow, changes: list[Options]) -> None:
    row.stack_button.entries[STACKS.index("react")].trigger()
    row.thinking_button.click()
    row.variants_button.entries[3].trigger()
    row.refine_button.entries[2].trigger()
    assert changes == [
        Options("react"),
        Options("react", True),
        Options("react", True, 4),
        Options("react", True, 4, 2),
    ]
    assert row.options == changes[-1]
    assert row.stack_button.text() == "React"
    row.refine_button.entries[2].trigger()
    assert len(changes) == 4


def test_words_are_shown_where_there_is_room_and_icons_where_not(row: OptionsRow, qapp: QApplication) -> None:
    theme.use(LIGHT)
    buttons = (row.stack_button, row.refine_button, row.variants_button, row.thinking_button)
    seen = []
    for width in range(row.minimumSizeHint().width(), row.sizeHint().width() + 1):
        row.setFixedWidth(width)
        qapp.processEvents()
        assert all(button.width() >= button.sizeHint().width() for button in buttons), f"cut off at {width} px"
        seen.append(sum(button.toolButtonStyle() is TEXT_TOO for button in buttons))
    assert (seen[0], seen[-1]) == (0, 4)
    assert 0 <= row.stack_button.width_with_words - row.stack_button.sizeHint().width() <= 4
    row.setFixedWidth(row.minimumSizeHint().width())
    assert row.stack_button.sizeHint().width() == WIDTH_WITHOUT_WORDS
    assert all(button.toolTip() for button in buttons)  # says what the icon does not


def test_what_was_chosen_earlier_is_shown_and_not_told(row: OptionsRow, changes: list[Options]) -> None:
    row.show_options(Options("tailwind", True, 2, 5))
    assert (row.stack_button.text(), row.variants_button.text(), row.refine_button.text()) == ("Tailwind", "2", "5")
    assert row.thinking_button.isChecked()
    assert not changes


def test_a_model_that_cannot_says_why_and_the_wish_comes_back_with_one_that_can(
    row: OptionsRow, changes: list[Options]
) -> None:
    row.show_options(Options("react", True))
    row.show_limits(EMBEDDED)
    assert changes == [Options("react", False)]
    assert not row.thinking_button.isEnabled()
    assert "does not think" in row.thinking_button.toolTip()
    assert row.thinking_button.accessibleDescription() == "The embedded model does not think."
    row.show_limits(Limits())
    assert changes[1:] == [Options("react", True)]


@pytest.mark.parametrize("stack", STACKS)
def test_the_embedded_model_is_offered_for_every_stack(stack: Stack) -> None:
    limits = limits_of(EngineStatus(EngineState.READY, chats=False))
    assert limits.nearest(Options(stack, True, 3, 2)) == Options(stack, False, 1, 2)


def test_a_model_that_always_thinks_cannot_be_told_not_to(row: OptionsRow) -> None:
    row.show_limits(Limits(instant="This model always thinks.", variants="One at a time.", refine="No renderer."))
    assert row.thinking_button.isChecked()
    assert not row.thinking_button.isEnabled()
    assert not row.variants_button.isEnabled()
    assert not row.refine_button.isEnabled()
    assert row.options == Options(thinking=True)


def test_every_choice_has_a_name(row: OptionsRow) -> None:
    names = [button.accessibleName() for button in row.findChildren(QAbstractButton)]
    assert names[:2] == ["What is written: HTML and CSS", "Thinking"]
    assert names[2:] == ["Variants: One answer", "Measure and improve: Not at all"]


def test_it_fits_into_the_narrowest_conversation(row: OptionsRow) -> None:
    row.show_options(Options("tailwind", True, 4, 5))
    assert row.sizeHint().width() <= 345 - 2 * 26


@pytest.fixture
def menu(qtbot: QtBot) -> AddMenu:
    made = AddMenu()
    qtbot.addWidget(made)
    return made


def test_each_entry_asks_for_what_it_says(menu: AddMenu, qtbot: QtBot) -> None:
    signals = {
        "open": menu.open_requested,
        "paste": menu.paste_requested,
        "record": menu.record_requested,
        "record_window": menu.record_window_requested,
        "sketch": menu.sketch_requested,
        "address": menu.address_requested,
        "code": menu.code_requested,
        "project": menu.project_requested,
    }
    assert {*signals, *AREAS} == set(menu.entries)
    for entry, signal in signals.items():
        with qtbot.waitSignal(signal, timeout=1000):
            menu.entries[entry].trigger()  # type: ignore[index]


def test_a_screenshot_waits_as_long_as_was_chosen(menu: AddMenu) -> None:
    asked: list[tuple[str, int]] = []
    menu.capture_requested.connect(lambda area, delay: asked.append((area, delay)))
    menu.entries["region"].trigger()
    menu.delays[2].trigger()
    for area in AREAS:
        menu.entries[area].trigger()
    assert asked == [("region", 0), ("region", 5), ("window", 5), ("screen", 5)]


def test_what_cannot_be_done_stays_in_sight_with_its_reason(menu: AddMenu) -> None:
    menu.show_reason("window", "not on Wayland & <b>others</b>")
    entry = menu.entries["window"]
    assert not entry.isEnabled()
    assert entry.text() == "A window  –  not on Wayland && <b>others</b>"
    assert "<b>" not in entry.toolTip()
    menu.show_reason("window", "")
    assert entry.isEnabled()
    assert entry.text() == "A window"


@pytest.fixture
def meter(qtbot: QtBot) -> ContextMeter:
    made = ContextMeter()
    qtbot.addWidget(made)
    return made


def test_the_meter_is_hidden_where_the_context_is_not_known(meter: ContextMeter) -> None:
    meter.show_use(ContextUse(10, 10, 0))
    assert meter.isHidden()
    meter.show_use(ContextUse(10, 10, 100))
    assert not meter.isHidden()
    meter.show_use(None)
    assert meter.isHidden()


def test_the_meter_says_its_numbers(meter: ContextMeter) -> None:
    meter.show_use(ContextUse(20_000, 4_000, 32_000, pictures=900))
    assert meter.accessibleName() == "Context used: 75%"
    sums = [number(each) for each in (24_000, 32_000, 4_000, 8_000)]
    for said in (f"{sums[0]} of {sums[1]}", "pictures: 900", f"Last answer: {sums[2]}", f"Left: {sums[3]}"):
        assert said in meter.accessibleDescription()
    assert "left out" not in meter.accessibleDescription()
    meter.show_use(ContextUse(40_000, 0, 32_000))
    assert meter.accessibleName() == "Context used: 100%"
    assert "Left: 0" in meter.accessibleDescription()
    assert "left out" in meter.accessibleDescription()


@pytest.mark.parametrize(("share", "color"), [(0.74, "accent"), (0.75, "middling"), (0.89, "middling"), (0.9, "bad")])
def test_the_ring_warns_in_time(share: float, color: str) -> None:
    assert ink(share, LIGHT) == getattr(LIGHT, color)
