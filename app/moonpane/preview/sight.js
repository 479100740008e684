// Tells what is selected, and where, as far as all of it is in sight; from a world that the page's scripts cannot reach.
// It is put in when a document begins: nothing of the page has a name then that could take the place of ours. As in
// picking.js every property is taken from its prototype, once.
(() => {
  'use strict';
  if (Object.hasOwn(globalThis, 'moonpaneSight')) return;
  const MAX_WORDS = 2000, MAX_NODES = 20_000, MAX_WATCHED = 500, MAX_PARTS = 200, LEAST_PX = 5,
    LEAST_OPACITY = 0.3, LEAST_CONTRAST = 40;
  const reader = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name).get;
    return (object) => get.call(object);
  };
  const caller = (prototype, name) => {
    const method = prototype[name];
    return (object, ...values) => method.apply(object, values);
  };
  const parentNode = reader(Node.prototype, 'parentNode'), host = reader(ShadowRoot.prototype, 'host');
  const rootOf = caller(Node.prototype, 'getRootNode');
  const textOf = reader(CharacterData.prototype, 'data');
  const allOf = caller(Element.prototype, 'querySelectorAll');
  const rectangle = caller(Element.prototype, 'getBoundingClientRect');
  const clientLeft = reader(Element.prototype, 'clientLeft'), clientTop = reader(Element.prototype, 'clientTop');
  const width = reader(HTMLElement.prototype, 'offsetWidth'), height = reader(HTMLElement.prototype, 'offsetHeight');
  const hit = caller(Document.prototype, 'elementFromPoint');
  const hitInside = caller(ShadowRoot.prototype, 'elementFromPoint');
  const active = reader(Document.prototype, 'activeElement');
  const inside = reader(HTMLIFrameElement.prototype, 'contentWindow');
  const FIELDS = [HTMLInputElement.prototype, HTMLTextAreaElement.prototype].map((prototype) => ({
    is: (element) => prototype.isPrototypeOf(element),
    start: reader(prototype, 'selectionStart'), end: reader(prototype, 'selectionEnd'), text: reader(prototype, 'value'),
  }));
  const overflow = ['scrollWidth', 'clientWidth', 'scrollHeight', 'clientHeight'].map((name) =>
    reader(Element.prototype, name));

  let press = null;
  const onPress = (event) => {
    if (event.isTrusted) press = { event, x: event.clientX, y: event.clientY, at: event.composedPath()[0] };
  };
  const listen = () => addEventListener('mousedown', onPress, true);
  listen();
  new MutationObserver(listen).observe(document, { childList: true });  // `document.open` takes all listeners away

  const up = (node) => {
    const above = parentNode(node);
    return above instanceof ShadowRoot ? host(above) : above instanceof Element ? above : null;
  };
  const channels = (color) => {  // red, green, blue and how opaque; other notations of colours are believed to be seen
    const parts = /^rgba?\(([^)]+)\)$/.exec(color)?.[1].split(/[\s,/]+/).map(Number);
    return parts ? [...parts.slice(0, 3), parts[3] ?? 1] : [NaN, NaN, NaN, /\/\s*0?\.?[0-2]?\)?$/.test(color) ? 0 : 1];
  };
  const isWhole = (element) => {
    for (let at = element; at; at = up(at)) {
      const style = getComputedStyle(at);
      if (style.clipPath !== 'none' || style.maskImage !== 'none') return false;
    }
    return true;
  };
  const ground = (element) => {  // the colour behind it, where that is one
    for (let at = element; at; at = up(at)) {
      const style = getComputedStyle(at), color = channels(style.backgroundColor);
      if (style.backgroundImage !== 'none' || (color[3] > 0 && color[3] < 1)) return null;
      if (color[3] === 1) return color;
    }
    return [255, 255, 255, 1];
  };
  const isLegible = (element) => {
    const style = getComputedStyle(element), selected = getComputedStyle(element, '::selection');
    const isGradient = style.backgroundClip === 'text' && style.backgroundImage !== 'none';
    const color = channels(style.webkitTextFillColor), behind = ground(element);
    if (style.webkitTextSecurity !== 'none' || parseFloat(style.fontSize) < LEAST_PX) return false;
    if (channels(selected.color)[3] < LEAST_OPACITY && !isGradient) return false;
    if (!isGradient && color[3] < LEAST_OPACITY) return false;
    const contrast = behind ? [0, 1, 2].reduce((sum, at) => sum + Math.abs(color[at] - behind[at]), 0) : NaN;
    return !(contrast < LEAST_CONTRAST) && isWhole(element) && !hidesItself(element);
  };
  const hasPart = (element, part, counts) => {  // made by its style
    const style = getComputedStyle(element, part);
    return style.content !== 'none' && style.content !== 'normal' && counts(style);
  };
  const isCovering = (style) => style.position !== 'static' || style.transform !== 'none' || style.pointerEvents === 'none' ||
    [style.marginTop, style.marginRight, style.marginBottom, style.marginLeft].some((side) => parseFloat(side) < 0);
  const isIgnored = (style) => style.pointerEvents === 'none';
  const hidesItself = (element) => {  // behind parts of its own, which are not above it for Chromium
    const parts = [...allOf(element, '*')];
    return parts.length > MAX_PARTS || ['::before', '::after'].some((part) => hasPart(element, part, isCovering) ||
      parts.some((each) => hasPart(each, part, isIgnored))) || parts.some((each) => isIgnored(getComputedStyle(each)));
  };
  const isTop = (element, { left, top, right, bottom }) => {
    if (right - left < 1 || bottom - top < LEAST_PX) return false;
    const root = rootOf(element), from = root instanceof ShadowRoot ? hitInside : hit;
    const edge = Math.min(2, (right - left) / 4);  // boxes are painted on whole pixels
    return [left + edge, (left + right) / 2, right - edge].every((x) => {
      return from(root, x, (top + bottom) / 2) === element;
    });
  };
  // What Chromium has against clickjacking: whether an element is opaque, straight, and has nothing above it, also nothing
  // that lets the mouse through. It takes some frames.
  const watched = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) watched.set(entry.target, entry.isVisible);
  }, { trackVisibility: true, delay: 100 });
  const isUncovered = (element) => {
    if (watched.size > MAX_WATCHED) {
      watcher.disconnect();
      watched.clear();
    }
    if (!watched.has(element)) {
      watched.set(element, false);
      watcher.observe(element);
    }
    return watched.get(element);
  };
  const box = ({ left, top, right, bottom }) => [left, top, right - left, bottom - top];

  // -- what is selected: its words and their boxes, none where anything of it is out of sight ------
  const inField = (field, kind) => {
    const words = kind.text(field).slice(kind.start(field), kind.end(field));
    const style = getComputedStyle(field), frame = rectangle(field);
    const [wide, widest, high, highest] = overflow.map((size) => size(field));
    const fits = wide <= widest + 1 && high <= highest + 1 && parseFloat(style.textIndent) === 0 &&
      !(parseFloat(style.letterSpacing) < 0) && isLegible(field) && isTop(field, frame);
    return { words, boxes: fits ? [box(frame)] : [], isBare: isUncovered(field) };
  };
  const inText = (range) => {
    const boxes = [], legible = new Map(), part = document.createRange();
    const top = range.commonAncestorContainer;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    let words = '', seen = 0, isBare = true;
    for (let node = top instanceof Text ? top : walker.nextNode(); node; node = walker.nextNode()) {
      if (++seen > MAX_NODES || boxes.length > MAX_WORDS) return { words, boxes: [] };
      if (!range.intersectsNode(node)) continue;
      const element = parentNode(node), text = textOf(node);
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : text.length;
      for (const { 0: word, index } of text.slice(from, to).matchAll(/\S+/g)) {
        part.setStart(node, from + index);
        part.setEnd(node, from + index + word.length);
        const lines = [...part.getClientRects()];
        if (!lines.length || getComputedStyle(element).userSelect === 'none') continue;  // not selected with the others
        words += word + ' ';
        if (!legible.has(element)) {
          legible.set(element, isLegible(element));
          isBare = isUncovered(element) && isBare;
        }
        if (!legible.get(element) || !lines.every((line) => isTop(element, line))) return { words, boxes: [] };
        boxes.push(...lines.map(box));
      }
    }
    return { words, boxes, isBare };
  };
  const selected = () => {
    const focused = active(document);
    if (HTMLIFrameElement.prototype.isPrototypeOf(focused)) return inFrame(focused);
    const kind = FIELDS.find((each) => each.is(focused));
    const isPressed = press && !press.event.defaultPrevented && press.at instanceof Element;
    const on = isPressed && getComputedStyle(press.at).userSelect !== 'none' ? [press.x, press.y] : null;
    if (kind && kind.start(focused) < kind.end(focused))
      return { ...inField(focused, kind), press: press?.at === focused ? on : null };
    const root = press && rootOf(press.at);
    const own = root instanceof ShadowRoot && root.getSelection ? root.getSelection() : null;
    const selection = own && !own.isCollapsed ? own : getSelection();
    return selection.rangeCount ? { ...inText(selection.getRangeAt(0)), press: on } : null;
  };
  const inFrame = (frame) => {
    const view = inside(frame);
    try {
      const sight = Object.getOwnPropertyDescriptor(view, 'moonpaneSight')?.value;
      const found = sight?.selected(), { left, top, right, bottom } = rectangle(frame);
      const style = getComputedStyle(frame);
      const x = left + clientLeft(frame) + parseFloat(style.paddingLeft);
      const y = top + clientTop(frame) + parseFloat(style.paddingTop);
      const isPlain = Math.abs(right - left - width(frame)) < 1 && Math.abs(bottom - top - height(frame)) < 1;
      if (!found || !isPlain || !isWhole(frame)) return null;
      const boxes = found.boxes.map(([dx, dy, w, h]) => [x + dx, y + dy, w, h]);
      const all = boxes.every(([dx, dy, w, h]) => isTop(frame, { left: dx, top: dy, right: dx + w, bottom: dy + h }));
      return { ...found, boxes: all ? boxes : [], press: found.press && [x + found.press[0], y + found.press[1]] };
    } catch {
      return null;  // a frame of another origin, where nobody can look
    }
  };
  Object.defineProperty(globalThis, 'moonpaneSight', { value: { selected } });
})();
