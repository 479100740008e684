"""Pictures of the mockup in a conversion: where the model wrote a box in a picture's colour, the picture is shown."""

import contextlib
import io
import re
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from moonpane.artifact.pictures import content_of
from moonpane.client.endpoint import Endpoint
from moonpane.convert import Delta, FilesGrew, Finished, Measured, convert
from moonpane.convert.pictures import Pictured
from moonpane.outlined import Shown
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, prompt_text

SHOWN = (
    Shown("#aabbcc", file="assets/photo-1.jpg"),
    Shown("#112233", css="linear-gradient(90deg,#000000,#ffffff)"),
    Shown("#445566", file="assets/avatar-1.png"),
    Shown("#fefeff", true_color="#ffffff", looks="border-radius:0 0 8px 8px;box-shadow:0 1px 3px rgba(0,0,0,0.12)"),
    Shown("#0a0b0c", true_color="#0a0b0d", looks="font-family:'Source Serif 4',serif", is_text=True),
    Shown("#ccbbaa", file="assets/photo-2.jpg", looks="border-radius:9px 9px 0 0"),
    Shown(
        "#0d1117", html='<span style="color:#0a0b0c">if</span> a &lt; b:\n    c', looks="color:#ffffff;font-size:13px"
    ),
)
WRITTEN_AND_SHOWN = [
    (
        '<div style="width:90px;height:60px;background:#aabbcc;border-radius:8px"></div>',
        '<img src="assets/photo-1.jpg" alt="Photo" style="width:90px;height:60px;border-radius:8px;object-fit:cover">',
    ),
    (
        '<div style="height:60px;background:#aabbcc"></div>\n<p>x</p>',
        '<img src="assets/photo-1.jpg" alt="Photo" style="width:100%;height:60px;object-fit:cover">\n<p>x</p>',
    ),
    (
        '<div style="width:9px;height:9px;background:#445566"></div><div style="height:1px;background:#eeeeee"></div>',
        '<img src="assets/avatar-1.png" alt="Avatar" style="width:9px;height:9px;object-fit:cover">'
        '<div style="height:1px;background:#eeeeee"></div>',
    ),
    (
        '<div class="col" style="background:#aabbcc;padding:8px">\n<p style="color:#aabbcc">Hi</p>',
        '<div class="col" style="background:#aabbcc url(assets/photo-1.jpg) center/cover;padding:8px">\n'
        '<p style="color:#aabbcc">Hi</p>',
    ),
    (
        '<div style="width:9px;height:9px;background:#112233"></div><button style="background:#112233">Go</button>',
        '<div style="width:9px;height:9px;background:linear-gradient(90deg,#000000,#ffffff)"></div>'
        '<button style="background:linear-gradient(90deg,#000000,#ffffff)">Go</button>',
    ),
    (
        '<div class="col" style="background:#fefeff;border-radius:8px;padding:8px">\n<p style="color:#fefeff">Hi</p>',
        '<div class="col" style="background:#ffffff;padding:8px;border-radius:0 0 8px 8px;'
        'box-shadow:0 1px 3px rgba(0,0,0,0.12)">\n<p style="color:#fefeff">Hi</p>',
    ),
    (
        '<h1 style="font-size:20px;color:#0a0b0c">Hi</h1><hr style="border:1px solid #0a0b0c;background:#0a0b0c">',
        "<h1 style=\"font-size:20px;color:#0a0b0d;font-family:'Source Serif 4',serif\">Hi</h1>"
        '<hr style="border:1px solid #0a0b0c;background:#0a0b0c">',
    ),
    (
        '<button style="background:#fefeff;color:#0a0b0c">color:#0a0b0c</button>',
        '<button style="background:#ffffff;color:#0a0b0d;border-radius:0 0 8px 8px;'
        "box-shadow:0 1px 3px rgba(0,0,0,0.12);font-family:'Source Serif 4',serif\">color:#0a0b0c</button>",
    ),
    (
        '<div style="width:90px;height:60px;background:#ccbbaa"></div>',
        '<img src="assets/photo-2.jpg" alt="Photo" style="width:90px;height:60px;object-fit:cover;'
        'border-radius:9px 9px 0 0">',
    ),
    (
        '<div style="width:90px;height:60px;background:#0d1117;margin-left:8px"></div>\n<p>x</p>',
        '<pre style="margin:0;margin-left:8px;color:#ffffff;font-size:13px"><span style="color:#0a0b0c">if</span> '
        "a &lt; b:\n    c</pre>\n<p>x</p>",
    ),
    (
        '<div style="background:#778899"></div>background:#aabbcc',
        '<div style="background:#778899"></div>background:#aabbcc',
    ),
]


