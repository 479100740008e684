"""Nothing grows into a heap: budgets for files, classes and functions, in lines.

Length counts signature and docstring. What must be longer is listed here, with the reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SOURCE_ROOTS = ("app", "engine", "vision", "kernels", "resources", "scripts", "benchmarks", "tests")

FILE_LINES = 300
CLASS_LINES = 250
FUNCTION_LINES = 60

# "path" or "path::name" -> why it may be longer
EXCEPTIONS: dict[str, str] = {}


def oversized(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """(what, sentence) for the file and everything in it that exceeds its budget."""
    text = path.read_text(encoding="utf-8")
    num_lines = len(text.splitlines())
    if num_lines > FILE_LINES:
        yield name, f"{name}: {num_lines} lines, {FILE_LINES} allowed"
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ClassDef():
                kind, budget = "class", CLASS_LINES
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                kind, budget = "function", FUNCTION_LINES
            case _:
                continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > budget:
            yield f"{name}::{node.name}", f"{name}:{node.lineno}: {kind} {node.name} {length} lines, {budget} allowed"


def test_nothing_exceeds_its_budget() -> None:
    found: dict[str, str] = {}
    for root in SOURCE_ROOTS:
        for path in sorted((REPOSITORY / root).rglob("*.py")):
            found |= dict(oversized(path, str(path.relative_to(REPOSITORY))))
    complaints = [sentence for what, sentence in found.items() if what not in EXCEPTIONS]
    assert not complaints, "\n" + "\n".join(complaints)
    assert not EXCEPTIONS.keys() - found.keys(), "these exceptions are no longer needed"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        pytest.param("x = 1\n" * 301, "a.py: 301 lines, 300 allowed", id="file"),
        pytest.param("def f():\n" + "    x = 1\n" * 60, "a.py:1: function f 61 lines, 60 allowed", id="function"),
        pytest.param("class C:\n" + "    x = 1\n" * 250, "a.py:1: class C 251 lines, 250 allowed", id="class"),
    ],
)
def test_too_much_is_seen(tmp_path: Path, source: str, complaint: str) -> None:
    path = tmp_path / "a.py"
    path.write_text(source, encoding="utf-8")
    assert [sentence for _, sentence in oversized(path, "a.py")] == [complaint]
