"""Pages that lie about their elements, look for whoever inspects them, or make every question dear."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview import picking
from moonpane.preview.page import ISOLATED_WORLD
from moonpane.preview.picked import MAX_HTML_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS
from moonpane.preview.picking import Step
from moonpane.preview.view import PreviewView
from tests.preview.test_picking import HEAD, Asked
from tests.preview.test_view import answer, show, surface_of
from tests.stall import MAX_STALL, longest_stall

pytestmark = pytest.mark.alone

PAGES_OWN_WORLD = 0
TARGET = '<div id="target" data-moonpane-source="index.html:1:9">Real</div>'


@pytest.fixture
def asked(qtbot: QtBot, view: PreviewView) -> Iterator[Asked]:
    made = Asked(qtbot, view)
    yield made
    made.picker.forget()


def in_world(qtbot: QtBot, view: PreviewView, world: int, script: str) -> object:
    answers: list[object] = []
    surface_of(view).page.runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return answers[0]


LIES = """<script>
const lie = { id: 'lie' };
for (const prototype of [Document.prototype, Element.prototype, Node.prototype, ShadowRoot.prototype])
  for (const name of Object.getOwnPropertyNames(prototype))
    try { Object.defineProperty(prototype, name, { get: () => 'lie', set() {}, configurable: true }) } catch {}
JSON.stringify = () => '{"tag":"lie"}'; JSON.parse = () => lie;
Array.prototype.map = Array.prototype.slice = String.prototype.slice = String.prototype.replace = () => 'lie';
Object.getOwnPropertyDescriptor = () => ({ get: () => 'lie', value: 'lie' });
Function.prototype.call = Function.prototype.apply = () => 'lie';
Object.defineProperty(Object.prototype, 'tag', { get: () => 'lie', set() {} });
globalThis.moonpanePicking = { choose: () => '{"tag":"lie"}', look: () => 'lie' };
</script>"""


def test_overridden_prototypes_change_nothing(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, HEAD + f"<body>{TARGET}{LIES}</body></html>")
    ours = picking._ASK + "choose(5, 5)"
    assert in_world(qtbot, view, PAGES_OWN_WORLD, ours) == '{"tag":"lie"}', "the page does not lie, so nothing is shown"
    picked = asked.picked((5, 5))
    assert (picked.tag, picked.name, picked.html) == ("div", "div#target", '<div id="target">Real</div>')


CLOBBERED = (
    "<body><img name=elementFromPoint><img name=documentElement><img name=querySelectorAll><img name=body>"
    "<img name=moonpanePicking>"
    "<form id=f style='height:40px'><input name=attributes><input name=parentNode><input name=id><input name=localName>"
    "<input name=getAttribute><input name=shadowRoot><input name=nextElementSibling><input name=isConnected>"
    "<input name=getBoundingClientRect><input name=firstChild><input name=nodeType></form></body></html>"
)


def test_names_that_hide_properties_in_every_world_hide_none(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, HEAD.replace("div,p,li", "img{display:none}input{display:none}div,p,li") + CLOBBERED)
    naive = "document.getElementById('f').attributes.tagName"
    assert in_world(qtbot, view, ISOLATED_WORLD, naive) == "INPUT"
    picked = asked.picked((5, 5))
    assert (picked.tag, picked.name, picked.path) == ("form", "form#f", "form#f")
    assert picked.html.startswith('<form id="f" style="height:40px"><input name="attributes">')
    assert picked.box.height == 40
    asked.seen(lambda: asked.picker.step(Step.CHILD), "input")
    asked.seen(lambda: asked.picker.step(Step.PARENT), "form#f")


# What a page can notice: its elements change, its handlers and constructors run, its own properties are read.
SPY = """<script>
window.noticed = [];
const notice = (what) => { if (window.noticed.length < 100) noticed.push(what) };
new MutationObserver(() => notice('mutation')).observe(document,
  { subtree: true, childList: true, attributes: true, characterData: true });
for (const name of Object.keys(HTMLElement.prototype).concat(Object.keys(window)).filter((n) => n.startsWith('on')))
  for (const target of [window, document])
    target.addEventListener(name.slice(2), (event) => notice(event.type), { capture: true });
customElements.define('spy-one', class extends HTMLElement {
  static observedAttributes = ['class', 'id', 'style'];
  constructor() { super(); if (window.ready) notice('constructor') }
  connectedCallback() { if (window.ready) notice('connected') }
  attributeChangedCallback() { if (window.ready) notice('attribute') }
});
const target = document.querySelector('spy-one');
for (const name of ['id', 'className', 'localName', 'attributes', 'outerHTML', 'textContent', 'parentNode'])
  Object.defineProperty(target, name, { get() { notice('getter ' + name); return '' } });
for (const name of ['getAttribute', 'getBoundingClientRect', 'cloneNode', 'matches', 'toString', 'toJSON'])
  target[name] = () => { notice('method ' + name); return '' };
