// Tailwind in the page: finds the classes that are used and writes their styles, again whenever the page changes.
//
// Pages written for the CDN build of Tailwind 3 work too: `tailwind.config` is taken, and what changed its look since
// is laid over the theme. Made of Tailwind's own compiler, whose browser build takes neither configurations nor plugins.

import { compile } from "tailwindcss";
import preflight from "tailwindcss/preflight.css";
import theme from "tailwindcss/theme.css";
import utilities from "tailwindcss/utilities.css";
import index from "tailwindcss/index.css";
import like3 from "./tailwind3.css";
import usual from "./tailwind_usual.css";

const KIND = "text/tailwindcss";
const SHEETS = { index, preflight, theme, utilities };
const OPACITY = /^(.*:)?(bg|text|border|ring|divide|placeholder)-opacity-(\d+|\[[^\]]+\])$/;

const own = document.currentScript;
const isVersion3 = own?.dataset.version === "3";
const sheet = document.createElement("style");
sheet.dataset.moonpaneStyles = ""; // as long as it is empty, the page is not shown
const known = new Set(); // classes that were given to the compiler
const told = new Set(); // sentences on the console
let compiler = null;
let config = {};
let input = "";
let turn = Promise.resolve();

async function loadStylesheet(id) {
  const name = id.replace(/^tailwindcss\/?|^\.\//g, "").replace(/\.css$/, "") || "index";
  if (!(name in SHEETS)) throw new Error(`The preview has no style sheet “${id}”.`);
  return { path: `${name}.css`, base: "/", content: SHEETS[name] };
}

async function loadModule(id) {
  if (id === "page-config") return { path: id, base: "/", module: config };
  throw new Error(`The preview has no Tailwind plugin “${id}”.`);
}

function sources() {
  const styles = [...document.querySelectorAll(`style[type="${KIND}"]`)];
  const text = styles.map((each) => each.textContent).join("\n");
  const isComplete = /@import\s+["']tailwindcss|@tailwind\s+utilities/.test(text);
  // The directives of version 3 stand for one import.
  const today = text.replace(/@tailwind\s+(?:base|components|variants|screens)\s*;?/g, "");
  const settings = [isVersion3 ? like3 : "", usual, Object.keys(config).length ? '@config "page-config";' : ""];
  const isOld = /@tailwind\s+base/.test(text);
  const lead = !isComplete ? '@import "tailwindcss";' : isOld ? '@import "tailwindcss/theme" layer(theme);@import "tailwindcss/preflight" layer(base);' : "";
  return hoisted(`${lead}\n${today}`, settings.join("\n"));
}

/** Imports come first in a style sheet; our settings behind them, so that the page's own words come last. */
function hoisted(text, settings) {
  const imports = [];
  const rest = text.replace(/@import\s[^;]+;/g, (each) => {
    imports.push(each);
    return "";
  });
  return `${imports.join("\n")}\n${settings}\n${rest}`;
}

/** What is wrong in a page's own styles costs it these, not all of Tailwind. */
async function compiled(text) {
  try {
    return await compile(text, { base: "/", loadStylesheet, loadModule });
  } catch (error) {
    tell(error);
    return compile(hoisted('@import "tailwindcss";', usual), { base: "/", loadStylesheet, loadModule });
  }
}

/** Once for each sentence: half a style sheet is wrong in the same way for some time. */
function tell(error) {
  if (told.has(error.message) || told.size > 50) return;
  told.add(error.message);
  console.error(`Tailwind: ${error.message}`);
}

async function build(isFull) {
  if (isFull || !compiler) {
    const text = sources();
    if (!compiler || text !== input || isFull === "config") {
      input = text;
      compiler = await compiled(text);
      known.clear();
    }
  }
  const found = newClasses();
  if (found.length || !sheet.textContent) sheet.textContent = compiler.build(found);
}

function newClasses() {
  const found = [];
  for (const element of document.querySelectorAll("[class]")) {
    for (const name of element.classList) {
      if (known.has(name)) continue;
      if (OPACITY.test(name)) withOpacity(element, name, found);
      else {
        known.add(name);
        found.push(name);
      }
    }
  }
  return found;
}

/** Version 3 says `bg-black bg-opacity-50` for what is now `bg-black/50`. */
function withOpacity(element, name, found) {
  const [, variant = "", kind, opacity] = OPACITY.exec(name);
  const names = [...element.classList];
  const isColour = (each) => new RegExp(`^${kind}-(?:\\[#|[a-z]+(?:-\\d{2,3})?$)`).test(each) && !each.includes("/");
  const bare = (each) => (each.startsWith(variant) ? each.slice(variant.length) : "");
  const colour = names.map(bare).find(isColour) ?? names.find(isColour);
  if (!colour) return;
  const today = `${variant}${colour}/${opacity}`;
  if (element.classList.contains(today)) return;
  element.classList.add(today);
  if (!known.has(today)) found.push(today);
  known.add(today);
}

function rebuild(isFull) {
  turn = turn.then(() => build(isFull)).catch((error) => {
    tell(error);
    sheet.textContent ||= "/* none */";
  });
}

const isSource = (node) => node.nodeName === "STYLE" && node.getAttribute("type") === KIND;
const inSource = (node) => isSource(node.nodeType === Node.TEXT_NODE ? (node.parentNode ?? node) : node);

function onChanged(records) {
  let isNeeded = false;
  for (const { type, target, addedNodes } of records) {
    if (target === sheet) continue;
    if (inSource(target) || [...addedNodes].some(isSource)) {
      rebuild(true);
      return;
    }
    isNeeded ||= type === "attributes" || [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE);
  }
  if (isNeeded) rebuild(false);
}

const shim = Object.create(null);
Object.defineProperty(shim, "config", {
  get: () => config,
  set(value) {
    config = typeof value === "object" && value ? value : {};
    rebuild("config");
  },
});

globalThis.Moonpane ??= {};
Moonpane.tailwind = true;
if (!globalThis.tailwind) globalThis.tailwind = shim;
(document.head ?? document.documentElement).append(sheet);
new MutationObserver(onChanged).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ["class", "type"],
  characterData: true,
  childList: true,
  subtree: true,
});
rebuild(true);
