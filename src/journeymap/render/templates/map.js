(() => {
const $ = (s, r = document) => [...r.querySelectorAll(s)], id = i => document.getElementById(i), root = document.documentElement;
const form = id('tools'), map = id('map'), out = id('hits'), find = id('find');
const entries = $('[data-t]'), marks = $('.mk[data-at]'), cards = new Map($('.tp').map(c => [c.dataset.n, c]));
const filters = {persona: 'p', team: 'w', channel: 'c'}, levels = ['low', 'medium', 'high', 'critical'];
const words = new Map(entries.map(e => [e, e.textContent.toLowerCase()]));
form.hidden = false;
form.addEventListener('submit', e => e.preventDefault());
const has = (e, key, value) => {
const card = cards.get(e.dataset.at), own = e.dataset[key];
if (own !== undefined && own !== '') return own.split(' ').includes(value);
return !!card && (card.dataset[key] || '').split(' ').includes(value);
};
const address = () => {
const p = new URLSearchParams();
if (find.value.trim()) p.set('q', find.value.trim());
$('select', form).forEach(s => s.value && p.set(s.name, s.value));
const off = $('[name=lane]', form).filter(c => !c.checked).map(c => c.value);
if (off.length) p.set('hide', off.join('.'));
if (root.dataset.theme) p.set('theme', root.dataset.theme);
try { history.replaceState(null, '', (p.size ? '?' + p : location.pathname) + location.hash); } catch { return; }
};
const apply = () => {
const q = find.value.trim().toLowerCase(), sev = form.elements.severity ? form.elements.severity.value : '';
const on = Object.entries(filters).map(([n, k]) => [k, form.elements[n] ? form.elements[n].value : '']).filter(f => f[1]);
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
};
const lanes = () => $('[name=lane]', form).forEach(c => $('.l-' + c.value).forEach(e => e.classList.toggle('hide', !c.checked)));
const theme = t => {
const names = ['', 'light', 'dark'], at = Math.max(0, names.indexOf(t));
if (at) root.dataset.theme = names[at]; else delete root.dataset.theme;
id('theme').querySelector('span').textContent = id('theme').dataset.words.split('|')[at];
};
const params = new URLSearchParams(location.search);
find.value = params.get('q') || '';
$('select', form).forEach(s => { const v = params.get(s.name); if ($('option', s).some(o => o.value === v)) s.value = v; });
const hidden = (params.get('hide') || '').split('.');
$('[name=lane]', form).forEach(c => { c.checked = !hidden.includes(c.value); });
theme(params.get('theme') || '');
lanes();
apply();
form.addEventListener('input', () => { lanes(); apply(); address(); });
id('theme').addEventListener('click', () => { theme({light: 'dark', dark: ''}[root.dataset.theme || ''] ?? 'light'); address(); });
id('print').addEventListener('click', () => print());
const go = () => {
let e;
try { e = id(decodeURIComponent(location.hash.slice(1))); } catch { return; }
if (!e || !e.closest('.stage')) return;
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
if (e.ctrlKey || e.metaKey || e.altKey) return;
if (a && /^(INPUT|SELECT|TEXTAREA)$/.test(a.tagName)) {
if (e.key === 'Escape' && a === find) { find.value = ''; apply(); address(); }
return;
}
if (e.key === '/') { e.preventDefault(); find.focus(); }
const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[e.key];
const list = a && (a.matches('.mk') ? marks : a.matches('.tp') ? [...cards.values()] : null);
if (!step || !list) return;
const flip = root.dir === 'rtl' && e.key.match(/Left|Right/) ? -1 : 1, next = list[list.indexOf(a) + step * flip];
if (next) { e.preventDefault(); next.focus(); }
});
document.addEventListener('click', e => $('.lanes').forEach(d => { if (d.open && !d.contains(e.target)) d.open = false; }));
})();
