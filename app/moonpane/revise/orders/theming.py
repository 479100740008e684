"""An order that makes a page dark or light: what is nearly grey changes sides, what is colourful stays."""

import re
from collections import Counter
from collections.abc import Callable

from moonpane.artifact.declarations import declarations
from moonpane.artifact.tags import edited, raw_text_end, start_tags
from moonpane.revise.orders.lengths import pixels_of
from moonpane.revise.orders.looks import style_of
from moonpane.revise.orders.nodes import Node
from moonpane.revise.orders.tones import chroma, contrast, hex_of, hls, lightness, turned
from moonpane.revise.orders.work import Target, Work
from moonpane_resources.editing.colors import DARK, LIGHT, color_of

READABLE = 4.5  # contrast that a text needs (WCAG 2)
LIGHT_TEXT, DARK_TEXT = "#f3f4f6", "#111827"
LINK = "#0000ee"  # as browsers have it
_CLEARLY_LIGHT, _CLEARLY_DARK = 0.7, 0.3  # lightness, 0 to 1
_SIGN = 32  # px; as the listing has it
_VIVID = 0.45  # saturation times distance from black and white: such grounds stay
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgb\([^()]*\)|\b(?:white|black)\b")
_GROUNDS = ("background", "background-color")
_EDGES = re.compile(r"border(-top|-right|-bottom|-left)?(-color)?|outline(-color)?|box-shadow")
_USE = re.compile(r"\b(background|(?<!-)color|fill)[\w-]*\s*:[^;{}]{0,99}?var\(\s*(--[\w-]+)")
_LETTERS = ("color", "fill", "stroke")


def theme(work: Work, target: Target, how: str) -> None:
    page, is_dark = work.page.page_node(), how == "dark"
    ground = color_of(work.looks.ground(page)) or LIGHT
    sides = _Sides(work.page.written(), is_dark=is_dark, turns=(lightness(ground) < 0.5) != is_dark)
    for node in [each for each in work.page.root.all() if each.tag == "style"]:
        node.content[:] = [sides.sheet(part) if isinstance(part, str) else part for part in node.content]
    work.page.before = sides.sheets(work.page.before)
    work.sheets_changed()
    for node in page.all():
        if not _is_picture(work, node):
            sides.grounds_of(node)
    ground = color_of(work.looks.ground(page)) or (LIGHT if is_dark else DARK)
    if (lightness(ground) < 0.5) != is_dark:  # nobody says one, or one so colourful that it stayed
        work.looks.set(page, background=DARK if is_dark else LIGHT)
    if not _is_readable(work.looks.value(page, "color") or DARK_TEXT, work.looks.ground(page)):
        work.looks.set(page, color=LIGHT_TEXT if is_dark else DARK_TEXT)
    if is_dark or work.looks.said(page, "color-scheme"):
        work.looks.set(page, color_scheme=how)  # how browsers draw fields, and links that say no colour
    for node in list(page.all())[1:]:
        _make_readable(work, node)


def _is_picture(work: Work, node: Node) -> bool:
    """Whether it stands for a picture: nothing but its colour, and too high for a line or a sign."""
    height = pixels_of(work.looks.own(node, "height"))
    return not node.children and not node.has_own_text and height is not None and height > _SIGN


def _make_readable(work: Work, node: Node) -> None:
    """Texts that cannot be read on their ground become light or dark, in their own hue if that helps."""
    own = work.looks.own(node, "color")
    has_ground = any(work.looks.said(node, name) for name in _GROUNDS)
    is_blue = node.tag == "a" and not work.looks.said(node, "color") and "href" in node.attributes
    if not own and not is_blue and not (has_ground and node.text):
        return
    ground = color_of(work.looks.ground(node)) or ""
    now = LINK if is_blue else color_of(own or work.looks.value(node, "color")) or ""
    if ground and now and not _is_readable(now, ground):
        readable = (each for each in (turned(now), LIGHT_TEXT, DARK_TEXT) if _is_readable(each, ground))
        work.looks.set(node, color=next(readable, LIGHT))


