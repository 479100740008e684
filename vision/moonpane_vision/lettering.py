"""Which texts are written otherwise than their page: in another family, half bold, or with their letters apart.

One line says little: its letters are few, and at small sizes all fonts are alike. So the lines of a paragraph are asked
together, a page has one other family of each class at most, and texts that look the same are told the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision import fonts
from moonpane_vision.drawn_line import SURE, DrawnLine, is_capital
from moonpane_vision.parse.model import Node, Rect, Screen, TextLine

CLASSES = {"SourceSerif4": "serif", "JetBrainsMono": "mono"}  # others are "sans"
# By how much another family is more alike, where it is right. Of 1090 lines in their page's font those of six letters
# are at most 0.07 more alike in a font of another class, and 0.15 in one of the same; those of twenty not at all, and
# 0.08.
OTHER_CLASS, OTHER_CLASS_LONG, LEAST_OTHER = 0.12, 0.09, 0.72  # margin, that of long texts, likeness
CLEAR, LEAST_FEW = 0.25, 0.8  # margin of a few letters, and likeness
CLEAR_LIKE, LEAST_LIKE = 0.2, 0.92  # the same, where they could hardly be more alike
SAME_CLASS, SAME_CLASS_LONG, LEAST_SAME = 0.18, 0.12, 0.88
FEW, LONG = 6, 20  # letters
MOST, ALMOST_ALL = 0.6, 0.85  # share of the letters of one look that say the same
AGREEING, ALIGNED, LEAST_CLUSTER = 0.03, 2, 3  # margin; px; texts
# Of the lines of one look: margin over what `bold` says, likeness, letters. Of 57 bold looks that are told half bold so
# three are not, of 10 others none.
HALF_BOLD, HALF_BOLD_PLAIN = (0.06, 0.84, 9), (0.17, 0.8, 16)
LEAST_APART, APART, LEAST_SPACED, LEAST_FEW_SPACED = 0.03, 0.1, 0.75, 0.9  # em; margin; likeness; of a few letters


@dataclass(frozen=True)
class Lettering:
    """How one line is written."""

    name: str  # of its family, see `fonts.FAMILIES`
    weight: int  # 400, 600, 700
    spacing: float = 0.0  # px between its letters
    size: int = 0  # px, where the spacing tells it


@dataclass(frozen=True)
class _Text:
    """The plain lines of one text of the tree."""

    lines: Mapping[int, DrawnLine]  # by their number
    numbers: tuple[int, ...]  # of all its lines
    ink: Rect

    @property
    def letters(self) -> int:
        return sum(line.letters for line in self.lines.values())

    def margin(self, name: str) -> tuple[float, float]:
        """How much more alike it is in a family than in the page's, and how alike."""
        if not self.lines:
            return 0.0, 0.0
        weights = [line.letters for line in self.lines.values()]
        own = np.average([line.own for line in self.lines.values()], weights=weights)
        if own >= SURE:
            return -1.0, 0.0
        other = np.average([line.in_family(name) for line in self.lines.values()], weights=weights)
        return float(other - own), float(other)

    def is_in(self, name: str, page: str) -> bool:
        margin, like = self.margin(name)
        if self.letters < FEW:
            is_apart = _class(name) == "mono" or (_class(name) != _class(page) and not self._is_mostly_digits)
            is_clear = (margin >= CLEAR and like >= LEAST_FEW) or (margin >= CLEAR_LIKE and like >= LEAST_LIKE)
            return is_apart and is_clear
        if _class(name) != "mono" and self._is_mostly_digits:
            return False
        is_long = self.letters >= LONG
        if _class(name) != _class(page):
            return margin >= (OTHER_CLASS_LONG if is_long else OTHER_CLASS) and like >= LEAST_OTHER
        return margin >= (SAME_CLASS_LONG if is_long else SAME_CLASS) and like >= LEAST_SAME

    @property
    def _is_mostly_digits(self) -> bool:
        """Many fonts draw their digits in several ways, as wide as each other or not."""
        return sum(char.isalpha() for line in self.lines.values() for char in line.text) < self.letters / 2


def letterings(pixels: np.ndarray, screen: Screen, texts: Sequence[str], page: str) -> dict[int, Lettering]:
    """Of the lines of a screen (H, W, 3) that are not simply in the font `page`, regular or bold: how they are."""
    known = {
        number: DrawnLine(pixels, line, text, page)
        for number, (line, text) in enumerate(zip(screen.lines, texts, strict=True))
        if fonts.is_plain(text, signs=fonts.SIGNS)
    }
    told = [
        _Text({n: known[n] for n in node if n in known}, node, Rect.around([screen.lines[n].ink for n in node]))
        for node in _nodes(screen.root)
    ]
    looks = _by_look(screen, told)
    others = _families((text for texts in looks for text in texts), page)
    found: dict[int, Lettering] = {}
    for alike in looks:
        for name, group in _in_families(alike, others, page).items():
            lines = [line for text in group for line in text.lines.values()]
            weight, spaced = _weight(lines, name), _spaced(lines, name)
            for number in (number for text in group for number in text.numbers):
                usual = 700 if screen.lines[number].bold else 400
                if spaced and is_capital(texts[number]):
                    found[number] = Lettering(name, usual, spaced[1], spaced[0])
                elif name != page or weight:
                    found[number] = Lettering(name, weight or usual)
    return found


