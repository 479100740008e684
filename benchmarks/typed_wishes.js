// Judges a changed page beside the page as it was: what the checks of wishes are written in, and what else changed.
// A helper that is given no element answers with what no check takes for granted (NaN, '', 'none').
const norm = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const NO_TEXT = 'script,style,template,noscript,svg *';
const ownText = (el) => norm(el.matches('input,textarea')
  ? (['checkbox', 'radio'].includes(el.type) ? '' : el.value || el.placeholder)
  : [...el.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(' '));
const style = (el) => getComputedStyle(el);
const elements = (css, doc) => [...doc.body.querySelectorAll(css)].filter((el) => !el.matches(NO_TEXT));

// Those of the first way of matching that finds any: the whole text before a part of it, the case as written before any.
const WAYS = [
  (said, text) => said === text,
  (said, text) => said.includes(text),
  (said, text) => said.toLowerCase() === text.toLowerCase(),
  (said, text) => said.toLowerCase().includes(text.toLowerCase()),
];

function matching(css, text, doc, ways) {
  const candidates = elements(css, doc).map((el) => [el, [ownText(el), norm(el.textContent)]]);
  for (const way of ways) {
    const found = candidates.filter(([, texts]) => texts.some((said) => way(said, text))).map(([el]) => el);
    if (found.length) return found.filter((el) => !found.some((other) => other !== el && el.contains(other)));
  }
  return [];
}

function readable(doc) {
  const fields = elements('input,textarea', doc).filter((el) => el.checkVisibility()).map(ownText);
  return norm([doc.body.innerText, ...fields].join(' '));
}

function colorsIn(css) {
  return [...css.matchAll(/rgba?\(([^)]*)\)/g)].map(([, parts]) => {
    const [r, g, b, a = 1] = parts.split(/[\s,/]+/).filter(Boolean).map(Number);
    return [r, g, b, a];
  });
}

function hsl([r, g, b]) {
  const [red, green, blue] = [r / 255, g / 255, b / 255];
  const most = Math.max(red, green, blue), span = most - Math.min(red, green, blue), light = most - span / 2;
  if (!span) return [0, 0, light];
  const sixth = most === red ? ((green - blue) / span + 6) % 6
    : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return [sixth * 60, span / (1 - Math.abs(2 * light - 1)), light];
}

function hue(rgb) {
  if (!rgb || Number.isNaN(rgb[0])) return 'none';
  const [angle, full, light] = hsl(rgb);
  if (light > 0.97 || (light > 0.93 && full < 0.35)) return 'white';
  if (light < 0.1 || (light < 0.15 && full < 0.4)) return 'black';
  if (full < 0.13) return 'gray';
  if (angle >= 305 && angle < 345) return 'pink';
  if (angle >= 345 || angle < 15) return light > 0.72 ? 'pink' : 'red';
  if (angle < 45) return light < 0.38 || (full < 0.5 && light < 0.55) ? 'brown' : 'orange';
  if (angle < 68) return 'yellow';
  if (angle < 165) return 'green';
  if (angle < 195) return 'teal';
  return angle < 247 ? 'blue' : 'purple';
}

const bright = (rgb) => (rgb ? 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] : NaN);

function helpers(document) {
  const all = (css, text, doc = document) =>
    text === undefined ? elements(css, doc) : matching(css, norm(text), doc, WAYS);
  function color(el, prop) {
    if (!el) return [NaN, NaN, NaN, NaN];
    if (prop !== 'backgroundColor') return colorsIn(style(el)[prop])[0] ?? [NaN, NaN, NaN, NaN];
    for (let at = el; at; at = at.parentElement) {
      const own = colorsIn(style(at).backgroundColor)[0];
      const painted = colorsIn(style(at).backgroundImage)[0];  // a gradient counts as its first colour
      if (painted?.[3]) return painted;
      if (own?.[3]) return own;
    }
    return [255, 255, 255, 1];
  }
  return {
    all, color, hue,
    q: (css, text, doc = document) => all(css, text, doc)[0] ?? null,
    px: (el, prop) => (el ? parseFloat(style(el)[prop]) : NaN),
    isDark: (rgb) => bright(rgb) < 110,
    isLight: (rgb) => bright(rgb) > 150,
    text: (el) => (el ? norm(el.innerText) || ownText(el) : ''),
    box: (el) => (el ? el.getBoundingClientRect() : new DOMRect(NaN, NaN, NaN, NaN)),
    has: (text, doc = document) => readable(doc).includes(norm(text)),
  };
}