@pytest.mark.parametrize(("written", "shown"), WRITTEN_AND_SHOWN)
def test_a_colour_becomes_its_picture_wherever_an_answer_is_cut(written: str, shown: str) -> None:
    for step in (1, 2, 5, 7, 1_000):
        pictured = Pictured(SHOWN)
        pieces = [pictured.feed(written[at : at + step]) for at in range(0, len(written), step)]
        assert "".join([*pieces, pictured.rest()]) == shown


def test_text_is_passed_on_at_once() -> None:
    pictured = Pictured(SHOWN)
    assert pictured.feed("<p>Hello, ") == "<p>Hello, "
    assert pictured.feed('<div style="height:1px"></di') == ""
    assert pictured.rest() == '<div style="height:1px"></di'


def mockup() -> Attachment:
    """A photograph and a line of text."""
    random = np.random.default_rng(0)
    image = Image.new("RGB", (300, 200), "white")
    haze = np.linspace(200, 60, 100)[:, None, None] + random.normal(0, 9, (100, 200, 3))
    image.paste(Image.fromarray(haze.clip(0, 255).astype(np.uint8)), (20, 20))
    ImageDraw.Draw(image).text((20, 150), "Hello there", fill=(20, 30, 60), font_size=20)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Attachment("mockup.png", buffer.getvalue(), 300, 200)


def shadowed() -> Attachment:
    """A white card with a soft shadow and a line of text."""
    shadow = Image.new("L", (300, 200))
    ImageDraw.Draw(shadow).rectangle((40, 44, 259, 143), fill=51)
    image = Image.new("RGB", (300, 200), (226, 232, 250))
    image.paste("black", mask=shadow.filter(ImageFilter.GaussianBlur(6)))
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 40, 259, 139), fill="white")
    pen.text((60, 70), "Hello there", fill=(20, 30, 60), font_size=20)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Attachment("shadowed.png", buffer.getvalue(), 300, 200)


async def run(model: str, stack: Stack = "html", picture: Attachment | None = None) -> tuple[list[Any], str]:
    """The events, and what the writing model was told."""

    def choose(request: dict[str, Any]) -> Play:
        prompt = prompt_text(request)
        if prompt == "read":
            return Play(["Hello there"])
        if model == "moonpane-tiny":
            (color,) = re.findall(r"^(?:picture|box) [^#\n]*(#\w+)", prompt, re.MULTILINE)
            page = f'<!DOCTYPE html>\n<body>\n<div style="width:200px;background:{color}"></div>\n</body>\n</html>'
        elif stack == "react":
            page = (
                '```jsx src/App.jsx\nimport p from "./assets/photo-1.jpg";\nexport default () => <img src={p} />;\n```'
            )
        else:
            page = '<!DOCTYPE html>\n<body>\n<img src="assets/photo-1.jpg">\n</body>\n</html>'
        return Play([page[at : at + 7] for at in range(0, len(page), 7)])

    scripted = ScriptedEndpoint(choose, models=(model,))
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, model)
        async with contextlib.aclosing(convert(picture or mockup(), endpoint, worker=worker, stack=stack)) as events:
            return [event async for event in events], prompt_text(scripted.requests[-1])


