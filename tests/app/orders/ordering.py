"""Orders as they are written in tests: `Save: background dark green`, where Save is an entry's text or role."""

import difflib

from moonpane.revise.orders import CarriedOut, Work, carried_out
from moonpane_resources.editing.listing import Entry, entries_of
from moonpane_resources.editing.orders import VERBS, Order

HOUSE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<style>
.row{display:flex}
.col{display:flex;flex-direction:column}
</style>
</head>
<body style="background:#ffffff">
<nav class="row" style="background:#eef2ff;padding:16px;gap:8px">
<a style="font-size:14px;color:#334155">Home</a>
<a style="margin-left:9px;font-size:14px;color:#334155">About</a>
<div style="width:18px;height:18px;background:#909090"></div>
</nav>
<main class="col" style="padding:24px;gap:16px">
<h1 id="top" style="font-size:32px;font-weight:700;color:#111111">Welcome</h1>
<p style="font-size:16px;line-height:24px;color:#333333">Long &amp; short</p>
<div class="row" style="background:#2563eb;border-radius:8px;padding:8px 16px;gap:8px">
<div style="width:16px;height:16px;background:#808080"></div>
<span style="font-size:14px;color:#ffffff">Save</span>
</div>
<button style="background:#eeeeee;padding:8px 16px;font-size:14px;color:#111111">Cancel</button>
<input placeholder="Your name" style="width:200px">
<ul>
<li>One</li>
<li>Two</li>
</ul>
</main>
</body>
</html>
"""
# As other hands write pages: sheets, classes, nothing closed, any case, any quotes.
FOREIGN = """\
<!doctype html><TITLE>Shop</TITLE>
<style>
:root { --main: #2563eb }
.btn { background: var(--main); padding: 4px 10px; font-size: 20px }
#list li { font-size: 18px }
.bar { display: flex; gap: 12px }
</style>
<BODY BGCOLOR=white STYLE='font-family: "Fira Sans"; margin: 0'>
  <DIV CLASS=bar><A HREF=/a CLASS="btn" ID=go>Buy &lt;now&gt;</A> <a href='/b'>Later</a></DIV>
  <p>First <B>bold</B> words
  <p>Second
  <UL ID=list>
    <LI>Apples
    <LI>Pears
  </UL>
  <table><tr><td>1<td>2<tr><td>3<td>4</table>
  <img src=cat.png alt="A cat" width=120 height=80>
"""


def entries_by_name(work: Work) -> tuple[list[Entry], dict[str, int]]:
    """All entries, and the number of each text and of each role; of several the first."""
    entries = list(entries_of(work.page.body).all())
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries):
        numbers.setdefault(entry.text or entry.role, number)
        numbers.setdefault(entry.role, number)
    return entries, numbers


def result(html: str, *said: str) -> CarriedOut:
    work = Work(html)
    entries, numbers = entries_by_name(work)
    orders = list[Order]()
    for each in said:
        name, _, words = each.partition(": ")
        verb, _, how = words.partition(" ")
        is_label = VERBS[verb] == ("label",)
        orders.append(Order(numbers[name], verb, "" if is_label else how, numbers[how] if is_label else None))
    return carried_out(work, entries, orders)


def changed(html: str, *said: str) -> str:
    """The page after orders, all of which were carried out."""
    found = result(html, *said)
    assert not found.undone, found.undone
    assert len(found.done) == len(said)
    return found.html


def changes(html: str, *said: str) -> list[str]:
    """The lines that went, with -, and those that came, with +."""
    before, after = html.split("\n"), changed(html, *said).split("\n")
    return [
        line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")
    ]


def came(html: str, *said: str) -> list[str]:
    """The lines that came."""
    return [line[1:] for line in changes(html, *said) if line.startswith("+")]


def refusal(html: str, said: str) -> str:
    """Why an order is not carried out; the page stays as it was."""
    found = result(html, said)
    assert found.html == html
    assert not found.done
    return found.undone[0]