function checked(frame, was, check) {
  const known = {...helpers(frame.document), was, window: frame, document: frame.document};
  return Boolean(new Function(...Object.keys(known), `return (${check});`)(...Object.values(known)));
}

// `css:…` is a selector; a text means the elements that say it, or of a longer text the innermost that contain it.
function touched(touch, doc) {
  if (touch.startsWith('css:')) return elements(touch.slice(4), doc);
  const text = norm(touch);
  return matching('*', text, doc, text.length < 4 ? [WAYS[0], WAYS[2]] : WAYS);
}

const place = (el) => (el.parentElement ? `${place(el.parentElement)}/${[...el.parentElement.children].indexOf(el)}` : '');

// What is compared of an element: its words and how they look, its ground and lines. Bare wrappers count for nothing.
function look(el) {
  const own = ownText(el), css = style(el);
  const ground = css.backgroundColor;
  const lines = ['Top', 'Right', 'Bottom', 'Left'].map((side) => css[`border${side}Width`]).join(' ');
  const isBare = colorsIn(ground)[0]?.[3] === 0 && !/[1-9]/.test(lines) && !el.matches('img,input,svg,video,iframe');
  if (!own && isBare) return null;
  const words = own ? [own, css.color, css.fontSize, css.fontWeight] : [el.getAttribute('src') ?? ''];
  return [...words, ground, lines, css.display === 'none' ? 'hidden' : 'shown'].join(' | ');
}

// The looks that one page has and the other has not, of elements that no wish was about (nor are in or around one).
// What is excused on one side may still stand on the other: around something removed is nothing that was wished for.
function collateral(was, now, touches) {
  if (!touches.length) return [];
  const hits = [was, now].map((doc) => touches.flatMap((touch) => touched(touch, doc)));
  if (elements('*', was).length === elements('*', now).length) {  // a text that was replaced stands where it stood
    const places = new Set(hits[0].map(place));
    hits[1].push(...elements('*', now).filter((el) => places.has(place(el))));
  }
  const sides = [was, now].map((doc, side) => {
    const every = new Map(), bound = new Map();
    for (const el of [doc.body, ...elements('*', doc)]) {
      const key = look(el);
      if (key === null) continue;
      every.set(key, (every.get(key) ?? 0) + 1);
      const isExcused = hits[side].some((hit) => hit.contains(el) || el.contains(hit));
      if (!isExcused) bound.set(key, (bound.get(key) ?? 0) + 1);
    }
    return {every, bound};
  });
  const lacking = (one, other, sign) =>
    [...one.bound].filter(([key, count]) => count > (other.every.get(key) ?? 0)).map(([key]) => `${sign} ${key}`);
  return [...lacking(sides[0], sides[1], '-'), ...lacking(sides[1], sides[0], '+')];
}

// A document without scripts in a frame of the given width in CSS px, laid out.
async function laidOut(html, width) {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-same-origin';
  frame.style = `width:${width}px;height:900px;border:0`;
  const loaded = new Promise((resolve) => { frame.onload = resolve; });
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  return frame;
}

async function judge({was, now, check, touches, width}) {
  document.body.replaceChildren();
  const [before, after] = await Promise.all([laidOut(was, width), laidOut(now, width)]);
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  try {
    const isTrue = checked(after.contentWindow, before.contentDocument, check);
    return {isTrue, changed: collateral(before.contentDocument, after.contentDocument, touches)};
  } catch (error) {
    return {mistake: String(error)};
  }
}
