// Runs before every page: notes breaches of the policy, focus that moves by itself, and what
// a screen reader would announce.
(() => {
  const opname = (window.__opname = { csp: [], focus: [], gezegd: [], gedrukt: 0 });
  let laatste = -1e9;
  let vrij = false;
  opname.mag = () => (vrij = true); // the test itself moves the focus, once
  for (const soort of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup'])
    addEventListener(soort, () => (laatste = performance.now()), true);
  document.addEventListener('securitypolicyviolation', (e) => opname.csp.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile));
  const actief = () => {
    let a = document.activeElement;
    while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement;
    return a;
  };
  let vorig = null;
  setInterval(() => {
    const nu = actief();
    if (vorig && nu !== vorig && vrij) vrij = false;
    else if (vorig && nu !== vorig && performance.now() - laatste > 250 && document.hasFocus())
      opname.focus.push(`${vorig.tagName}.${vorig.className} -> ${nu?.tagName}.${nu?.className}`);
    vorig = nu;
  }, 40);
  window.print = () => opname.gedrukt++;
  const oud = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const wortel = oud.call(this, init);
    new MutationObserver((lijst) => {
      for (const m of lijst) {
        const levend = (m.target.nodeType === 1 ? m.target : m.target.parentElement)?.closest('[role=log],[role=status],[role=alert],[aria-live]');
        const tekst = [...m.addedNodes].map((n) => n.textContent.trim()).join('') || (m.type === 'characterData' ? m.target.data.trim() : '');
        if (levend && tekst) opname.gezegd.push(tekst);
      }
    }).observe(wortel, { childList: true, subtree: true, characterData: true });
    return wortel;
  };
})();
