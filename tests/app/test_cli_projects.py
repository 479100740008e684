"""`moonpane render` and `moonpane export` of components and projects."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.app.command_line import moonpane, names_in

pytestmark = pytest.mark.anyio

APP = 'import { Card } from "./components/Card";\n'
APP += 'export default () => <main className="h-20 bg-[#aa0000]"><Card /></main>;\n'
CARD = 'export const Card = () => <p className="h-10 bg-[#00aa00]">x</p>;\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "components").mkdir(parents=True)
    (folder / "App.jsx").write_text(APP)
    (folder / "components" / "Card.tsx").write_text(CARD)
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "index.html").write_text("<p>not this")
    return folder


def colours(path: Path) -> set[tuple[int, ...]]:
    with Image.open(path) as image:
        found = image.convert("RGB").getcolors(1 << 20)
    assert found is not None
    return {colour for _, colour in found}  # type: ignore[misc]


RED, GREEN = (0xAA, 0, 0), (0, 0xAA, 0)


async def test_a_projects_folder_is_one_picture(project: Path, tmp_path: Path) -> None:
    result = await moonpane("render", "shop", "-o", "shop.png", "--size", "300x200", cwd=tmp_path)
    assert result.code == 0, result.err
    assert {RED, GREEN} <= colours(tmp_path / "shop.png")
    assert result.err == ""


async def test_a_component_is_drawn_with_what_it_imports(project: Path, tmp_path: Path) -> None:
    await moonpane("render", "shop/App.jsx", "-o", "app.png", "--size", "300x200", cwd=tmp_path)
    assert {RED, GREEN} <= colours(tmp_path / "app.png")
    await moonpane("render", "shop/components/Card.tsx", "-o", "card.png", "--size", "300x200", cwd=tmp_path)
    assert GREEN in colours(tmp_path / "card.png")
    assert RED not in colours(tmp_path / "card.png")


async def test_each_page_of_an_export_is_drawn_as_its_folder_is(project: Path, tmp_path: Path) -> None:
    await moonpane("export", "shop", "-o", "out", cwd=tmp_path)
    for page in ("out", "out/index.html", "out/preview.html"):
        result = await moonpane("render", page, "-o", "page.png", "--size", "300x200", cwd=tmp_path)
        assert (result.code, result.err) == (0, ""), page
        assert {RED, GREEN} <= colours(tmp_path / "page.png"), page


async def test_an_error_and_what_is_out_of_reach_are_said(tmp_path: Path) -> None:
    (tmp_path / "Bad.jsx").write_text("export default () => {\n  const a = [1;\n};")
    bad = await moonpane("render", "Bad.jsx", "-o", "bad.png", "--size", "300x200", cwd=tmp_path)
    assert (bad.code, bad.err) == (0, 'Bad.jsx shows an error: Bad.jsx:2:15: Unexpected token, expected ","\n')
    page = '<!DOCTYPE html><link rel=stylesheet href="https://fonts.example/a.css"><p>x'
    (tmp_path / "page.html").write_text(page)
    missing = await moonpane("render", "page.html", "-o", "page.png", "--size", "300x200", cwd=tmp_path)
    assert missing.err == "https://fonts.example/a.css was not loaded: pages are drawn without network.\n"


async def test_a_page_is_drawn_with_its_own_styles(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!DOCTYPE html><link rel="stylesheet" href="page.css"><p>x')
    (tmp_path / "page.css").write_text("body { background: #00aa00 }")
    await moonpane("render", "page.html", "-o", "page.png", "--size", "300x200", cwd=tmp_path)
    assert GREEN in colours(tmp_path / "page.png")


async def test_an_empty_folder_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = await moonpane("render", "empty", "-o", "x.png", cwd=tmp_path)
    assert (result.code, result.sentence) == (2, "empty holds no files of a page or of a component.")


async def test_an_export_holds_large_pictures_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    names = [f"{number}.png" for number in range(4)]
    (folder / "index.html").write_text("".join(f'<img src="{name}">' for name in (*names, "favicon.ico", "old.bmp")))
    for name in names:
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_400_000))
    (folder / "favicon.ico").write_bytes(b"\0\0\1\0")
    (folder / "old.bmp").write_bytes(b"BM")
    result = await moonpane("export", "page", "-o", "out.zip", cwd=tmp_path)
    assert (result.code, result.out) == (0, "out.zip\n")
    assert result.err == "old.bmp is left out: files of its kind are not taken along.\n"
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["out/index.html", *(f"out/{name}" for name in (*names, "favicon.ico"))]


async def test_a_project_is_exported_once(project: Path, tmp_path: Path) -> None:
    result = await moonpane("export", "shop", "-o", "out.zip", cwd=tmp_path)
    assert (result.code, result.out) == (0, "out.zip\n"), result.err
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {"out/src/App.jsx", "out/src/components/Card.tsx", "out/preview.html"} <= set(archive.namelist())
        assert not any("node_modules" in name for name in archive.namelist())
    again = await moonpane("export", "shop", "-o", "out.zip", cwd=tmp_path)
    assert (again.code, again.sentence) == (2, "out.zip exists already; give another name.")
    (tmp_path / "page.html").write_text('<!DOCTYPE html><script src="https://cdn.tailwindcss.com"></script><p>x')
    await moonpane("export", "page.html", "-o", "page", cwd=tmp_path)
    assert names_in(tmp_path / "page") == ["page.html", "vendor"]
    wrong = await moonpane("export", "shop", "-o", "x", "--stack", "vue", cwd=tmp_path)
    assert (wrong.code, wrong.sentence) == (2, "“vue” is no stack; say html, tailwind or react.")
