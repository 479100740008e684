"""Shows a page as an ordinary user and prints what the kernel says about the renderer: `sandboxed.py HOME`.

Started by root it becomes `nobody` first, after all imports, since root's Python may lie where others cannot read.
"""

import ctypes
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from moonpane.preview import flags, surface

NOBODY = 65_534
PR_SET_DUMPABLE = 4


def become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    # Changing the user hides a process from itself, and then Chromium cannot make user namespaces.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1)


def report(pid: int) -> dict[str, object]:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    command_lines = [path.read_bytes().decode() for path in Path("/proc").glob("[0-9]*/cmdline") if _is_ours(path)]
    return {
        "user": os.getuid(),
        "seccomp": int(status["Seccomp"]),
        "pid_namespaces": len(status["NSpid"].split()),
        "own_network": os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net"),
        "sandbox_switched_off": any("--no-sandbox" in line for line in command_lines),
    }


def _is_ours(path: Path) -> bool:
    try:
        return os.getsid(int(path.parent.name)) == os.getsid(0)
    except ProcessLookupError:
        return False


def main() -> None:
    home = sys.argv[1]
    if os.getuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        become_nobody()
    flags.prepare(headless=True)
    application = QApplication(["sandboxed"])
    parent = QWidget()
    shown = surface.Surface(parent)
    parent.show()

    def on_painted() -> None:
        sys.stdout.write(json.dumps(report(shown.page.renderProcessPid())))
        sys.stdout.flush()
        os._exit(0)

    shown.painted.connect(on_painted)
    shown.show_document(lambda documents: documents.put("<p>hello"), whole=True)
    QTimer.singleShot(30_000, lambda: os._exit(3))
    application.exec()


if __name__ == "__main__":
    main()
