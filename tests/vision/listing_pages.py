"""Pages with listings, and pages of which spaces say nothing, for the tests of `moonpane_vision.listings`."""

import re
from html import unescape
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_vision.listings import Listing, row_pieces
from moonpane_vision.parse import Screen, parse_screen

MONO = "'JetBrains Mono',monospace"
JSON = """{
  <b>"id"</b>: <i>"shp_4Tz0aB"</i>,
  <b>"status"</b>: <i>"booked"</i>,
  <b>"price"</b>: {
    <b>"amount"</b>: <u>1250</u>,
    <b>"currency"</b>: <i>"eur"</i>
  },

  <b>"label_url"</b>: <i>"https://lbl.to/4Tz0"</i>
}"""
SHELL = """<b>ops@kestrel</b>:<i>~/deploy</i>$ git status -sb
## <b>main</b>...<u>origin/main</u> [ahead 2]
 <u>M</u> charts/web/values.yaml
drwxr-xr-x 4 ops ops 4.0K Apr  2 09:14 <i>charts</i>
-rw-r--r-- 1 ops ops  880 Apr 12 09:14 Makefile
<em>09:22:20</em> <s> FAIL </s> web-71e: probe GET /healthz
<q> Roll back the pods? [Y/n] </q> y
<b>ops@kestrel</b>:<i>~/deploy</i>$ <s> </s>"""
PYTHON = """def merge(left, right):
    if len(left) &lt; 2:
        return left          # nothing to do
    middle = len(left) // 2
    return [*left, *right]"""
LISTINGS = {
    "json": (JSON, "12px/19px", "#12162a", "#c9d1e8"),
    "shell": (SHELL, "13px/18px", "#000000", "#ffffff"),
    "python": (PYTHON, "14px/22px", "#f6f8fa", "#1f2328"),
    "python_small": (PYTHON, "11px/17px", "#ffffff", "#333333"),
    "python_large": (PYTHON, "20px/31px", "#fdf6e3", "#073642"),
}
LIGHT, DARK = ("#0550ae", "#0a7a3c", "#a3470b", "#9a9a9a"), ("#82aaff", "#c3e88d", "#f78c6c", "#6a6a6a")
PROSE = (
    "Listings keep their spaces, and prose does not. It wraps where its column ends, in any font, and says nothing by "
)
OTHERS = {
    "prose": f'<p style="font:14px/22px {MONO};width:420px">{PROSE * 3}</p>',
    "sans": f'<p style="font:14px/22px Inter;width:420px">{PROSE * 3}</p>',
    "list": f'<div style="font:13px/24px {MONO}">Home<br>Orders<br>Payments<br>Settings<br>Help</div>',
    "table": f'<div style="font:13px/24px {MONO};width:430px">'
    + "".join(
        f'<div style="display:flex;justify-content:space-between"><span>{name}</span><span>{ms}</span></div>'
        for name, ms in (("payments", "12 ms"), ("search", "871 ms"), ("mail", "4 ms"), ("queue", "2 ms"))
    )
    + "</div>",
    "covered": f'<div style="position:relative"><pre style="margin:0;font:14px/22px {MONO}">{PYTHON}</pre><button '
    'style="position:absolute;left:180px;top:24px;width:60px;height:40px;background:#2f6fed;border:0"></button></div>',
    "sans_code": f'<pre style="font:14px/22px Inter">{PYTHON}</pre>',
}


def page_of(body: str, ground: str) -> str:
    return f'<body style="margin:0;background:{ground}"><div style="padding:24px 30px">{body}</div></body>'


def listing_page(code: str, font: str, ground: str, ink: str) -> str:
    blue, green, red, grey = DARK if int(ground[1:3], 16) < 128 else LIGHT
    looks = f"b,i,u,em,s,q{{all:unset}}b{{color:{blue}}}i{{color:{green}}}u{{color:{red}}}em{{color:{grey}}}"
    looks += "q::before,q::after{content:none}pre s{background:#a11;color:#fff}pre q{background:#fff;color:#000}"
    pre = f'<pre style="margin:0;color:{ink};font:{font} {MONO}">{code}</pre>'
    return f"<!-- viewport: 620x320 --><style>{looks}</style>{page_of(pre, ground)}"


def opened(folder: Path, name: str) -> tuple[np.ndarray, Screen]:
    pixels = np.asarray(Image.open(folder / f"{name}.png").convert("RGB"))
    return pixels, parse_screen(pixels)


def lines_of(code: str) -> list[str]:
    return unescape(re.sub("<[^>]*>", "", code)).split("\n")


def cells_of(listing: Listing) -> list[str]:
    """What the rows look like with an x for each letter, empty ones included."""
    rows = [""] * (listing.rows[-1].number + 1)
    for row in listing.rows:
        for start, end in row.words:
            rows[row.number] = rows[row.number].ljust(start) + "x" * (end - start)
    return rows


def far(one: str, other: str) -> int:
    """Largest channel difference of two colours."""
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


def read(listing: Listing, lines: list[str]) -> list[list[str]]:
    """What a reader without mistakes says of the pieces of each row."""
    return [[lines[row.number][start:end] for start, end in row_pieces(row)] for row in listing.rows]
