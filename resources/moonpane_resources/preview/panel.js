// What a page shows when it cannot be shown: where, what, and the lines around it. A page is never just blank.

const STYLE = `
  :host { all: initial; display: block; position: relative; z-index: 2147483646; }
  .panel { box-sizing: border-box; max-width: 760px; margin: 40px auto; padding: 24px 28px; border-radius: 14px;
    font: 15px/1.55 Inter, system-ui, sans-serif; color: #1d2230; background: #fff; border: 1px solid #e3e5ec;
    box-shadow: 0 1px 2px rgb(20 24 40 / .05), 0 12px 32px rgb(20 24 40 / .07); }
  .room { padding: 1px 20px; }
  h1 { margin: 0 0 4px; font-size: 13px; font-weight: 600; color: #c2334d; }
  .message { margin: 0; font-size: 17px; font-weight: 600; overflow-wrap: anywhere; white-space: pre-wrap; }
  .place { margin: 6px 0 0; font: 13px/1.5 "JetBrains Mono", ui-monospace, monospace; color: #5b6275; }
  pre { margin: 18px 0 0; padding: 12px 0; border-radius: 10px; overflow: auto; background: #f5f6f9;
    font: 13px/1.65 "JetBrains Mono", ui-monospace, monospace; tab-size: 2; }
  pre span { display: block; padding: 0 16px; white-space: pre; }
  pre .here { background: rgb(194 51 77 / .1); box-shadow: inset 3px 0 #c2334d; }
  pre i { display: inline-block; width: 3.2em; font-style: normal; color: #9aa0b0; user-select: none; }
  .bar { box-sizing: border-box; position: fixed; left: 16px; right: 16px; bottom: 16px; max-width: 720px;
    margin: 0 auto; padding: 10px 16px; border-radius: 10px; font: 13px/1.5 Inter, system-ui, sans-serif;
    color: #5a4309; background: #fff6dd; border: 1px solid #f0deab; }
  @media (prefers-color-scheme: dark) {
    .panel { color: #e8eaf2; background: #1d2029; border-color: #31353f; }
    h1 { color: #ff8fa0; } .place { color: #a4abbd; } pre { background: #15171e; } pre i { color: #6c7386; }
    .bar { color: #f3dfa6; background: #33291a; border-color: #54441f; }
  }
`;
const AROUND = 3; // lines of source before and after
const MAX_LINES = 12; // of a message

let host = null;

function room() {
  if (!host?.isConnected) {
    host = document.createElement("moonpane-notice");
    const look = new CSSStyleSheet(); // an element would be subject to the page's own policy
    look.replaceSync(STYLE);
    host.attachShadow({ mode: "open" }).adoptedStyleSheets = [look];
    (document.body ?? document.documentElement).prepend(host);
  }
  return host.shadowRoot;
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function clearNotices() {
  host?.remove();
  host = null;
}

/** The first error counts: those after it mostly follow from it. */
export function showError({ message, file, line, column }, source = "") {
  if (room().querySelector(".panel")) return;
  const panel = element("section", "panel");
  panel.setAttribute("role", "alert");
  panel.append(
    element("h1", "", "The page cannot be shown"),
    element("p", "message", message.split("\n").slice(0, MAX_LINES).join("\n")),
  );
  const place = [file, line, column].filter(Boolean).join(":");
  if (place) panel.append(element("p", "place", place));
  if (source && line) panel.append(frame(source.split("\n"), line));
  const around = element("div", "room");
  around.append(panel);
  room().append(around);
}

function frame(lines, line) {
  const pre = element("pre");
  const from = Math.max(1, line - AROUND);
  for (let number = from; number <= Math.min(lines.length, line + AROUND); number++) {
    const row = element("span", number === line ? "here" : "");
    row.append(element("i", "", String(number)), lines[number - 1].slice(0, 300) || " ");
    pre.append(row);
  }
  return pre;
}

export function showBar(sentence) {
  const bar = room().querySelector(".bar") ?? element("div", "bar");
  bar.setAttribute("role", "status");
  bar.textContent = sentence;
  room().append(bar);
}
