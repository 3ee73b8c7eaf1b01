"""Rows 1-4, 6 and 17-20: size, other origins, zoom, colours, the urgent numbers and hostile surroundings."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hulp import STAND, WEBHOOK, antwoord, geen_zijwaarts, niets_bedekt, vraag_en_knoppen_samen, zet_antwoord
from playwright.sync_api import Dialog
from scherm import Maak, Scherm

MAP = Path(__file__).parent
WORTEL = MAP.parents[1]


def test_01_bundel_hoogstens_20_kB() -> None:
    js = (WORTEL / "widget/dist/kindreflex-assistent.js").read_bytes()
    gz = len(gzip.compress(js, 9))
    print(f"bundle: {gz} bytes gz")
    assert gz <= 20_000


def test_02_voor_het_openen_niets(maak: Maak) -> None:
    s = maak().ga("/voorbeeld")
    s.page.wait_for_timeout(600)
    assert {u.removeprefix(s.basis) for _, u in s.verzoeken} <= {
        "/voorbeeld",
        "/pagina.css",
        "/kindreflex-assistent.js",
        "/favicon.ico",
    }
    assert s.js("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    s.open()
    s.page.wait_for_timeout(300)
    assert not [u for _, u in s.verzoeken if "webhooks" in u], "opening alone asks nothing either"
    assert s.context.cookies() == []


@pytest.mark.parametrize("pad", ["/", "/voorbeeld"])
def test_03_04_geen_andere_oorsprong_en_geen_csp_breuk(maak: Maak, pad: str) -> None:
    s = maak().ga(pad)
    if pad != "/":
        s.open()
    s.zeg("Wat doe ik nu?")
    s.page.get_by_text("Bronnen").first.click()
    for scherm in ("Gespreksblad", "Samenvatting"):
        s.knop(scherm).click()
        s.page.locator(".blad").wait_for()
        with s.page.expect_download():
            s.knop("Download", exact=True).click()
    s.controleer()


@pytest.mark.parametrize(("breed", "hoog"), [(320, 256), (320, 568), (1000, 800)])
@pytest.mark.parametrize("pad", ["/", "/voorbeeld"])
def test_06_zoom_en_tekstafstand(maak: Maak, breed: int, hoog: int, pad: str) -> None:
    s = maak(breed, hoog).ga(pad)
    if pad != "/":
        s.open()
    controls = "button, textarea, summary, input, select, a"
    geen_zijwaarts(s)
    niets_bedekt(s, controls)
    s.zeg("Wat doe ik nu?")
    s.kies("Stap 1 is klaar")
    s.zeg("stap 2 is klaar")
    vraag_en_knoppen_samen(s)
    geen_zijwaarts(s)
    niets_bedekt(s, controls)
    s.wortel(
        "w => { const b = new CSSStyleSheet(); b.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important} p{margin-bottom:2em!important}'); w.adoptedStyleSheets = [...w.adoptedStyleSheets, b]; }"
    )
    geen_zijwaarts(s)
    niets_bedekt(s, controls)
    for knop in ("Gespreksblad", "Samenvatting", "Wis alles"):
        s.knop(knop).click()
        s.page.locator(".ander").wait_for()
        s.page.wait_for_timeout(200)
        geen_zijwaarts(s)
        niets_bedekt(s, ".ander :is(button, select, input, summary)")
    s.knop("Acuut gevaar").click()
    geen_zijwaarts(s)
    niets_bedekt(s, ".acuut :is(a, button)")


def test_06_gedwongen_kleuren(maak: Maak) -> None:
    s = maak(360, 700, forced_colors="active").ga()
    s.zeg("Wat doe ik nu?")
    geen_zijwaarts(s)
    zonder_rand = s.wortel(
        "w => [...w.querySelectorAll('button:not(.tab):not(.kortom), textarea, .bel1, .zij')].filter(e => e.getClientRects().length"
        " && getComputedStyle(e).borderTopWidth === '0px').map(e => e.className)"
    )
    assert zonder_rand == [], "without colours a border has to show what it is"


def test_17_acuut_gevaar_werkt_zonder_server(maak: Maak) -> None:
    s = maak().ga()
    s.knop("Gespreksblad").click()
    s.page.locator(".blad").wait_for()
    s.context.set_offline(True)
    for terug in ("Gespreksblad", "Samenvatting", "Wis alles"):
        s.knop(terug).click()
        assert s.knop("Acuut gevaar").is_visible()
    s.knop("Acuut gevaar").click()
    for nummer in ("112", "101"):
        assert s.page.locator(f".acuut a[href='tel:{nummer}']").is_visible()
        assert s.page.locator(f"footer a[href='tel:{nummer}']").is_visible()
    assert s.wortel("w => getComputedStyle(w.querySelector('.nood')).backgroundColor") == "rgb(179, 38, 30)"


def test_17_nummers_zonder_script(maak: Maak) -> None:
    s = maak(java_script_enabled=False).ga()
    for nummer in ("112", "101", "1712"):
        assert (
            s.page.locator(f"noscript a[href='tel:{nummer}']").count()
            + s.page.locator(f"main a[href='tel:{nummer}']").count()
        )
    assert s.page.locator("noscript .nood").bounding_box()


def test_18_vijandig_antwoord(maak: Maak) -> None:
    s = maak(360, 700).ga()
    zet_antwoord(s, antwoord(
        "<img src=x onerror=alert(1)><script>alert(2)</script>", "x" * 20_000, "\u202eomgekeerd\n- \u202enog eens",
        "[klik](javascript:alert(3)) <a href='javascript:alert(4)'>hier</a>",
        knoppen=["<b>vet</b>", "y" * 400],
        bronnen=[{"titel": "<i>t</i>", "verwijzing": "z" * 500, "url": "JaVaScRiPt:alert(5)"}],
        titels={str(n): "w" * 300 for n in range(1, 7)}, reden="<u>r</u>" * 40,
    ))  # fmt: skip
    dialogen: list[str] = []

    def weg(d: Dialog) -> None:
        dialogen.append(d.message)
        d.dismiss()

    s.page.on("dialog", weg)
    s.zeg("hallo")
    s.page.get_by_text("Bronnen").click()
    s.page.wait_for_timeout(300)
    assert dialogen == []
    assert s.wortel("w => w.querySelectorAll('.praat :is(img, script, a, i:not(.dots i), u)').length") == 0
    geen_zijwaarts(s)
    s.page.locator(".kortom").click()
    geen_zijwaarts(s)


def test_18_tweehonderd_berichten(maak: Maak) -> None:
    s = maak(360, 700).ga()
    beurten = [
        {
            "bericht_id": str(i),
            "tekst": f"bericht {i}",
            "antwoord": json.loads(antwoord("Een antwoord. " * 20, knoppen=["Ja"])),
        }
        for i in range(200)
    ]
    s.js("() => localStorage.setItem('kindreflex-sessie', 'x')")
    s.page.route(
        "**/gesprek",
        lambda r: r.fulfill(body=json.dumps({"beurten": beurten, "stand": STAND}), content_type="application/json"),
    )
    zet_antwoord(s, antwoord("Het laatste antwoord.", knoppen=["Ja"]))
    s.page.reload()
    s.page.locator(".zij").nth(199).wait_for()
    begin = time.monotonic()
    s.zeg("nog een")
    assert time.monotonic() - begin < 2
    assert s.page.locator(".keuzes").count() == 1
    assert s.page.get_by_text("Het laatste antwoord.").last.is_visible()
    geen_zijwaarts(s)


def _uiterlijk(s: Scherm) -> Any:
    return s.wortel(
        """w => ['.paneel', '.kop', '.naam', '.nood', '.tab', '.ingang', '.ingang b', 'textarea', '.schrijf .vol'].map(c => {
          const e = w.querySelector(c), r = e.getBoundingClientRect(), t = getComputedStyle(e);
          return [c, ...[r.x, r.y, r.width, r.height].map(Math.round), t.fontSize, t.color, t.backgroundColor, t.letterSpacing, t.textTransform, t.direction, t.visibility];
        })"""
    )


def test_19_vijandige_pagina(maak: Maak) -> None:
    def pagina(s: Scherm, pad: str) -> Iterator[None]:
        soort = {"html": "text/html", "css": "text/css"}[pad.rsplit(".")[-1]]
        s.page.route(f"**/{pad}", lambda r: r.fulfill(body=(MAP / pad).read_text(), content_type=soort))
        yield

    gewoon = maak().ga("/voorbeeld").open()
    s = maak()
    for pad in ("vijandig.html", "vijandig.css"):
        next(pagina(s, pad))
    s.ga("/vijandig.html")
    assert s.page.locator("kindreflex-assistent").count() == 1
    s.open()
    assert _uiterlijk(s) == _uiterlijk(gewoon)
    s.js(
        "() => { const e = document.querySelector('kindreflex-assistent'); e.remove(); document.querySelector('main').append(e, document.createElement('kindreflex-assistent')); }"
    )
    s.page.wait_for_timeout(200)
    assert s.page.locator("kindreflex-assistent").count() == 1
    assert _uiterlijk(s) == _uiterlijk(gewoon)
    r = s.wortel("w => { const r = w.querySelector('.nood').getBoundingClientRect(); return [r.x + 5, r.y + 5] }")
    assert s.js("([x, y]) => document.elementFromPoint(x, y)?.localName", r) == "kindreflex-assistent", (
        "above the highest z-index"
    )
    s.zeg("Wat doe ik nu?")
    s.knop("Sluit").click()
    assert s.knop("Kindreflex-assistent").is_visible()


def _helder(kleur: str) -> float:
    r, g, b = (int(float(x)) / 255 for x in re.findall(r"[\d.]+", kleur)[:3])
    lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b)]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def _contrast(a: str, b: str) -> float:
    x, y = sorted((_helder(a), _helder(b)), reverse=True)
    return (x + 0.05) / (y + 0.05)


@pytest.mark.parametrize("donker", [False, True])
def test_20_donker_beweging_doelen_contrast(maak: Maak, donker: bool) -> None:
    s = maak(360, 740, donker=donker, reduced_motion="reduce").ga()
    papier = s.wortel("w => getComputedStyle(w.querySelector('.paneel')).backgroundColor")
    assert (_helder(papier) < 0.05) is donker
    s.zeg("Wat doe ik nu?")
    s.page.route(WEBHOOK, lambda r: None)
    s.page.locator(".kortom").click()
    klein = s.wortel(
        "w => [...w.querySelectorAll('button, summary, a, input, textarea, select')].filter(e => e.getClientRects().length).map(e => {"
        " const r = e.getBoundingClientRect(); return [e.className || e.tagName, Math.round(r.width), Math.round(r.height)] })"
    )
    assert [k for k in klein if k[1] < 24 or k[2] < 24] == []
    hoofd = s.wortel(
        "w => [...w.querySelectorAll('.nood, .vol, .keuzes button, .kortom, .rand, textarea')].filter(e => e.getClientRects().length)"
        ".map(e => [e.className, Math.round(e.getBoundingClientRect().height)])"
    )
    assert [h for h in hoofd if h[1] < 44] == []
    randen = s.wortel(
        "w => ['.keuzes button', 'textarea', '.nr', 'input'].map(c => { const t = getComputedStyle(w.querySelector(c)); return [c, t.borderTopColor] })"
    )
    vlak = s.wortel("w => getComputedStyle(w.querySelector('.zij')).backgroundColor")
    assert [(c, k) for c, k in randen if c != "input" and _contrast(k, vlak) < 3] == []
    s.page.locator(".kortom").click()
    s.typ("nog iets")
    s.page.locator(".typt").wait_for()
    assert s.wortel("w => getComputedStyle(w.querySelector('.dots i')).animationName") == "none"
