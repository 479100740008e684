"""The languages of the interface, through Qt's own tools.

    python scripts/make_translations.py update     words of the sources → .ts files; lists what is not translated
    python scripts/make_translations.py compile    .ts files → .qm files, which the app loads (part of `make setup`)

The `.ts` files of `moonpane_resources/translations` are what translators write, by hand or with Qt Linguist. English
needs one for its plurals only.

Rooms without Qt make their sentences in English, and the window finds out which one it has before it (see
`moonpane.sentences`). Here they are collected, with `%1` for what is put in. Collected is each string that

    reads as a sentence: it has a blank, and ends with a full stop, a question mark, or `: {what another one says}`;
    is given to an error of ours (`CARRIERS`), or to `phrase()`, whether it reads as a sentence or not.

One that begins with a small letter lacks its subject, which is put before it: `%1 is empty.` Left out is what nobody is
shown: docstrings, logs, words for models, and what Python's own exceptions tell programmers.
"""

import ast
import builtins
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import PySide6

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = REPOSITORY / "app" / "moonpane"
ROOMS = ("ui", "application", "store")  # those that may use Qt, and say something
TARGET = REPOSITORY / "resources" / "moonpane_resources" / "translations"
TOOLS = Path(PySide6.__file__).parent
TRANSLATED = ("ko", "zh_CN")
PLURALS_ONLY = ("en",)

SENTENCES = "Sentences"  # the context of what rooms without Qt say
ENGINE = "engine/moonpane_engine"
ROOMS_THAT_TELL = (
    "app/moonpane",
    "vision/moonpane_vision",
    # What the engine says of a checkpoint that it does not load, and of requests that are right.
    *(f"{ENGINE}/{name}.py" for name in ("checkpoints/header", "checkpoints/shards", "checkpoints/check", "folder")),
    *(f"{ENGINE}/{name}.py" for name in ("model/config", "weights/load", "chat/tokenizer", "chat/tokenizer_files")),
    *(f"{ENGINE}/{name}.py" for name in ("server/served_model", "core", "errors")),
)
NOT_SHOWN = (
    *("app/moonpane/ui/", "app/moonpane/application/"),  # they speak the language themselves
    *("app/moonpane/commands/", "app/moonpane/cli.py", "app/moonpane/evaluation/", "vision/moonpane_vision/compare/"),
)
# The trees of errors that are shown.
ROOTS = ("MoonpaneError", "PictureError", "VideoError", "CheckpointError", "RequestError")
CARRIERS = {"phrase": 0, "_Refusal": 0, "ProcessOutcome": 0, "Finding": 2}  # which argument
WORDS_FOR_MODELS = {"_TASK", "RIDDLE", "LONG_TASK", "QUESTION", "GO_ON", "_described", "fix"}
TRANSLATORS = {"tr", "translate", "marked", "QT_TRANSLATE_NOOP"}
LEAST_LETTERS = 4  # with fewer, and holes around them, it would be found in anybody's words
# What the system says most often, as the rest of a sentence; it says it in English.
SYSTEM = (
    *("Permission denied", "Operation not permitted", "No such file or directory", "File exists", "Is a directory"),
    *("Not a directory", "File name too long", "No space left on device", "Disk quota exceeded", "Input/output error"),
    *("Read-only file system", "Too many open files", "Cannot allocate memory", "Connection refused"),
    *("Connection reset by peer", "No route to host", "Network is unreachable", "Connection timed out", "Broken pipe"),
    *("Name or service not known", "Temporary failure in name resolution"),
)
# What Qt's own file dialog says and Qt's own translations lack: context, words, what tells them from others.
QT_LACKS = (
    ("QFileDialog", "&Look in:", ""),
    ("QFileDialog", "Files of &type:", ""),
    ("QAbstractFileIconProvider", "Drive", ""),
    ("QAbstractFileIconProvider", "Folder", "All other platforms"),
    ("QAbstractFileIconProvider", "Unknown", ""),
)


