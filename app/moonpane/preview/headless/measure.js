// Runs in an isolated world of a finished page: what is visible, where, and in which style. In CSS px.
(() => {
  const LIMITS = {elements: 20000, blocks: 4000, boxes: 4000, shapes: 400, chars: 4000, milliseconds: 3000};
  const started = performance.now();
  const round = (value) => Math.round(value * 100) / 100;
  const page = {width: innerWidth, height: innerHeight};
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

  function rgba(text) {
    const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text);
    if (plain) return [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : +plain[4]];
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = text;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, round(a / 255)];
  }

  // Where in the source an element was written; the form is that of `artifact/source_map.py`, which reads it.
  const sourceOf = (element) => {
    const said = element.getAttribute('data-moonpane-source') ?? '';
    return said.length <= 240 && /^.+:\d{1,7}:\d{1,7}$/s.test(said) ? said : '';
  };

  const clips = new Map();
  function clipOf(element) {
    // The part of the page that an element's content can be seen in.
    if (!element) return {left: 0, top: 0, right: page.width, bottom: page.height};
    if (clips.has(element)) return clips.get(element);
    let clip = clipOf(element.parentElement);
    const style = getComputedStyle(element);
    const own = element !== document.documentElement && element !== document.body;
    if (own && style.overflow !== 'visible') {
      const box = element.getBoundingClientRect();
      clip = {
        left: Math.max(clip.left, box.left), top: Math.max(clip.top, box.top),
        right: Math.min(clip.right, box.right), bottom: Math.min(clip.bottom, box.bottom),
      };
    }
    clips.set(element, clip);
    return clip;
  }
  function seen(rect, clip) {
    const x = (rect.left + rect.right) / 2, y = (rect.top + rect.bottom) / 2;
    return rect.right > rect.left && rect.bottom > rect.top
      && x >= clip.left && x <= clip.right && y >= clip.top && y <= clip.bottom;
  }

  // Whether something opaque lies over the middle of a piece of an element's text, as a dialog does.
  function covered(rect, element) {
    const at = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
    const isOwn = (other) => other.contains(element) || element.contains(other);
    const first = document.elementFromPoint(...at);
    if (!first || isOwn(first) || performance.now() - started > LIMITS.milliseconds) return false;
    const above = document.elementsFromPoint(...at);
    const own = above.findIndex(isOwn);
    return above.slice(0, Math.max(own, 0)).some(isOpaque);
  }
  function isOpaque(element) {
    const style = getComputedStyle(element);
    const isPicture = ['img', 'canvas', 'video'].includes(element.localName);
    return (isPicture || rgba(style.backgroundColor)[3] === 1) && style.opacity === '1';
  }

  const faint = new Map();
  function isFaint(element) {
    // Whether an element or one around it lets through what lies beneath it.
    if (!element) return false;
    if (!faint.has(element)) faint.set(element, getComputedStyle(element).opacity !== '1' || isFaint(element.parentElement));
    return faint.get(element);
  }
  // What a colour in an element looks like on the backgrounds around it; on a picture it stays what it is.
  function onGround(element, color) {
    if (color[3] === 1 && !isFaint(element)) return color;
    let [r, g, b, alpha] = color;
    const onto = (below) => {
      const under = below[3] * (1 - alpha), whole = alpha + under;
      if (whole > 0) [r, g, b] = [r, g, b].map((value, at) => (value * alpha + below[at] * under) / whole);
      alpha = whole;
    };
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (alpha < 1 && style.backgroundImage !== 'none') return color;
      onto(rgba(style.backgroundColor));
      alpha *= +style.opacity;
    }
    onto([255, 255, 255, 1]);
    return [r, g, b].map(Math.round).concat(1);
  }

  function shown(text, style) {
    switch (style.textTransform) {
      case 'uppercase': return text.toUpperCase();
      case 'lowercase': return text.toLowerCase();
      case 'capitalize': return text.replace(/(^|\s)(\S)/g, (_, gap, letter) => gap + letter.toUpperCase());
      default: return text;
    }
  }

  // Pieces of a text node that lie on one line each: words, and parts of a word that was broken.
  function* pieces(node) {
    const range = document.createRange();
    const place = (from, to) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()].filter((rect) => rect.width > 0);
    };
    for (const word of node.data.matchAll(/\S+/g)) {
      const from = word.index, to = from + word[0].length;
      const rects = place(from, to);
      if (rects.length === 1) yield {text: word[0], rect: rects[0], gap: true};
      if (rects.length < 2) continue;
      for (let at = from; at < to; at++) {
        const letter = place(at, at + 1);
        if (letter.length) yield {text: node.data[at], rect: letter[0], gap: at === from};
      }
    }
  }

  function linesOf(node, style, clip, element) {
    const lines = [];
    let line = null;
    for (const {text, rect, gap} of pieces(node)) {
      if (!seen(rect, clip) || covered(rect, element)) continue;
      const middle = (rect.top + rect.bottom) / 2;
      if (line && middle > line.top && middle < line.bottom && rect.left >= line.left) {
        line.text += (gap ? ' ' : '') + text;
        line.right = Math.max(line.right, rect.right);
        line.top = Math.min(line.top, rect.top);
        line.bottom = Math.max(line.bottom, rect.bottom);
      } else {
        line = {text, left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom};
        lines.push(line);
      }
    }
    for (const each of lines) each.text = shown(each.text, style).slice(0, LIMITS.chars);
    return lines;
  }

  // Inputs draw their text where no range reaches: its place follows from the box and the font.
  function fieldLine(element, style) {
    const placeholder = !element.value && element.placeholder;
    const secret = element.type === 'password' ? '\u2022'.repeat(element.value.length) : element.value;
    const text = element.localName === 'select' ? element.selectedOptions[0]?.text : placeholder || secret;
    if (!text || !text.trim() || ['checkbox', 'radio', 'range', 'color', 'hidden'].includes(element.type)) return null;
    paint.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = paint.measureText(text);
    const box = element.getBoundingClientRect();
    const px = (name) => parseFloat(style[name]) || 0;
    // A drop-down list has 4 px of its own beside its text.
    const inner = element.localName === 'select' ? 4 : 0;
    const left = box.left + px('borderLeftWidth') + px('paddingLeft') + inner;
    const right = box.right - px('borderRightWidth') - px('paddingRight');
    const top = box.top + px('borderTopWidth') + px('paddingTop');
    const bottom = box.bottom - px('borderBottomWidth') - px('paddingBottom');
    const width = Math.min(size.width, right - left), height = size.fontBoundingBoxAscent + size.fontBoundingBoxDescent;
    const slack = right - left - width;
    const centred = style.textAlign === 'center' || ['submit', 'button', 'reset'].includes(element.type);
    const x = left + (centred ? slack / 2 : ['right', 'end'].includes(style.textAlign) ? slack : 0);
    const lineHeight = parseFloat(style.lineHeight) || height;
    const y = element.localName === 'textarea' ? top + (lineHeight - height) / 2 : (top + bottom - height) / 2;
    const line = {text: text.trim().slice(0, LIMITS.chars), left: x, top: y, right: x + width, bottom: y + height};
    return {line, color: placeholder ? getComputedStyle(element, '::placeholder').color : style.color};
  }

  const asBox = (line) => ({
    text: line.text, x: round(line.left), y: round(line.top),
    width: round(line.right - line.left), height: round(line.bottom - line.top),
  });
  function block(element, style, lines, color) {
    const left = Math.min(...lines.map((line) => line.left)), top = Math.min(...lines.map((line) => line.top));
    const right = Math.max(...lines.map((line) => line.right)), bottom = Math.max(...lines.map((line) => line.bottom));
    return {
      text: lines.map((line) => line.text).join(' ').slice(0, LIMITS.chars),
      tag: element.localName, source: sourceOf(element),
      x: round(left), y: round(top), width: round(right - left), height: round(bottom - top),
      color: color.slice(0, 3), font_size: round(parseFloat(style.fontSize)), font_weight: +style.fontWeight || 400,
      lines: lines.map(asBox),
    };
  }

  // What a drawing covers, which is often less than its element: [x, y, width, height], null where it is empty.
  const SHAPES = 'circle, ellipse, image, line, path, polygon, polyline, rect, text, use';
  function inkOf(svg) {
    const frame = svg.getBoundingClientRect();
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const shape of [...svg.querySelectorAll(SHAPES)].slice(0, LIMITS.shapes)) {
      const rect = shape.getBoundingClientRect();
      if ((!rect.width && !rect.height) || shape.closest('defs, symbol, clipPath, mask, marker, pattern')) continue;
      const style = getComputedStyle(shape), at = shape.getScreenCTM?.();
      const stroke = style.stroke === 'none' || !at ? 0 : (parseFloat(style.strokeWidth) || 0) / 2 * Math.hypot(at.a, at.b);
      left = Math.min(left, rect.left - stroke); top = Math.min(top, rect.top - stroke);
      right = Math.max(right, rect.right + stroke); bottom = Math.max(bottom, rect.bottom + stroke);
    }
    left = Math.max(left, frame.left); top = Math.max(top, frame.top);
    const width = Math.min(right, frame.right) - left, height = Math.min(bottom, frame.bottom) - top;
    return width > 0 && height > 0 ? [left, top, width, height].map(round) : null;
  }

  const DRAWN = new Set(['img', 'picture', 'svg', 'canvas', 'video', 'input', 'textarea', 'select', 'hr']);
  function box(element, style, rect) {
    const background = rgba(style.backgroundColor);
    const sides = ['Top', 'Right', 'Bottom', 'Left'].map((side) => ({
      side: side.toLowerCase(), width: parseFloat(style[`border${side}Width`]) || 0, color: rgba(style[`border${side}Color`]),
    })).filter((side) => side.width > 0 && side.color[3] > 0).sort((a, b) => b.width - a.width);
    const picture = style.backgroundImage !== 'none';
    if (background[3] === 0 && !sides.length && !picture && !DRAWN.has(element.localName)) return null;
    const corner = style.borderTopLeftRadius.split(' ')[0];
    const scale = corner.endsWith('%') ? Math.min(rect.width, rect.height) / 100 : 1;
    return {
      tag: element.localName, source: sourceOf(element), x: round(rect.left), y: round(rect.top),
      width: round(rect.width), height: round(rect.height), background,
      border_width: sides.length ? sides[0].width : 0, border_color: sides.length ? sides[0].color.slice(0, 3) : [0, 0, 0],
      border_sides: sides.length, background_image: picture,
      ...(sides.length % 4 && {edges: sides}), ...(element.localName === 'svg' && {ink: inkOf(element)}),
      radius: round(Math.min((parseFloat(corner) || 0) * scale, Math.min(rect.width, rect.height) / 2)),
    };
  }

  const VISIBLE = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  const FIELDS = new Set(['input', 'textarea', 'select']);
  const SILENT = new Set(['script', 'style', 'noscript', 'template', 'title', 'option', 'textarea', 'select']);
  const blocks = [], boxes = [];
  const root = document.documentElement;
  const content_height = Math.ceil(Math.max(root.scrollHeight, root.getBoundingClientRect().bottom));
  const content_width = Math.ceil(root.scrollWidth);
  const result = {width: page.width, height: page.height, content_width, content_height, blocks, boxes, complete: true};
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
  let count = 0;
  for (let element = walker.currentNode; element; element = walker.nextNode()) {
    if (++count > LIMITS.elements || performance.now() - started > LIMITS.milliseconds
        || blocks.length >= LIMITS.blocks || boxes.length >= LIMITS.boxes) {
      result.complete = false;
      break;
    }
    if (element.namespaceURI === 'http://www.w3.org/2000/svg' && element.localName !== 'svg' && element.localName !== 'text') continue;
    if (!element.checkVisibility(VISIBLE)) continue;
    const style = getComputedStyle(element);
    const clip = clipOf(element.parentElement);
    const rect = element.getBoundingClientRect();
    if (seen(rect, clip)) {
      const found = box(element, style, rect);
      if (found) boxes.push(found);
      if (FIELDS.has(element.localName)) {
        const field = fieldLine(element, style);
        if (field && !covered(field.line, element)) {
          blocks.push(block(element, style, [field.line], onGround(element, rgba(field.color))));
        }
      }
    }
    if (SILENT.has(element.localName)) continue;
    const color = rgba(element.localName === 'text' && style.fill.startsWith('rgb') ? style.fill : style.color);
    if (color[3] === 0) continue;
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.data));
    const lines = own.flatMap((node) => linesOf(node, style, clipOf(element), element));
    if (lines.length) blocks.push(block(element, style, lines, onGround(element, color)));
  }
  return JSON.stringify(result);
})()
