"""Pictures of ours are opened without a lock of Qt's; see `image_of`."""

import io
import subprocess
import sys

from PIL import Image

OPENED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from moonpane.store.work.pictures import image_of
application, png = QCoreApplication([]), sys.stdin.buffer.read()
is_asked = lambda: "libqsvg" in Path("/proc/self/maps").read_text()
print(image_of(png).width(), is_asked())
QImage.fromData(png)
print(is_asked())
"""


def test_the_svg_plugin_is_not_asked_about_a_picture_that_is_known_to_be_none() -> None:
    png = io.BytesIO()
    Image.new("RGB", (7, 5)).save(png, "PNG")
    child = subprocess.run([sys.executable, "-c", OPENED], input=png.getvalue(), capture_output=True, check=True)
    assert child.stdout.split() == [b"7", b"False", b"True"], "the last one says that the plugin would be seen"
