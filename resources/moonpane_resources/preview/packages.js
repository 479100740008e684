// What a project may import that is not its own: React, and stand-ins for everything else.

const URL_OF_PACKAGE = /^https?:\/\/[^/]+\/(?:npm\/|pin\/|v\d+\/|stable\/)?((?:@[\w.-]+\/)?[\w.-]+?)(?:@[^/?#]*)?(\/[^?#]*)?(?:[?#].*)?$/;
// Builds of the same thing: react/umd/react.development.js, react/+esm, react-dom/es2022/react-dom.mjs
const BUILD = /^\/(?:\+esm|index\.m?js|(?:umd|cjs|es\d+|esm|dist)\/.*)$/;

/** "https://esm.sh/react-dom@19/client" → "react-dom/client". */
export function packageName(specifier) {
  const found = URL_OF_PACKAGE.exec(specifier.replace(/^npm:/, "https://npm/"));
  if (!found) return specifier;
  const rest = found[2] ?? "";
  return found[1] + (BUILD.test(rest) ? "" : rest.replace(/\.m?js$/, ""));
}

/** The name that a person installs: "lucide-react/icons" → "lucide-react". */
export function rootOf(name) {
  const parts = name.split("/");
  return parts.slice(0, name.startsWith("@") ? 2 : 1).join("/");
}

/** The modules of the bundle, made anew for each run because their JSX functions belong to it. */
export function bundledPackages({ located, stable }) {
  if (!Moonpane.react) return new Map(); // a page of plain modules
  const { React, ReactDOM, Runtime } = Moonpane.react;
  const known = (type, props, source) => {
    if (!located || !source || typeof type !== "string") return props;
    return { ...props, "data-moonpane-source": source };
  };
  const createElement = (type, config, ...children) => {
    const { __source: source, __self, ...props } = config ?? {};
    return React.createElement(stable(type), known(type, props, source), ...children);
  };
  const jsx = (type, props, key) => Runtime.jsx(stable(type), props, key);
  const jsxs = (type, props, key) => Runtime.jsxs(stable(type), props, key);
  const jsxDEV = (type, props, key, isStatic, source) =>
    (isStatic ? Runtime.jsxs : Runtime.jsx)(stable(type), known(type, props, source), key);
  const asModule = (each) => ({ ...each, __esModule: true, default: each });
  const OurReact = { ...React, createElement };
  return new Map([
    ["react", asModule(OurReact)],
    ["react-dom", asModule(ReactDOM)],
    ["react-dom/client", asModule(ReactDOM)],
    ["react/jsx-runtime", asModule({ jsx, jsxs, Fragment: React.Fragment })],
    ["react/jsx-dev-runtime", asModule({ jsxDEV, Fragment: React.Fragment })],
  ]);
}

/**
 * Stands for whatever a package exports, so that the rest of the page can still be seen: an icon is a ring of its
 * size, `motion.div` a div, a hook an object with everything in it.
 */
export function standIn(name = "") {
  const React = Moonpane.react?.React;
  const call = (...args) => {
    // React calls a component with its properties, and nothing or a ref.
    const [props, ref] = args;
    const isDrawn = typeof props === "object" && props !== null && !Array.isArray(props) && ref === undefined;
    if (isDrawn && (/^[A-Z]/.test(name) || props.children !== undefined)) return draw(props);
    if (args.length && args.every((each) => typeof each === "string")) return args.join(" "); // clsx and its kin
    return standIn("value");
  };
  const draw = (props) => {
    const { children, className, style } = props;
    if (/^[a-z]/.test(name)) return React.createElement(hostTag(name), { className, style }, children);
    return children ?? React.createElement(Ring, props);
  };
  return new Proxy(call, {
    get(target, key) {
      if (key === "__esModule") return true;
      if (key === Symbol.toPrimitive) return () => "";
      if (key === Symbol.iterator) return () => Array.from({ length: 4 }, () => standIn("value")).values();
      if (typeof key === "symbol" || key in target || LOOKED_AT.has(key)) return target[key];
      return standIn(key === "default" ? "Default" : key);
    },
  });
}

// What React, promises and JSON ask of any function, to find out what it is.
const LOOKED_AT = new Set(
  ("$$typeof prototype then toJSON displayName defaultProps propTypes contextTypes contextType childContextTypes " +
    "getDerivedStateFromProps").split(" "),
);

const hostTag = (name) => (document.createElement(name) instanceof HTMLUnknownElement ? "div" : name);

function Ring({ size = 24, width = size, height = size, className, style, color = "currentColor" }) {
  const { React } = Moonpane.react;
  const circle = React.createElement("circle", { cx: 12, cy: 12, r: 9, fill: "none", stroke: color, strokeWidth: 2 });
  return React.createElement("svg", { width, height, className, style, viewBox: "0 0 24 24" }, circle);
}