@pytest.mark.anyio
async def test_the_embedded_model_s_page_shows_what_was_cut_out() -> None:
    events, _ = await run("moonpane-tiny")
    finished = events[-1]
    assert isinstance(finished, Finished)
    path = "assets/photo-1.jpg"
    assert list(finished.files) == ["index.html", path]
    assert f'<img src="{path}" alt="Photo" style="width:200px;object-fit:cover">' in finished.html
    assert "".join(event.text for event in events if isinstance(event, Delta)) + "\n" == finished.html
    photo = Image.open(io.BytesIO(content_of(path, finished.files[path])))
    assert (photo.format, photo.size) == ("JPEG", (200, 100))
    grown = [event.files for event in events if isinstance(event, FilesGrew)]
    assert all((path in files) == (path in files["index.html"]) for files in grown), "as soon as it is named"


@pytest.mark.anyio
@pytest.mark.parametrize("stack", ["html", "tailwind", "react"])
async def test_a_shadow_comes_into_every_stack(stack: Stack) -> None:
    events, _ = await run("moonpane-tiny", stack, shadowed())
    finished = events[-1]
    assert isinstance(finished, Finished)
    (page,) = finished.files.values()
    (shadow,) = re.findall(r"0[ _]4px[ _]12px[ _]rgba\(0,0,0,(0\.\d+)\)", page)
    assert abs(float(shadow) - 0.2) <= 0.02
    assert ("background:#ffffff;box-shadow:" if stack == "html" else "bg-white shadow-[") in page


@pytest.mark.anyio
async def test_a_large_model_is_told_of_a_shadow() -> None:
    _, prompt = await run("large", "html", shadowed())
    assert re.search(r"^box 220x100 full #ffffff .* box-shadow:0 4px 12px ", prompt, re.MULTILINE)
    assert "was cut out" not in prompt


@pytest.mark.anyio
async def test_its_component_imports_what_was_cut_out() -> None:
    events, _ = await run("moonpane-tiny", "react")
    finished = events[-1]
    assert isinstance(finished, Finished)
    path = "src/assets/photo-1.jpg"
    assert list(finished.files) == ["src/App.jsx", path]
    app = finished.files["src/App.jsx"]
    assert 'import photo1 from "./assets/photo-1.jpg";' in app
    assert '<img src={photo1} alt="Photo" className="w-[200px] object-cover max-w-none" />' in app
    said = "".join(event.text for event in events if isinstance(event, Delta))
    assert said == f"```jsx src/App.jsx\n{app}```\n"
    grown = [event.files for event in events if isinstance(event, FilesGrew)]
    assert all(path in files for files in grown if files.get("src/App.jsx"))
    assert finished.answer.startswith("<!DOCTYPE html>"), "the next page may be much like what the model wrote"


@pytest.mark.anyio
async def test_a_picture_that_cannot_be_a_file_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moonpane.artifact.pictures.MAX_BYTES", 10)
    events, _ = await run("moonpane-tiny", "react")
    assert list(events[-1].files) == ["src/App.jsx"]
    assert "import" not in events[-1].files["src/App.jsx"]
    assert '<img src="assets/photo-1.jpg"' in events[-1].files["src/App.jsx"]


@pytest.mark.anyio
@pytest.mark.parametrize(("stack", "path"), [("html", "assets/photo-1.jpg"), ("react", "src/assets/photo-1.jpg")])
async def test_a_large_model_is_told_of_the_files_and_can_use_them(stack: Stack, path: str) -> None:
    events, prompt = await run("large", stack)
    measured = next(event for event in events if isinstance(event, Measured))
    (color,) = [each.color for each in measured.shown]
    assert f"picture 200x100 {color} assets/photo-1.jpg" in prompt
    assert ("`src/App.jsx`" in prompt.split("was cut out")[1]) == (stack == "react")
    assert list(measured.pictures) == [path]
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.files[path] == measured.pictures[path]
