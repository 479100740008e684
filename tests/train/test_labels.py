"""Labels in training pages: an element has the label of the outline's text that it shows."""

import re

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.labels import with_labels
from moonpane_resources.labels import LABELS, Unlabelled
from moonpane_resources.paths import embedded_checkpoint

OUTLINE = """page 300x200 #ffffff
text 24 b #000000">Save</t
text 12 #000000">First part of</t
text 12 #000000">Save</t
box 90x30 #eeeeee
text 12 #000000">you@there.com</t
end
"""
HTML = """<body style="padding:8px">
<h1 style="font-size:24px">Save</h1>
<p style="line-height:18px">First part of a text that the parser cut</p>
<div class="col">
<button style="color:#000000">Save</button>
</div>
<input placeholder="you@there.com" style="height:30px">
<p>never measured</p>
<hr>
</body>
"""


def test_elements_have_the_labels_of_their_texts() -> None:
    tagged = with_labels(OUTLINE, HTML)
    assert re.findall(r"^<(\w+) (\w)[ >]", tagged, re.MULTILINE) == [
        ("h1", "A"),
        ("p", "B"),
        ("button", "C"),
        ("input", "D"),
    ]
    plain = Unlabelled()
    assert plain.feed(tagged) + plain.rest() == HTML


def test_each_label_is_one_token_and_the_same_in_outline_and_page() -> None:
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    for letter in LABELS:
        token = tokenizer.encode(f"text {letter} 12")[1]
        assert tokenizer.token_bytes(token).decode() == f" {letter}"
        assert token in tokenizer.encode(f"<p {letter} style")
