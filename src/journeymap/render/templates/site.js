(() => {
  const $ = (s, r = document) => [...r.querySelectorAll(s)], shown = e => e.getClientRects().length > 0;
  const menu = document.querySelector('.ways');
  menu?.addEventListener('click', e => { if (e.target.closest('a') && menu.matches(':popover-open')) menu.hidePopover(); });
  const pages = $('.page');
  if (pages.length) {
    const page = () => pages.find(shown), skip = document.querySelector('.site-bar .skip');
    const turn = () => {
      const now = page();
      document.title = now.dataset.title;
      $('.site-bar a').forEach(a => {
        if (a.getAttribute('href') === '#' + now.id) a.setAttribute('aria-current', 'page'); else a.removeAttribute('aria-current');
      });
      if (location.hash.slice(1) === now.id) { scrollTo(0, 0); now.focus({preventScroll: true}); }
    };
    skip.addEventListener('click', e => { e.preventDefault(); page().focus(); });
    addEventListener('hashchange', turn);
    turn();
  }
  $('.site-find').forEach(form => {
    const find = form.querySelector('input'), all = form.parentElement.querySelector('.everything'), out = form.querySelector('output');
    let items, groups, words;
    const search = () => {
      items ||= $('li', all);
      groups ||= $('section', all);
      words ||= items.map(e => e.firstElementChild.textContent.toLowerCase());
      const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let n = 0;
      items.forEach((e, i) => { e.hidden = !parts.every(p => words[i].includes(p)); n += !e.hidden; });
      groups.forEach(g => { g.hidden = !g.querySelector('li:not([hidden])'); });
      all.open = parts.length > 0;
      out.textContent = parts.length ? out.dataset.words.replace('%n', n).replace('%m', items.length) : '';
    };
    const address = () => {
      const p = new URLSearchParams(location.search);
      if (find.value.trim()) p.set('find', find.value.trim()); else p.delete('find');
      try { history.replaceState(null, '', (p.size ? '?' + p : location.pathname) + location.hash); } catch { return; }
    };
    form.hidden = false;
    form.addEventListener('submit', e => { e.preventDefault(); items?.find(i => !i.hidden)?.querySelector('a')?.focus(); });
    find.value = new URLSearchParams(location.search).get('find') || '';
    if (find.value) search();
    find.addEventListener('input', () => { search(); address(); });
    document.addEventListener('keydown', e => {
      if (e.ctrlKey || e.metaKey || e.altKey || !shown(form)) return;
      if (e.key === '/' && !e.target.closest('input,select,textarea')) { e.preventDefault(); find.focus(); }
      if (e.key === 'Escape' && e.target === find) { find.value = ''; search(); address(); }
    });
  });
})();
