"""The interface in English, Korean and Chinese: complete, with the same blanks, and seen in the window."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from moonpane.preferences import Preferences
from moonpane.store.studio import Store
from moonpane.ui import language
from moonpane.ui.language import (
    LANGUAGES,
    counted,
    data_size,
    install_language,
    likeness_percent,
    number,
    percent,
    spoken,
)
from moonpane.ui.settings.dialog import SettingsDialog
from moonpane.ui.window import Window
from moonpane_resources.paths import translations_dir

REPOSITORY = Path(__file__).parents[2]
ROOMS = [REPOSITORY / "app" / "moonpane" / room for room in ("ui", "application", "store")]
SCRIPT = REPOSITORY / "scripts" / "make_translations.py"
TRANSLATED = [code for code, _ in LANGUAGES if code != "en"]
BLANKS = re.compile(r"\{\w*\}|%L?n")
HAN_OR_HANGUL = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
# Names are the same in every language.
NAMES = {"Moonpane", "On the GPU: {size}.", "the GPU"}


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


def messages(code: str) -> list[tuple[str, str, list[str], bool]]:
    """(context, source, translations, is finished)."""
    found = []
    for context in ElementTree.parse(translations_dir() / f"moonpane_{code}.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            finished = translation.get("type") is None and all(forms)
            found.append((context.findtext("name") or "", message.findtext("source") or "", forms, finished))
    return found


def words_of_sources(*folders: Path) -> dict[str, str]:
    """Every literal that is handed to a function that translates → where; found in another way than lupdate does."""
    found: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"tr": 0, "translate": 1, "marked": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
            words = node.args[place] if place is not None and len(node.args) > place else None
            if isinstance(words, ast.Constant) and isinstance(words.value, str):  # painters are translated, too
                found[words.value] = f"{path.name}:{node.lineno}"
    return found


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_word_of_the_sources_is_translated(code: str) -> None:
    found = messages(code)
    assert [f"{context}: {source}" for context, source, _, finished in found if not finished] == []
    collected = {source for _, source, _, _ in found}
    forgotten = {where: words for words, where in words_of_sources(*ROOMS).items() if words not in collected}
    assert not forgotten, "run `make translations`; inside an f-string words are never found"


def test_words_are_seen_where_lupdate_does_not_look(tmp_path: Path) -> None:
    """The control of the test above."""
    source = "x = f\"{self.tr('In here')}\"\npainter.translate(3, 0)\ny = marked('C', 'Of a table')\n"
    (tmp_path / "a.py").write_text(source)
    assert words_of_sources(tmp_path) == {"In here": "a.py:1", "Of a table": "a.py:3"}


@pytest.mark.parametrize("code", [*TRANSLATED, "en"])
def test_blanks_are_the_same_and_the_words_are_others(code: str) -> None:
    for context, source, forms, _ in messages(code):
        for form in forms:
            optional = {"%Ln", "%n"} if len(forms) > 1 else set()  # “one” may be said without a number
            assert set(BLANKS.findall(form)) | optional == set(BLANKS.findall(source)) | optional, (context, source)
            says_something = re.search(r"[A-Za-z]{3}", BLANKS.sub("", source))
            if code != "en" and says_something and source not in NAMES:
                assert HAN_OR_HANGUL.search(form), (context, source, form)


def test_the_files_are_what_the_tool_makes_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is missing and nothing is left of words that are gone: collecting again changes no source text."""
    script = importlib.util.spec_from_file_location("make_translations", SCRIPT)
    assert script
    assert script.loader
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    before = {code: {(c, s) for c, s, _, _ in messages(code)} for code in (*TRANSLATED, "en")}
    shutil.copytree(translations_dir(), tmp_path / "translations")
    monkeypatch.setattr(module, "TARGET", tmp_path / "translations")
    assert module.update() == 0
    for code, words in before.items():
        after = ElementTree.parse(tmp_path / "translations" / f"moonpane_{code}.ts").getroot()
        pairs = {(c.findtext("name"), m.findtext("source")) for c in after.iter("context") for m in c.iter("message")}
        assert pairs == words, "run `make translations`"


