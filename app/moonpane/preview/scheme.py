"""Serves preview documents from memory under `preview://<host>/`, with the content policy as a real response header.

There is no folder behind the scheme: a host is known when a document was put under it. It has one path of its own,
`/`, and beside it the few scripts of the runtime (React, compiler, Tailwind), each known by its whole path.
"""

import functools
import uuid
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from moonpane.artifact.runtime import RUNTIME_PATH, RUNTIME_SCRIPTS, runtime_script
from moonpane.preview.flags import SCHEME

# @@ is the runtime of the page's own host: a page cannot even name another one.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: @@; style-src 'unsafe-inline'; "
    "img-src data: blob:; media-src data: blob:; font-src data:; connect-src data: blob:; worker-src blob:; "
    "frame-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'"
)
_DENIED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
    "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope",
    "hid", "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone",
    "midi", "picture-in-picture", "publickey-credentials-create",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "sync-xhr",
    "unload", "window-management", "xr-spatial-tracking",
)  # fmt: skip
RESPONSE_HEADERS = {
    b"Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED_FEATURES).encode(),
    b"X-Content-Type-Options": b"nosniff",
    b"Referrer-Policy": b"no-referrer",
    b"X-DNS-Prefetch-Control": b"off",
    b"Cache-Control": b"no-store",
}
_ALLOWED_SCHEMES = frozenset({SCHEME.decode(), "data", "blob"})
VISITED_SCHEMES = frozenset({"http", "https", "data", "blob"})

# Makes the device that one request is answered with; its parent is the request.
DeviceMaker = Callable[[QObject], QIODevice]


class PreviewScheme(QWebEngineUrlSchemeHandler):
    """Hands out the documents that were put into it, each under a host of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, DeviceMaker] = {}

    def put(self, html: str, *, site: str = "") -> QUrl:
        """Keep a whole page; returns the URL it is served under.

        site: pages with the same site, a name with one dot, may share a renderer process, though never an origin;
        without one each page has a process of its own.
        """
        data = QByteArray(html.encode("utf-8", "surrogatepass"))

        return self.put_device(lambda parent: _opened(data, parent), site=site)

    def put_device(self, make: DeviceMaker, *, site: str = "") -> QUrl:
        """Answer requests for a new URL with the device that `make` returns."""
        host = f"{uuid.uuid4().hex}.{site}" if site else uuid.uuid4().hex
        self._makers[host] = make
        return QUrl(f"{SCHEME.decode()}://{host}/")

    def drop(self, url: QUrl) -> None:
        """Forget a document; its URL is not found from now on."""
        self._makers.pop(url.host(), None)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        host, path = url.host(), url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        make = self._makers.get(host)
        if make is None or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif path in ("", "/"):
            _set_headers(job, {b"Content-Security-Policy": content_security_policy(host).encode()})
            job.reply(b"text/html;charset=utf-8", make(job))
        elif (script := _runtime().get(path)) is not None:
            _set_headers(job, {})
            job.reply(b"text/javascript;charset=utf-8", _opened(script, job))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def content_security_policy(host: str) -> str:
    """What a page under this host may load: itself, what it makes, and the scripts of its runtime."""
    return CONTENT_SECURITY_POLICY.replace("@@", f"{SCHEME.decode()}://{host}{RUNTIME_PATH}")


def _set_headers(job: QWebEngineUrlRequestJob, more: dict[bytes, bytes]) -> None:
    # The stubs say plain values, but a plain one is taken apart into one header per byte.
    headers = {QByteArray(name): [QByteArray(value)] for name, value in (RESPONSE_HEADERS | more).items()}
    job.setAdditionalResponseHeaders(headers)  # type: ignore[reportArgumentType]


@functools.cache
def _runtime() -> dict[str, QByteArray]:
    """Path → script: all that is served beside documents. Read once; what is not there is not found."""
    scripts = {name: runtime_script(name) for name in RUNTIME_SCRIPTS}
    return {RUNTIME_PATH + name: QByteArray(text.encode()) for name, text in scripts.items() if text}


def _opened(data: QByteArray, parent: QObject) -> QIODevice:
    buffer = QBuffer(parent)
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


class PreviewInterceptor(QWebEngineUrlRequestInterceptor):
    """Blocks whatever is not `preview:`, `data:` or `blob:`; runs for every request, so it does nothing else."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in _ALLOWED_SCHEMES:
            info.block(True)


class VisitingInterceptor(QWebEngineUrlRequestInterceptor):
    """For a page from the network: no files, no schemes of ours; which hosts may be asked is the gate's to say."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in VISITED_SCHEMES:
            info.block(True)
