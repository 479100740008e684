// A component that is still being written, shown as it grows: in place, with the last good picture kept.
//
// Each state of the text is tried outside of the page first. Only one that compiles, renders and shows something comes
// into sight, and there React changes what is different: scroll positions and running animations stay.

import { completions } from "./complete.js";
import { Project } from "./project.js";

const BUDGET_MS = 40; // for one state; what is not found by then may be found with the next piece
const MAX_REFUSED = 300;

export class Growing {
  constructor({ located }) {
    this.located = located;
    this.types = new StableTypes();
    this.code = new Map();
    this.refused = new Set(); // texts that gave no page
    this.shown = ""; // the text of the growing file that is in sight
    this.before = {};
    this.root = null;
    this.number = 0;
  }

  /** Shows the files as far as they go. Returns whether what is in sight is of this state. */
  update(files, entry) {
    const growing = this.growingFile(files);
    this.before = files;
    const deadline = performance.now() + BUDGET_MS;
    const isCode = /\.[cm]?[jt]sx?$/.test(growing);
    for (const text of isCode ? completions(files[growing]) : [files[growing]]) {
      const key = `${growing}\n${text}`;
      if (key === this.shown) return true;
      if (this.refused.has(key) && isCode) continue;
      if (this.attempt({ ...files, [growing]: text }, entry, growing)) {
        this.shown = key;
        return true;
      }
      this.refused.add(key);
      if (performance.now() > deadline) break;
    }
    if (this.refused.size > MAX_REFUSED) this.refused.clear();
    return false;
  }

  /** The one that changed; the last of them, because files are written one after the other. Nobody writes pictures. */
  growingFile(files) {
    const names = Object.keys(files).filter((name) => !files[name].startsWith("data:image/"));
    return names.findLast((name) => files[name] !== this.before[name]) ?? names.at(-1);
  }

  attempt(files, entry, growing) {
    const restore = silence();
    this.types.begin();
    try {
      const project = new Project(files, {
        located: this.located,
        lenient: true,
        stable: (type) => this.types.of(type),
      });
      project.code = this.code;
      for (const name of Object.keys(files)) if (name.endsWith(".css")) project.load(name);
      const component = this.component(project, files[entry] === undefined ? growing : entry);
      if (!component || !this.shows(component)) throw new Error("nothing to be seen");
      project.applyStyles();
      this.show(component);
      return true;
    } catch {
      this.types.rollBack();
      return false;
    } finally {
      restore();
    }
  }

  component(project, file) {
    if (!/\.[cm]?[jt]sx?$/.test(file)) return null;
    const exports = project.load(file);
    const components = project.modules.get(file).components ?? {};
    return componentIn(exports, components);
  }

  /** A rendering that nobody sees: whether it goes well and has anything in it. */
  shows(component) {
    const { React, ReactDOM } = Moonpane.react;
    const room = document.createElement("div");
    let failure = null;
    const quiet = () => {};
    const root = ReactDOM.createRoot(room, {
      onUncaughtError: (error) => (failure = error ?? new Error("thrown")),
      onCaughtError: quiet,
      onRecoverableError: quiet,
    });
    ReactDOM.flushSync(() => root.render(React.createElement(this.types.of(component))));
    const hasContent = room.textContent.trim() !== "" || room.querySelector("*") !== null;
    ReactDOM.flushSync(() => root.unmount());
    return failure === null && hasContent;
  }

  show(component) {
    const { React, ReactDOM } = Moonpane.react;
    let failed = false;
    this.root ??= ReactDOM.createRoot(document.getElementById("root"), {
      onUncaughtError: () => this.onFailed(),
      onCaughtError: () => {},
      onRecoverableError: () => {},
    });
    this.onFailed = () => (failed = true);
    const render = () =>
      ReactDOM.flushSync(() =>
        this.root.render(React.createElement(this.types.of(component), { key: this.number })),
      );
    render();
    if (failed) {
      // It rendered anew, but not over what was there: hooks were added, say.
      this.number += 1;
      render();
    }
  }
}

/** What a file shows: its default export, else App, else the last component in it. */
export function componentIn(exports, components = {}) {
  const isComponent = (each) => typeof each === "function" || Boolean(each?.$$typeof && each.render !== undefined) ||
    Boolean(each?.$$typeof && each.type !== undefined && !each.props);
  const named = Object.entries(exports).filter(([name]) => /^[A-Z]/.test(name));
  const all = [exports.default, components.App, ...named.map(([, each]) => each).reverse()];
  const written = Object.keys(components).reverse().map((name) => components[name]);
  return [...all, ...written].find(isComponent) ?? null;
}

/** React keeps a subtree whose component is the same function, so each component has one that stays. */
class StableTypes {
  constructor() {
    this.slots = new Map();
    this.made = new WeakSet();
    this.begin();
  }

  begin() {
    this.keys = new WeakMap();
    this.counts = new Map();
    this.changed = [];
  }

  rollBack() {
    for (const [slot, before] of this.changed.reverse()) slot.current = before;
  }

  of(type) {
    if (typeof type !== "function" || type.prototype?.isReactComponent || this.made.has(type)) return type;
    const key = this.keys.get(type) ?? this.newKey(type);
    let slot = this.slots.get(key);
    if (!slot) {
      const made = { current: type };
      made.proxy = (props) => made.current(props);
      this.made.add(made.proxy);
      this.slots.set(key, made);
      slot = made;
    } else if (slot.current !== type) {
      this.changed.push([slot, slot.current]);
      slot.current = type;
    }
    return slot.proxy;
  }

  /** By name and hooks, since React wants the same hooks in the same order; namesakes are counted. */
  newKey(type) {
    const hooks = [...String(type).matchAll(/\b(use[A-Z]\w*)\s*\)?\(/g)].map((found) => found[1]);
    const base = `${type.name} ${hooks.join(" ")}`;
    const number = this.counts.get(base) ?? 0;
    this.counts.set(base, number + 1);
    const key = `${base} ${number}`;
    this.keys.set(type, key);
    return key;
  }
}

/** Half a page complains of much that the whole one does not. */
function silence() {
  const kept = { error: console.error, warn: console.warn, log: console.log, info: console.info };
  for (const name of Object.keys(kept)) console[name] = () => {};
  return () => Object.assign(console, kept);
}
