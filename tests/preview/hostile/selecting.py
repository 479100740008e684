"""Pages that have words selected which are not in sight where the person draws with the mouse, from left to right at
the top. In a stock view all become X11's selection.
"""

UNSEEN = "words that nobody saw"
_PAGE = "<!DOCTYPE html><body style='margin:0;font:20px/40px sans-serif'>"
_SLIDER = "<div id=s style='height:40px;user-select:none'>a slider</div>"
_DRAWN = "<script>onpointermove = (event) => { if (event.buttons) { %s } }</script>"
_SELECT_ALL = _DRAWN % "getSelection().selectAllChildren(e)"
_SELECT_FIELD = _DRAWN % "t.focus(); t.select()"
_OVER = "<div style='position:relative'>other words<p id=e style='margin:0;position:absolute;inset:0;%s'>@</p></div>"
_COVER = "position:absolute;inset:0;background:#fff;pointer-events:none"
_FRAME = "f.contentWindow.focus(); f.contentWindow.getSelection().selectAllChildren(f.contentDocument.body)"

PAGES = {
    "slider": _SLIDER + "<textarea id=t style='position:fixed;left:-999px'>@</textarea><script>s.onpointerdown ="
    "s.onmousedown = (event) => event.preventDefault()</script>" + _SELECT_FIELD,
    "prevented": "<div id=s style='height:40px'>a slider</div><p id=e style='margin:0'>@</p>"
    "<script>s.onmousedown = (event) => event.preventDefault()</script>" + _SELECT_ALL,
    "elsewhere": "<div style='height:40px'>other words</div><p id=e style='position:absolute;top:90px'>@" + _SELECT_ALL,
    "opacity": _OVER % "opacity:0",
    "transparent": _OVER % "color:transparent",
    "mask": _OVER % "mask-image:linear-gradient(transparent,transparent)",
    "ground": "<p style='margin:0;color:#fff'>@",
    "ground-when-selected": "<style>::selection { color: #fff; background: #fff }</style>"
    "<p style='margin:0;color:#fff;background:linear-gradient(#fff,#fff)'>@",
    "font-size": "<p style='margin:0'>other <span style='font-size:0'>@</span> words",
    "beside": "<p style='margin:0'>other <span style='position:absolute;left:-999px'>@</span> words",
    "covered": f"<p style='margin:0'>@</p><p style='margin:0;height:40px;{_COVER}'>other words",
    "covered-by-itself": "<p id=e style='margin:0;position:relative'>@<style>p::after { content: 'other words';"
    f"{_COVER} }}</style>",
    "frame": _SLIDER + "<iframe id=f srcdoc='<p>@' style='position:absolute;left:-900px'></iframe>" + _DRAWN % _FRAME,
    "bare-frame": _SLIDER + "<iframe id=f style='position:absolute;top:0;left:0;pointer-events:none'></iframe>"
    "<script>f.contentDocument.body.innerHTML = '<p>@'</script>" + _DRAWN % _FRAME,
    "shown-while-asked": "<p id=e style='margin:0'>other words</p><script>onmouseup = () => { e.textContent = '@';"
    "getSelection().selectAllChildren(e); setTimeout(() => { e.textContent = 'other words' }, 150) }</script>",
    "named": "<a id=moonpaneSight></a>" + _SLIDER + "<textarea id=t style='position:fixed;left:-999px'>@</textarea>"
    "<form name=getSelection></form>" + _SELECT_FIELD,
}
PAGES = {name: _PAGE + html.replace("@", UNSEEN) for name, html in PAGES.items()}
