"""A machine that only trains has no renderer and no window: reading data and generating pages load neither."""

import subprocess
import sys
from pathlib import Path

from moonpane_engine.train.data.fonts import fonts_conf_with, missing_packages
from moonpane_resources.paths import fonts_dir

CHECK = """
import sys
import moonpane_engine.train.data.line_batches, moonpane_engine.train.data.page_batches, moonpane_engine.train.pages
import moonpane_engine.train.data.edits, moonpane_engine.train.data.seen_batches, moonpane_engine.train.short_run
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"PySide6", "fastapi", "moonpane"}, loaded
"""


def test_reading_data_loads_neither_qt_nor_the_studio() -> None:
    ended = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_fonts_that_were_fetched_are_known_beside_the_products_own(tmp_path: Path) -> None:
    before = missing_packages(tmp_path)
    (tmp_path / "fonts-hack").mkdir()
    assert sorted({*before} - {*missing_packages(tmp_path)}) == ["fonts-hack"]
    conf = fonts_conf_with(tmp_path).read_text(encoding="utf-8")
    assert conf.index(f"<dir>{tmp_path.resolve()}</dir>") < conf.index(f"<dir>{fonts_dir()}</dir>")
