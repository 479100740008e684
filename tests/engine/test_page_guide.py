"""Pages that keep to a measured outline: what may be said, what may not, and that something always may."""

import random

import pytest
import torch

from moonpane_engine.chat.page_guide import PageGuide
from moonpane_engine.chat.page_outline import PageOutline
from moonpane_engine.chat.page_syntax import PageSyntax
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.request import SamplingParams
from moonpane_engine.sampler import Sampler, choose_tokens
from moonpane_resources.paths import embedded_checkpoint

OUTLINE = """\
page 350x300 #ffffff p16,16,16,16 g10
text A 29 b #282c11">Tea &amp; cake</t
row 318x40 full g8
picture 40x40 r999
text B 14 #7e7b67 u">For "you"</t
end
box 318x171 full #f1f1ec r20 line1 #d6d6be p15,16,16,16 g7 col
text C 15 b #282c11">Name</t
box 284x36 full #ffffff r8 line1 #ddddd7 p7,9,8,9
text D 15 #87826e">Say "hi" &lt;3</t
end
box 90x36 #2563eb r8 p8,16,8,16 row center
text E 14 #ffffff">Sign in</t
end
end
"""
PAGE = """\
<!DOCTYPE html>
<body style="background:#ffffff;padding:16px">
<h1 A style="font-size:29px;font-weight:700;color:#282c11">Tea &amp; cake</h1>
<div class="row" style="gap:8px;align-items:center">
<div style="width:40px;height:40px;background:#91426b;border-radius:999px"></div>
<a B href="#" style="font-size:14px;color:#7e7b67">For "you"</a>
</div>
<div class="col" style="background:#f1f1ec;border:1px solid #d6d6be;border-radius:20px;gap:6px">
<label C style="font-size:15px;font-weight:700;color:#282c11">Name</label>
<input D placeholder="Say &quot;hi&quot; &lt;3" style="background:#ffffff;font-size:15px;color:#87826e">
<button E style="background:#2563eb;border-radius:8px;font-size:14px;color:#ffffff">Sign in</button>
</div>
</body>
</html>
"""
SAYABLE = [*b"\n", *range(32, 127)]


def first_refused(page: str, outline: str = OUTLINE) -> str | None:
    """Where the page stops keeping to the outline; None: nowhere, and it is whole."""
    syntax, data = PageSyntax(PageOutline(outline)), page.encode()
    for at in range(len(data)):
        if not syntax.feed(data[at : at + 1]):
            return data[at:].decode("utf-8", "replace")
    return None if syntax.is_complete else ""


def test_what_the_model_was_trained_to_write_passes() -> None:
    assert first_refused(PAGE) is None


@pytest.mark.parametrize(
    ("right", "wrong", "refused"),
    [
        ("</h1>", "</p>", "p>"),  # another end
        ("</div>\n<div class", "</nav>\n<div class", "nav>"),
        ("Tea &amp; cake<", "Tea &amp; coke<", "oke<"),  # another text
        ("Sign in<", "Sign in now<", " now<"),
        ("Sign in<", "Sign<", "<"),
        ("<a B", "<a A", "A href"),  # a text that was shown
        ("<a B", "<a", "href"),  # an element for a text without one
        ("color:#7e7b67", "color:#282c11", "282c11"),  # another text's colour
        ("solid #d6d6be", "solid #d6d6bf", "f;"),  # a colour that was not measured
        ("background:#2563eb;", "background:#2563ebb;", "b;"),
        ("font-size:29px;", "font-size:29px;font-size:29px;", "size:29px;font-weight"),  # twice
        ("gap:8px", "colour:8px", "colour"),
        ("<label C style", '<label C class="x" style', "class"),
        ('href="#"', 'href="javascript:"', "javascript"),
        (
            'style="background:#2563eb;border-radius:8px;font-size:14px;color:#ffffff"',
            'style="color:#ffffff"',
            "color:",
        ),
        ("<label C style=", "<button C style=", "button C"),  # a box around a text that has none of its own
        ("<h1 A", "<button A", "button A"),
        ("</div>\n</body>", "</body>", "body>"),
        ("\n<button E", "\n</div>\n<button E", "/div>"),  # the box still holds a text
        ("<a B", "<h3 B class", "class"),
        ("<label C style", '<label C href="#" style', "href"),  # it is not underlined
        ("<label C", "<li C", "i C"),  # and no item of a list
        ("font-size:29px", "font-size:27px", "7px"),  # two pixels off
        ('font-weight:700;color:#282c11">Tea', 'color:#282c11">Tea', "color"),  # it is bold
        (
            "font-size:14px;color:#7e7b67",
            "font-size:14px;font-weight:700;color:#7e7b67",
            "font-weight",
        ),  # and this is not
        ("background:#91426b", "background:#91426", ";"),
        ("gap:8px;align-items:center", "align-items:center;gap:8px", "gap"),  # another order
        ('class="row"', 'class="bow"', "bow"),
        ('class="col"', 'class="row"', "row"),  # the box is a column
        ("\n<button E", '\n</div>\n<div class="col"><button E', "/div>"),
        ('<div class="row"', '<div class="row"><script', "cript"),
    ],
)
def test_what_does_not_keep_to_the_outline_is_refused(right: str, wrong: str, refused: str) -> None:
    assert right in PAGE
    stopped = first_refused(PAGE.replace(right, wrong, 1))
    assert stopped is not None
    assert stopped.startswith(refused)


