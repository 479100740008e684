"""Pictures of pages on the network: drawn as they are, and kept from everything that nobody asked for."""

import contextlib
import io
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane.errors import InputError, RenderError
from moonpane.photograph import draw_file, photograph
from tests.app.command_line import moonpane, size_of

pytestmark = pytest.mark.anyio

PIXEL = (0x2F, 0x6F, 0xED)


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), PIXEL).save(buffer, "PNG")
    return buffer.getvalue()


class Site:
    """Pages by path, and what was asked for, with the Host it was asked of."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, bytes]] = {"/blue.png": ("image/png", png())}
        self.asked: list[str] = []
        self.refusal, self.sorry = 404, b""  # the status of what is not there, and what comes with it
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(f"{self.headers['Host'].rpartition(':')[0]}{self.path}")
                if self.path == "/away":
                    self.send_response(302)
                    self.send_header("Location", "/")
                    self.end_headers()
                    return
                kind, body = site.pages.get(self.path, ("text/html", site.sorry))
                self.send_response(200 if self.path in site.pages else site.refusal)
                self.send_header("Content-Type", kind)
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port

    def put(self, html: str, path: str = "/") -> None:
        self.pages[path] = ("text/html; charset=utf-8", html.encode())


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def closed_port() -> int:
    """Where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def test_a_page_is_drawn_with_what_its_own_host_gives(site: Site) -> None:
    site.pages["/style.css"] = ("text/css", b"body{margin:0;background:#fff}h1{font-size:20px}")
    site.put("<link rel=stylesheet href=style.css><img src=blue.png style='display:block'><h1>Hello</h1>")
    drawn = await photograph(f"http://127.0.0.1:{site.port}/away", width=200)
    picture = pixels(drawn.png)
    assert picture.shape == (200, 200, 3)
    assert tuple(picture[20, 20]) == PIXEL
    assert drawn.layout["blocks"][0]["text"] == "Hello"
    assert site.asked[:2] == ["127.0.0.1/away", "127.0.0.1/"]


CANARIES = """<img src="http://localhost:{port}/img"><img src="http://127.0.0.2:{port}/other">
<img src="http://[::ffff:127.0.0.1]:{port}/mapped"><iframe src="http://localhost:{port}/frame"></iframe>
<link rel=stylesheet href="http://localhost:{port}/css"><link rel=preconnect href="http://localhost:{port}">
<script src="http://localhost:{port}/script"></script><img src="file:///etc/hostname">
<script>
fetch('http://localhost:{port}/fetch', {{mode: 'no-cors'}}).catch(() => 0);
navigator.sendBeacon('http://localhost:{port}/beacon', 'x');
try {{ new WebSocket('ws://localhost:{port}/socket') }} catch (e) {{}}
try {{ open('http://localhost:{port}/popup') }} catch (e) {{}}
try {{ new EventSource('http://localhost:{port}/events') }} catch (e) {{}}
fetch('/own');
document.body.append(`${{typeof qt}} ${{navigator.webdriver}}`);
</script>"""


async def test_no_other_host_of_this_machine_is_asked_for_anything(site: Site) -> None:
    site.put(f"<body><p>page</p>{CANARIES.format(port=site.port)}")
    drawn = await photograph(f"http://127.0.0.1:{site.port}/", width=300)
    assert sorted(set(site.asked)) == ["127.0.0.1/", "127.0.0.1/own"]
    assert "undefined" in " ".join(block["text"] for block in drawn.layout["blocks"]), "its scripts ran"


async def test_the_same_hosts_are_asked_when_they_are_what_was_typed(site: Site) -> None:
    """The control: the canaries are real."""
    site.put(f"<body><p>page</p>{CANARIES.format(port=site.port)}")
    await photograph(f"http://localhost:{site.port}/", width=300, height=200)
    assert {"localhost/img", "localhost/frame", "localhost/script", "localhost/fetch"} <= set(site.asked)
    assert not [each for each in site.asked if each.startswith(("127.", "[")) or each.endswith("/popup")]


