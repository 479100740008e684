"""Where a line changes its colour: between words, and within a word where its letters change their hue, as in code."""

import numpy as np

from moonpane_vision.parse.words import Strip

COLOUR_CHANGE = 60  # channel difference between two words that makes them two texts
TINT_CHANGE = 45  # difference between the tints of two letters that are two texts; a tint is colour without brightness
FAINT_INK = 0.16  # coverage of the columns between two letters


def style_runs(pixels: np.ndarray, strip: Strip, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Words in runs of one colour; a word whose letters change their hue, as code does, is cut there."""
    runs: list[list[tuple[int, int]]] = []
    before: np.ndarray | None = None
    for start, end in (part for span in spans for part in _hues(pixels, strip, span)):
        colour = _ink_colour(pixels, strip, start, end)
        changed = before is not None and colour is not None and np.abs(colour - before).max() > COLOUR_CHANGE
        if not runs or changed:
            runs.append([(start, end)])
        elif runs[-1][-1][1] == start:
            runs[-1][-1] = (runs[-1][-1][0], end)
        else:
            runs[-1].append((start, end))
        before = colour if colour is not None else before
    return runs


def _ink_colour(pixels: np.ndarray, strip: Strip, start: int, end: int, least: int = 3) -> np.ndarray | None:
    """Median colour of the full ink in some columns, None where there is too little."""
    inked = strip.coverage[:, start:end]
    solid = inked > 0.85 * inked.max(initial=0.0)
    if solid.sum() < least or inked.max(initial=0.0) < 0.3:
        return None
    height, _ = strip.coverage.shape
    word = pixels[strip.y : strip.y + height, strip.x + start : strip.x + end]
    return np.median(word[solid].astype(np.float32), axis=0)


def _hues(pixels: np.ndarray, strip: Strip, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The span in parts whose letters differ from each other in hue; thin letters may be fainter, not bluer."""
    start, end = span
    inked = strip.coverage[:, start:end].max(axis=0) > FAINT_INK
    starts = start + np.flatnonzero(np.diff(inked.astype(np.int8), prepend=0) == 1)
    if starts.size < 2:
        return [span]
    ends = [*starts[1:].tolist(), end]
    cuts: list[int] = []
    before: np.ndarray | None = None
    for first, last in zip(starts.tolist(), ends, strict=True):
        colour = _ink_colour(pixels, strip, first, last, least=2)
        if colour is None:
            continue
        tint = colour - colour.mean()
        if before is not None and np.abs(tint - before).max() > TINT_CHANGE:
            cuts.append(first)
        before = tint
    return list(zip([start, *cuts], [*cuts, end], strict=True))
