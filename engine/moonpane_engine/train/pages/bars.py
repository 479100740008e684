"""Bars of generated pages: navigation, header, footer."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.arrange import centred, spaced
from moonpane_engine.train.pages.look import Look
from moonpane_engine.train.pages.node import Node, column, padding, row, styled


def links(look: Look, width: float) -> Node:
    """Return a navigation: a brand, spare width, links."""
    brand = look.line(look.texts.button, look.heading, width * 0.4, bold=True, colour=look.tone.accent)
    brand.style["flex"] = "1"
    count = 2 if width < 320 else look.rng.choice((2, 3))
    links = [look.line(look.texts.label, look.small, width * 0.5 / count, colour=look.tone.muted) for _ in range(count)]
    return row([brand, *links], gap=look.rng.choice((12, 14, 16)), tag="nav")


def top_bar(look: Look, width: int, pad: int) -> Node:
    """Return a bar across the top: links, or a title with something at the right."""
    background, tone = look.rng.choice(
        ((look.palette.surface, look.palette.plain), (look.palette.accent, look.palette.on_accent),
         (look.palette.second, look.palette.on_second))
    )  # fmt: skip
    there, inner = look.on(background, tone), width - 2 * pad
    style = {"background": background, "padding": padding(look.rng.choice((10, 12, 14, 16)), pad)}
    if look.chance(0.55):
        return styled(links(there, inner), style)
    title = there.line(look.texts.title, look.heading, inner * 0.6, bold=True)
    makers = (
        lambda: parts.badge(there, inner * 0.3),
        lambda: parts.link(there, inner * 0.3),
        lambda: parts.avatar(there, size=32),
    )
    return styled(row([title, look.rng.choice(makers)()], tag="header", justify_content="space-between"), style)


def bottom_bar(look: Look, width: int, pad: int) -> Node:
    """Return a bar across the bottom: equal entries, or centred lines."""
    palette = look.palette
    background, tone = look.rng.choice(((palette.surface, palette.plain), (palette.soft, palette.on_soft)))
    there, inner = look.on(background, tone), width - 2 * pad
    style = {"background": background, "padding": padding(look.rng.choice((10, 12, 14)), pad)}
    if look.chance(0.5):
        count = look.rng.choice((2, 3, 4))
        entries = [there.line(look.texts.label, look.small, inner / count - 8, colour=tone.muted) for _ in range(count)]
        for entry in entries:
            entry.style |= {"flex": "1", "text-align": "center"}
        return styled(row(entries, tag="footer", gap=8), style)
    texts = [there.line(lambda: look.texts.phrase(2, 4), look.small, inner, colour=tone.muted)]
    if look.chance(0.5):
        texts.append(there.line(look.texts.url, look.small, inner, colour=tone.muted))
    return styled(column(centred(spaced(texts, look.near)), tag="footer"), style)
