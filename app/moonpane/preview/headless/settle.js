// Brings a page to the state in which it is drawn, and says so: `moonpaneReady`.
(() => {
  const PICTURES_MS = 3000; // some never come
  const STYLES_MS = 5000; // Tailwind makes them in the page, which is slow on a busy machine
  globalThis.moonpaneReady = false;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{caret-color:transparent!important;scroll-behavior:auto!important}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const animation of document.getAnimations()) {
    try { animation.finish(); } catch { animation.pause(); animation.currentTime = 0; }
  }
  const pictures = [...document.images].slice(0, 500).map((image) => image.decode().catch(() => null));
  const styled = new Promise((resolve) => {
    const look = () => document.querySelector('style[data-moonpane-styles]')?.textContent === ''
      ? setTimeout(look, 5) : resolve();
    look();
  });
  const within = (ms, promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);
  const frame = () => new Promise(requestAnimationFrame);
  Promise.all([within(PICTURES_MS, Promise.all([document.fonts.ready, ...pictures])), within(STYLES_MS, styled)])
    .then(frame).then(frame).then(() => { globalThis.moonpaneReady = true; });
})()
