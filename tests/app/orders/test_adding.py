"""Orders by which a button or a text comes that was not there, and those that make links."""

import pytest

from moonpane.revise.orders.linking import address
from moonpane.revise.orders.nodes import Impossible
from moonpane_resources.editing.page import read_page
from tests.app.orders.ordering import FOREIGN, HOUSE, came, changed, changes, refusal

BUTTON = '<button style="background:#eeeeee;padding:8px 16px;font-size:14px;color:#111111">Send</button>'
DEFAULT = "background:#2563eb;border:0;border-radius:8px;padding:10px 16px;font-size:16px;font-weight:700;color:#ffffff"


def test_a_new_button_looks_like_one_that_is_there() -> None:
    assert changed(HOUSE, "Cancel: after button Send") == HOUSE.replace(
        "Cancel</button>\n", f"Cancel</button>\n{BUTTON}\n"
    )
    assert changed(HOUSE, "Cancel: before button Send") == HOUSE.replace("<button", f"{BUTTON}\n<button", 1)
    with_icon = came(HOUSE, "Save: after button Send")  # of a box around an icon and a text only the text comes again
    assert sorted(with_icon) == sorted(
        [
            '<div class="row" style="background:#2563eb;border-radius:8px;padding:8px 16px;gap:8px">',
            '<span style="font-size:14px;color:#ffffff">Send</span>',
            "</div>",
        ]
    )
    page = '<body><button id=a name=b onclick="x()" disabled class=c style="margin:3px;color:red">Go</button>'
    assert '<button class=c style="color:red">Run</button>' in changed(page, "Go: after button Run")


def test_where_there_is_no_button_it_looks_decent() -> None:
    page = "<body>\n<p>Hi</p>\n</body>"
    assert came(page, "Hi: after button Send") == [f'<button style="{DEFAULT}">Send</button>']
    column = '<body>\n<div class="col">\n<p>Hi</p>\n<p>Ho</p>\n</div>'
    assert came(column, "Hi: after button Go") == [f'<button style="{DEFAULT};align-self:flex-start">Go</button>']


def test_a_new_text_looks_like_those_beside_it() -> None:
    assert came(HOUSE, "Home: after text More") == ['<span style="color:#334155;font-size:14px">More</span>']
    assert came(HOUSE, "Long & short: after text “A < B”") == ['<p style="color:#333333;font-size:16px">A &lt; B</p>']
    assert came(HOUSE, "Welcome: after text More") == ['<p style="color:#111111;font-size:16px">More</p>']
    assert came(HOUSE, "Two: after text Three") == ["<li>Three</li>"]
    page = "<body><p class=a>Hi</p></body>"
    assert changed(page, "Hi: after text Ho") == '<body><p class=a>Hi</p><p class="a">Ho</p></body>'
    long = "word " * 12
    assert "line-height:1.5" in came(HOUSE, f"Home: after text {long}")[0], "the house's sheet lets others not wrap"


def test_everything_is_put_where_browsers_leave_it() -> None:
    assert f'<td>2</td><td><button style="{DEFAULT}">Go</button></td>' in changed(FOREIGN, "2: after button Go")
    assert f'<li><button style="{DEFAULT}">Go</button></li>' in changed(FOREIGN, "Apples: before button Go")
    assert "</table>\n  <p>Sum</p>\n" in changed(FOREIGN, "row: after text Sum")
    assert "<td>2</td><td>Sum</td>" in changed(FOREIGN, "2: after text Sum")
    page = "<body><h1><span style='background:red'>a</span> b <i></i></h1>"
    assert "<p>" not in changed(page, "a: after text x")


def test_at_the_page_itself() -> None:
    assert changed(HOUSE, "page: after text End").endswith("</main>\n<p>End</p>\n</body>\n</html>\n")
    assert changed("<body></body>", "page: after text End") == "<body><p>End</p></body>"


def test_new_words_are_no_tags() -> None:
    for name in ("Home", "Save", "One", "page"):
        before = sorted(each.tag for each in read_page(HOUSE).all())
        for kind in ("button", "text"):
            after = sorted(
                each.tag for each in read_page(changed(HOUSE, f'{name}: after {kind} "><script>x</script>')).all()
            )
            for tag in before:
                after.remove(tag)
            assert "script" not in after


def test_without_words_nothing_comes() -> None:
    assert "it is not said what is to come there" in refusal(HOUSE, "Home: after picture cat")
    assert "it is not said what is to come there" in refusal(HOUSE, "Home: after text")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        *(("", "#"), ("#top", "#top"), ("/a?b=1&c", "/a?b=1&c"), ("about.html", "about.html"), ("../up", "../up")),
        *(("example.com", "https://example.com"), ("www.example.com/x", "https://www.example.com/x")),
        *(("https://x.y", "https://x.y"), ("HTTP://X.Y", "HTTP://X.Y"), ("“/quoted”", "/quoted")),
        *(("mailto:a@b.c", "mailto:a@b.c"), ("me@example.com", "mailto:me@example.com")),
    ],
)
def test_addresses(said: str, written: str) -> None:
    assert address(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "the shop",
        "\x01javascript:x",
        "file:///etc/passwd",
        "blob:x",
        "\\\\server\\share",
    ],
)
def test_what_no_link_may_lead_to(said: str) -> None:
    with pytest.raises(Impossible, match="is no address that a link may lead to"):
        address(said)
    assert "is no address" in refusal(HOUSE, f"Home: link {said}")


@pytest.mark.parametrize(
    ("page", "name", "after"),
    [
        ("<a href='/b'>Later</a>", "Later", "<a href='/x'>Later</a>"),
        ("<A CLASS=c>Later</A>", "Later", '<A href="/x" CLASS=c>Later</A>'),
        ("<p>Ho</p><span id=s>Hi</span>", "Hi", '<p>Ho</p><a href="/x" id=s>Hi</a>'),
        ("<p>Hi <b>you</b></p>", "Hi you", '<p><a href="/x" style="color:inherit">Hi <b>you</b></a></p>'),
        ("<ul><li>Hi\n</ul>", "Hi", '<ul><li><a href="/x" style="color:inherit">Hi</a></li>\n</ul>'),
        ("<img src=a alt=Hi>", "Hi", '<a href="/x" style="display:contents;color:inherit"><img src=a alt=Hi></a>'),
        ("<a href=#><b style=color:red>Hi</b> <i></i></a>", "Hi", '<a href="/x"><b style=color:red>Hi</b> <i></i></a>'),
        (
            '<button type=submit style="color:red">Hi</button>',
            "Hi",
            '<a href="/x" style="color:red;text-decoration:none;display:inline-block;text-align:center">Hi</a>',
        ),
    ],
)
def test_everything_becomes_a_link_in_its_own_way(page: str, name: str, after: str) -> None:
    assert changed(f"<body>{page}", f"{name}: link /x") == f"<body>{after}"


def test_what_cannot_be_a_link_is_said() -> None:
    assert "there are links in it already" in refusal(HOUSE, "nav: link /x")
    assert "it cannot be a link" in refusal(FOREIGN, "row: link /x")
    assert "it cannot be a link" in refusal(HOUSE, "Your name: link /x")
    assert "page itself" in refusal("<body><p>Hi</p>", "page: link /x")
    assert changes(HOUSE, 'Home: link /"><script>')[1] == (
        '+<a href="/&quot;&gt;&lt;script&gt;" style="font-size:14px;color:#334155">Home</a>'
    )
