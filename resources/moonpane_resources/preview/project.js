// A project of several files, run: imports between its files, styles, and the modules of the bundle.

import { bundledPackages, packageName, rootOf, standIn } from "./packages.js";
import { SourceError, compiled, functionOf } from "./source.js";

const CODE = [".tsx", ".ts", ".jsx", ".js", ".mjs"];
const SUFFIXES = ["", ...CODE, ".json", ".css"];
const PICTURE = /\.(svg|png|jpe?g|gif|webp|avif|ico)$/i;
const GREY = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='120'><rect width='100%' height='100%' fill='%23d4d4d8'/></svg>";

export class Project {
  /**
   * files: path → text. located: elements say where they stand in the source.
   * lenient: the project is still being written, so what is missing has a stand-in and nobody is told.
   * stable: component → the component to render for it; see grow.js.
   */
  constructor(files, { located = false, lenient = false, stable = (type) => type } = {}) {
    this.files = new Map(Object.entries(files).map(([name, text]) => [name.replace(/^\.?\//, ""), text]));
    this.located = located;
    this.lenient = lenient;
    this.packages = bundledPackages({ located, stable });
    this.modules = new Map();
    this.unknown = new Map(); // package → the file that wants it
    this.styles = new Map();
    this.code = new Map(); // file → [its text, what it was compiled to]; shared by the states of a growing project
  }

  /** Runs a file, once; returns its exports. Raises SourceError, and whatever the file itself throws. */
  load(file) {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {}, meta: { env: { MODE: "preview", DEV: true, PROD: false }, url: file } };
    this.modules.set(file, module);
    if (/\.css$/.test(file)) this.styles.set(file, this.files.get(file));
    if (/\.css$/.test(file)) module.exports = { __esModule: true, default: namesOfClasses() };
    else if (/\.json$/.test(file)) module.exports = this.json(file);
    else if (PICTURE.test(file)) module.exports = asDefault(dataUrl(this.files.get(file)));
    else if (!CODE.some((suffix) => file.endsWith(suffix))) module.exports = asDefault(this.files.get(file));
    else this.run(this.compiled(file), module, file);
    return module.exports;
  }

  run(code, module, file, { line = 1 } = {}) {
    const names = this.lenient ? unknownNames(code) : [];
    const body = names.length ? `return(()=>{${code}\n})()` : code;
    const require = (specifier) => this.require(specifier, file);
    const stubs = names.map((name) => (name in globalThis ? globalThis[name] : standIn(name)));
    const given = ["require", "exports", "module", ...names];
    functionOf(body, given, { file, line }).call(undefined, require, module.exports, module, ...stubs);
  }

  /** A script of a page itself, which may await at its top. */
  async runScript(text, { file, line }) {
    const code = compiled(text, { file, line, located: this.located });
    const module = { exports: {}, meta: { env: {}, url: file } };
    const run = functionOf(code, ["require", "exports", "module"], { file, line, text, isAsync: true });
    await run.call(undefined, (specifier) => this.require(specifier, file), module.exports, module);
  }

  compiled(file) {
    const text = this.files.get(file);
    const kept = this.code.get(file);
    if (kept?.[0] === text) return kept[1];
    const code = compiled(text, { file, located: this.located }) + (this.lenient ? componentsOf(text) : "");
    this.code.set(file, [text, code]);
    return code;
  }

  require(specifier, from) {
    const bare = specifier.replace(/[?#].*$/, "");
    const isOwn = /^(\.{0,2}\/|\.{1,2}$|@\/|~\/)/.test(bare);
    if (!isOwn) return this.package(specifier, from);
    const file = this.resolve(bare, from);
    if (file) return /\?raw$/.test(specifier) ? asDefault(this.files.get(file)) : this.load(file);
    if (PICTURE.test(bare)) return asDefault(`data:image/svg+xml,${GREY}`);
    if (this.lenient) return standIn();
    throw new SourceError(`“${specifier}” is not among the files of this project.`, this.placeOfImport(specifier, from));
  }

  package(specifier, from) {
    const name = packageName(specifier);
    const module = this.packages.get(name) ?? this.packages.get(rootOf(name) === "react-dom" ? "react-dom" : "");
    if (module) return module;
    if (/\.css$/.test(name)) return {};
    this.unknown.set(rootOf(name), this.placeOfImport(specifier, from));
    return standIn();
  }

  resolve(specifier, from) {
    const bases = /^[@~]\//.test(specifier)
      ? [`src/${specifier.slice(2)}`, specifier.slice(2)]
      : specifier.startsWith("/")
        ? [specifier.slice(1), `public${specifier}`]
        : [`${from.replace(/[^/]*$/, "")}${specifier}`];
    for (const base of bases.map(normal)) {
      for (const suffix of SUFFIXES) if (this.files.has(base + suffix)) return base + suffix;
      for (const suffix of CODE) {
        const index = `${base ? `${base}/` : ""}index${suffix}`;
        if (this.files.has(index)) return index;
      }
      // TypeScript's habit of naming what the compiler will write.
      const written = base.replace(/\.jsx?$/, "");
      for (const suffix of [".tsx", ".ts"]) if (written !== base && this.files.has(written + suffix)) return written + suffix;
    }
    return null;
  }

  placeOfImport(specifier, from) {
    const lines = (this.files.get(from) ?? "").split("\n");
    const line = lines.findIndex((each) => each.includes(`"${specifier}"`) || each.includes(`'${specifier}'`));
    return { file: from, line: line + 1 };
  }

  json(file) {
    try {
      const value = JSON.parse(this.files.get(file));
      return { ...value, __esModule: true, default: value };
    } catch (error) {
      if (this.lenient) return asDefault(standIn());
      throw new SourceError(error.message, { file });
    }
  }

  /** The styles of the files that were loaded, into the page; one element each, changed in place. */
  applyStyles() {
    for (const [file, text] of this.styles) {
      const type = /@(?:tailwind|apply|theme|utility|custom-variant|import\s+["']tailwindcss)/.test(text)
        ? "text/tailwindcss"
        : "text/css";
      let style = [...document.querySelectorAll("style[data-file]")].find((each) => each.dataset.file === file);
      if (style?.type !== type) {
        style?.remove();
        style = Object.assign(document.createElement("style"), { type });
        style.dataset.file = file;
        document.head.append(style);
      }
      const resolved = this.withImports(text, file);
      if (style.textContent !== resolved) style.textContent = resolved;
    }
  }

  withImports(text, from, depth = 0) {
    return text.replace(/@import\s+(?:url\()?["'](\.{1,2}\/[^"']+)["']\)?[^;]*;/g, (whole, name) => {
      const file = this.resolve(name, from);
      return file && depth < 8 ? this.withImports(this.files.get(file), file, depth + 1) : "";
    });
  }
}

const asDefault = (value) => ({ __esModule: true, default: value });
// A picture's text is its address already; a drawing is text.
const dataUrl = (text) => text.startsWith("data:image/") ? text : `data:image/svg+xml,${encodeURIComponent(text)}`;
const namesOfClasses = () => new Proxy({}, { get: (_, name) => (typeof name === "string" ? name : undefined) });

function normal(path) {
  const parts = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

// While a file is written, the components it uses may not be there yet, and its main one not exported.
const COMPONENT = /^[ \t]*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class|const|let|var)\s+([A-Z][\w$]*)/gm;

function componentsOf(text) {
  const names = [...new Set([...text.matchAll(COMPONENT)].map((found) => found[1]))];
  const pairs = names.map((name) => `get ${name}(){try{return ${name}}catch{}}`);
  return `\nmodule.components={${pairs.join(",")}};`;
}

function unknownNames(code) {
  const used = [...code.matchAll(/(?:jsx(?:s|DEV)?|createElement)\.call\(void 0, ([A-Z][\w$]*)\s*,/g)];
  return [...new Set(used.map((found) => found[1]))];
}
