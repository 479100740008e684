"""Makes sure that the system libraries which Qt and its web engine load are there.

Run by `make setup`: `python scripts/system_libraries.py`. On Debian and Ubuntu as root it installs what is
missing; otherwise it prints the one line to run and ends with status 1. Standard library only, because it
runs before any package is installed.
"""

import ctypes
import os
import shutil
import subprocess
import sys

# Shared library -> the Debian packages that may hold it, newest name first.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libXcomposite.so.1": ("libxcomposite1",),
    "libXdamage.so.1": ("libxdamage1",),
    "libXrandr.so.2": ("libxrandr2",),
    "libXtst.so.6": ("libxtst6",),
    "libasound.so.2": ("libasound2t64", "libasound2"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libdrm.so.2": ("libdrm2",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libgbm.so.1": ("libgbm1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libnspr4.so": ("libnspr4",),
    "libnss3.so": ("libnss3",),
    "libpulse.so.0": ("libpulse0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxkbfile.so.1": ("libxkbfile1",),
}


def main() -> int:
    if not sys.platform.startswith("linux"):
        return 0  # the wheels of other systems bring or find everything themselves
    absent = missing()
    if not absent:
        return 0
    if shutil.which("apt-get") is None:
        print(f"Qt needs these system libraries, which were not found: {', '.join(absent)}.", file=sys.stderr)
        return 1
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
    packages = sorted({package_for(library) for library in absent})
    if os.geteuid() != 0:
        print(
            f"Qt needs a few system libraries. Please run:\n  sudo apt-get install {' '.join(packages)}",
            file=sys.stderr,
        )
        return 1
    print(f"Installing system libraries: {' '.join(packages)}", flush=True)
    # Another installation, such as the system's own updates, is waited for.
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "--no-install-recommends", *packages]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        print(f"This command failed; without it Qt cannot start:\n  {' '.join(command)}", file=sys.stderr)
        return 1
    return 0


def missing() -> list[str]:
    """The libraries that the dynamic linker cannot load."""
    absent: list[str] = []
    for library in LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            absent.append(library)
    return absent


def package_for(library: str) -> str:
    """The candidate that this release's archive really offers."""
    *newer, oldest = LIBRARIES[library]
    for package in newer:
        shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
        if shown.returncode == 0:
            return package
    return oldest


if __name__ == "__main__":
    sys.exit(main())
