"""A React project as a Vite project: the same files, and what it takes to build them, in pinned versions."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from moonpane.artifact.addresses import is_remote
from moonpane.artifact.document import entry_of
from moonpane.artifact.runtime import runtime_versions, usual_style
from moonpane.artifact.tags import start_tags
from moonpane.artifact.weave import TAILWIND_STYLE
from moonpane.session import INDEX

PREVIEW = "preview.html"
_TOOLS = {"@tailwindcss/vite": "4.3.5", "@vitejs/plugin-react": "6.3.0", "vite": "8.3.8"}
_TYPE_TOOLS = {"@types/react": "19.3.0", "@types/react-dom": "19.3.0", "typescript": "7.0.2"}
_BUNDLED = ("react", "react-dom", "tailwindcss")
# What we write ourselves, in versions that fit together; the last would have an older Tailwind run.
_OURS = re.compile(r"package(?:-lock)?\.json|vite\.config\.\w+|README\.md|(?:postcss|tailwind)\.config\.\w+")
_AT_ROOT = re.compile(r"public/.+|index\.html|tsconfig.*\.json|[^/]+\.md|\.[^/]+|LICEN[CS]E.*")
_STARTS = re.compile(r"\b(?:createRoot|hydrateRoot)\b|\.render\(")
_SPECIFIER = re.compile(
    r"""^[ \t]*(?:import|export)\s{1,99}(?:[\w$*{},\s]{1,2000}?\sfrom\s{0,99})?["']([^"'\n]+)["']""", re.MULTILINE
)
_NAMED = re.compile(r"export\s+(?:function|const|class)\s+([A-Z]\w*)")
_OLD_DIRECTIVES = re.compile(r"@tailwind\s+(?:base|components|utilities|variants|screens)\s*;?")
_CODE = (".js", ".jsx", ".ts", ".tsx", ".mjs")
_STYLE = "src/tailwind.css"
_VITE_CONFIG = """import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
});
"""
_PAGE = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title}</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/{main}"></script>
  </body>
</html>
"""
_MAIN = """import {{ StrictMode }} from "react";
import {{ createRoot }} from "react-dom/client";
import {named} from "./{component}";

createRoot(document.getElementById("root"){sure}).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
"""
_README = """# {title}

`npm install`, then `npm run dev` to work on it, or `npm run build` for the `dist` folder.
The page is in `{component}`. `preview.html` shows it without building, by a double click.
Made with Moonpane.
"""
_TSCONFIG = {
    "compilerOptions": {
        "target": "ES2022",
        "module": "ESNext",
        "moduleResolution": "bundler",
        "jsx": "react-jsx",
        "noEmit": True,
        "strict": True,
        "skipLibCheck": True,
        "paths": {"@/*": ["./src/*"]},
        "types": ["vite/client"],
    },
    "include": ["src"],
}


def vite_files(files: Mapping[str, str]) -> dict[str, str]:
    """Path → text of the whole Vite project."""
    entry = entry_of(files)
    assert entry is not None
    given = {_place(name, files): text for name, text in files.items() if not _OURS.fullmatch(name)}
    component = _place(entry, files)
    main = component if _STARTS.search(files[entry]) else _free_main(given, component)
    typed = any(name.endswith((".ts", ".tsx")) for name in given)
    if main != component:
        given[main] = _main(component, given[component])
    given |= _styles(given, main)
    title = _title(files)
    given[INDEX] = _page(given[INDEX], main) if INDEX in given else _PAGE.format(title=title, main=main)
    given["package.json"] = json.dumps(_package(files, given, typed=typed), indent=2) + "\n"
    given["vite.config.js"] = _VITE_CONFIG
    given["README.md"] = _README.format(title=title, component=component)
    given[".gitignore"] = "node_modules\ndist\n"
    if typed:
        given.setdefault("tsconfig.json", json.dumps(_TSCONFIG, indent=2) + "\n")
    return given


def _place(name: str, files: Mapping[str, str]) -> str:
    """Everything that is imported belongs into src/; a project that has one stays as it is."""
    if _AT_ROOT.fullmatch(name) or any(each.startswith("src/") for each in files):
        return name
    return f"src/{name}"


def _free_main(given: Mapping[str, str], component: str) -> str:
    suffix = ".tsx" if component.endswith((".ts", ".tsx")) else ".jsx"
    return next(name for stem in ("main", "start", "moonpane") if (name := f"src/{stem}{suffix}") not in given)


