"""The tokenizer of the embedded model: byte BPE over interface texts, the house HTML style and outlines.

Merges are few on purpose: short pieces make unseen words readable, and numbers and colours copy piece by piece.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from moonpane_engine.chat.tokenizer_files import train_bpe, write_tokenizer
from moonpane_engine.page.head import AFTER_FONT, HEAD
from moonpane_engine.train.data.texts import Texts

TOKENIZER_FILES = ("tiktoken.model", "tokenizer_config.json")
BASE_VOCABULARY = 2560  # tokens; the 256 special slots follow directly

_FONTS = ("Inter", "Roboto", "Open Sans", "Lato", "Nunito", "Poppins", "Source Serif 4", "JetBrains Mono")
_TAGS = ("h1", "h2", "h3", "p", "a", "span", "button", "label", "li", "div", "ul", "nav", "header", "main", "section",
         "footer", "hr", "input", "img", "table", "tr", "td", "th")  # fmt: skip
_STYLES = (
    "width:{n}px", "height:{n}px", "background:{c}", "border:{s}px solid {c}", "border-radius:{s}px", "padding:{s}px",
    "padding:{s}px {s}px", "padding:0 {s}px", "gap:{s}px", "justify-content:space-between", "justify-content:center",
    "justify-content:flex-end", "align-items:center", "align-items:flex-start", "align-self:center", "flex:1",
    "align-self:flex-start", "align-self:flex-end", "margin-top:{s}px", "margin-left:{s}px", "font-size:{s}px",
    "font-weight:700", "font-weight:600", "line-height:{s}px", "color:{c}", "text-align:center", "text-align:right",
    "grid-template-columns:1fr 1fr", "grid-template-columns:1fr 1fr 1fr", "text-decoration:underline",
    "border-bottom:{s}px solid {c}", "border-radius:999px", "border-radius:50%", "flex-wrap:wrap",
)  # fmt: skip
_ROLES = ("user", "assistant", "image", "read", "write", "body", "system", "video", "page")


def corpus(seed: int = 0, *, num_texts: int = 60_000, num_elements: int = 25_000) -> Iterator[str]:
    """Texts, elements in the house style, and outline lines, in fixed proportions."""
    rng = random.Random(seed)
    texts = Texts(rng)
    for _ in range(num_texts):
        yield texts.any_line()
    for _ in range(1500):
        yield from _ROLES
    for _ in range(300):
        yield f"{HEAD}{rng.choice(_FONTS)},sans-serif{AFTER_FONT}"
    for _ in range(num_elements):
        yield _element(rng, texts)
        yield _outline_line(rng, texts)


def _color(rng: random.Random) -> str:
    return f"#{rng.randrange(1 << 24):06x}"


def _element(rng: random.Random, texts: Texts) -> str:
    tag = rng.choice(_TAGS)
    chosen = rng.sample(_STYLES, rng.randint(1, 5))
    style = ";".join(chosen).format(n=rng.randint(1, 450), s=rng.randint(0, 48), c=_color(rng))
    kind = rng.choice(("", ' class="row"', ' class="col"', ' class="grid"'))
    return f'<{tag}{kind} style="{style}">{texts.any_line()}</{tag}>\n'


def _outline_line(rng: random.Random, texts: Texts) -> str:
    size = f"{rng.randint(4, 450)}x{rng.randint(4, 450)}"
    insets = ",".join(str(rng.randint(0, 40)) for _ in range(4))
    kind = rng.choice(("row", "col", "box", "picture", "page"))
    marks = rng.sample(
        ("full", f"r{rng.randint(1, 24)}", "r999", f"line{rng.randint(1, 3)} {_color(rng)}", f"p{insets}", "between",
         f"g{rng.randint(2, 40)}", "center", "end", "top", "mid", "right", "row", "col", f"x{rng.randint(3, 60)}",
         f"+{rng.randint(3, 30)}", f"-{rng.randint(3, 20)}"), 4)  # fmt: skip
    box = f"{kind} {size} {' '.join(marks)}\n"
    wrapped = rng.choice(("", " b", " full", " u", f" w{rng.randint(100, 400)} lh{rng.randint(14, 40)}", " bullet"))
    return f'{box}text {rng.randint(9, 40)}{wrapped} {_color(rng)}">{texts.any_line()}</t\nend\n'


def write_vocabulary(out: Path, seed: int = 0) -> None:
    """Train the merges and write the tokenizer files into `out`."""
    write_tokenizer(out, train_bpe(corpus(seed), BASE_VOCABULARY))


def copy_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer's files from one checkpoint folder to another."""
    target.mkdir(parents=True, exist_ok=True)
    for name in TOKENIZER_FILES:
        shutil.copyfile(source / name, target / name)
