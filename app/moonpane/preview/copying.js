(() => {
  // A page may copy for as long as a click counts; here only the person's own keys may, and they copy what was selected
  // when they went down. What they do is done before the next task, however long the page's own handlers take.
  let words = null;
  const selected = () => String(getSelection());
  const onKey = (event) => {
    const copies = (event.ctrlKey || event.metaKey) &&
      (['KeyC', 'KeyX', 'Insert'].includes(event.code) || ['c', 'x'].includes(event.key.toLowerCase()));
    if (!event.isTrusted || !(copies || (event.shiftKey && event.key === 'Delete'))) return;
    words = selected();
    setTimeout(() => { words = null; });
  };
  const onCopy = (event) => {
    event.stopImmediatePropagation();
    if (words === null || selected() !== words) event.preventDefault();
  };
  const listen = () => {
    addEventListener('keydown', onKey, true);
    addEventListener('copy', onCopy, true);
    addEventListener('cut', onCopy, true);
  };
  listen();
  new MutationObserver(listen).observe(document, { childList: true });  // `document.open` takes all listeners away
})();
