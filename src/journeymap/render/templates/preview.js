(() => {
  [document, window].forEach(target => { delete target.addEventListener; });
  const dock = document.getElementById('preview'), key = 'journeymap-preview', all = s => [...document.querySelectorAll(s)];
  if (dock.follows) return;
  dock.follows = true;
  const root = document.documentElement, own = document.querySelector('head style'), script = document.currentScript.textContent;
  let style = own.textContent, scrolled = new Set();
  document.addEventListener('scroll', e => scrolled.add(e.target), {capture: true, passive: true});
  const way = e => {
    const steps = [];
    for (; !e.id && e !== document.body; e = e.parentElement) steps.unshift([...e.parentElement.children].indexOf(e));
    return [e.id, steps];
  };
  const at = ([id, steps]) => steps.reduce((e, i) => e && e.children[i], id ? document.getElementById(id) : document.body);
  const landmark = () => {
    const e = scrollY > 0 && all('[id]').find(e => e.getClientRects().length && !dock.contains(e) && e.getBoundingClientRect().top >= 0);
    return e ? [e.id, e.getBoundingClientRect().top] : null;
  };
  const present = () => {
    const e = document.activeElement, list = dock.querySelector('.pv-list');
    return {
      at: location.pathname, top: scrollY, left: scrollX, landmark: landmark(),
      scrolled: [...scrolled].filter(e => e !== document && e.isConnected && !dock.contains(e)).map(e => [way(e), e.scrollTop, e.scrollLeft]),
      open: all('details[open]').map(way), popped: all(':popover-open').map(way),
      ticked: all('input').filter(e => e.checked !== e.defaultChecked).map(e => [way(e), e.checked]),
      written: all('input:not([type=checkbox],[type=radio]),select').filter(e => e.value !== e.defaultValue).map(e => [way(e), e.value]),
      focus: e && e !== document.body ? [way(e), e.selectionStart, e.selectionEnd] : null, list: list ? list.scrollTop : 0,
    };
  };
  const reload = place => {
    try { sessionStorage.setItem(key, JSON.stringify(place)); history.scrollRestoration = 'manual'; } finally { location.reload(); }
  };
  const scroll = place => {
    place.scrolled.forEach(([where, top, left]) => at(where)?.scrollTo({top, left, behavior: 'instant'}));
    scrollTo({top: place.top, left: place.left, behavior: 'instant'});
    const mark = place.landmark && document.getElementById(place.landmark[0]);
    if (mark && mark.getClientRects().length) scrollBy({top: mark.getBoundingClientRect().top - place.landmark[1], behavior: 'instant'});
    const list = dock.querySelector('.pv-list');
    if (list) list.scrollTop = place.list;
  };
  const restore = place => {
    const open = new Set(place.open.map(at));
    all('details').forEach(e => { e.open = open.has(e); });
    place.popped.forEach(where => at(where)?.showPopover?.());
    place.ticked.forEach(([where, ticked]) => { const e = at(where); if (e && 'checked' in e) e.checked = ticked; });
    place.written.forEach(([where, value]) => {
      const e = at(where);
      if (!e || !('value' in e) || e.value === value) return;
      e.value = value;
      e.dispatchEvent(new Event('input', {bubbles: true}));
    });
    const e = place.focus && at(place.focus[0]);
    if (e) {
      e.focus({preventScroll: true});
      if (typeof place.focus[1] === 'number') e.setSelectionRange(place.focus[1], place.focus[2]);
    } else document.activeElement?.blur();
    scroll(place);
  };
  const dress = given => {
    if (given === style) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(given);
    document.adoptedStyleSheets = [sheet];
    own.disabled = true;
    style = given;
  };
  const put = page => {
    const range = document.createRange(), pictures = [...document.images];
    range.setStartAfter(document.querySelector('body > .defs'));
    range.setEndBefore(dock);
    const made = range.createContextualFragment(page.body);
    made.querySelectorAll('img').forEach(e => {
      const at = pictures.findIndex(old => old.isEqualNode(e));
      if (at >= 0) e.replaceWith(...pictures.splice(at, 1));
    });
    dress(page.style);
    document.title = page.title;
    [root.lang, root.dir] = [page.language, page.direction];
    if (page.theme) root.dataset.theme = page.theme; else delete root.dataset.theme;
    document.querySelector('body > .defs').innerHTML = page.symbols;
    range.deleteContents();
    range.insertNode(made);
  };
  const run = () => {
    const again = document.createElement('script');
    again.textContent = script;
    document.body.append(again);
    again.remove();
  };
  const renew = page => {
    const place = present();
    if (page.script !== script) return reload(place);
    try {
      put(page);
      run();
      if (location.hash) location.replace(location.hash);
      restore(place);
      scrolled = new Set(place.scrolled.map(([where]) => at(where)).filter(Boolean));
    } catch { return reload(place); }
    return true;
  };
  try {
    const place = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    if (place && place.at === location.pathname) {
      restore(place);
      addEventListener('load', () => { scroll(place); history.scrollRestoration = 'auto'; }, {once: true});
    }
  } catch { sessionStorage.removeItem(key); }
  const linked = up => {
    dock.classList.toggle('off', !up);
    dock.querySelector('.pv-off').hidden = up;
  };
  let busy = false, again = false;
  const check = async () => {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        if (document.hidden) await new Promise(done => setTimeout(done, 500));
        const {page: name, digest} = dock.dataset, state = await (await fetch('/-/state?' + new URLSearchParams({page: name, digest}))).json();
        if (state.page) {
          if (!renew(state.page)) return;
          dock.dataset.digest = state.digest;
        }
        if (state.revision !== dock.dataset.revision) {
          const details = dock.querySelector('details'), open = details.open, focused = details.contains(document.activeElement);
          dock.dataset.revision = state.revision;
          dock.innerHTML = state.dock;
          dock.querySelector('details').open = open;
          if (focused) dock.querySelector('summary').focus();
        }
        linked(true);
      }
    } catch { linked(false); }
    busy = false;
  };
  const hear = news => {
    if (news === 'off') linked(false);
    else if (news !== dock.dataset.revision || dock.classList.contains('off')) check();
  };
  const tabs = new BroadcastChannel(key);
  let last = '', leads = false;
  tabs.onmessage = e => {
    if (e.data !== 'news?') hear(e.data);
    else if (leads && last) tabs.postMessage(last);
  };
  const lead = () => new Promise(() => {
    const source = new EventSource('/-/events'), tell = news => { last = news; tabs.postMessage(news); hear(news); };
    leads = true;
    source.onmessage = e => tell(e.data);
    source.onerror = () => tell('off');
  });
  navigator.locks.request(key, lead);
  tabs.postMessage('news?');
  addEventListener('pageshow', e => { if (e.persisted) check(); });
})();
