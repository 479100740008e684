// Runs in an isolated world of a finished page: its elements with place, style, and the rules that style them.
(() => {
  const LIMITS = {elements: 3000, rules: 1500, chars: 300, milliseconds: 3000};
  const started = performance.now();
  const round = (value) => Math.round(value * 100) / 100;
  const STYLE = [
    'display', 'flex-direction', 'grid-auto-flow', 'position', 'float', 'text-align', 'justify-content', 'align-items',
    'align-self', 'white-space', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'color',
    'background-color', 'background-image', 'box-shadow', 'text-decoration-line', 'padding-top', 'padding-right',
    'padding-bottom', 'padding-left', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left', 'row-gap',
    'column-gap', 'border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width',
    'border-top-color', 'border-right-color', 'border-bottom-color', 'border-left-color', 'border-top-left-radius',
    'width', 'height', 'box-sizing',
  ];

  // Style rules in the order of the source; a rule of a medium that is not this one is counted and styles nothing.
  const rules = [];
  function collect(list, holds) {
    for (const rule of list) {
      if (rules.length >= LIMITS.rules) return;
      if (rule instanceof CSSStyleRule) rules.push({selector: rule.selectorText, holds});
      else if (rule instanceof CSSMediaRule) collect(rule.cssRules, holds && matchMedia(rule.conditionText).matches);
      else if (rule instanceof CSSSupportsRule) collect(rule.cssRules, holds && CSS.supports(rule.conditionText));
      else if (rule.cssRules && rule instanceof CSSGroupingRule) collect(rule.cssRules, holds);
    }
  }
  for (const sheet of document.styleSheets) {
    if (sheet.ownerNode?.localName !== 'style') continue;
    if (sheet.ownerNode.dataset.moonpaneStyles !== undefined) continue; // Tailwind's, made of the classes
    try { collect(sheet.cssRules, true); } catch { /* a sheet that may not be read styles, but is not changed */ }
  }
  const styled = (element) => {
    const found = [];
    rules.forEach((rule, number) => {
      if (!rule.holds) return;
      try { if (element.matches(rule.selector)) found.push(number); } catch { rule.holds = false; }
    });
    return found;
  };

  // Where in the source an element was written; the form is that of `artifact/source_map.py`, which reads it.
  const sourceOf = (element) => {
    const said = element.getAttribute('data-moonpane-source') ?? '';
    return said.length <= 240 && /^.+:\d{1,7}:\d{1,7}$/s.test(said) ? said : '';
  };
  const place = (rect) => [round(rect.left), round(rect.top), round(rect.width), round(rect.height)];

  // Tailwind names its colours in another space than the pictures have.
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const plain = new Map();
  function inRgb(color) {
    if (color.startsWith('rgb')) return color;
    if (!plain.has(color)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
      plain.set(color, a === 255 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${round(a / 255)})`);
    }
    return plain.get(color);
  }

  const SILENT = new Set(['script', 'style', 'noscript', 'template', 'head', 'option']);
  const VISIBLE = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  const elements = [], numbers = new Map();
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT);
  for (let element = walker.currentNode; element; element = walker.nextNode()) {
    if (elements.length >= LIMITS.elements || performance.now() - started > LIMITS.milliseconds) break;
    if (SILENT.has(element.localName) || !element.checkVisibility(VISIBLE)) continue;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' && element.localName !== 'svg') continue;
    const style = getComputedStyle(element);
    numbers.set(element, elements.length);
    const said = {};
    for (const name of STYLE) {
      const value = style.getPropertyValue(name).slice(0, LIMITS.chars);
      said[name] = name.endsWith('color') ? inRgb(value) : value;
    }
    elements.push({
      parent: numbers.get(element.parentElement) ?? -1, tag: element.localName, source: sourceOf(element),
      place: place(element.getBoundingClientRect()), style: said, rules: styled(element),
    });
  }
  return JSON.stringify({elements, selectors: rules.map((rule) => rule.selector.slice(0, LIMITS.chars))});
})()
