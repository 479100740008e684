"""What has to be settled before Qt starts: Chromium's flags, the `preview:` scheme and the state of the sandbox.

No single layer keeps a page from the network (WebRTC passes the content policy and the interceptor, for one), so the
flags close the network of the whole process as well. Call `prepare()` once, before the application object exists.
"""

import ctypes
import functools
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWebEngineCore import QWebEngineUrlScheme

from moonpane.preview.errors import PreviewSetupError

SCHEME = b"preview"

CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",  # loopback goes to the proxy too
    "--js-flags=--max-old-space-size=256",
    "--disable-3d-apis",
    "--force-color-profile=srgb",  # colours on the screen are those that are measured
    # The last one makes WebRTC multicast names that a page chose onto the local network.
    "--disable-features=WebUSB,WebBluetooth,WebRtcHideLocalIpsWithMdns",
)

NO_NETWORK = (
    "--proxy-server=socks5://127.0.0.1:9",  # a port where nothing answers
    '--host-resolver-rules="MAP * ~NOTFOUND"',  # unquoted it is rejected and silently ignored
)

# For measuring: the same page gives the same pixels, on every machine.
DETERMINISTIC_FLAGS = (
    "--force-device-scale-factor=1",
    "--disable-lcd-text",
    "--disable-checker-imaging",  # a frame is drawn when its pictures are decoded, not before
    "--disable-partial-raster",  # whole tiles: or edges tell where the part that changed was cut
    "--force-prefers-reduced-motion",
)

# By these a person scales windows, or a desktop does; what is measured would be as many times too large.
SCALES = (
    "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_SCALE_FACTOR_ROUNDING_POLICY", "QT_AUTO_SCREEN_SCALE_FACTOR",
    "QT_DEVICE_PIXEL_RATIO", "QT_USE_PHYSICAL_DPI", "QT_FONT_DPI",
)  # fmt: skip

_CLONE_NEWUSER, _CLONE_NEWPID = 0x10000000, 0x20000000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sandbox:
    """Whether Chromium's process sandbox protects this process, and why not."""

    active: bool
    sentence: str


@functools.cache
def sandbox_state() -> Sandbox:
    """Chromium refuses to build its sandbox for root; every other layer stays.

    Raises PreviewSetupError for an ordinary user whose system does not let Chromium build it: it is never switched off
    for one, and Chromium would end the whole process.
    """
    if os.geteuid() == 0:
        return Sandbox(
            active=False,
            sentence="Running as root: Chromium's process sandbox is off for previews. Run as an ordinary user for it.",
        )
    if can_make_user_namespaces():
        return Sandbox(active=True, sentence="Previews run in Chromium's process sandbox.")
    raise PreviewSetupError(
        "Chromium's sandbox cannot be built because this system closes user namespaces to ordinary users; open them: "
        f"sudo sysctl -w {' '.join(_closed_settings()) or 'user.max_user_namespaces=10000'}."
    )


def can_make_user_namespaces() -> bool:
    """Whether an unprivileged process may make a user namespace and use it, the ground of Chromium's sandbox.

    Ubuntu's AppArmor lets it be made but grants nothing inside, so a second namespace is asked for from within.
    """
    if sys.platform != "linux":
        return True
    libc = ctypes.CDLL(None)
    pid = os.fork()
    if pid == 0:
        os._exit(0 if libc.unshare(_CLONE_NEWUSER) == 0 and libc.unshare(_CLONE_NEWPID) == 0 else 1)
    return os.waitpid(pid, 0)[1] == 0


def _closed_settings() -> list[str]:
    """The kernel settings of this system that may be what closes user namespaces, as they should be."""
    wanted = {
        "kernel.apparmor_restrict_unprivileged_userns": "0",
        "kernel.unprivileged_userns_clone": "1",
    }
    return [
        f"{name}={value}"
        for name, value in wanted.items()
        if (setting := Path("/proc/sys", *name.split("."))).exists() and setting.read_text().strip() != value
    ]


def through_gate(port: int) -> tuple[str, ...]:
    """Everything goes through the `gate` on this port of loopback, which also looks up the names."""
    return (
        f"--proxy-server=http://127.0.0.1:{port}",
        '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"',
        "--disable-quic",  # which passes no proxy
    )


def prepare(*, headless: bool = False, gate: int | None = None) -> Sandbox:
    """Set the flags and register the scheme; before `QApplication`, once per process.

    headless: no window, one device pixel per CSS pixel, software drawing.
    gate: the port of a `gate.Gate`, in a process that visits a page which a person asked for; none without network.
    Raises PreviewSetupError when an application object exists already, because Chromium would ignore the flags.
    """
    if QCoreApplication.instance() is not None:
        raise PreviewSetupError("The preview must be prepared before the QApplication is made.")
    sandbox = sandbox_state()
    flags = [*CHROMIUM_FLAGS, *(NO_NETWORK if gate is None else through_gate(gate))]
    if headless:
        flags += DETERMINISTIC_FLAGS
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_QUICK_BACKEND"] = "software"
        os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
        for name in SCALES:
            os.environ.pop(name, None)
    if not sandbox.active:
        flags.append("--no-sandbox")
        _log.info(sandbox.sentence)
    # Whatever the user's environment says about Chromium does not reach the preview.
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(flags)
    for name in ("QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_DISABLE_SANDBOX"):
        os.environ.pop(name, None)
    _register_scheme()
    return sandbox


def _register_scheme() -> None:
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
