"""Small drawn pages with known text blocks, for the tests of the measure."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare import TextBlock

WIDTH, HEIGHT = 224, 288
WORDS = ["settings", "account", "profile", "save", "cancel", "welcome", "back", "sign", "continue", "orders", "total"]
WORDS += ["price", "view", "new", "message", "team", "project", "invoice", "the", "your", "all", "with"]


def draw_blocks(seed: int, *, count: int = 12) -> list[TextBlock]:
    """`count` lines of text one below the other."""
    draw = random.Random(seed)
    blocks = []
    for line in range(count):
        text = " ".join(draw.choice(WORDS) for _ in range(draw.choice([1, 2, 3])))
        color = (draw.randrange(160), draw.randrange(160), draw.randrange(160))
        blocks.append(TextBlock(text, 16 + 4 * draw.randrange(8), 10 + line * 22, 7.0 * len(text), 14, color))
    return blocks


def draw_page(seed: int) -> tuple[NDArray[np.uint8], list[TextBlock]]:
    """A page with a card, a button and twelve lines of text, as picture (288, 224, 3) and blocks."""
    draw = random.Random(seed)
    picture = np.full((HEIGHT, WIDTH, 3), draw.randrange(230, 256), np.uint8)
    cv2.rectangle(picture, (12, 20), (WIDTH - 12, 120), (255, 255, 255), -1)
    cv2.rectangle(picture, (12, 20), (WIDTH - 12, 120), (228, 231, 236), 1)
    cv2.rectangle(picture, (20, 230), (120, 260), tuple(draw.randrange(20, 220) for _ in range(3)), -1)
    blocks = draw_blocks(seed)
    for block in blocks:
        place = (int(block.x), int(block.y) + 11)
        cv2.putText(picture, block.text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, block.color, 1, cv2.LINE_AA)
    return picture, blocks


def moved(picture: NDArray[np.uint8], pixels: int) -> NDArray[np.uint8]:
    """The picture pushed down, its first row repeated."""
    return np.concatenate([np.repeat(picture[:1], pixels, axis=0), picture])[: len(picture)]
