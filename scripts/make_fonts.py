"""Turns the npm font packages into the fixed fonts that every measurement uses.

Run by `make setup`: `python scripts/make_fonts.py`. Each npm file holds one script of one weight as
woff2; fontconfig wants one ttf a weight, so the subsets of a weight are merged. The licence of each
family (SIL Open Font License) is copied beside it.
"""

import json
import logging
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = REPOSITORY / "node_modules" / "@fontsource"
TARGET = REPOSITORY / "resources" / "moonpane_resources" / "fonts"

STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
LATIN = ("latin", "latin-ext")
# Hinting is off where these fonts are used, and STAT describes axes that a static file does not have.
UNUSED_TABLES = ("STAT", "cvt ", "fpgm", "prep", "gasp", "vhea", "vmtx", "BASE")


@dataclass(frozen=True, slots=True)
class Family:
    package: str
    name: str
    weights: tuple[int, ...] = (400, 600, 700)
    subsets: tuple[str, ...] = LATIN


FAMILIES = (
    Family("inter", "Inter"),
    Family("roboto", "Roboto"),
    Family("open-sans", "Open Sans"),
    Family("lato", "Lato", weights=(400, 700)),
    Family("nunito", "Nunito"),
    Family("poppins", "Poppins"),
    Family("source-serif-4", "Source Serif 4"),
    Family("jetbrains-mono", "JetBrains Mono", weights=(400, 700)),
    Family("noto-sans-kr", "Noto Sans KR", weights=(400, 700), subsets=(*LATIN, "korean")),
    Family("noto-sans-sc", "Noto Sans SC", weights=(400, 700), subsets=(*LATIN, "chinese-simplified")),
    Family("noto-sans-jp", "Noto Sans JP", weights=(400, 700), subsets=(*LATIN, "japanese")),
    # Arrows, ticks and stars, which no text family has.
    Family("noto-sans-math", "Noto Sans Math", weights=(400,), subsets=("latin",)),
    Family("noto-sans-symbols-2", "Noto Sans Symbols 2", weights=(400,), subsets=("symbols",)),
    Family("patrick-hand", "Patrick Hand", weights=(400,)),  # a hand, for pages that are drawn as sketches
)


def main() -> None:
    if not PACKAGES.is_dir():
        sys.exit("The npm font packages are missing: run `make setup`, or `npm ci` first.")
    with tempfile.TemporaryDirectory(dir=TARGET.parent, prefix=".fonts-") as folder:
        fresh = Path(folder)
        jobs = [(family, weight, fresh / file_name(family, weight)) for family in FAMILIES for weight in family.weights]
        jobs.sort(key=lambda job: len(job[0].subsets), reverse=True)  # the many signs of the East take longest
        with ProcessPoolExecutor() as pool:
            list(pool.map(write, *zip(*jobs, strict=True)))
        for family in FAMILIES:
            shutil.copy(PACKAGES / family.package / "LICENSE", fresh / f"{family.package}.LICENSE")
        (fresh / "versions.json").write_text(json.dumps(versions(), indent=1) + "\n", encoding="utf-8")
        replace_folder(fresh)
    print(f"{len(list(TARGET.glob('*.ttf')))} fonts in {TARGET.relative_to(REPOSITORY)}")


def write(family: Family, weight: int, path: Path) -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # the merger tells the story of every table it drops
    build(family, weight).save(path)


def build(family: Family, weight: int) -> TTFont:
    """One weight of one family with all its subsets."""
    with tempfile.TemporaryDirectory() as folder:
        parts: list[str] = []
        for subset in family.subsets:
            source = PACKAGES / family.package / "files" / f"{family.package}-{subset}-{weight}-normal.woff2"
            part = TTFont(source)
            part.flavor = None
            # Joined substitutions swap plain letters for their unkerned twins, so only the first subset keeps its own.
            unused = UNUSED_TABLES if not parts else (*UNUSED_TABLES, "GSUB")
            for table in unused:
                if table in part:
                    del part[table]
            parts.append(str(Path(folder) / f"{subset}.ttf"))
            part.save(parts[-1])
        line_height = vertical_metrics(TTFont(parts[0]))
        font = merge.Merger().merge(parts)
    set_vertical_metrics(font, line_height)
    set_names(font, family.name, weight)
    return font


def vertical_metrics(font: TTFont) -> dict[str, dict[str, int]]:
    """What decides the height of a line; the first subset's, because the merger takes extremes."""
    fields = {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "fsSelection"),
    }
    return {table: {field: getattr(font[table], field) for field in names} for table, names in fields.items()}


def set_vertical_metrics(font: TTFont, metrics: dict[str, dict[str, int]]) -> None:
    for table, values in metrics.items():
        set_fields(font, table, values)


def set_fields(font: TTFont, table: str, values: dict[str, int]) -> None:
    """A table's fields exist only once it is parsed, so no type checker knows them."""
    for field, value in values.items():
        setattr(font[table], field, value)


def set_names(font: TTFont, family: str, weight: int) -> None:
    """One family name for all weights; the weight itself is told by OS/2."""
    style = STYLES[weight]
    table = font["name"]
    kept = [record for record in table.names if record.nameID in (0, 13, 14)]  # copyright and licence
    table.names = kept
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    set_fields(font, "OS/2", {"usWeightClass": weight})
    set_fields(font, "head", {"macStyle": 1 if weight == 700 else 0})


def file_name(family: Family, weight: int) -> str:
    return f"{family.name.replace(' ', '')}-{STYLES[weight]}.ttf"


def versions() -> dict[str, str]:
    """The npm version of every package, so that a measurement can say what it was drawn with."""
    found: dict[str, str] = {}
    for family in FAMILIES:
        manifest = PACKAGES / family.package / "package.json"
        found[family.package] = json.loads(manifest.read_text(encoding="utf-8"))["version"]
    return found


def replace_folder(fresh: Path) -> None:
    """File by file, so that a renderer that is running never finds a font missing."""
    TARGET.mkdir(exist_ok=True)
    wanted = {path.name for path in fresh.iterdir()}
    for path in fresh.iterdir():
        path.replace(TARGET / path.name)
    for path in TARGET.iterdir():
        if path.name not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
