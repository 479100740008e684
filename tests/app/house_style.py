"""Pages of the embedded model's house style, and what becomes of them in another stack."""

import io
import re
from pathlib import Path

from PIL import Image

from moonpane.artifact import Artifact
from moonpane.artifact.pictures import picture_text
from moonpane.convert.stacks import passes_to
from moonpane.session import Stack
from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD

ANSWERS = Path(__file__).with_name("answers")  # as the embedded model gave them
SIZES = {
    "sign_in": (380, 415),
    "shop": (390, 470),
    "settings": (380, 341),
    "podcasts": (400, 640),
    "photo_gallery": (880, 646),
    "restaurant_menu": (414, 582),
}
_PICTURE = re.compile(r"assets/[\w-]+\.(?:jpg|png)")

# Wherever Tailwind takes something away that a browser gives, or counts otherwise; and hostile text.
ODD_BODY = Path(__file__).with_name("odd_body.html").read_text(encoding="utf-8")
ODD_SIZE = (360, 900)


def house_page(body: str, font: str = "'Source Serif 4',serif") -> str:
    return f"{HEAD}{font}{AFTER_FONT}{body}{FOOT}"


def answer(name: str) -> str:
    return (ANSWERS / f"{name}.html").read_text(encoding="utf-8")


def pictures_of(page: str) -> dict[str, str]:
    """A picture file for each that the page names, no two alike."""
    files = {}
    for number, path in enumerate(sorted(set(_PICTURE.findall(page)))):
        image = Image.linear_gradient("L").resize((50, 30)).convert("RGB")
        image.paste((40 * number % 256, 90, 200 - number), (number % 20, 4, number % 20 + 9, 22))
        data = io.BytesIO()
        image.save(data, "JPEG" if path.endswith("jpg") else "PNG")
        files[path] = picture_text(path, data.getvalue()) or ""
    return files


def translated(page: str, stack: Stack, step: int | None = None) -> str:
    """What a page becomes that comes in pieces of `step` characters."""
    text = page
    for each in passes_to(stack, sorted(pictures_of(page))):
        step_now = step or len(text)
        pieces = [each.feed(text[at : at + step_now]) for at in range(0, len(text), step_now)]
        text = "".join([*pieces, each.rest()])
    return text


def project_of(page: str, stack: Stack) -> dict[str, str]:
    """The files of the page in that stack, with its pictures."""
    artifact = Artifact(stack)
    artifact.feed(translated(page, stack))
    artifact.finish()
    folder = "src/" if stack == "react" else ""
    return artifact.files | {folder + path: text for path, text in pictures_of(page).items()}
