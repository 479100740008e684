"""Exports open from disk with no network, never replace anything, and React builds with Vite."""

import json
import os
import shutil
import socket
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from moonpane.artifact.export import export_folder, export_zip, exported, self_contained
from moonpane.artifact.runtime import runtime_versions
from moonpane.errors import InputError
from moonpane.preview.headless import render
from moonpane.session import Stack

PAGE = {
    "index.html": '<!DOCTYPE html><link rel="stylesheet" href="style.css"><script src="https://cdn.tailwindcss.com"></script>'
    '<p class="text-3xl">Hi</p><script src="app.js"></script>',
    "style.css": "p { color: red }",
    "app.js": "document.title = 'x';",
}
REACT = {
    "App.tsx": 'import { useState } from "react";\nimport { Card } from "./components/Card";\nimport "./app.css";\n'
    "export default function App() {\n  const [n] = useState<number>(1);\n"
    '  return <main className="p-4 text-blue-600"><Card n={n} /></main>;\n}\n',
    "components/Card.tsx": "export const Card = ({ n }: { n: number }) => <p className=\"title\">Card {n}</p>;\n",
    "app.css": ".title { @apply text-3xl; }\n",
}  # fmt: skip


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def texts(page: Path) -> list[str]:
    """What a browser that has nothing but the disk shows of an exported page: no runtime is served to it."""
    html = page.read_text(encoding="utf-8")
    for script in page.parent.glob("vendor/*.js"):
        # A document has no files beside it in the renderer, so what lies there comes into it, as it lies there.
        text = script.read_text(encoding="utf-8").replace("</script", "<\\/script")
        html = html.replace(f'<script src="vendor/{script.name}"', "<script").replace(
            "></script>", f">{text}</script>", 1
        )
    layout = render(html, width=500, height=300, boxes=True).layout
    assert layout is not None
    return [block["text"] for block in layout["blocks"]]


def test_a_page_keeps_its_files_and_gets_what_the_cdn_had(tmp_path: Path) -> None:
    out = export_folder(PAGE, "html", tmp_path / "out")
    assert tree(out) == ["app.js", "index.html", "style.css", "vendor/LICENSES.txt", "vendor/tailwind.js"]
    page = (out / "index.html").read_text()
    assert page == PAGE["index.html"].replace("https://cdn.tailwindcss.com", "vendor/tailwind.js").replace(
        'tailwind.js"', 'tailwind.js" data-version="3"'
    )
    assert "https:" not in page
    assert "Tailwind Labs" in (out / "vendor/LICENSES.txt").read_text()
    assert texts(out / "index.html") == ["Hi"]


def test_a_page_that_needs_nothing_is_just_itself(tmp_path: Path) -> None:
    files = {"index.html": "<!DOCTYPE html><p>Hi\r\n", "deep/a.css": "p{}"}
    out = export_folder(files, "html", tmp_path / "a" / "out")
    assert {name: (out / name).read_bytes().decode() for name in tree(out)} == files


def test_a_page_of_modules_is_woven_together_because_no_module_opens_from_disk(tmp_path: Path) -> None:
    files = {
        "index.html": "<!DOCTYPE html><p id=p>no</p><script type=module src=main.js></script>",
        "main.js": "import { word } from './word.js';\np.textContent = word;",
        "word.js": "export const word = 'yes';",
    }
    out = export_folder(files, "html", tmp_path / "out")
    assert "vendor/compile.js" in tree(out)
    assert texts(out / "index.html") == ["yes"]


def test_a_react_project_is_a_vite_project_and_a_page_that_opens(tmp_path: Path) -> None:
    out = export_folder(REACT, "react", tmp_path / "out")
    assert tree(out) == [
        ".gitignore", "README.md", "index.html", "package.json", "preview.html", "src/App.tsx", "src/app.css",
        "src/components/Card.tsx", "src/main.tsx", "src/tailwind.css", "tsconfig.json", "vite.config.js",
    ]  # fmt: skip
    package = json.loads((out / "package.json").read_text())
    versions = package["dependencies"] | package["devDependencies"]
    assert all(version[0].isdigit() for version in versions.values())
    bundle = runtime_versions()
    assert {name: versions[name] for name in ("react", "react-dom", "tailwindcss")} == {
        name: bundle[name] for name in ("react", "react-dom", "tailwindcss")
    }
    assert len((out / "README.md").read_text().splitlines()) == 5
    assert texts(out / "preview.html") == ["Card 1"]


