"""What the tests of the acceptance table share: made-up answers, geometry and the keyboard."""

from __future__ import annotations

import json
import re
from typing import Any

from scherm import Scherm

WEBHOOK = "**/webhooks/rest/webhook"
STAND = {
    "stappen": {str(n): "open" for n in range(1, 7)}, "kinderen": "onbekend", "pluis": "onbekend",
    "verontrustend": "onbekend", "bereid": "onbekend", "acuut": "nee", "aanbevolen": "1",
}  # fmt: skip


def antwoord(*bubbels: str, knoppen: list[str] | None = None, **custom: Any) -> str:
    lijst: list[dict[str, Any]] = [{"text": b} for b in bubbels]
    if knoppen:
        lijst[-1]["buttons"] = [{"title": k, "payload": k} for k in knoppen]
    return json.dumps([*lijst, {"custom": {"onderwerp": "x", "bronnen": [], "stand": STAND} | custom}])


def zet_antwoord(s: Scherm, lichaam: str, status: int = 200) -> None:
    s.page.unroute(WEBHOOK)
    s.page.route(WEBHOOK, lambda r: r.fulfill(status=status, body=lichaam, content_type="application/json"))


def geen_zijwaarts(s: Scherm) -> None:
    assert s.js("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    breed = s.wortel(
        "w => [...w.querySelectorAll('*')].filter(e => !e.closest('.sr,textarea,select') && e.clientWidth > 1 &&"
        " e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.className || e.tagName)"
    )
    assert breed == [], "wider than its box"


def niets_bedekt(s: Scherm, selector: str) -> None:
    """Each control, scrolled into view, is what a pointer at its middle would hit."""
    fout = s.wortel(
        """(w, sel) => [...w.querySelectorAll(sel)].filter(e => e.checkVisibility()).flatMap(e => {
          e.scrollIntoView({block: 'center'});
          const r = e.getBoundingClientRect();
          const h = w.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
          const binnen = r.left >= -1 && r.right <= innerWidth + 1;
          return h && (e.contains(h) || h.contains(e) && h.tagName === 'LABEL') && binnen ? [] : [e.textContent.trim() + ' < ' + (h && h.className)];
        })""",
        selector,
    )
    assert fout == []


def vraag_en_knoppen_samen(s: Scherm) -> None:
    """The last line before the choices, and all choices, fit in view together."""
    samen = s.wortel(
        """w => {
          const k = w.querySelector('.keuzes'), p = [...k.parentElement.querySelectorAll('.tekst :is(p, li)')].at(-1);
          k.scrollIntoView({block: 'end'});
          const range = document.createRange(); range.selectNodeContents(p);
          const regel = [...range.getClientRects()].at(-1), r = k.getBoundingClientRect();
          const vak = w.querySelector('.praat').getBoundingClientRect();
          const boven = Math.max(0, vak.top), onder = Math.min(innerHeight, vak.bottom);
          return [regel.top >= boven - 1, r.bottom <= onder + 1, Math.round(r.bottom - regel.top), Math.round(onder - boven)];
        }"""
    )
    assert samen[:2] == [True, True], f"question and choices need {samen[2]} px, there are {samen[3]}"


def actief(s: Scherm) -> str:
    return str(
        s.js(
            "() => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a?.innerText || a?.getAttribute('aria-label') || a?.id || '' }"
        )
    ).strip()


def tab_naar(s: Scherm, naam: str, achteruit: bool = False) -> None:
    for _ in range(120):
        s.page.keyboard.press("Shift+Tab" if achteruit else "Tab")
        if re.search(naam, actief(s)):
            return
    raise AssertionError(f"Tab never reaches {naam}")