Error.prepareStackTrace = () => { notice('stack'); return '' };
setTimeout(() => { window.noticed.length = 0; window.ready = true }, 300);
</script>"""


def test_a_page_does_not_see_that_it_is_inspected(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    page = HEAD + f'<body><spy-one class="x" style="display:block;height:40px">Secret</spy-one>{SPY}</body></html>'
    show(qtbot, view, page)
    qtbot.waitUntil(lambda: in_world(qtbot, view, PAGES_OWN_WORLD, "window.ready") is True, timeout=5_000)
    qtbot.wait(200)
    in_world(qtbot, view, PAGES_OWN_WORLD, "noticed.length = 0")
    picked = asked.picked((5, 5))
    assert (picked.tag, picked.text) == ("spy-one", "Secret")
    for step in Step:
        asked.picker.step(step)
    asked.picker.find_source("index.html", 3)
    asked.picked((5, 5))
    qtbot.wait(300)
    asked.picker.forget()
    assert in_world(qtbot, view, PAGES_OWN_WORLD, "noticed.join()") == ""
    own_names = "Object.getOwnPropertyNames(window).filter((name) => /moonpane|picking/i.test(name)).join()"
    assert in_world(qtbot, view, PAGES_OWN_WORLD, own_names) == ""


@pytest.mark.parametrize(
    ("naive", "sign"),
    [
        ("document.querySelector('spy-one').cloneNode", "constructor"),
        ("document.body.append(document.createElement('i')); 1", "mutation"),
    ],
)
def test_a_naive_inspector_is_seen(qtbot: QtBot, view: PreviewView, naive: str, sign: str) -> None:
    """That the page above can notice anything: the same from our world, as one would write it at first."""
    page = HEAD + f'<body><spy-one class="x" style="display:block;height:40px">Secret</spy-one>{SPY}</body></html>'
    show(qtbot, view, page)
    qtbot.waitUntil(lambda: in_world(qtbot, view, PAGES_OWN_WORLD, "window.ready") is True, timeout=5_000)
    script = naive if "append" in naive else "Node.prototype.cloneNode.call(document.querySelector('spy-one'), true); 1"
    answer(qtbot, view, script)
    qtbot.waitUntil(lambda: sign in str(in_world(qtbot, view, PAGES_OWN_WORLD, "noticed.join()")), timeout=5_000)


def test_a_flood_of_mutations_delays_but_stalls_nothing(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    flood = (
        "setInterval(() => { for (let i = 0; i < 2000; i++) { const e = document.createElement('i');"
        "e.textContent = i; list.append(e); if (list.childElementCount > 4000) list.firstChild.remove() } }, 0)"
    )
    show(qtbot, view, HEAD + f"<body>{TARGET}<div id=list></div><script>{flood}</script></body></html>")
    asked.picker.look_at(5, 5)
    stall = longest_stall(qtbot, lambda: sum(each is not None for each in asked.looks) > 5)
    assert stall < MAX_STALL
    assert asked.picked((5, 5)).name == "div#target"


MANY = (
    "<script>const all = document.createDocumentFragment(); for (let i = 0; i < 100000; i++) {"
    "const e = document.createElement('p'); e.textContent = 'Line ' + i;"
    "e.setAttribute('data-moonpane-source', 'index.html:' + (i + 2) + ':1'); all.append(e) }"
    "document.querySelector('main').append(all)</script>"
)


def test_a_hundred_thousand_elements_cost_us_nothing(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, HEAD + f"<body><main>{TARGET}</main>{MANY}</body></html>")
    asked.picker.find_source("index.html", 50_000)
    stall = longest_stall(qtbot, lambda: any(asked.looks))
    assert stall < MAX_STALL
    assert asked.picked((5, 100)).tag == "p"
    asked.picker.step(Step.PARENT)
    whole = asked.picked()
    assert whole.tag == "main"
    assert len(whole.html) == MAX_HTML_CHARS
    assert whole.text.startswith("Real Line 0")


def test_elements_in_a_shadow_are_found_where_the_page_allows_it(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    page = (
        "<div id=open></div><div id=closed></div><script>for (const mode of ['open', 'closed'])"
        "document.getElementById(mode).attachShadow({ mode }).innerHTML = '<b style=display:block>In ' + mode + '</b>'"
        "</script>"
    )
    show(qtbot, view, HEAD + f"<body>{page}</body></html>")
    inside = asked.picked((5, 5))
    assert (inside.tag, inside.text, inside.path) == ("b", "In open", "div#open > b")
    asked.seen(lambda: asked.picker.step(Step.PARENT), "div#open")
    asked.seen(lambda: asked.picker.step(Step.CHILD), "b")
    assert asked.picked((5, 45)).name == "div#closed"


def test_endless_names_and_texts_are_cut(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    script = (
        "const e = document.querySelector('div'); e.id = '\\u202e<b>' + 'x'.repeat(4e6); "
        "e.className = 'y '.repeat(1e6);"
        "e.setAttribute('data-z', '\\0\\ud800' + 'z'.repeat(4e6)); e.textContent = '<img src=x onerror=1>'.repeat(2e5);"
        "e.setAttribute('data-moonpane-source', '../'.repeat(1e6) + 'etc/passwd:1:1')"
    )
    show(qtbot, view, HEAD + f"<body><div></div><script>{script}</script></body></html>")
    picked = asked.picked((5, 5))
    assert len(picked.name) <= MAX_NAME_CHARS
    assert len(picked.text) <= MAX_TEXT_CHARS
    assert len(picked.html) <= MAX_HTML_CHARS
    assert picked.source == ""
    assert "\u202e" not in picked.name + picked.html + picked.path


def test_a_page_that_hangs_is_asked_no_faster(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    show(qtbot, view, HEAD + f"<body>{TARGET}<script>setTimeout(() => {{ while (true) {{}} }}, 600)</script>")
    asked.seen(lambda: asked.picker.look_at(5, 5), "div#target")
    qtbot.wait(800)
    for x in range(500):
        asked.picker.look_at(x % 50, 5)
    asked.picker.choose((5, 5))
    stall = longest_stall(qtbot, lambda: bool(sentences))
    assert stall < MAX_STALL
    qtbot.waitUntil(lambda: asked.looks[-1] is None, timeout=5_000)
    assert asked.picks == []
