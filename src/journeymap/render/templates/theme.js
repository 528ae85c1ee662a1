(() => {
  const root = document.documentElement, names = ['auto', 'light', 'dark', 'contrast'], key = 'journeymap-theme';
  const buttons = document.querySelectorAll('button.theme'), given = root.dataset.theme || 'auto';
  const kept = value => {
    try { return value ? localStorage.setItem(key, value) : localStorage.getItem(key); } catch { return ''; }
  };
  let at = 0;
  const show = name => {
    at = Math.max(0, names.indexOf(name));
    if (at) root.dataset.theme = name; else delete root.dataset.theme;
    buttons.forEach(b => { b.hidden = false; b.querySelector('span').textContent = b.dataset.words.split('|')[at]; });
  };
  show([new URLSearchParams(location.search).get('theme'), kept()].find(name => names.includes(name)) || given);
  buttons.forEach(b => b.addEventListener('click', () => {
    const name = names[(at + 1) % names.length], p = new URLSearchParams(location.search);
    if (name === given) p.delete('theme'); else p.set('theme', name);
    show(name);
    kept(name);
    try { history.replaceState(null, '', (p.size ? '?' + p : location.pathname) + location.hash); } catch { return; }
  }));
})();
