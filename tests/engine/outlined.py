"""A page, the outline that was measured of it, and how far a page keeps to one."""

from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.page.outline import read_outline
from moonpane_engine.page.syntax import PageSyntax

OUTLINE = """\
font Inter,sans-serif
page 350x300 #ffffff p16,16,16,16 g10
text A 29 b #282c11">Tea &amp; cake</t
row 318x40 full g8
picture 40x40 #91426b r999
text B 14 #7e7b67 u">For "you"</t
end
box 318x171 full #f1f1ec r20 line1 #d6d6be p16,16,16,16 g6 col
text C 15 b #282c11">Name</t
box 284x36 full #ffffff r8 line1 #ddddd7 p7,8,9,8
text D 15 #87826e">Say "hi" &lt;3</t
end
box 90x36 #2563eb r8 p8,16,8,16 row center
text E 14 #ffffff">Sign in</t
end
end
"""
PAGE = f"""\
{HEAD}Inter,sans-serif{AFTER_FONT}<body style="background:#ffffff;padding:16px;gap:10px">
<h1 A style="font-size:29px;font-weight:700;color:#282c11">Tea &amp; cake</h1>
<div class="row" style="gap:8px;align-items:center">
<div style="width:40px;height:40px;background:#91426b;border-radius:999px"></div>
<a B href="#" style="font-size:14px;color:#7e7b67">For "you"</a>
</div>
<div class="col" style="background:#f1f1ec;border:1px solid #d6d6be;border-radius:20px;padding:16px;gap:6px">
<label C style="font-size:15px;font-weight:700;color:#282c11">Name</label>
<input D placeholder="Say &quot;hi&quot; &lt;3" style="height:36px;background:#ffffff;border:1px solid #ddddd7;\
border-radius:8px;padding:0 8px;font-size:15px;color:#87826e">
<button E style="background:#2563eb;border-radius:8px;padding:8px 16px;align-self:flex-start;font-size:14px;\
color:#ffffff">Sign in</button>
</div>
</body>{FOOT}"""


def first_refused(page: str, outline: str = OUTLINE) -> str | None:
    """Where the page stops keeping to the outline; None: nowhere, and it is whole."""
    syntax, data = PageSyntax(read_outline(outline)), page.encode()
    for at in range(len(data)):
        if not syntax.feed(data[at : at + 1]):
            return data[at:].decode("utf-8", "replace")
    return None if syntax.is_complete else ""
