"""What is typed as an address: what will be fetched is said, and what cannot be opened is refused with a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from moonpane.errors import InputError
from moonpane.ui.dialogs.address import WantedPage, wanted_page
from moonpane.ui.dialogs.address_dialog import AddressDialog


@pytest.mark.parametrize(
    ("typed", "location", "host"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "example.org"),
        (" example.org ", "https://example.org", "example.org"),
        ("localhost:8000/x", "http://localhost:8000/x", "localhost:8000"),
        ("127.0.0.1:5173", "http://127.0.0.1:5173", "127.0.0.1:5173"),
        ("HTTP://127.0.0.1:5173", "HTTP://127.0.0.1:5173", "127.0.0.1:5173"),
        ("https://[::1]:8/", "https://[::1]:8/", "::1:8"),
        ("https://예시.한국/", "https://예시.한국/", "예시.한국"),
        ("/tmp/a page.html", "/tmp/a page.html", ""),
        ("file:///tmp/a%20page.HTM", "/tmp/a page.HTM", ""),
    ],
)
def test_addresses(typed: str, location: str, host: str) -> None:
    assert wanted_page(typed, width=390) == WantedPage(location, host, 390)


def test_a_tilde_is_home() -> None:
    assert wanted_page("~/p.html").location == str(Path.home() / "p.html")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the address"),
        ("javascript:alert(1)", "“javascript:”"),
        ("data:text/html,x", "“data:”"),
        ("ftp://example.org", "“ftp:”"),
        ("chrome://settings", "“chrome:”"),
        ("view-source:https://example.org", "“view-source:”"),
        ("https://bank.example@evil.example/", "before an @"),
        ("https://", "is not an address"),
        ("https://exa mple.org", "is not an address"),
        ("https://[::1", "is not an address"),
        ("https://example.org:99999", "is not an address"),
        ("https://example.org/a page", "is not an address"),
        ("https://example.org\\@other.example", "is not an address"),
        ("https://..", "is not an address"),
        ("exam\u202eple.org", "cannot be seen"),
        ("a" * 3000, "at most"),
        ("/etc/passwd", "“passwd” is not a page"),
        ("file:///etc/shadow", "“shadow” is not a page"),
        ("/tmp/", "is not a page"),
    ],
)
def test_other_things_are_refused_with_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        wanted_page(typed)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 200


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[AddressDialog]:
    made = AddressDialog()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def chosen(dialog: AddressDialog) -> list[WantedPage]:
    found: list[WantedPage] = []
    dialog.chosen.connect(found.append)
    return found


def test_the_host_is_named_before_it_is_asked(dialog: AddressDialog, chosen: list[WantedPage], qtbot: QtBot) -> None:
    assert not dialog.go_button.isEnabled()
    qtbot.keyClicks(dialog.field, "example.org/login")
    assert "from example.org" in dialog.sentence.text()
    assert "because you ask for it" in dialog.sentence.text()
    assert not chosen
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert chosen == [WantedPage("https://example.org/login", "example.org", 1280)]
    assert not dialog.isVisible()


def test_a_file_is_drawn_without_the_network(dialog: AddressDialog) -> None:
    dialog.field.setText("/tmp/page.html")
    assert "Nothing is fetched" in dialog.sentence.text()


def test_what_cannot_be_opened_is_said_when_it_is_to_be_used(dialog: AddressDialog, chosen: list[WantedPage]) -> None:
    dialog.field.setText("javascript:alert(1)")
    assert dialog.sentence.property("role") == "muted"
    dialog.go_button.click()
    assert dialog.isVisible()
    assert not chosen
    assert dialog.sentence.property("role") == "remark"
    assert "javascript" in dialog.sentence.text()
    assert dialog.field.hasFocus() or QApplication.focusWidget() is None


def test_the_width_is_a_device_or_any_number(dialog: AddressDialog, chosen: list[WantedPage]) -> None:
    phone, tablet, desktop = dialog.widths.buttons()
    assert desktop.isChecked()
    phone.click()
    assert dialog.width_field.value() == 390
    assert not desktop.isChecked()
    dialog.width_field.setValue(500)
    assert not any(button.isChecked() for button in (phone, tablet, desktop))
    dialog.width_field.setValue(820)
    assert tablet.isChecked()
    dialog.width_field.setValue(99_999)
    dialog.field.setText("example.org")
    dialog.go_button.click()
    assert chosen[0].width == 3840


def test_every_control_has_a_name(dialog: AddressDialog) -> None:
    assert not [b for b in dialog.findChildren(QAbstractButton) if not (b.accessibleName() or b.text())]
    assert dialog.field.accessibleName()
    assert dialog.width_field.accessibleName()