def _nodes(node: Node) -> Iterator[tuple[int, ...]]:
    """The lines of each text."""
    if node.kind == "text":
        yield node.lines
    for child in node.children:
        yield from _nodes(child)


def _by_look(screen: Screen, texts: Iterable[_Text]) -> list[list[_Text]]:
    """Texts that are as large, as bold and of the same colour, together."""
    looks: list[tuple[TextLine, list[_Text]]] = []
    for text in texts:
        line = screen.lines[text.numbers[0]]
        for first, alike in looks:
            is_same = (line.bold, line.colour) == (first.bold, first.colour)
            if is_same and abs(line.font_size - first.font_size) <= 1:
                alike.append(text)
                break
        else:
            looks.append((line, [text]))
    return [alike for _, alike in looks]


def _families(texts: Iterable[_Text], page: str) -> list[str]:
    """The other families of a page: of each class that which its texts are most like."""
    names = [name for name in fonts.FAMILIES if name != page]
    totals: dict[str, float] = dict.fromkeys(names, 0.0)
    for text in texts:
        for of_class in {_class(name) for name in names if text.letters >= FEW and text.is_in(name, page)}:
            for name in (name for name in names if _class(name) == of_class):
                totals[name] += text.letters * text.margin(name)[1]
    best: dict[str, str] = {}
    for name in names:
        if totals[name] > totals.get(best.get(_class(name), ""), 0.0):
            best[_class(name)] = name
    return list(best.values())


def _in_families(alike: Sequence[_Text], others: Sequence[str], page: str) -> dict[str, list[_Text]]:
    """Texts that look the same by their family; those in one row or column are asked together, too."""
    told: dict[int, str] = {}
    clusters = list(_clusters(alike))
    for name in others:
        for cluster in clusters:
            margins = [(text.letters, text.margin(name)[0]) for text in cluster]
            agreeing = sum(letters for letters, margin in margins if margin > AGREEING)
            whole = _Text({n: line for text in cluster for n, line in text.lines.items()}, (), cluster[0].ink)
            if agreeing >= ALMOST_ALL * whole.letters and whole.is_in(name, page):
                told |= {id(text): name for text in cluster}
    for text in alike:
        fitting = [name for name in others if id(text) not in told and text.is_in(name, page)]
        if fitting:
            told[id(text)] = max(fitting, key=text.margin)
    found: dict[str, list[_Text]] = {}
    for text in alike:
        own = told.get(id(text)) or next((name for name in others if _is_among(text, name, told, clusters)), page)
        found.setdefault(own, []).append(text)
    return found


def _clusters(alike: Sequence[_Text]) -> Iterator[list[_Text]]:
    """All of them, and those that share a line, or a left or right edge."""
    yield list(alike)
    for edge in (lambda ink: ink.x, lambda ink: ink.right, lambda ink: ink.bottom):
        ordered = sorted(alike, key=lambda text: edge(text.ink))
        cluster = ordered[:1]
        for text in ordered[1:]:
            if edge(text.ink) - edge(cluster[-1].ink) > ALIGNED:
                if len(cluster) >= LEAST_CLUSTER:
                    yield cluster
                cluster = []
            cluster.append(text)
        if len(cluster) >= LEAST_CLUSTER:
            yield cluster


def _is_among(text: _Text, name: str, told: Mapping[int, str], clusters: Sequence[Sequence[_Text]]) -> bool:
    """Whether most of those beside it are in a family, and nothing speaks against it."""
    if text.lines and text.margin(name)[0] <= 0:
        return False
    for cluster in clusters:
        if any(each is text for each in cluster):
            rest = [each for each in cluster if each is not text]
            so_told = sum(each.letters for each in rest if told.get(id(each)) == name)
            if so_told > MOST * sum(each.letters for each in rest):
                return True
    return False


def _weight(lines: Sequence[DrawnLine], name: str) -> int:
    """600, where lines that look the same are clearly half bold, 0 otherwise."""
    if fonts.weight_file(name, 600) is None:
        return 0
    told = [line for line in lines if line.close(name) >= fonts.LIKE]
    if not told:
        return 0
    is_bold, weights = told[0].line.bold, [line.letters for line in told]
    like = np.average([line.like(name, 600) for line in told], weights=weights)
    usual = np.average([line.like(name, 700 if is_bold else 400) for line in told], weights=weights)
    margin, least, letters = HALF_BOLD if is_bold else HALF_BOLD_PLAIN
    return 600 if like - usual >= margin and like >= least and sum(weights) >= letters else 0


def _spaced(lines: Sequence[DrawnLine], name: str) -> tuple[int, float] | None:
    """Size and px between the letters of texts in capitals, where most that look the same have them apart."""
    capitals = [line for line in lines if is_capital(line.text)]
    capitals = [line for line in capitals if line.letters >= FEW] or capitals
    apart = list[tuple[int, float, int]]()
    for line in capitals:
        like, size, px = line.spaced(name)
        least = LEAST_SPACED if line.letters >= FEW else LEAST_FEW_SPACED
        if like >= max(least, line.close(name) + APART) and px >= LEAST_APART * size:
            apart.append((size, px, line.letters))
    if not apart or sum(letters for *_, letters in apart) < MOST * sum(line.letters for line in capitals):
        return None
    size = sorted(size for size, *_ in apart)[len(apart) // 2]
    return size, float(np.median([px for of, px, _ in apart if of == size]))


def _class(name: str) -> str:
    return CLASSES.get(name, "sans")