def test_a_projects_own_tools_give_way_and_its_own_page_stays() -> None:
    files = {
        "package.json": '{"dependencies": {"lucide-react": "^0.5.0", "react": "17"}}',
        "postcss.config.js": "module.exports = { plugins: { tailwindcss: {} } }",
        "vite.config.ts": "boom",
        "index.html": "<title>My shop</title><div id=app></div><script type=module src=/main.jsx></script>",
        "main.jsx": 'import "./i.css";\nimport { X } from "lucide-react";\nimport a from "other";\n'
        "createRoot(app).render(<X/>);",
        "i.css": "@tailwind base;\n@tailwind components;\n@tailwind utilities;\np { @apply p-1; }",
    }  # fmt: skip
    made = exported(files, "react")
    package = json.loads(made["package.json"])
    assert package["name"] == "my-shop"
    assert package["dependencies"]["lucide-react"] == "^0.5.0"
    assert package["dependencies"]["other"] == "latest"
    assert package["dependencies"]["react"] == runtime_versions()["react"]
    assert not {"postcss.config.js", "vite.config.ts", "src/postcss.config.js"} & made.keys()
    assert 'src="/src/main.jsx"' in made["index.html"]
    assert made["src/i.css"].startswith('@import "tailwindcss";\np { @apply')
    assert made["src/main.jsx"] == files["main.jsx"]


@pytest.mark.parametrize(
    "name",
    [
        *("../a.html", "/a.html", "a/../../b.html", "C:\\a.html", "a", "nul.html", "x/con.css", "a /b.css"),
        *("a\0.js", ".html", "a//b.css", "./a.css", "x" * 300 + ".js"),
    ],
)
@pytest.mark.parametrize("write", [export_folder, export_zip])
def test_paths_that_lead_elsewhere_are_refused(write, name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no plain path"):
        write({"index.html": "<p>", name: "x"}, "html", tmp_path / "out.zip")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "a.zip").write_text("mine")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="full is not empty; give a new or an empty folder"):
        export_folder(PAGE, "html", tmp_path / "full")
    with pytest.raises(InputError, match=r"a\.zip exists already; give another name"):
        export_zip(PAGE, "html", tmp_path / "a.zip")
    with pytest.raises(InputError, match="file is a file; give a folder"):
        export_folder(PAGE, "html", tmp_path / "file")
    assert tree(tmp_path) == ["a.zip", "file", "full/mine.txt"]
    (tmp_path / "empty").mkdir()
    export_folder(PAGE, "html", tmp_path / "empty")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "empty", "file", "full"]


def test_a_zip_holds_one_folder(tmp_path: Path) -> None:
    out = export_zip(REACT, "react", tmp_path / "shop.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["shop.zip"]
    with zipfile.ZipFile(out) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"shop"}
        assert archive.read("shop/src/App.tsx").decode() == REACT["App.tsx"]
    os.chmod(out, 0o644)


def test_a_zip_may_be_read_by_whom_other_files_may_be_read(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    target = export_zip({"index.html": "<p>Hello</p>"}, "html", tmp_path / "page.zip")
    assert target.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert {each.name for each in tmp_path.iterdir()} == {"other", "page.zip"}


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        export_zip(PAGE, "html", tmp_path / "file" / "a.zip")
    with pytest.raises(InputError, match="nothing to export"):
        export_folder({}, "html", tmp_path / "out")


@pytest.mark.parametrize(("files", "stack"), [(REACT, "react"), (PAGE, "html")])
def test_one_document_holds_everything(files: Mapping[str, str], stack: Stack) -> None:
    document = self_contained(files, stack)
    assert "~runtime" not in document.partition("<script")[0]
    assert 'src="./~runtime' not in document
    layout = render(document, width=400, height=200, boxes=True).layout
    assert layout is not None
    assert len(layout["blocks"]) == 1


def registry_answers() -> bool:
    found = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, check=False)
    host = found.stdout.strip().partition("//")[2].partition("/")[0]
    name, _, port = host.partition(":")
    try:
        socket.create_connection((name, int(port or 443)), timeout=3).close()
    except (OSError, ValueError):
        return False
    return True


@pytest.mark.slow
def test_vite_builds_what_was_exported(tmp_path: Path) -> None:
    # The promise is `npm install` on the user's machine: without npm or a registry there is nothing to install with.
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    if not registry_answers():
        pytest.skip("the npm registry cannot be reached")
    out = export_folder(REACT, "react", tmp_path / "out")
    for command in (["install", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run(["npm", *command], cwd=out, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout[-1_000:] + done.stderr[-2_000:]
    (style,) = (out / "dist/assets").glob("*.css")
    text = style.read_text()
    assert "1.875rem" in text  # of @apply text-3xl
    assert ".text-blue-600" in text
    assert len(text) < 20_000  # the classes of the project, not those that preview.html knows
    html = (out / "dist/index.html").read_text()
    (script,) = (out / "dist/assets").glob("*.js")
    whole = (
        html.partition("<script")[0] + f'<style>{text}</style></head><body><div id="root"></div><script type="module">'
    )
    layout = render(whole + script.read_text() + "</script>", width=500, height=300, boxes=True).layout
    assert layout is not None
    assert [block["text"] for block in layout["blocks"]] == ["Card 1"]