def _main(component: str, text: str) -> str:
    name = _NAMED.search(text)
    by_name = name is not None and "export default" not in text
    relative = component.removeprefix("src/") if component.startswith("src/") else f"../{component}"
    sure = "!" if component.endswith((".ts", ".tsx")) else ""
    named = f"{{ {name[1]} as App }}" if by_name and name else "App"
    return _MAIN.format(named=named, component=relative.removesuffix(".tsx").removesuffix(".ts"), sure=sure)


def _page(text: str, main: str) -> str:
    """The project's own page, which starts the file that is there."""
    script = f'<script type="module" src="/{main}">'
    for tag in start_tags(text):
        given = tag.attributes
        if tag.name == "script" and given.get("type", "").lower() == "module" and not is_remote(given.get("src", "//")):
            return text[: tag.start] + script + text[tag.end :]
    end = text.lower().rfind("</body")
    return f"{text[:end]}{script}</script>\n{text[end:]}" if end >= 0 else f"{text}{script}</script>\n"


def _styles(given: Mapping[str, str], main: str) -> dict[str, str]:
    """The style sheets that Tailwind has a part in, and the main file that asks for ours."""
    changed: dict[str, str] = {}
    has_tailwind = False
    for name, text in given.items():
        if not name.endswith(".css") or not TAILWIND_STYLE.search(text):
            continue
        today = _OLD_DIRECTIVES.sub("", text)
        if today != text or re.search(r"@import\s+[\"']tailwindcss", text):
            lead = "" if today == text else '@import "tailwindcss";\n'
            changed[name] = f"{lead}{today.strip()}\n\n{_settings(name)}"
            has_tailwind = True
        else:  # it only uses what another sheet defines
            changed[name] = f'@reference "tailwindcss";\n{text}'
    if not has_tailwind:
        changed[_STYLE] = f'@import "tailwindcss";\n\n{_settings(_STYLE)}'
        depth = len(PurePosixPath(main).parts) - 2
        relative = f"{'../' * depth or './'}tailwind.css" if main.startswith("src/") else f"./{_STYLE}"
        changed[main] = f'import "{relative}";\n{given[main]}'
    return changed


def _settings(name: str) -> str:
    """Tailwind would look for classes in preview.html too, where our runtime has the names of all of them."""
    return f'@source not "{"../" * name.count("/") or "./"}{PREVIEW}";\n\n{usual_style()}'


def _package(files: Mapping[str, str], given: Mapping[str, str], *, typed: bool) -> dict[str, object]:
    versions = runtime_versions()
    bundled = {name: versions[name] for name in _BUNDLED if name in versions}
    development = _TOOLS | (_TYPE_TOOLS if typed else {}) | {"tailwindcss": bundled.pop("tailwindcss", "4.3.5")}
    others = {name: version for name, version in _others(files, given).items() if name not in development | bundled}
    return {
        "name": re.sub(r"[^a-z0-9]+", "-", _title(files).lower()).strip("-") or "page",
        "private": True,
        "version": "0.0.0",
        "type": "module",
        "scripts": {"dev": "vite", "build": "vite build", "preview": "vite preview"},
        "dependencies": dict(sorted((bundled | others).items())),
        "devDependencies": dict(sorted(development.items())),
    }


def _others(files: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Packages that the code imports and the preview has not, in the version that the project says."""
    try:
        said = json.loads(files.get("package.json", "{}"))
        wanted = {**said.get("devDependencies", {}), **said.get("dependencies", {})}
    except (ValueError, AttributeError, TypeError):
        wanted = {}
    found: dict[str, str] = {}
    for name, text in given.items():
        if not name.endswith(_CODE):
            continue
        for specifier in _SPECIFIER.findall(text):
            if re.match(r"[./~]|@/|node:|https?:", specifier):
                continue
            package = "/".join(specifier.split("/")[: 2 if specifier.startswith("@") else 1])
            version = wanted.get(package, "latest")
            if re.fullmatch(r"(?:@[\w.-]+/)?[\w.-]+", package):
                found[package] = version if isinstance(version, str) and re.match(r"[\^~\d]", version) else "latest"
    return found


def _title(files: Mapping[str, str]) -> str:
    found = re.search(r"<title>([^<]{1,80})</title>", files.get(INDEX, ""))
    return found[1].strip() if found and found[1].strip() else "Page"
