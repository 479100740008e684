// The compiler in the page: runs React projects, components that grow, and scripts in JSX or of several modules.

import { completions, hasCrossedTags } from "./complete.js";
import { Growing, componentIn } from "./grow.js";
import { clearNotices, showBar, showError } from "./panel.js";
import { Project } from "./project.js";
import { SourceError, checkPolicy, compiled, placeOf } from "./source.js";

const BABEL = new Set(["text/babel", "text/jsx", "text/tsx", "text/typescript"]);
const MODULE = "text/moonpane-module";

let project = null;
let growing = null;
// What the page was made with: files, entry (of a project that is run as a whole), page (its name), located.
const options = JSON.parse(document.currentScript?.dataset.options ?? "{}");
const home = document.currentScript?.src.replace(/[^/]*$/, "") ?? "";

/** An error, in the page and on the console, each with its place. */
function tell(error) {
  const place = placeOf(error, project.files);
  const message = String(error?.message ?? error);
  showError({ message, ...place }, project.files.get(place.file) ?? "");
  // For those who only draw the page.
  document.documentElement.dataset.moonpaneError ??= `${placeText(place)}${message}`;
}

function placeText({ file, line, column }) {
  const place = [file, line, column].filter(Boolean).join(":");
  return place && `${place}: `;
}

function tellOnConsole(error) {
  const place = placeText(placeOf(error, project.files));
  console.error(place ? `${place}${error.message}` : String(error?.stack ?? error));
}

function tellUnknown() {
  if (!project.unknown.size) return;
  const names = [...project.unknown.keys()].map((name) => `“${name}”`).join(", ");
  const [place] = project.unknown.values();
  const sentence = `The preview has no package ${names}: only react, react-dom, Tailwind and your own files. ` +
    "What comes from it has a stand-in.";
  showBar(sentence);
  console.error(`${placeText(place)}${sentence}`);
}

async function tellBoth(error) {
  const exact = await explained(error);
  tellOnConsole(exact);
  tell(exact);
}

/** The compiler is quick, but does not always know what is wrong; the parser that does is loaded only for that. */
async function explained(error) {
  if (!(error instanceof SourceError) || !error.text) return error;
  const found = await explanation(error.text, error.file);
  return found ? new SourceError(found.message, { ...error, ...found, line: found.line + error.firstLine - 1 }) : error;
}

async function explanation(text, file) {
  if (!Moonpane.explain && home) {
    await new Promise((resolve) => {
      const script = Object.assign(document.createElement("script"), { src: `${home}explain.js` });
      script.onload = script.onerror = resolve;
      document.documentElement.append(script);
      script.remove();
    });
  }
  return Moonpane.explain?.(text, file) ?? null;
}

/** The page can be shown, but others would not build it. */
async function tellCrossedTags() {
  for (const file of project.modules.keys()) {
    const text = project.files.get(file) ?? "";
    if (!/\.[jt]sx?$/.test(file) || !hasCrossedTags(text)) continue;
    const found = await explanation(text, file);
    if (found) console.error(`${placeText({ file, ...found })}${found.message}`);
  }
}

/** Runs a whole React project: a component is rendered into #root, a main file does that itself. */
function open(entry) {
  clearNotices();
  const { files } = options;
  try {
    const exports = project.load(entry);
    project.applyStyles();
    const component = componentIn(exports);
    if (component && !/createRoot|hydrateRoot|\.render\(/.test(files[entry])) render(component);
    else if (!component && !/createRoot|hydrateRoot|\.render\(|document\b/.test(files[entry])) {
      throw new Error(`${entry} exports no component, so there is nothing to show.`);
    }
  } catch (error) {
    tellBoth(error);
  }
  tellUnknown();
  tellCrossedTags();
}

function render(component) {
  const { React, ReactDOM } = Moonpane.react;
  const root = ReactDOM.createRoot(document.getElementById("root"));
  ReactDOM.flushSync(() => root.render(React.createElement(component)));
}

/** The next state of a React project that is being written; whether it came into sight. */
function grow(files, entry) {
  growing ??= new Growing(options);
  return growing.update(files, entry);
}

async function runPageScripts() {
  for (const script of document.querySelectorAll("script[type]")) {
    const isModule = script.type === MODULE || (BABEL.has(script.type) && script.dataset.type === "module");
    if (!isModule && !BABEL.has(script.type)) continue;
    const file = script.dataset.file ?? options.page ?? "index.html";
    const line = Number(script.dataset.line ?? 1);
    const text = script.dataset.source ?? script.textContent;
    try {
      if (isModule || /^[ \t]*(?:import|export)\b/m.test(text)) await project.runScript(text, { file, line });
      else runPlain(compiled(text, { file, line, imports: false, located: project.located }), { file, line });
    } catch (error) {
      tellBoth(error);
    }
  }
  project.applyStyles();
  tellUnknown();
}

/** As a script of its own, so that what it declares is there for the next one. */
function runPlain(code, { file, line }) {
  checkPolicy(file);
  let failure = null;
  const listen = (event) => (failure ??= event.error);
  addEventListener("error", listen);
  const script = document.createElement("script");
  script.textContent = `${"\n".repeat(line - 1)}${code}\n//# sourceURL=${file}`;
  document.documentElement.append(script);
  script.remove();
  removeEventListener("error", listen);
  if (failure) tell(failure);
}

function element(type, config, ...children) {
  return project.packages.get("react").createElement(type, config, ...children);
}

globalThis.Moonpane ??= {};
Object.assign(Moonpane, {
  compile: { completions, compiled },
  element,
  grow,
  tell,
});
Object.defineProperty(Moonpane, "Fragment", { get: () => Moonpane.react.React.Fragment });
globalThis.Babel ??= {
  transform: (text, { filename = "script.jsx" } = {}) => ({ code: compiled(text, { file: filename, imports: false }) }),
  transformScriptTags: () => {},
  registerPreset: () => {},
  registerPlugin: () => {},
  availablePresets: {},
  availablePlugins: {},
};

function start() {
  project = new Project(options.files ?? {}, options);
  if (options.entry) open(options.entry);
  else runPageScripts();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
