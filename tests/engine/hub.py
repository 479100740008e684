"""A stand-in for the Hugging Face Hub: its listing of a model and its files, with faults on request."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPO = "someone/model"


class Hub:
    """`files` of REPO; `break_after` cuts a file's next transfer short, and then the Hub is down until `is_down`."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.served: dict[str, bytes] = {}  # sent in place of the listed content
        self.break_after: dict[str, int] = {}
        self.stall = False  # keep the connection open where it would be cut
        self.is_down = False
        self.refusal: tuple[int, str] | None = None  # status and X-Error-Code of the listing
        self.requests: list[tuple[str, str | None]] = []  # file and Range header
        self.released = threading.Event()
        self.url = ""

    def listing(self) -> dict[str, Any]:
        return {"id": REPO, "sha": COMMIT, "siblings": [self._sibling(*item) for item in self.files.items()]}

    @staticmethod
    def _sibling(name: str, content: bytes) -> dict[str, Any]:
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entry: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": blob}
        if name.endswith((".safetensors", ".bin")):
            sha256 = hashlib.sha256(content).hexdigest()
            entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 130}
        return entry


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """Serve `hub` on a free port of loopback."""

    class Handler(_Handler):
        pass

    Handler.hub = hub
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/api/models/"):
            known = path.removeprefix("/api/models/").startswith(REPO)
            refusal = self.hub.refusal or (None if known else (404, "RepoNotFound"))
            self._answer(refusal, json.dumps(self.hub.listing()).encode())
        elif path.startswith(f"/{REPO}/resolve/{COMMIT}/") and path.endswith(".safetensors"):
            self.send_response(302)  # as the Hub sends large files: from another place
            self.send_header("Location", f"{self.hub.url}/elsewhere/{path.rpartition('/')[2]}?signature=x")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.startswith((f"/{REPO}/resolve/{COMMIT}/", "/elsewhere/")):
            self._send_file(path.rpartition("/")[2])
        else:
            self._answer((404, "EntryNotFound"), b"")

    def _send_file(self, name: str) -> None:
        self.hub.requests.append((name, self.headers["Range"]))
        if self.hub.is_down:
            self._answer((503, ""), b"")
            return
        content = self.hub.served.get(name, self.hub.files[name])
        begin = int(self.headers["Range"].removeprefix("bytes=").rstrip("-")) if self.headers["Range"] else 0
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(content) - begin))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        end = self.hub.break_after.pop(name, None)
        if end is not None:
            self.hub.is_down = not self.hub.stall
        self.wfile.write(content[begin:end])
        if end is not None and self.hub.stall:
            self.wfile.flush()
            self.hub.released.wait(30)
        self.close_connection = end is not None

    def _answer(self, refusal: tuple[int, str] | None, body: bytes) -> None:
        status, code = refusal or (200, "")
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests look at `requests`."""
