document.querySelectorAll('.journey').forEach(root => {
  const $ = (s, r = root) => [...r.querySelectorAll(s)], one = s => root.querySelector(s);
  const form = one('.bar-tools'), map = one('main'), out = one('.hits'), find = one('.find input');
  const entries = $('[data-t]'), marks = $('.mk[data-at]'), cards = new Map($('.tp').map(c => [c.dataset.n, c]));
  const filters = {persona: 'p', team: 'w', channel: 'c'}, levels = ['low', 'medium', 'high', 'critical'];
  const words = new Map(entries.map(e => [e, e.textContent.toLowerCase()]));
  const picks = $('select', form), boxes = $('[name=lane]', form), shown = () => root.getClientRects().length > 0;
  form.hidden = false;
  form.addEventListener('submit', e => e.preventDefault());
  const has = (e, key, value) => {
    const card = cards.get(e.dataset.at), own = e.dataset[key];
    if (own !== undefined && own !== '') return own.split(' ').includes(value);
    return !!card && (card.dataset[key] || '').split(' ').includes(value);
  };
  const address = () => {
    const p = new URLSearchParams(location.search), off = boxes.filter(c => !c.checked).map(c => c.value).join('.');
    const put = (name, value) => value ? p.set(name, value) : p.delete(name);
    put('q', find.value.trim());
    Object.keys(filters).concat('severity').forEach(n => put(n, form.elements[n]?.value));
    put('hide', off);
    try { history.replaceState(null, '', (p.size ? '?' + p : location.pathname) + location.hash); } catch { return; }
  };
  const apply = () => {
    const q = find.value.trim().toLowerCase(), sev = form.elements.severity?.value;
    const on = Object.entries(filters).map(([n, k]) => [k, form.elements[n]?.value]).filter(f => f[1]);
    let n = 0;
    const fits = e => on.every(([k, v]) => has(e, k, v));
    entries.forEach(e => {
      const hit = (!q || words.get(e).includes(q)) && (!e.closest('.map') || fits(e));
      e.classList.toggle('dim', !hit);
      n += hit;
      if ('sev' in e.dataset) e.classList.toggle('hide', !!sev && levels.indexOf(e.dataset.sev) < levels.indexOf(sev));
    });
    marks.forEach(m => m.classList.toggle('dim', !fits(m)));
    map.classList.toggle('unfold', !!q || on.length > 0);
    out.textContent = q || on.length ? out.dataset.words.replace('%n', n).replace('%m', entries.length) : '';
    boxes.forEach(c => $('.l-' + c.value).forEach(e => e.classList.toggle('hide', !c.checked)));
  };
  if (shown()) {
    const p = new URLSearchParams(location.search), hidden = (p.get('hide') || '').split('.');
    find.value = p.get('q') || '';
    picks.forEach(s => { if ($('option', s).some(o => o.value === p.get(s.name))) s.value = p.get(s.name); });
    boxes.forEach(c => { c.checked = !hidden.includes(c.value); });
  }
  apply();
  form.addEventListener('input', () => { apply(); address(); });
  one('.print').addEventListener('click', () => print());
  const go = () => {
    let e;
    try { e = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!e || !root.contains(e) || !e.closest('.stage')) return;
    for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
    e.focus({preventScroll: true});
    e.scrollIntoView({block: 'center', inline: 'center'});
  };
  addEventListener('hashchange', go);
  if (location.hash) go();
  const light = (n, on) => [cards.get(n), ...marks.filter(m => m.dataset.at === n)].forEach(e => e && e.classList.toggle('on', on));
  [...cards.values(), ...marks].forEach(e => {
    const n = e.dataset.n || e.dataset.at;
    ['mouseenter', 'focusin'].forEach(t => e.addEventListener(t, () => light(n, true)));
    ['mouseleave', 'focusout'].forEach(t => e.addEventListener(t, () => light(n, false)));
  });
  document.addEventListener('keydown', e => {
    const a = document.activeElement;
    if (e.ctrlKey || e.metaKey || e.altKey || !shown()) return;
    if (a && /^(INPUT|SELECT|TEXTAREA)$/.test(a.tagName)) {
      if (e.key === 'Escape' && a === find) { find.value = ''; apply(); address(); }
      return;
    }
    if (e.key === '/') { e.preventDefault(); find.focus(); }
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[e.key];
    const list = !root.contains(a) ? null : a.matches('.mk') ? marks : a.matches('.tp') ? [...cards.values()] : null;
    if (!step || !list) return;
    const flip = getComputedStyle(root).direction === 'rtl' && /Left|Right/.test(e.key) ? -1 : 1;
    const next = list[list.indexOf(a) + step * flip];
    if (next) { e.preventDefault(); next.focus(); }
  });
  document.addEventListener('click', e => $('.lanes').forEach(d => { if (d.open && !d.contains(e.target)) d.open = false; }));
});
