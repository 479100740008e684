// One file of a project to JavaScript that a function can run, with every error at its place in the source.

import { transform } from "sucrase";
import JSXTransformer from "sucrase/dist/esm/transformers/JSXTransformer.js";

// Where each element stands in the source is one string for us: "App.jsx:12:5". The compiler's own form has no column.
JSXTransformer.prototype.getElementLocationCode = function (start) {
  const line = this.getLineNumberForIndex(start);
  const column = start - this.tokens.code.lastIndexOf("\n", start - 1);
  return JSON.stringify(`${this.options.filePath}:${this.shiftLine(line)}:${column}`);
};
JSXTransformer.prototype.getDevSource = (location) => location;
JSXTransformer.prototype.shiftLine = function (line) {
  return line + firstLine - 1;
};
let firstLine = 1; // of the source within its file, for scripts that stand in a page

/** Something that keeps a page from being shown; `place` is "file:line:column" or shorter. */
export class SourceError extends Error {
  constructor(message, { file, line = 0, column = 0, text = "", firstLine = 1 } = {}) {
    super(message);
    this.name = "SourceError";
    Object.assign(this, { file, line, column, text, firstLine });
  }
}

/** Raises SourceError. `imports`: import and export become require and exports; JSX becomes calls of our runtime. */
export function compiled(text, { file, located, line = 1, imports = true }) {
  const isPlainTypeScript = /\.[cm]?ts$/.test(file);
  const transforms = ["typescript"];
  if (!isPlainTypeScript) transforms.push("jsx");
  if (imports) transforms.push("imports");
  const runtime = imports
    ? { jsxRuntime: "automatic" }
    : { jsxRuntime: "classic", jsxPragma: "Moonpane.element", jsxFragmentPragma: "Moonpane.Fragment" };
  firstLine = line;
  try {
    const { code } = transform(text, { transforms, filePath: file, production: !located, ...runtime });
    return code.replace(/\bimport\.meta\b/g, "module.meta");
  } catch (error) {
    throw new SourceError(plain(error, file), {
      file,
      text,
      firstLine: line,
      line: (error.loc?.line ?? 1) + line - 1,
      column: error.loc?.column ?? 0,
    });
  }
}

function plain(error, file) {
  return error.message.replace(`Error transforming ${file}: `, "").replace(/ \(\d+:\d+\)$/, "");
}

/**
 * A function of `names` with `code` as its body; line 1 of the body is the line of the source that it names.
 * Raises SourceError for what the compiler let pass and the engine does not.
 */
export function functionOf(code, names, { file, text = "", line = 1, isAsync = false }) {
  const lead = "\n".repeat(line - 1);
  const source = `${lead}(${isAsync ? "async " : ""}function(${names}){${code}\n})\n//# sourceURL=${file}`;
  try {
    return (0, eval)(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SourceError(error.message, { file, text, firstLine: line, ...placeOfSyntaxError(source) });
  }
}

/** The engine tells the place of a syntax error only to `onerror`, so the script is given to it once more. */
function placeOfSyntaxError(source) {
  const place = { line: 0, column: 0 };
  const listen = (event) => {
    Object.assign(place, { line: event.lineno, column: event.colno });
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  addEventListener("error", listen, true);
  const script = document.createElement("script");
  script.textContent = source;
  document.documentElement.append(script);
  script.remove();
  removeEventListener("error", listen, true);
  return place;
}

/** Where in the project an error was thrown, from its stack. */
export function placeOf(error, files) {
  if (error instanceof SourceError) return error;
  for (const found of String(error?.stack ?? "").matchAll(/(?:\(|at )([^()\s]+):(\d+):(\d+)\)?$/gm)) {
    if (files.has(found[1])) return { file: found[1], line: +found[2], column: +found[3] };
  }
  return {};
}