def test_an_unfinished_word_is_told(tmp_path: Path) -> None:
    file = tmp_path / "moonpane_ko.ts"
    message = "<message><source>Stop</source><translation type='unfinished'></translation></message>"
    file.write_text(f"<TS><context><name>Window</name>{message}</context></TS>")
    program = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import make_translations as m; from pathlib import "
        f"Path; print(m.unfinished(Path({str(file)!r})))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "['moonpane_ko, Window: Stop']"


@pytest.mark.parametrize(
    ("code", "page", "send", "light"), [("ko", "페이지", "보내기", "밝게"), ("zh_CN", "页面", "发送", "浅色")]
)
def test_the_window_speaks_the_language(
    qapp: QApplication, qtbot: QtBot, code: str, page: str, send: str, light: str
) -> None:
    assert install_language(qapp, code) == code
    window = Window(Store(model="Embedded model"), has_sample=True)
    assert window.segmented.buttons[0].text() == page
    assert window.composer.send_button.text() == send
    words = [label.text() for label in window.welcome.findChildren(QLabel)]
    words += [button.text() for button in window.welcome.findChildren(QPushButton)]
    assert all(HAN_OR_HANGUL.search(text) for text in words if text)
    window.preview.shut_down()
    shiboken6.delete(window)
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    assert dialog.look.tiles["light"].text() == light
    families = qapp.font().families()
    first = "Noto Sans SC" if code == "zh_CN" else "Noto Sans KR"
    assert families[1] == first


def test_switching_back_and_forth_leaves_nothing_of_the_other(qapp: QApplication) -> None:
    for code, said in (("ko", "3줄"), ("zh_CN", "3 行"), ("en", "3 lines"), ("ko", "3줄")):
        install_language(qapp, code)
        assert counted.lines(3) == said
    assert len(language._installed) == 2  # Qt's own words, for its dialogs, and ours


def test_counts_and_numbers_are_written_as_the_language_does(qapp: QApplication) -> None:
    install_language(qapp, "en")
    assert [counted.lines(count) for count in (0, 1, 2, 12345)] == ["0 lines", "1 line", "2 lines", "12,345 lines"]
    assert counted.lines_of(1, 1) == "1 of 1 line"
    assert counted.tokens(1) == "1 token"
    assert (number(12345.678, 1), percent(0.934), percent(0.934, 1)) == ("12,345.7", "93%", "93.4%")
    assert [likeness_percent(share) for share in (0.934, 0.998, 0.99999, 1.0)] == ["93%", "99%", "99%", "100%"]
    assert [likeness_percent(share, 1) for share in (0.998, 0.9996, 1.0)] == ["99.8%", "99.9%", "100.0%"]
    assert [data_size(size) for size in (512, 3120, 92_400_000_000, 920_000_000)] == [
        "512 bytes",
        "3.1 kB",
        "92.4 GB",
        "920 MB",
    ]
    QLocale.setDefault(QLocale("de_DE"))  # numbers follow the locale, whichever it is
    assert number(12345.678, 1) == "12.345,7"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["ko-KR", "en-US"], "ko"),
        (["zh-Hans-CN"], "zh_CN"),
        (["zh-TW"], "zh_CN"),
        (["fr-FR", "ko"], "ko"),
        (["C"], "en"),
        ([], "en"),
        (["nonsense"], "en"),
    ],
)
def test_the_first_language_that_we_speak_is_taken(wanted: list[str], code: str) -> None:
    assert spoken(wanted) == code


def test_without_the_compiled_files_the_words_are_english(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "translations_dir", lambda: tmp_path)
    assert install_language(qapp, "ko") == "ko"
    assert counted.tokens(2) == "2 token(s)"
