/** On every page: starts what keeps the kept offers readable without network. */
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Refused in private windows of some browsers: the page is whole without.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}

export {};
