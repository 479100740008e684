"""A real X server without a screen, for what the offscreen platform cannot do: `with VirtualDisplay() as display`."""

import ctypes
import os
import shutil
import subprocess
import sys
from ctypes import POINTER, Structure, byref, c_int, c_ulong, c_void_p
from pathlib import Path
from typing import Self

SERVER = shutil.which("Xvfb")
# Of another desktop, or set in this process for pictures that are drawn without one: without OpenGL no window is made
# anew for its first page, and the control of that test would have nothing to show.
NOT_OF_A_DESKTOP = ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QUICK_BACKEND", "QT_ENABLE_HIGHDPI_SCALING")
WIDTH, HEIGHT = 1280, 720  # of each of the two monitors


class VirtualDisplay:
    """Two monitors side by side, `left` and `right`, on a display whose number the server chooses."""

    def __enter__(self) -> Self:
        assert SERVER is not None
        reading, writing = os.pipe()
        size = f"{2 * WIDTH}x{HEIGHT}x24"
        # Without -noreset it forgets its monitors when the one who made them leaves.
        command = [SERVER, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in NOT_OF_A_DESKTOP},
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        self.run("tests.ui.virtual_display")
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.terminate()
        self._server.wait(10)

    def run(self, module: str, *arguments: str, **environment: str) -> str:
        """Runs a module to its end, within a minute; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment | environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout


class _Resources(Structure):
    _fields_ = (
        ("timestamp", c_ulong),
        ("config_timestamp", c_ulong),
        ("num_crtcs", c_int),
        ("crtcs", POINTER(c_ulong)),
        ("num_outputs", c_int),
        ("outputs", POINTER(c_ulong)),
    )


class _Monitor(Structure):
    _fields_ = (
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("num_outputs", c_int),
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("width_mm", c_int),
        ("height_mm", c_int),
        ("outputs", POINTER(c_ulong)),
    )


def main() -> None:
    """Cuts the one screen of a server into two monitors."""
    x, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
    x.XOpenDisplay.restype = c_void_p
    x.XDefaultRootWindow.restype = x.XInternAtom.restype = c_ulong
    randr.XRRGetScreenResourcesCurrent.restype = POINTER(_Resources)
    display = c_void_p(x.XOpenDisplay(None))
    root = c_ulong(x.XDefaultRootWindow(display))
    output = randr.XRRGetScreenResourcesCurrent(display, root).contents.outputs[0]
    for number, (name, outputs) in enumerate(((b"left", [output]), (b"right", []))):
        atom = x.XInternAtom(display, name, 0)
        array = (c_ulong * max(1, len(outputs)))(*outputs)
        box = (number * WIDTH, 0, WIDTH, HEIGHT, 340, 190)
        randr.XRRSetMonitor(display, root, byref(_Monitor(atom, number == 0, 0, len(outputs), *box, array)))
    x.XSync(display, 0)


if __name__ == "__main__":
    main()
