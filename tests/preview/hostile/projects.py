"""React and Tailwind pages that try to get out, or at what they must not reach; see `pages` for `@@`.

Those in CONTROLS must be heard from a stock view, which gets the runtime from the canary, or the rest would prove
nothing.
"""

from moonpane.artifact.document import preview_document
from moonpane.session import Stack

EFFECT = """import { useEffect } from "react";
export default function App() {
  useEffect(() => { fetch("@@/x").catch(() => 0); new Image().src = "@@/y.png"; }, []);
  return <p>hello</p>;
}"""
PICTURE = 'export default () => <main style={{ backgroundImage: "url(@@/x.png)" }}><img src="@@/y.png" /></main>;'
DYNAMIC = """export default function App() {
  new Function("u", "return import(u)")("@@/x.js").catch(() => 0);
  return <p>x</p>;
}"""
RENDERED_SCRIPT = """import { useEffect, useRef } from "react";
export default function App() {
  const at = useRef(null);
  useEffect(() => {
    const script = document.createElement("script");
    script.src = "@@/~runtime/react.js";
    at.current.append(script);
  }, []);
  return <p ref={at}>x</p>;
}"""
LINK = 'export default () => <><link rel="stylesheet" href="@@/x.css" precedence="default" /><p>x</p></>;'
INNER = 'export default () => <p dangerouslySetInnerHTML={{ __html: `<img src="@@/x.png">` }} />;'
TAILWIND_CLASS = '<!DOCTYPE html><p class="bg-[url(@@/x.png)] h-10">x</p>'
TAILWIND_CSS = (
    '<!DOCTYPE html><style type="text/tailwindcss">.a { @apply p-4; background: url("@@/x.png"); }</style>'
    '<p class="a">x</p>'
)

_REACT = {
    "react-effect": EFFECT,
    "react-picture": PICTURE,
    "react-dynamic-import": DYNAMIC,
    "react-script-like-the-runtime": RENDERED_SCRIPT,
    "react-style-sheet": LINK,
    "react-inner-html": INNER,
}
_TAILWIND = {"tailwind-class": TAILWIND_CLASS, "tailwind-style": TAILWIND_CSS}


def _component(text: str) -> dict[str, str]:
    return {"App.jsx": text}


def _page(text: str) -> dict[str, str]:
    return {"index.html": text}


def _served(files: dict[str, str], stack: Stack = "react") -> str:
    return preview_document(files, stack, located=True)


CONTROLS = {name: _served(_component(text)) for name, text in _REACT.items()}
CONTROLS |= {name: _served(_page(text), "tailwind") for name, text in _TAILWIND.items()}

STATIC_IMPORT = 'import x from "@@/x.js";\nimport "@@/x.css";\nexport default () => <p>{String(x)}</p>;'
COMMENTS = "//# sourceMappingURL=@@/x.map\n//# sourceURL=@@/x.js"
SOURCE_MAP = {
    "App.jsx": f'import "./a.css";\nexport default () => <p>x</p>;\n{COMMENTS}',
    "a.css": "p { color: red }\n/*# sourceMappingURL=@@/x.map */",
}
MODULE_SCRIPT = '<!DOCTYPE html><script type="module">import "@@/x.js"; import("@@/y.js")</script><p>x'
WITHOUT_CONTROL = {
    "static-import": _served(_component(STATIC_IMPORT)),
    "import-of-a-package-there": _served(
        _component('import React from "@@/react@19";\nexport default () => <p>x</p>;')
    ),
    "source-map": _served(SOURCE_MAP),
    "module-script": _served(_page(MODULE_SCRIPT), "html"),
    "script-like-a-cdn": _served(_page('<!DOCTYPE html><script src="@@/npm/react@18"></script><p>x'), "html"),
}

# Leaves a word in `window.result`; beside it the word of a stopped attack.
ESCAPES: dict[str, tuple[str, str]] = {
    "runtime-fetch": ("fetch('/~runtime/react.js').then(() => result = 'read', () => result = 'no')", "no"),
    "runtime-worker": ("result = 'no'; new Worker('/~runtime/react.js').onmessage = () => result = 'ran'", "no"),
    "runtime-of-another-host": (
        "const s = document.createElement('script'); s.src = 'preview://other/~runtime/react.js';"
        "s.onload = () => result = 'ran'; s.onerror = () => result = 'no'; document.documentElement.append(s)",
        "no",
    ),
    "runtime-frame": (
        "const f = document.createElement('iframe'); f.src = '/~runtime/react.js'; document.documentElement.append(f);"
        "setTimeout(() => { let d = null; try { d = f.contentDocument } catch {}"
        "result = d?.body?.innerText || 'no' }, 800)",
        "no",
    ),
}
ESCAPES = {name: (f"<!DOCTYPE html><script>{script}</script>", word) for name, (script, word) in ESCAPES.items()}
# That the others were stopped means something only if they ran.
ESCAPES["a-project-does-run"] = (
    _served(_component('export default () => { window.result = "ran"; return <p>x</p>; };')),
    "ran",
)


def _nested(depth: int) -> str:
    return "export default () => " + "<div>" * depth + "x" + "</div>" * depth + ";"


# Costs the page its own process at most; what must not happen is that ours fails with it.
BOMBS = {
    "deep": _component(_nested(20_000)),
    "brackets": _component("export default () => " + "[" * 50_000),
    "many": _component("export default () => <p>{[" + "<b>x</b>," * 40_000 + "]}</p>;"),
    "template": _component("export default () => " + "`${" * 20_000),
    "cycle": {
        "App.jsx": 'import B from "./B";\nexport default () => <B/>;',
        "B.jsx": 'import A from "./App";\nexport default () => <A/>;',
    },
    "render-loop": _component(
        "import { useState } from 'react';\nexport default () => { const [a, b] = useState(0); b(a + 1); return a; };"
    ),
}
