"""A project as a folder or a zip that works without us and without network.

    html, tailwind   the files as they are, opening from disk; what they load from a CDN that the bundle has lies in
                     vendor/, with its licences
    react            a Vite project (`npm install && npm run build`), and preview.html, which opens by double click

What exists is never replaced, and nothing is half written: a folder and a zip are made under another name first.
"""

import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from moonpane.artifact.document import is_project, preview_document, woven
from moonpane.artifact.names import is_harmless
from moonpane.artifact.pictures import content_of, without_pictures
from moonpane.artifact.runtime import LICENCES, REACT, REACT_SMALL, RUNTIME_SCRIPTS, TAILWIND, runtime_script
from moonpane.artifact.tags import raw_text_end, start_tags
from moonpane.artifact.vite import PREVIEW, vite_files
from moonpane.artifact.weave import TAILWIND_STYLE, Weaver, needs_of
from moonpane.errors import InputError
from moonpane.session import Stack

VENDOR = "vendor/"
MAX_FILES = 500
_PLACEHOLDER = "./~runtime/"  # where the scripts of preview.html would lie, were they not in it


def export_folder(files: Mapping[str, str], stack: Stack, target: Path) -> Path:
    """Write a project into a new or empty folder; returns it. Raises InputError."""
    contents = exported(files, stack)
    if target.exists() and not target.is_dir():
        raise InputError(f"{target} is a file; give a folder, or a name that ends in .zip.")
    if target.is_dir() and any(target.iterdir()):
        raise InputError(f"{target} is not empty; give a new or an empty folder.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
            draft = Path(folder) / "draft"
            for name, text in contents.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content_of(name, text))
            os.replace(draft, target)  # an empty folder gives way; one that was filled meanwhile does not
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror or error}.") from error
    return target


def export_zip(files: Mapping[str, str], stack: Stack, target: Path) -> Path:
    """Write a project as a new zip, in which everything lies in one folder; returns it. Raises InputError."""
    contents = exported(files, stack)
    if target.exists():
        raise InputError(f"{target} exists already; give another name.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
            draft = Path(folder) / "draft"
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                for path, text in contents.items():
                    archive.writestr(f"{target.stem}/{path}", content_of(path, text))
            os.link(draft, target)  # unlike a rename this fails when the name was taken meanwhile
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror or error}.") from error
    return target


def exported(files: Mapping[str, str], stack: Stack) -> dict[str, str]:
    """Path → text of everything that an export holds. Raises InputError for paths that lead elsewhere."""
    _check(files)
    if is_project(files, stack):
        return vite_files(files) | {PREVIEW: self_contained(files, stack)}
    contents = dict(files)
    used: set[str] = set()
    for name in files:
        if name.endswith((".html", ".htm")):
            contents[name] = _vendored(files, name, stack, used)
    if used:
        contents |= {f"{VENDOR}{script}": _given_away(script) for script in sorted(used)}
        contents[f"{VENDOR}{LICENCES}"] = runtime_script(LICENCES)
    return contents


def self_contained(files: Mapping[str, str], stack: Stack) -> str:
    """One document with everything in it, the runtime too: it opens anywhere, without network."""
    document = preview_document(files, stack, runtime=_PLACEHOLDER)
    pieces: list[str] = []
    done = 0
    for tag in start_tags(document):
        source = tag.attributes.get("src", "") if tag.name == "script" else ""
        if not source.startswith(_PLACEHOLDER):
            continue
        text = _given_away(source.removeprefix(_PLACEHOLDER))
        text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
        written = document[tag.start : tag.end].replace(f' src="{source}"', "")
        pieces += (document[done : tag.start], written, text)
        done = tag.end
    return "".join([*pieces, document[done:]])


def _vendored(files: Mapping[str, str], name: str, stack: Stack, used: set[str]) -> str:
    """A page as it is, but with what the bundle has taken from the vendor folder. Adds the scripts to `used`."""
    base = "../" * name.count("/") + VENDOR
    page = _woven_page(files, name, stack, base)
    for tag in start_tags(page):
        source = tag.attributes.get("src", "") if tag.name == "script" else ""
        if source.startswith(base) and source.removeprefix(base) in RUNTIME_SCRIPTS:
            used.add(source.removeprefix(base))
    return page


def _woven_page(files: Mapping[str, str], name: str, stack: Stack, base: str) -> str:
    """From disk a browser opens no modules, and nobody compiles: such pages get what belongs to them woven in."""
    text = files[name]
    scripts = [
        (tag, text[tag.end : raw_text_end(text, "script", tag.end)]) for tag in start_tags(text) if tag.name == "script"
    ]
    needs_weaving = bool(needs_of(files, scripts)) or any(
        each.endswith(".css") and TAILWIND_STYLE.search(style) for each, style in files.items()
    )
    if needs_weaving:
        return preview_document({name: text} | _without_pages(files), stack, runtime=base)
    return woven(text, Weaver({}, (TAILWIND,) if stack != "html" else (), base=base))


def _without_pages(files: Mapping[str, str]) -> dict[str, str]:
    """Pictures lie beside the page, as they are."""
    return {name: text for name, text in without_pictures(files).items() if not name.endswith((".html", ".htm"))}


def _given_away(script: str) -> str:
    """The text of a script of the runtime, for people who look at pages rather than at errors."""
    text = runtime_script(REACT_SMALL if script == REACT else script)
    if not text:
        raise InputError(f"The preview's {script} is missing: run `make setup` first.")
    return text


def _check(files: Mapping[str, str]) -> None:
    if not files:
        raise InputError("There is nothing to export: the project has no files.")
    if len(files) > MAX_FILES:
        raise InputError(f"The project has more than {MAX_FILES} files and is not exported.")
    for name in files:
        if not is_harmless(name):
            raise InputError(f"“{name}” is not exported, because it is no plain path inside the project.")
