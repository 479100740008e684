"""Async tests of the app run on asyncio, through anyio's pytest plugin."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def mockup(tmp_path: Path) -> Path:
    image = Image.new("RGB", (260, 120), "white")
    ImageDraw.Draw(image).text((20, 20), "Hello there", fill=(20, 32, 60), font=ImageFont.load_default(size=24))
    image.save(tmp_path / "mockup.png")
    return tmp_path / "mockup.png"
