"""The settings file: whole or as it was, and nobody else's members are lost."""

import json
import os
import stat
from pathlib import Path

import pytest

from moonpane.errors import InputError, SettingsError
from moonpane.preferences import SECTION, Preferences, keep_preferences, read_preferences
from moonpane.settings import MAX_SETTINGS_BYTES, SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_what_was_kept_is_read_again_and_only_its_owner_can(path: Path) -> None:
    chosen = Preferences(theme="dark", language="ko", stack="react", thinking=True, editor="code -g {file}")
    keep_preferences(SettingsFile(path), chosen)
    file = SettingsFile(path)
    assert read_preferences(file) == (chosen, [])
    assert file.notices == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_members_and_sections_of_other_versions_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"later": {"a": [1]}, SECTION: {"theme": "light", "glow": 3}}))
    file = SettingsFile(path)
    keep_preferences(file, Preferences(theme="dark"))
    kept = json.loads(path.read_text())
    assert kept["later"] == {"a": [1]}
    assert kept[SECTION]["glow"] == 3
    assert kept[SECTION]["theme"] == "dark"


def test_what_a_person_edits_meanwhile_is_not_overwritten(path: Path) -> None:
    file = SettingsFile(path)
    file.put("models", {"chosen": "embedded"})
    path.write_text(json.dumps({"by hand": 1}))
    file.put("models", {"chosen": "other"})
    assert json.loads(path.read_text()) == {"by hand": 1, "models": {"chosen": "other"}}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'{"preferences": {', id="torn"),
        pytest.param(b"[1, 2]", id="no object"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'"' + b"x" * MAX_SETTINGS_BYTES + b'"', id="huge"),
    ],
)
def test_a_broken_file_is_set_aside_with_a_sentence(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    file = SettingsFile(path)
    assert read_preferences(file) == (Preferences(), [])
    (aside,) = path.parent.glob("settings.broken-*.json")
    assert aside.read_bytes() == content
    assert len(file.notices) == 1
    assert str(aside) in file.notices[0]
    keep_preferences(file, Preferences(theme="dark"))
    assert read_preferences(SettingsFile(path))[0].theme == "dark"


def test_a_draft_that_cannot_be_written_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile(path)
    file.put("a", 1)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match=r"settings\.json: No space left on device\."):
        file.put("a", 2)
    assert file.section("a") == 1
    assert json.loads(path.read_text()) == {"a": 1}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "blue"),
        ("language", "fr"),
        ("stack", "vue"),
        ("thinking", 1),
        ("recordings", "videos"),
        ("recordings", 7),
        ("preview_network", "on"),
        ("editor", "code 'a"),
        ("editor", "a\nb"),
        ("motion", None),
    ],
)
def test_a_value_out_of_bounds_is_named_and_the_rest_is_kept(path: Path, field: str, value: object) -> None:
    with pytest.raises(InputError, match=field):
        Preferences(**{field: value})  # type: ignore[arg-type]
    other = {"motion": "reduced"} if field != "motion" else {"theme": "dark"}
    SettingsFile(path).put(SECTION, {field: value, **other})
    found, sentences = read_preferences(SettingsFile(path))
    assert found == Preferences(**other)  # type: ignore[arg-type]
    assert len(sentences) == 1
    assert f"“{field}”" in sentences[0]


def test_the_editor_gets_the_file_as_one_word() -> None:
    file = Path("/tmp/a page/index.html")
    assert Preferences().editor_command(file) == []
    assert Preferences(editor="code -n").editor_command(file) == ["code", "-n", str(file)]
    assert Preferences(editor='emacs "+{file}" -x').editor_command(file) == ["emacs", f"+{file}", "-x"]
