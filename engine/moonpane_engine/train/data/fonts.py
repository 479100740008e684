"""Families of Debian packages for the pages to be drawn in, in a folder of their own: nothing is installed.

    python -m moonpane_engine.train.data fonts .data/fonts

Needs apt-get and dpkg-deb, but no root. Pages are drawn without them, too; then the bundled families stand in.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from moonpane_engine.train.pages.fonts import FAMILIES
from moonpane_resources.paths import fonts_conf

_FOLDERS = ("<dir>", "</dir>")


class FontsMissing(RuntimeError):
    """A package cannot be had; the message names it and the way out."""


def fetch_fonts(out: Path) -> None:
    """Fetch what is not in `out` yet: one folder for each package. Raises FontsMissing."""
    for package in sorted({family.package for family in FAMILIES if family.package}):
        if not (out / package).exists():
            _fetch(package, out)


def missing_packages(out: Path) -> list[str]:
    """Return the packages that have no folder in `out`."""
    packages = sorted({family.package for family in FAMILIES if family.package})
    return [package for package in packages if not (out / package).exists()]


def fonts_conf_with(out: Path) -> Path:
    """Return a fontconfig file that knows the product's fonts and those in `out`."""
    own = fonts_conf()
    if not out.is_dir():
        return own
    text = own.read_text(encoding="utf-8")
    opening, closing = _FOLDERS
    target = out / "fonts.conf"
    target.write_text(text.replace(opening, f"{opening}{out.resolve()}{closing}\n  {opening}", 1), encoding="utf-8")
    return target


def _fetch(package: str, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        try:
            subprocess.run(["apt-get", "download", package], cwd=folder, check=True, capture_output=True)
            (archive,) = Path(folder).glob("*.deb")
            subprocess.run(["dpkg-deb", "-x", archive, f"{folder}/all"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise FontsMissing(
                f"The fonts of Debian's package {package} cannot be fetched: put its *.ttf or *.otf files into "
                f"{out / package} by hand, or go on without them."
            ) from error
        fonts = Path(folder, "fonts")
        fonts.mkdir()
        for file in Path(folder, "all").rglob("*.[ot]tf"):
            if file.exists():  # some are links to what another package has
                shutil.copyfile(file, fonts / file.name)
        fonts.rename(out / package)
