// Evaluated before React's development build, which otherwise advertises its browser extension on every page.
// It looks at these two; what the page itself sees of them stays as it was.

if (globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ === undefined) {
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true };
}
