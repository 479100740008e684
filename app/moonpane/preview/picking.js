// Asks a page about its elements, from a world in which the page's scripts cannot reach anything of ours: their own
// prototypes, JSON and globals are not these. Nothing is added to the page, no handler of it runs, so there is nothing
// that it could see. One thing of a page does reach into every world: a field with a name like `attributes` hides that
// property of its form. So every property is taken from its prototype, once.
(() => {
  'use strict';
  const reader = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name).get;
    return (object) => get.call(object);
  };
  const caller = (prototype, name) => {
    const method = prototype[name];
    return (object, ...values) => method.apply(object, values);
  };
  const E = Element.prototype, N = Node.prototype;
  const root = reader(Document.prototype, 'documentElement');
  const parentNode = reader(N, 'parentNode'), nodeType = reader(N, 'nodeType'), isConnected = reader(N, 'isConnected');
  const firstNode = reader(N, 'firstChild'), nextNode = reader(N, 'nextSibling');
  const textOf = reader(CharacterData.prototype, 'data');
  const firstChild = reader(E, 'firstElementChild'), lastChild = reader(E, 'lastElementChild');
  const next = reader(E, 'nextElementSibling'), previous = reader(E, 'previousElementSibling');
  const localName = reader(E, 'localName'), id = reader(E, 'id'), shadow = reader(E, 'shadowRoot');
  const attributes = reader(E, 'attributes'), host = reader(ShadowRoot.prototype, 'host');
  const attribute = caller(E, 'getAttribute'), hasAttribute = caller(E, 'hasAttribute');
  const rectangle = caller(E, 'getBoundingClientRect'), intoView = caller(E, 'scrollIntoView');
  const all = caller(Document.prototype, 'querySelectorAll');
  const atPoint = caller(Document.prototype, 'elementFromPoint');
  const atShadowPoint = caller(ShadowRoot.prototype, 'elementFromPoint');
  const SOURCE = 'data-moonpane-source';
  const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track',
    'wbr']);
  let current = null; // the element that is looked at
  let group = []; // what a line of code makes, when that was asked for

  const up = (element) => {
    const above = parentNode(element);
    if (above instanceof ShadowRoot) return host(above);
    return above instanceof Element ? above : null;
  };
  const down = (element) => {
    const inside = shadow(element);
    return (inside && reader(DocumentFragment.prototype, 'firstElementChild')(inside)) || firstChild(element);
  };
  const cut = (text, limit) => String(text).slice(0, limit);
  const box = (element) => {
    const { x, y, width, height } = rectangle(element);
    return [x, y, width, height].map((side) => Math.round(side * 100) / 100);
  };
  const name = (element) => {
    const classes = (attribute(element, 'class') ?? '').slice(0, 400).split(/\s+/).filter(Boolean).slice(0, 2);
    const own = id(element);
    return cut(cut(localName(element), 60) + (own ? '#' + cut(own, 40) : '') +
      classes.map((each) => '.' + cut(each, 40)).join(''), 120);
  };
  const step = (element) => {
    const own = id(element), tag = cut(localName(element), 60);
    if (own) return tag + '#' + CSS.escape(cut(own, 40));
    let place = 1, twins = false, seen = 0;
    for (let at = previous(element); at && seen < 1000; at = previous(at), seen++) if (localName(at) === tag) place++;
    for (let at = next(element); at && !twins && seen < 1000; at = next(at), seen++) twins = localName(at) === tag;
    return place > 1 || twins ? tag + ':nth-of-type(' + place + ')' : tag;
  };
  const path = (element) => {
    const steps = [];
    for (let at = element; at && steps.length < 6; at = up(at)) {
      steps.unshift(step(at));
      if (id(at)) break;
    }
    return cut(steps.join(' > '), 600);
  };
  // Walks a tree with a limit, and without the page's own code: what is copied or cloned would call its constructors.
  const words = (element) => {
    let text = '', seen = 0;
    const walk = (node) => {
      for (let at = firstNode(node); at && text.length < 300 && ++seen < 2000; at = nextNode(at)) {
        if (nodeType(at) === 3) text += ' ' + cut(textOf(at), 300);
        else if (nodeType(at) === 1 && !['script', 'style'].includes(localName(at)) && seen < 400) walk(at);
      }
    };
    walk(element);
    return cut(text.replace(/\s+/g, ' ').trim(), 200);
  };
  const html = (element) => {
    let text = '', depth = 0;
    const full = () => text.length > 4096;
    const write = (node) => {
      if (nodeType(node) === 3) text += cut(textOf(node), 4097).replace(/&/g, '&amp;').replace(/</g, '&lt;');
      if (nodeType(node) === 8) text += '<!--' + cut(textOf(node), 4097) + '-->';
      if (nodeType(node) !== 1) return;
      const tag = cut(localName(node), 60);
      text += '<' + tag;
      for (const { name, value } of attributes(node)) {
        if (full()) return;
        if (name !== SOURCE) text += ' ' + cut(name, 200) + '="' + cut(value, 4097).replace(/"/g, '&quot;') + '"';
      }
      text += '>';
      if (VOID.has(tag)) return;
      if (++depth < 100) for (let at = firstNode(node); at && !full(); at = nextNode(at)) write(at);
      depth--;
      if (!full()) text += '</' + tag + '>';
    };
    write(element);
    return full() ? cut(text, 4095) + '…' : text;
  };
  const source = (element) => {
    for (let at = element, seen = 0; at && seen < 500; at = up(at), seen++) {
      const found = attribute(at, SOURCE);
      if (found) return [found.length > 240 ? '' : found, at === element]; // what is cut would be another place
    }
    return ['', false];
  };
  const under = (x, y) => {
    let found = atPoint(document, x, y);
    for (let inside; found && (inside = shadow(found)); ) {
      const deeper = atShadowPoint(inside, x, y);
      if (!deeper || deeper === found) break;
      found = deeper;
    }
    return found;
  };
  const seen = (elements) => elements.length === 0 ? '' : JSON.stringify({
    name: name(elements[0]) + (elements.length > 1 ? ' × ' + elements.length : ''),
    boxes: elements.slice(0, 50).map(box),
  });
  const look = (element) => {
    group = [];
    current = element ?? current;
    return element ? seen([element]) : '';
  };
  const after = (element) => {
    const below = down(element);
    if (below) return below;
    for (let at = element; at; at = up(at)) if (next(at)) return next(at);
    return null;
  };
  const before = (element) => {
    let at = previous(element);
    if (!at) return up(element);
    for (let seen = 0; lastChild(at) && seen < 500; seen++) at = lastChild(at);
    return at;
  };
  const STEPS = { parent: up, child: down, next, previous, after, before };

  return {
    look: (x, y) => look(under(x, y)),
    step: (where) => {
      const from = current && isConnected(current) ? current : null;
      const to = from ? STEPS[where](from) : firstChild(root(document)) && lastChild(root(document));
      if (!to) return seen(from ? [from] : []);
      intoView(to, { block: 'nearest', inline: 'nearest', behavior: 'instant' });
      return look(to);
    },
    follow: () => {
      if (group.length) return seen(group.filter(isConnected));
      return current && isConnected(current) ? seen([current]) : '';
    },
    choose: (x, y) => {
      const element = x === null ? current : under(x, y);
      if (!element || !isConnected(element)) return '';
      look(element);
      const [found, own] = source(element);
      return JSON.stringify({
        tag: cut(localName(element), 60), name: name(element), path: path(element), text: words(element),
        box: box(element), html: html(element), source: found, own,
      });
    },
    // What is written on a line; else the last that begins above it, in whose text the line may be.
    find: (file, line, scrolls) => {
      const start = file + ':';
      let best = 0, found = [], seenSource = '';
      for (const element of all(document, '[' + SOURCE + ']')) {
        const written = attribute(element, SOURCE) ?? '';
        if (!written.startsWith(start)) continue;
        const at = parseInt(written.slice(start.length), 10);
        if (!(at <= line) || at < best) continue;
        if (at > best) [best, found, seenSource] = [at, [element], written];
        else if (written === seenSource) found.push(element);
        else if (at < line) [found, seenSource] = [[element], written];
      }
      group = found.filter((element) => rectangle(element).width > 0 || rectangle(element).height > 0);
      if (scrolls && group.length) {
        const { top, bottom } = rectangle(group[0]);
        if (bottom < 0 || top > innerHeight) intoView(group[0], { block: 'center', behavior: 'instant' });
      }
      return seen(group);
    },
    scroll: (x, y, dx, dy) => {
      for (let at = under(x, y); at && at !== root(document); at = up(at)) {
        const { overflowX, overflowY } = getComputedStyle(at);
        const can = (dy && /auto|scroll/.test(overflowY)) || (dx && /auto|scroll/.test(overflowX));
        const [left, top] = [reader(E, 'scrollLeft')(at), reader(E, 'scrollTop')(at)];
        if (!can || localName(at) === 'body') continue;
        caller(E, 'scrollBy')(at, { left: dx, top: dy, behavior: 'instant' });
        if (reader(E, 'scrollLeft')(at) !== left || reader(E, 'scrollTop')(at) !== top) return look(under(x, y));
      }
      scrollBy({ left: dx, top: dy, behavior: 'instant' });
      return look(under(x, y));
    },
    forget: () => { current = null; group = []; return ''; },
  };
})()
