"""Pages and their pictures for tests of refinement."""

from dataclasses import dataclass, field

from moonpane.drawing import draw
from moonpane.session import INDEX, Attachment, Stack

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>
*{margin:0;box-sizing:border-box}
body{font:16px/1.25 Inter,sans-serif;display:flex;flex-direction:column}
.row{display:flex}
.chip{background:#e4e7ec;border-radius:6px;padding:8px 12px;font-size:13px}
</style>
</head>
"""
BODY = """<body style="background:#f6f7fb;padding:24px;gap:12px">
<h1 style="font-size:24px;font-weight:700;color:#1a2233">Welcome back</h1>
<p style="font-size:14px;color:#667085">Sign in to see your projects</p>
<div class="row" style="gap:8px">
<span class="chip">One</span>
<span class="chip">Two</span>
<span class="chip">Three</span>
</div>
<button style="background:#2f6fed;border:0;border-radius:6px;padding:10px;font-size:14px;color:#ffffff">Save</button>
</body>
</html>
"""
TRUTH = HEAD + BODY
# What a model gets wrong by a few pixels, and a colour.
NEAR = (
    TRUTH.replace("padding:24px;gap", "padding:21px 24px 24px;gap")
    .replace("padding:10px", "padding:12px 10px 10px")
    .replace("#2f6fed", "#7a6fed")
    .replace("padding:8px 12px", "padding:6px 12px")
)
SIZE = (320, 240)
_mockups: dict[tuple[str, int, int], Attachment] = {}


@dataclass(frozen=True)
class Page:
    """Something with files and a stack."""

    files: dict[str, str] = field(default_factory=dict)
    stack: Stack = "html"


def page(html: str) -> Page:
    return Page({INDEX: html})


async def picture_of(html: str, width: int = SIZE[0], height: int = SIZE[1]) -> Attachment:
    """A mockup that was made from a page. It is the tests' ground and not what they try, so each is drawn once."""
    key = html, width, height
    if key not in _mockups:
        drawn = await draw(html, width=width, height=height)
        _mockups[key] = Attachment("mockup.png", drawn.png, width, height)
    return _mockups[key]
