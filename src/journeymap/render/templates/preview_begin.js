(() => {
  window.journeymapLeave?.abort();
  const leave = window.journeymapLeave = new AbortController();
  [document, window].forEach(target => {
    target.addEventListener = (type, heard, options) => {
      const given = typeof options === 'object' ? options : {capture: !!options};
      EventTarget.prototype.addEventListener.call(target, type, heard, {signal: leave.signal, ...given});
    };
  });
})();
