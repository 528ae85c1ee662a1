(() => {
const form = document.querySelector('.rv-tools');
if (!form) return;
const out = form.querySelector('output'), picks = [...form.querySelectorAll('select')];
const keys = {category: 'c', direction: 'd', level: 'l', persona: 'p'};
const rows = [...document.querySelectorAll('.rv-ch')], cells = [...document.querySelectorAll('.rv-tp')];
const named = p => picks.forEach(s => { const v = p.get(s.name); s.value = [...s.options].some(o => o.value === v) ? v : ''; });
const apply = () => {
  const on = picks.filter(s => s.value).map(s => [keys[s.name], s.value]);
  const fits = e => on.every(([k, v]) => (e.dataset[k] || '').split(' ').includes(v));
  let n = 0;
  rows.forEach(e => {
    const hit = fits(e);
    e.hidden = !hit;
    if (e.id) n += hit;
  });
  cells.forEach(e => e.classList.toggle('dim', on.length > 0 && !e.querySelector('.rv-ch:not([hidden])')));
  document.querySelectorAll('.rv-minor').forEach(d => {
    const left = d.querySelectorAll('.rv-ch:not([hidden])').length;
    d.hidden = !left;
    if (on.length && left) d.open = true;
  });
  document.querySelectorAll('.rv-group').forEach(g => { g.hidden = !g.querySelector('.rv-ch:not([hidden])'); });
  out.textContent = on.length ? out.dataset.words.replace('%n', n).replace('%m', out.dataset.all) : '';
};
const keep = () => {
  const p = new URLSearchParams(location.search);
  picks.forEach(s => s.value ? p.set(s.name, s.value) : p.delete(s.name));
  try { history.replaceState(null, '', (p.size ? '?' + p : location.pathname) + location.hash); } catch { return; }
};
const go = () => {
  let e;
  try { e = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  if (!e) return;
  if (e.hidden) { picks.forEach(s => { s.value = ''; }); apply(); keep(); }
  for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
  if (e.matches('.rv-ch,.rv-tp,.rv-own')) {
    e.focus({preventScroll: true});
    e.scrollIntoView({block: 'center', inline: 'center'});
  }
};
form.hidden = false;
form.addEventListener('submit', e => e.preventDefault());
form.addEventListener('input', () => { apply(); keep(); });
named(new URLSearchParams(location.search));
apply();
addEventListener('hashchange', go);
addEventListener('popstate', () => { named(new URLSearchParams(location.search)); apply(); });
if (location.hash) go();
})();