def test_texts_come_in_their_order_and_what_follows_the_body_is_free() -> None:
    assert first_refused(PAGE + "<p>anything") is None
    lines = PAGE.splitlines(keepends=True)
    lines[8], lines[10] = lines[10], lines[8]
    stopped = first_refused("".join(lines))
    assert stopped is not None
    assert stopped.startswith("button E")


def test_items_of_lists_are_items() -> None:
    outline = 'page 99x99 #ffffff\ntext A 14 #000000 x18 bullet">Rye</t'
    for tag, is_right in (("li", True), ("p", False)):
        page = f'<body><ul class="col"><{tag} A style="font-size:14px;color:#000000">Rye</{tag}></ul></body>'
        assert (first_refused(page, outline) is None) == is_right


def test_no_text_may_be_left_out() -> None:
    lines = [line for line in PAGE.splitlines(keepends=True) if any(f" {label} " in line for label in "ABCDE")]
    assert len(lines) == 5
    assert all(first_refused(PAGE.replace(line, "")) for line in lines)


def test_a_page_without_a_measured_colour_may_have_any() -> None:
    assert (
        first_refused(
            '<body style="background:#123456"><p A style="font-size:9px;color:#654321">hi</p></body>', 'text A 9">hi</t'
        )
        is None
    )


@pytest.mark.parametrize("outline", [OUTLINE, "page 9x9 #ffffff\n", "", OUTLINE.replace("end\n", ""), "end\n" * 9])
def test_there_is_always_a_way_on_and_it_ends(outline: str) -> None:
    for seed in range(4):
        rng = random.Random(seed)
        syntax, said = PageSyntax(PageOutline(outline)), b"<body"
        assert syntax.feed(said)
        while not syntax.is_complete:
            tried = rng.sample(SAYABLE, len(SAYABLE))
            following = next((bytes([b]) for b in tried if syntax.copy().feed(bytes([b]))), None)
            assert following is not None, said[-200:]
            assert syntax.feed(following)
            said += following
            assert len(said) < 8_000
        if outline is OUTLINE:
            assert said.count(b"Tea &amp; cake") == said.count(b"Sign in") == 1


def test_a_model_that_babbles_still_writes_the_page() -> None:
    """Random logits with a love for short tokens, as bytes of a page are; the guide alone makes it a page."""
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    stop = tokenizer.token_id("<|im_end|>")
    sampler = Sampler(SamplingParams(temperature=0.0), guide=PageGuide(tokenizer, PageOutline(OUTLINE)))
    generator = torch.Generator().manual_seed(5)
    said: list[int] = []
    for token_id in tokenizer.encode("<!DOCTYPE html>\n<body"):
        assert sampler.choose(torch.zeros(tokenizer.num_tokens).index_fill(0, torch.tensor(token_id), 99.0), token_id)
    while not said or said[-1] != stop:
        row = torch.randn(1, tokenizer.num_tokens, generator=generator)
        row[0, stop] += 20
        choice = choose_tokens(row, [sampler])[0]
        assert choice is not None, sampler.failure
        said.append(choice.token_id)
        assert len(said) < 5_000
    page = "<!DOCTYPE html>\n<body" + tokenizer.decode(said[:-1])
    assert first_refused(page) is None
