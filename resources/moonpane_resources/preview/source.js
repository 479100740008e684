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
const FORBIDDEN = "The page's own Content-Security-Policy forbids its scripts: the preview runs them inside of the " +
  "page, so script-src has to allow 'unsafe-inline' or 'unsafe-eval'.";
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
  const made = `(${isAsync ? "async " : ""}function(${names}){${code}\n})\n//# sourceURL=${file}`;
  try {
    return (0, eval)(lead + made);
  } catch (error) {
    if (error instanceof EvalError) return functionOfScript(`${lead}Moonpane.made = ${made}`, { file, text, line });
    if (!(error instanceof SyntaxError)) throw error;
    const { line: at, column } = errorOfScript(lead + made);
    throw new SourceError(error.message, { file, text, firstLine: line, line: at, column });
  }
}

/** The page's own policy lets nothing be evaluated, but may still let scripts stand in the page. */
function functionOfScript(source, { file, text, line }) {
  checkPolicy(file);
  const { message, ...place } = errorOfScript(source);
  if (place.line) throw new SourceError(message, { file, text, firstLine: line, ...place });
  const { made } = Moonpane;
  delete Moonpane.made;
  return made;
}

let mayRun; // whether the page's own policy lets scripts stand in it; undefined: not tried yet

/** Raises SourceError where the page's own content policy forbids every way to run one of its scripts. */
export function checkPolicy(file) {
  if (mayRun === undefined) {
    errorOfScript("Moonpane.mayRun = true");
    mayRun = Moonpane.mayRun === true;
    delete Moonpane.mayRun;
  }
  if (!mayRun) throw new SourceError(FORBIDDEN, { file });
}

/** The engine tells where a script is wrong only to `onerror`; line 0 for one that is right. */
function errorOfScript(source) {
  const found = { message: "", line: 0, column: 0 };
  const listen = (event) => {
    const message = event.message.replace(/^Uncaught SyntaxError: /, "");
    Object.assign(found, { message, line: event.lineno, column: event.colno });
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  addEventListener("error", listen, true);
  const script = document.createElement("script");
  script.textContent = source;
  document.documentElement.append(script);
  script.remove();
  removeEventListener("error", listen, true);
  return found;
}

/** Where in the project an error was thrown, from its stack. */
export function placeOf(error, files) {
  if (error instanceof SourceError) return error;
  for (const found of String(error?.stack ?? "").matchAll(/(?:\(|at )([^()\s]+):(\d+):(\d+)\)?$/gm)) {
    if (files.has(found[1])) return { file: found[1], line: +found[2], column: +found[3] };
  }
  return {};
}