Change = Callable[[str], str]  # of a colour


class _Sides:
    """What becomes of colours when a page changes sides."""

    def __init__(self, html: str, *, is_dark: bool, turns: bool) -> None:
        """`turns`: the page is not on that side yet, so letters that say no ground of their own change, too."""
        self._is_dark, self._turns = is_dark, turns
        self._uses = Counter[tuple[bool, str]]()  # how often variables are grounds (True), and letters
        for use, name in _USE.findall(html):
            self._uses[use.startswith("background"), name] += 1

    def ground(self, color: str) -> str:
        hue, light, saturation = hls(color)
        leaves = light > _CLEARLY_LIGHT if self._is_dark else light < _CLEARLY_DARK
        vivid = saturation * (1 - abs(2 * light - 1))
        if not leaves or vivid > _VIVID:
            return color
        if self._is_dark:
            return DARK if light > 0.995 else hex_of(hue, 0.11 + (1 - light) * 0.6, min(saturation, 0.3))
        return LIGHT if light < 0.12 else hex_of(hue, 1 - light * 0.35, saturation)

    def letters(self, color: str) -> str:
        light = hls(color)[1]
        return turned(color) if (light < 0.55) == self._is_dark and chroma(color) < 0.75 else color

    def sheets(self, html: str) -> str:
        """A source whose style sheets changed sides."""
        spans = [(tag.end, raw_text_end(html, "style", tag.end)) for tag in start_tags(html) if tag.name == "style"]
        return edited(html, [(start, end, self.sheet(html[start:end])) for start, end in spans])

    def sheet(self, css: str) -> str:
        """A style sheet whose colours changed sides; a rule's letters stay where its ground stays."""
        return re.sub(r"\{([^{}]*)\}", lambda rule: "{" + self._rule(rule[1]) + "}", css)

    def _rule(self, body: str) -> str:
        told = declarations(body)
        grounds = [color_of(found[0]) for each in told if each.name in _GROUNDS if (found := _COLOR.search(each.value))]
        stays = all(self.ground(color) == color for color in grounds if color) if any(grounds) else not self._turns
        for each in reversed(told):
            change = self._change(each.name, stays=stays)
            if change is not None and "url(" not in each.value:
                value = _with_colors(each.value, change)
                body = body[: each.start] + value + body[each.end :]
        return body

    def _change(self, name: str, *, stays: bool) -> Change | None:
        if name in _GROUNDS or _EDGES.fullmatch(name):
            return _known(self.ground)
        if name in _LETTERS:
            return None if stays else _known(self.letters)
        if self._uses[True, name] > self._uses[False, name]:
            return _known(self.ground)
        return _known(self.letters) if self._turns and self._uses[False, name] else None

    def grounds_of(self, node: Node) -> None:
        """Changes grounds and edges that a node says itself; letters are seen to when all grounds are known."""
        if color := color_of(node.attributes.get("bgcolor", "")):
            node.say("bgcolor", self.ground(color))
        style = style_of(node)
        for each in reversed(declarations(style)):
            is_ground = each.name in _GROUNDS or _EDGES.fullmatch(each.name)
            if is_ground and "url(" not in each.value and "gradient" not in each.value:
                value = _with_colors(each.value, _known(self.ground))
                style = style[: each.start] + value + style[each.end :]
        if style != style_of(node):
            node.say("style", style)


def _with_colors(value: str, change: Change) -> str:
    return _COLOR.sub(lambda found: change(found[0]), value)


def _known(change: Change) -> Change:
    """The same for a colour as a style sheet has it; what is not known as one stays."""
    return lambda said: change(color) if (color := color_of(said)) else said


def _is_readable(text: str, ground: str) -> bool:
    one, other = color_of(text), color_of(ground)
    return not one or not other or contrast(one, other) >= READABLE