def update() -> int:
    """Exit code 1 while words are missing: the files are complete but for them."""
    TARGET.mkdir(exist_ok=True)
    files = [str(path.relative_to(REPOSITORY)) for room in ROOMS for path in sorted((SOURCES / room).rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "sentences.py")
        words = [*((SENTENCES, each) for each in sentences()), *QT_LACKS]
        lines = (f"translate({', '.join(map(_quoted, each))})\n" for each in words)
        told.write_text("".join(lines), encoding="utf-8")
        _collect([*files, str(told)])
    missing = [line for language in (*TRANSLATED, *PLURALS_ONLY) for line in unfinished(ts_file(language))]
    print("\n".join(missing) if missing else "Every word is translated.")
    return 1 if missing else 0


def _collect(files: list[str]) -> None:
    for language in (*TRANSLATED, *PLURALS_ONLY):
        # Without line numbers: they would change with every edit, and nobody needs them.
        options = ["-source-language", "en", "-target-language", language, "-locations", "none", "-no-obsolete"]
        options += ["-tr-function-alias", "QT_TRANSLATE_NOOP+=marked"]  # see `moonpane.ui.language.marked`
        options += ["-pluralonly"] if language in PLURALS_ONLY else []
        _run("lupdate", "-silent", *options, *files, "-ts", str(ts_file(language)))


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


def sentences() -> list[str]:
    """All that rooms without Qt say, each once, in the order of the alphabet."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS_THAT_TELL
        for path in _files_of(REPOSITORY / room)
        if not path.relative_to(REPOSITORY).as_posix().startswith(NOT_SHOWN) and path.name != "__main__.py"
    ]
    carriers = CARRIERS | dict.fromkeys(errors_below(ROOTS, trees), 0)
    return sorted({each for tree in trees for each in told_in(tree, carriers)} | set(SYSTEM))


def _files_of(room: Path) -> list[Path]:
    return [room] if room.is_file() else sorted(room.rglob("*.py"))


def errors_below(roots: tuple[str, ...], trees: list[ast.Module]) -> set[str]:
    """The names of these classes and of all that are made of them."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found, before = set(roots), 0
    while before != len(found):
        before = len(found)
        found |= {each.name for each in classes if any(ast.unparse(base) in found for base in each.bases)}
    return found


def told_in(node: ast.AST, carriers: dict[str, int]) -> Iterator[str]:
    """The sentences below a node, as the rule says."""
    match node:
        case ast.Expr(ast.Constant()):
            return
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.FunctionDef(name=name) if name in WORDS_FOR_MODELS:
            return
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "_log"))):
            return
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            if name in TRANSLATORS or isinstance(getattr(builtins, name, None), type):
                return
            place = carriers.get(name, len(node.args))
            for given in node.args[place : place + 1]:
                yield from (with_subject(each) for each in _ways(given) if _says_something(each))
        case ast.JoinedStr() | ast.Constant(value=str()):
            words = with_holes(node)
            if _says_something(words) and _reads_as_sentence(words):
                yield with_subject(words)
    for child in ast.iter_child_nodes(node):
        # The pieces of a string with holes say nothing by themselves; what is put into the holes may.
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from told_in(child, carriers)


def _ways(node: ast.expr) -> list[str]:
    """What an argument may say."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            return _ways(body) + _ways(orelse)
        case ast.BoolOp(values=values):
            return [way for value in values for way in _ways(value)]
        case ast.JoinedStr() | ast.Constant(value=str()):
            return [with_holes(node)]
    return []


def with_holes(node: ast.expr) -> str:
    """`f"{path} is larger than {n} MB."` as `%1 is larger than %2 MB.`"""
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    holes = iter(range(1, 100))
    words = "".join(str(each.value) if isinstance(each, ast.Constant) else f"%{next(holes)}" for each in pieces)
    return words.strip()


def with_subject(words: str) -> str:
    """`is empty.` as `%1 is empty.`"""
    if not (words[:1].islower() and words.endswith(".")):
        return words
    return "%1 " + re.sub(r"%(\d+)", lambda hole: f"%{int(hole[1]) + 1}", words)


def _says_something(words: str) -> bool:
    bare = re.sub(r"%\d+", "", words)
    return sum(letter.isalpha() for letter in bare) >= (LEAST_LETTERS if bare != words else 1)


def _reads_as_sentence(words: str) -> bool:
    return re.fullmatch(r"[\w%“].*\s.*(?:[^\s\W_][)”’`]*[.?]|: %\d+)", words) is not None


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
