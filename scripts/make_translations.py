"""The languages of the interface, through Qt's own tools.

    python scripts/make_translations.py update     words of the sources → .ts files; lists what is not translated
    python scripts/make_translations.py compile    .ts files → .qm files, which the app loads (part of `make setup`)

The `.ts` files of `moonpane_resources/translations` are what translators write, by hand or with Qt Linguist. English
needs one for its plurals only.
"""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = REPOSITORY / "app" / "moonpane"
ROOMS = ("ui", "application", "store")  # those that may use Qt, and say something
TARGET = REPOSITORY / "resources" / "moonpane_resources" / "translations"
TOOLS = Path(PySide6.__file__).parent
TRANSLATED = ("ko", "zh_CN")
PLURALS_ONLY = ("en",)


def update() -> int:
    """Exit code 1 while words are missing: the files are complete but for them."""
    TARGET.mkdir(exist_ok=True)
    files = [str(path.relative_to(REPOSITORY)) for room in ROOMS for path in sorted((SOURCES / room).rglob("*.py"))]
    for language in (*TRANSLATED, *PLURALS_ONLY):
        # Without line numbers: they would change with every edit, and nobody needs them.
        options = ["-source-language", "en", "-target-language", language, "-locations", "none", "-no-obsolete"]
        options += ["-tr-function-alias", "QT_TRANSLATE_NOOP+=marked"]  # see `moonpane.ui.language.marked`
        options += ["-pluralonly"] if language in PLURALS_ONLY else []
        _run("lupdate", "-silent", *options, *files, "-ts", str(ts_file(language)))
    missing = [line for language in (*TRANSLATED, *PLURALS_ONLY) for line in unfinished(ts_file(language))]
    print("\n".join(missing) if missing else "Every word is translated.")
    return 1 if missing else 0


def compile_all() -> int:
    for file in sorted(TARGET.glob("*.ts")):
        _run("lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
    return 0


def ts_file(language: str) -> Path:
    return TARGET / f"moonpane_{language}.ts"


def unfinished(file: Path) -> list[str]:
    """`language, context: words` for everything that a translator has not finished."""
    lines: list[str] = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not "".join(translation.itertext()):
                lines.append(f"{file.stem}, {context.findtext('name')}: {message.findtext('source')}")
    return lines


def _run(tool: str, *words: str) -> None:
    subprocess.run([str(TOOLS / tool), *words], cwd=REPOSITORY, check=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            sys.exit(update())
        case ["compile"]:
            sys.exit(compile_all())
        case _:
            sys.exit(__doc__)