async def test_a_page_does_not_lead_away_to_another_host_of_this_machine(site: Site) -> None:
    site.put(f"<meta http-equiv=refresh content='0;url=http://localhost:{site.port}/inner'><p>still here")
    site.put("<p>inner", "/inner")
    with contextlib.suppress(RenderError):
        await photograph(f"http://127.0.0.1:{site.port}/", width=200, height=100)
    assert not [each for each in site.asked if each.startswith("localhost")]


async def test_a_page_that_leads_on_is_followed_on_its_own_host(site: Site) -> None:
    site.put("<p>wait</p><script>location.replace('/app')</script>")
    site.put("<body style='margin:0;background:#2f6fed'>", "/app")
    drawn = await photograph(f"http://127.0.0.1:{site.port}/", width=100, height=100)
    assert tuple(pixels(drawn.png)[50, 50]) == PIXEL


async def test_nobody_there_no_page_no_such_host_are_one_sentence_each(site: Site) -> None:
    site.pages["/"] = ("application/octet-stream", b"\0\1\2")
    closed = closed_port()
    failures = {
        f"http://127.0.0.1:{site.port}/": "could not be loaded",
        f"http://127.0.0.1:{closed}/": f"did not answer on port {closed}; check the address",
        f"https://127.0.0.1:{site.port}/": "could not be loaded",
        "http://no-such-host.invalid/": "cannot be found; check the address, and whether there is a network",
    }
    for url, said in failures.items():
        with pytest.raises(RenderError, match=said) as caught:
            await photograph(url, width=100, height=100)
        assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="give the path"):
        await photograph("file:///etc/passwd", width=100)


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
async def test_a_status_without_a_page_is_said_in_words_of_ours(site: Site, status: int) -> None:
    site.refusal = status
    with pytest.raises(RenderError) as caught:
        await photograph(f"http://127.0.0.1:{site.port}/", width=100, height=100)
    assert str(caught.value) == f"127.0.0.1 sent no page, only HTTP status {status}."


async def test_a_status_with_a_page_is_a_page(site: Site) -> None:
    site.refusal, site.sorry = 404, b"<body style='margin:0;background:#2f6fed'><p>Not here"
    drawn = await photograph(f"http://127.0.0.1:{site.port}/", width=100, height=100)
    assert tuple(pixels(drawn.png)[50, 50]) == PIXEL


async def test_the_command_line_takes_an_address(site: Site, tmp_path: Path) -> None:
    site.put("<p>Hello there</p>")
    result = await moonpane(
        "render",
        f"http://127.0.0.1:{site.port}/",
        "-o",
        "page.png",
        "--boxes",
        "page.json",
        "--size",
        "320x240",
        cwd=tmp_path,
    )
    assert (result.code, result.out.strip()) == (0, "page.png"), result.err
    assert size_of(tmp_path / "page.png") == (320, 240)
    assert json.loads((tmp_path / "page.json").read_text())["blocks"][0]["text"] == "Hello there"
    port = closed_port()
    refused = await moonpane("render", f"http://127.0.0.1:{port}/", "-o", "no.png", cwd=tmp_path)
    assert refused.code == 4
    said = f"127.0.0.1 did not answer on port {port}; check the address, and whether the server runs."
    assert refused.sentence == said


async def test_a_file_is_drawn_with_what_lies_beside_it_and_no_network(site: Site, tmp_path: Path) -> None:
    (tmp_path / "blue.png").write_bytes(png())
    (tmp_path / "style.css").write_text("body{margin:0;background:#ffffff} p{background:url(blue.png);height:40px}")
    page = tmp_path / "page.html"
    page.write_text(f"<link rel=stylesheet href=style.css><p>x</p><img src=http://127.0.0.1:{site.port}/blue.png>")
    drawn = await draw_file(page, width=120, height=100)
    assert site.asked == []
    # A paragraph's margin, then the picture behind it.
    assert tuple(pixels(drawn.png)[30, 100]) == PIXEL


async def test_a_file_that_is_no_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.html").write_bytes(b"\0\1")
    for name, said in (("none.html", "There is no page at"), ("binary.html", "is not a page"), ("", "is a folder")):
        with pytest.raises(InputError, match=said):
            await draw_file(tmp_path / name, width=120, height=100)
