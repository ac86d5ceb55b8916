(function (w, d) {
  'use strict';
  // Nothing is stored and nothing is sent before chemai.consent(true); the id is random and of this site only.
  var tag = d.currentScript, data = tag.dataset, slot = 'chemai.visitor', queue = [], timer, known;
  var door = new URL(tag.src).origin + '/api/v1/leads/beacon/sites/' + data.site;
  function read() {
    try { return JSON.parse(w.localStorage.getItem(slot)); } catch (e) { return null; }
  }
  function random() {
    var bytes = w.crypto.getRandomValues(new Uint8Array(16)), text = '';
    for (var i = 0; i < 16; i++) text += (bytes[i] + 256).toString(16).slice(1);
    return text;
  }
  function post(path, body) {
    var text = JSON.stringify(body);
    if (!(w.navigator.sendBeacon && w.navigator.sendBeacon(door + path, text))) {
      w.fetch(door + path, { method: 'POST', body: text, keepalive: true, credentials: 'omit' }).catch(function () {});
    }
  }
  function flush() {
    w.clearTimeout(timer);
    timer = 0;
    while (known && queue.length) {
      var now = Date.now(), batch = queue.splice(0, 40);
      post('/events', {
        visitor: known.id, consent: known.wording, batch: random(),
        events: batch.map(function (one) { one[1].ago_ms = now - one[0]; return one[1]; })
      });
    }
  }
  function chemai(kind, more) {
    if (!known) return;
    var one = { kind: kind, page: w.location.pathname };
    for (var name in more || {}) if (more[name] != null && more[name] !== '') one[name] = more[name];
    queue.push([Date.now(), one]);
    if (queue.length > 39) flush();
    else timer = timer || w.setTimeout(flush, 5000);
  }
  function view() {
    chemai(data.model ? 'model_view' : 'site_view', { model: data.model, trim: data.trim, topic: data.topic });
  }
  chemai.consent = function (given) {
    var before = known;
    known = given ? before || { id: random(), wording: data.wording || '1' } : null;
    try {
      if (known) w.localStorage.setItem(slot, JSON.stringify(known)); else w.localStorage.removeItem(slot);
    } catch (e) { known = null; }
    if (known && !before) view();
    if (before && !known) { queue = []; post('/withdrawals', { visitor: before.id }); }
  };
  chemai.visitor = function () { return known ? known.id : null; };
  d.addEventListener('click', function (event) {
    var hit = event.target.closest && event.target.closest('[data-chemai]');
    if (hit) {
      var at = hit.dataset;
      chemai(at.chemai, { model: at.model || data.model, trim: at.trim, topic: at.topic, rival: at.rival });
    }
  });
  d.addEventListener('visibilitychange', function () { if (d.visibilityState === 'hidden') flush(); });
  w.addEventListener('pagehide', flush);
  w.chemai = chemai;
  known = read();
  if (known) view();
})(window, document);
