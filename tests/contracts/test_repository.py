"""What lies in the repository works on every machine, and the commands are what the README says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

# Text that is true on one machine only: package mirrors in lock files, and places in somebody's file system.
ONE_MACHINE_ONLY = re.compile(
    r"""https?://[^/\s"']*(?:npmjs|pythonhosted|pypi\.org|artifactory|nexus|mirror)
    | "resolved"\s*:
    | (?<![\w.~$}-])/(?:work|root)/
    | (?<![\w.~$}-])/home/\w+/
    """,
    re.VERBOSE,
)


def tracked_files() -> list[Path]:
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        # Which files belong to the repository is asked of git; a source archive has none to ask.
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [REPOSITORY / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_single_machine() -> None:
    found: list[str] = []
    for path in tracked_files():
        if not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture, or weights
        name = path.relative_to(REPOSITORY)
        found += [f"{name}:{i}: {line[:160]}" for i, line in enumerate(lines, 1) if ONE_MACHINE_ONLY.search(line)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "https://registry." + "npmjs.org/x/-/x.tgz",
        '"resolved' + '": "x"',
        "open('/ro" + "ot/.cache/x')",
        "see /ho" + "me/alice/x",
    ],
)
def test_the_search_finds_what_it_is_for(text: str) -> None:
    assert ONE_MACHINE_ONLY.search(text)


def test_make_help_explains_every_command() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    shown = subprocess.run(["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    explained = dict(re.findall(r"make (\w+) +(\S.{5,})", shown))
    assert explained.keys() == set(phony[1].split())


def test_readme_names_the_two_commands() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
