"""Font families of generated pages, and how wide a text will be in them, estimated without a font.

Eight families come with the product; the others are free ones that Debian packages ship (`data.fonts` fetches them).
The page to be written names the bundled family that is nearest: no other one would be there.

Advance widths are in em, by class of character, measured on Inter; other families scale them. The estimate is within
about 6 % for ordinary words; pages where it was wrong are found after rendering and left out.
"""

from dataclasses import dataclass
from functools import cache
from random import Random


@dataclass(frozen=True, slots=True)
class Family:
    """A family that texts are drawn in."""

    name: str
    kind: str  # "sans", "serif", "mono" or "show", which is for headings only
    share: float  # weight among the families of its kind
    width: float  # against Inter; 0 for a fixed pitch
    package: str = ""  # of Debian; empty for the bundled ones
    bold_width: float = 1.06  # of bold text against plain one

    @property
    def css(self) -> str:
        """The value of `font-family` in the page that is drawn."""
        name = f"'{self.name}'" if any(letter.isdigit() for letter in self.name) else self.name
        return f"{name},{_GENERIC[self.kind]}"


_GENERIC = {"sans": "sans-serif", "serif": "serif", "mono": "monospace", "show": "sans-serif"}
FAMILIES = (
    Family("Inter", "sans", 18, 1.0),
    Family("Roboto", "sans", 7, 0.95),
    Family("Open Sans", "sans", 6, 1.0),
    Family("Lato", "sans", 5, 0.93),
    Family("Nunito", "sans", 4, 0.96),
    Family("Poppins", "sans", 6, 1.08),
    Family("Liberation Sans", "sans", 7, 0.93, "fonts-liberation", 1.085),  # as wide as Arial and Helvetica
    Family("DejaVu Sans", "sans", 2, 1.06, "fonts-dejavu-core", 1.13),  # as wide as Verdana
    Family("Carlito", "sans", 2, 0.85, "fonts-crosextra-carlito", 1.03),  # as wide as Calibri
    Family("Cantarell", "sans", 3, 0.92, "fonts-cantarell", 1.04),
    Family("Manrope", "sans", 3, 0.95, "fonts-manrope"),
    Family("Karla", "sans", 3, 0.95, "fonts-karla", 1.05),
    Family("Quicksand", "sans", 2, 0.97, "fonts-quicksand", 1.05),
    Family("Clear Sans", "sans", 2, 0.94, "fonts-clear-sans", 1.03),
    Family("Cabin", "sans", 2, 0.89, "fonts-cabin", 1.03),
    Family("PT Sans", "sans", 2, 0.9, "fonts-paratype", 1.0),
    Family("Andika", "sans", 1, 0.97, "fonts-sil-andika", 1.05),
    Family("B612", "sans", 1, 1.02, "fonts-b612", 1.0),
    Family("Sora", "sans", 2, 1.05, "fonts-sora"),
    Family("Source Serif 4", "serif", 4, 1.01),
    Family("Liberation Serif", "serif", 2, 0.86, "fonts-liberation", 1.05),  # as wide as Times New Roman
    Family("PT Serif", "serif", 2, 0.94, "fonts-paratype", 1.08),
    Family("Vollkorn", "serif", 1, 0.92, "fonts-vollkorn", 1.07),
    Family("Caladea", "serif", 1, 0.86, "fonts-crosextra-caladea", 1.09),  # as wide as Cambria
    Family("Roboto Slab", "serif", 1, 1.0, "fonts-roboto-slab", 1.02),
    Family("DejaVu Serif", "serif", 1, 1.07, "fonts-dejavu-core", 1.1),
    Family("JetBrains Mono", "mono", 3, 0.0),
    Family("Fira Code", "mono", 1, 0.0, "fonts-firacode"),
    Family("Hack", "mono", 1, 0.0, "fonts-hack"),
    Family("Courier Prime", "mono", 1, 0.0, "fonts-courier-prime"),
    Family("Comfortaa", "show", 1, 1.09, "fonts-comfortaa"),
    Family("Dosis", "show", 1, 0.8, "fonts-dosis", 1.08),
    Family("Jura", "show", 1, 1.0, "fonts-jura", 1.1),
    Family("League Spartan", "show", 1, 0.88, "fonts-league-spartan"),
    Family("Play", "show", 1, 0.93, "fonts-play", 1.05),
    Family("EB Garamond", "show", 1, 0.82, "fonts-ebgaramond", 1.03),
    Family("Lobster Two", "show", 1, 0.76, "fonts-lobstertwo", 1.07),
)
_BY_CSS = {family.css: family for family in FAMILIES}
_NEAREST = {"sans": "Inter", "serif": "Source Serif 4", "mono": "JetBrains Mono", "show": "Inter"}
_BY_NAME = {family.name: family for family in FAMILIES}
_KINDS = {"sans": 0.84, "serif": 0.11, "mono": 0.05}  # of body texts
_WIDTHS = {
    0.27: " ijl.,:;'|!Iìíîï’‘·",
    0.36: 'frt()[]"/\\-“”°{}',
    0.56: "acsvxyzkeghnbdpqouzßàáâãäåçéèêëñóòôõöúùûü?*–¿",
    0.63: "0123456789$€£¥#+=<>~^_TFELJZSBPRKXYVÉÈÊË±×•½«»²¡ø",
    0.74: "CDGHNUAOQwÄÖÜÀÁÓÑÇ&æœ",
    0.90: "mMW@%—…™©®",
}
_MONO = 0.6  # em


@cache
def _width_table() -> dict[str, float]:
    return {character: width for width, characters in _WIDTHS.items() for character in characters}


def draw_family(rng: Random, *kinds: str) -> str:
    """Return the CSS value of `font-family` for a page's texts, or of one of the given kinds."""
    if not kinds:
        kinds = tuple(rng.choices(list(_KINDS), list(_KINDS.values())))
    fitting = [family for family in FAMILIES if family.kind in kinds]
    return rng.choices(fitting, [family.share for family in fitting])[0].css


def written_family(css: str) -> str:
    """Return the bundled family that the page to be written names instead of `css`."""
    family = _BY_CSS[css]
    return _BY_NAME[_NEAREST[family.kind]].css if family.package else css


def text_width(content: str, size: int, css: str, *, bold: bool = False) -> float:
    """Return the estimated width in px."""
    family = _BY_CSS[css]
    if not family.width:
        return len(content) * _MONO * size
    table = _width_table()
    width = sum(table.get(character, 0.66) for character in content) * size * family.width
    return width * family.bold_width if bold else width
