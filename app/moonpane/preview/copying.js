(() => {
  // A page may copy for as long as a click counts; here only the person's own keys may, and they copy what is selected.
  const PERSON_MS = 1000;
  let until = 0;
  const onKey = (event) => {
    const copies = (event.ctrlKey || event.metaKey) &&
      (['KeyC', 'KeyX', 'Insert'].includes(event.code) || ['c', 'x'].includes(event.key.toLowerCase()));
    if (event.isTrusted && (copies || (event.shiftKey && event.key === 'Delete'))) until = performance.now() + PERSON_MS;
  };
  const onCopy = (event) => {
    event.stopImmediatePropagation();
    if (performance.now() > until) event.preventDefault();
  };
  const listen = () => {
    addEventListener('keydown', onKey, true);
    addEventListener('copy', onCopy, true);
    addEventListener('cut', onCopy, true);
  };
  listen();
  new MutationObserver(listen).observe(document, { childList: true });  // `document.open` takes all listeners away
})();
