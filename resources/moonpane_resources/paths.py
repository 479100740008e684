"""Where the shipped files lie, and the font configuration made from them."""

import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent


def embedded_checkpoint() -> Path:
    """The folder of the embedded model, in Kimi K2.5 checkpoint format."""
    return ROOT / "moonpane-tiny"


def samples_dir() -> Path:
    """The folder of bundled mockups (PNG) and the pages they were made from (HTML)."""
    return ROOT / "samples"


def fonts_dir() -> Path:
    """The folder of the fixed fonts that every measurement uses; filled at set-up."""
    return ROOT / "fonts"


def preview_runtime_dir() -> Path:
    """The folder of what previewed pages run offline: React, compiler, Tailwind; filled at set-up."""
    return ROOT / "preview" / "dist"


def translations_dir() -> Path:
    """The folder of the interface's languages: `.ts` as people write them, `.qm` as set-up makes of them."""
    return ROOT / "translations"


def first_sample(folder: Path | None = None) -> Path | None:
    """The mockup that a newcomer sees converted, the first in the order of names; None where none is installed."""
    return min((folder or samples_dir()).glob("*.png"), default=None)


def fonts_conf() -> Path:
    """A fontconfig file that knows only the fonts of `fonts_dir`; set FONTCONFIG_FILE to it.

    It is written to the user's cache on first use, because it must name an absolute folder and the
    installed package may be read-only. Raises FileNotFoundError when set-up has not made the fonts.
    """
    if not any(fonts_dir().glob("*.ttf")):
        raise FileNotFoundError(f"No fonts in {fonts_dir()}: run `make setup` first.")
    template = (ROOT / "fonts.conf.in").read_text(encoding="utf-8")
    text = template.replace("@FONTS_DIR@", _escaped(fonts_dir()))
    name = f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    target = platformdirs.user_cache_path("moonpane", appauthor=False) / name
    if not target.exists():
        _write_whole(target, text)
    return target


def _escaped(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _write_whole(target: Path, text: str) -> None:
    """Several renderers may start at once: none may see half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, target)
