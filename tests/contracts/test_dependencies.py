"""Every package that the product imports is declared, every declared one is imported, and all are pinned alike."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import grimp

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("moonpane", "moonpane_engine", "moonpane_vision", "moonpane_kernels", "moonpane_resources")
# Brings the web engine into the namespace that PySide6_Essentials owns.
PARTS_OF_ANOTHER = {"pyside6-addons"}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(requirements: list[str]) -> dict[str, str]:
    pairs = (requirement.split("==") for requirement in requirements)
    return {normalised(name): version for name, version in pairs}


def test_declared_is_imported_and_imported_is_declared() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = set(pins(project["dependencies"])) | set(pins(project["optional-dependencies"]["train"]))
    graph = grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)
    modules = {module for module in graph.modules if "." not in module} - set(ROOMS) - set(sys.stdlib_module_names)
    owners = packages_distributions()
    imported = {normalised(owner) for module in modules for owner in owners.get(module, [module])}
    assert imported | PARTS_OF_ANOTHER == declared


def test_constraints_pin_every_direct_dependency_to_the_same_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = pins([*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())])
    lines = (REPOSITORY / "scripts" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = pins([line for line in lines if not line.startswith("#")])
    assert {name: pinned.get(name) for name in direct} == direct
