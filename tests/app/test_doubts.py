"""Orders that are not what a wish says are told from those that are."""

import pytest

from moonpane.revise.doubts import has_repeated, num_trusted
from moonpane_resources.editing.listing import entries_of, label_of
from moonpane_resources.editing.orders import read_orders
from moonpane_resources.editing.page import read_page

PAGE = """<body>
<nav><a>Home</a><a>About us</a></nav>
<h1>Welcome</h1>
<button style="background:#facc15">Order now</button>
<p>From $9 a month</p>
<p>Order now and save</p>
<div style="background:#ffffff"><img src=a.png width=90 height=90 alt=""><p>Gold plan</p></div>
<input placeholder="Your name"><input placeholder="E-mail">
<ul style="border:1px solid red"><li>One</li><li>Two</li></ul>
</body>"""
NAMES = {"page": "", "nav": "nav", "home": "Home", "about": "About us", "title": "Welcome", "button": "Order now",
         "price": "From $9 a month", "card": "card", "gold": "Gold plan", "name": "Your name", "mail": "E-mail",
         "list": "list", "one": "One", "two": "Two", "save": "Order now and save"}  # fmt: skip


def trusted(wish: str, *said: str) -> int:
    entries = list(entries_of(read_page(PAGE)).all())
    labels = {name: label_of(_number(entries, what)) for name, what in NAMES.items()}
    lines = []
    for line in said:
        name, _, order = line.partition(" ")
        words = [
            labels.get(word, word) if name != word and order.startswith(("swap", "over")) else word
            for word in order.split()
        ]
        lines.append(" ".join([labels[name], *words]))
    orders = read_orders("\n".join(lines), len(entries))
    assert len(orders) == len(said)
    return num_trusted(wish, entries, orders)


def _number(entries: list, what: str) -> int:
    return next(at for at, entry in enumerate(entries) if what in (entry.text, entry.role) or (not what and at == 0))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("make the button green", ["button background green"]),
        ("make Order now bold and 20px", ["button weight bold", "button size 20px"]),
        ('the yellow one should say "Buy"', ["button text Buy"]),
        ("make the yellow button blue", ["button background blue"]),  # yellow is what it is now
        ("both text fields 46 px tall", ["name height 46 px", "mail height 46 px"]),
        ("swap Home and About", ["home swap about"]),
        ("a light gray background please", ["page background light gray"]),
        ("change $9 to $12", ["price replace $9 => $12"]),
        ("underline 'Gold plan'", ["gold line under"]),
        ("make the Gold plan card white", ["card background white"]),
        ("write one in italics", ["one slant italic"]),
        ("move About us up", ["about swap home"]),  # the neighbour needs no saying
        ("the cta in green", ["button background green"]),
        ("make the discription of the gold plan red", ["gold color red"]),
        ("wellcome in blue", ["title color blue"]),
        ("swap the text of Welcome for Hi", ["title text Hi"]),
        ("rename Welcome to Hello, please", ["title text Hello"]),
        ("rename Welcome to Hello for now", ["title text Hello"]),
        ("make the second field wider", ["mail width more"]),
        ("add a second button Help after Order now", ["button after button Help"]),
        ("make the last list item bold", ["two weight bold"]),
        ("make the text that ends with save bold", ["save weight bold"]),
        ("make Order now and save red", ["save color red"]),
        ("add a column", ["card copy"]),  # which one it is like needs no saying
        ("center the btn", ["button align center"]),
        ("give the card a border radius of 9px", ["card corners 9px"]),
        ("make the paragraph after 'Welcome' larger", ["price size larger"]),  # 'Welcome' stands beside it
    ],
)
def test_what_a_wish_says_is_trusted(wish: str, said: list[str]) -> None:
    assert trusted(wish, *said) == len(said)


@pytest.mark.parametrize(
    ("wish", "said", "count"),
    [
        ("rounder corners on the card, like 24px", ["card corners round"], 0),  # 24px is in nothing
        ("rounder corners on the card, like 24px", ["card corners round", "card size 24px"], 0),  # it has no letters …
        ("make the button bold red with white text", ["button weight bold", "button color white"], 0),  # red is lost
        ("make the button red with white text", ["button color red", "button color white"], 0),
        ('rename it to "Buy now"', ["button text Buy"], 0),
        ("make the paragraph larger", ["button size larger"], 0),  # nothing speaks of the button
        ("make Welcome larger and bold", ["title size larger", "list weight bold"], 0),
        ("make Welcome larger and the title in the middle", ["title size larger", "list align center"], 1),
        ("center Welcome and the line below it", ["title align center", "title align center"], 1),
        ("give the list a bigger shadow", ["list size larger"], 0),
        ("swap the two fields", ["name remove"], 0),
        ("put Home on the right of About us", ["home align right"], 0),
        ("move the button above the card", ["button over list"], 0),
        ("rename Welcome to Keep for later", ["title text Keep"], 0),  # where the text goes on
        ("rename Welcome to Hello, quiet", ["title text Hello"], 0),
        ("make the second field wider", ["name width more"], 0),  # that is the first one
        ("remove the last paragraph", ["price remove"], 0),
        ("remove the row From $9", ["price remove"], 0),  # of which that is one thing
        ("add a button Help next to Order now", ["save after button Help"], 0),  # another one says just that
    ],
)
def test_what_it_does_not_say_is_doubted_with_all_that_follows(wish: str, said: list[str], count: int) -> None:
    assert trusted(wish, *said) == count


def test_an_answer_that_repeats_itself_has_lost_the_thread() -> None:
    assert has_repeated(read_orders("B remove\nC size larger\nC size larger", 4))
    assert not has_repeated(read_orders("B copy\nB copy\nB size larger\nC size larger", 4))
