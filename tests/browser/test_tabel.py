"""The acceptance table of design/widget.md: one named test a row (row 5 in test_axe.py).

Rows 3, 4 and 9 are checked for every page of this folder when it closes (conftest.py).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Route
from scherm import Maak, Scherm

MAP = Path(__file__).parent
WORTEL = MAP.parents[1]
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


def test_06_gedwongen_kleuren(maak: Maak) -> None:
    s = maak(360, 700, forced_colors="active").ga()
    s.zeg("Wat doe ik nu?")
    geen_zijwaarts(s)
    zonder_rand = s.wortel(
        "w => [...w.querySelectorAll('button:not(.tab):not(.kortom), textarea, .bel1, .zij')].filter(e => e.getClientRects().length"
        " && getComputedStyle(e).borderTopWidth === '0px').map(e => e.className)"
    )
    assert zonder_rand == [], "without colours a border has to show what it is"


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


def test_07_zes_stappen_met_alleen_het_toetsenbord(maak: Maak) -> None:
    """All six steps, with an objection in the middle; no pointer."""
    s = maak().ga("/voorbeeld")
    tab_naar(s, "^Kindreflex-assistent$")
    s.page.keyboard.press("Enter")
    tab_naar(s, "^Stap voor stap")
    s.page.keyboard.press("Enter")
    s.page.locator(".zij").nth(0).wait_for()

    def kies(naam: str) -> None:
        n = s.page.locator(".zij").count()
        tab_naar(s, f"^{re.escape(naam)}$")
        s.page.keyboard.press("Enter")
        s.page.locator(".zij").nth(n).wait_for()

    def typ(tekst: str) -> None:
        n = s.page.locator(".zij").count()
        if actief(s) != "bericht":
            tab_naar(s, "^bericht$")
        s.page.keyboard.type(tekst)
        s.page.keyboard.press("Enter")
        s.page.locator(".zij").nth(n).wait_for()

    kies("Stap 1 is klaar")
    typ("mama zegt dat een baby daar toch niks van meekrijgt")
    assert "Een klein kind is kwetsbaar" in s.page.locator(".zij").last.inner_text()
    typ("stap 2 is klaar")
    kies("Het voelt niet pluis")
    typ("het team vindt het verontrustend")
    typ("de cliënt is bereid om mee te werken")
    for n in (3, 4, 5, 6):
        typ(f"stap {n} is klaar")
    assert s.page.locator(".stap.klaar").count() == 6
    s.page.keyboard.press("Shift+Tab")  # no trap
    tab_naar(s, "^Acuut gevaar$", achteruit=True)
    s.page.keyboard.press("Enter")
    assert "Bel eerst" in actief(s)
    s.page.keyboard.press("Escape")
    assert actief(s) == "Acuut gevaar"
    tab_naar(s, "^Samenvatting$", achteruit=True)
    s.page.keyboard.press("Enter")
    s.page.locator(".blad").wait_for()
    s.page.keyboard.press("Escape")
    assert actief(s) == "Samenvatting"
    s.page.keyboard.press("Escape")
    assert actief(s) == "Kindreflex-assistent"
    assert s.page.locator(".paneel").count() == 0


def test_08_een_melding_per_beurt(maak: Maak) -> None:
    s = maak().ga()
    for i, tekst in enumerate(("Wat doe ik nu?", "stap 1 is klaar", "pluis"), 1):
        s.zeg(tekst)
        s.page.wait_for_timeout(150)
        assert len(s.js("() => __opname.gezegd")) == i
    assert all("\n" not in g for g in s.js("() => __opname.gezegd"))
    assert s.wortel(
        "w => { const l = w.querySelector('ol.gesprek'); return [l.getAttribute('aria-label'), !!l.closest('[aria-live],[role=log],[role=status]')] }"
    ) == ["Gesprek", False]
    s.page.reload()
    s.page.locator(".zij").nth(2).wait_for()
    s.page.wait_for_timeout(300)
    assert s.js("() => __opname.gezegd") == []


def test_09_focus_blijft_waar_hij_is(maak: Maak) -> None:
    s = maak().ga()

    def traag(r: Route) -> None:
        time.sleep(0.7)
        r.continue_()

    s.page.route(WEBHOOK, traag)
    s.knop("Stap voor stap").click()
    s.page.locator(".zij").wait_for()
    s.page.wait_for_timeout(500)
    assert "Wat doe ik nu?" in actief(s), "after a choice: at what was said with it"
    s.typ("stap 1 is klaar")
    s.page.locator(".zij").nth(1).wait_for()
    s.page.wait_for_timeout(500)
    assert actief(s) == "bericht"
    vink = s.page.locator(".stap.nu input").first
    s.mag()
    vink.focus()
    vink.press("Space")
    s.page.locator(".zij").nth(2).wait_for()
    s.page.wait_for_timeout(500)
    assert vink.evaluate("e => e.getRootNode().activeElement === e")
    s.controleer()


def test_10_stappen_volgen_de_stand(maak: Maak) -> None:
    s = maak().ga()
    assert s.page.locator("ol.ladder").count() == 2
    assert [s.page.locator(".groep").nth(i).inner_text() for i in (0, 1)] == [
        "Standaard, bij elke cliënt",
        "Als de situatie erom vraagt",
    ]
    s.zeg("stap 1 is klaar")
    nu = s.page.locator("[aria-current=step]")
    assert nu.count() == 1
    assert "Stap 2 van 6" in (nu.text_content() or "")
    assert nu.locator(".reden").inner_text()
    assert "klaar" in s.page.locator(".stap").nth(0).locator(".staat").inner_text()
    n = s.page.locator(".zij").count()
    nu.locator("input").first.check()
    s.page.locator(".zij").nth(n).wait_for()
    assert "bezig" in nu.locator(".staat").inner_text()
    assert nu.locator("input").first.is_checked()
    s.page.wait_for_timeout(100)
    nu.locator("input").first.uncheck()
    s.page.locator(".zij").nth(n + 1).wait_for()
    assert "open" in nu.locator(".staat").inner_text()
    een = s.page.locator(".stap").nth(0)
    een.locator("summary").click() if not een.locator("details").get_attribute("open") else None
    een.get_by_role("button", name="Toch nog niet klaar").click()
    s.page.locator(".zij").nth(n + 2).wait_for()
    assert "Stap 1 van 6" in (s.page.locator("[aria-current=step]").text_content() or "")


def test_11_bronnen(maak: Maak) -> None:
    s = maak().ga()
    zet_antwoord(s, antwoord("Zo.", bronnen=[
        {"titel": "Een site", "verwijzing": "bladzijde 3", "url": "https://voorbeeld.be/x"},
        {"titel": "Een boek", "verwijzing": "hoofdstuk 2"},
        {"titel": "Een val", "verwijzing": "nergens", "url": "javascript:alert(1)"},
    ]))  # fmt: skip
    s.zeg("hallo")
    d = s.page.locator(".zij details")
    assert d.count() == 1
    assert d.get_attribute("open") is None
    d.locator("summary").click()
    links = d.locator("a")
    assert links.count() == 1
    assert "opent in een nieuw tabblad" in links.inner_text()
    assert (links.get_attribute("target"), links.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    assert [p.inner_text() for p in d.locator(".plaats").all()] == ["bladzijde 3", "hoofdstuk 2", "nergens"]


def test_12_snelle_antwoorden(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("Wat doe ik nu?")
    knoppen = s.page.locator(".keuzes button")
    titels = knoppen.all_inner_texts()
    s.page.wait_for_timeout(200)
    assert knoppen.all_inner_texts() == titels
    assert titels
    voor = len([v for v in s.verzoeken if v[1].endswith("/webhook")])
    s.page.locator(".keuzes").get_by_role("button", name="Stap 1 is klaar").dblclick()
    s.page.locator(".zij").nth(1).wait_for()
    s.page.wait_for_timeout(400)
    assert len([v for v in s.verzoeken if v[1].endswith("/webhook")]) == voor + 1
    assert s.page.locator(".zij").nth(0).locator("button").count() == 0
    getypt = s.page.locator(".keuzes button").nth(1).inner_text()
    s.zeg(getypt)
    assert s.page.locator(".zij").count() == 3


def _toestand(s: Scherm) -> list[Any]:
    return [
        s.page.locator(".bel1").all_inner_texts(), s.page.locator(".zij .tekst").all_inner_texts(),
        s.page.locator(".keuzes button").all_inner_texts(), s.page.locator("[aria-current=step]").text_content(),
        s.js("() => localStorage.getItem('kindreflex-sessie')"),
    ]  # fmt: skip


def test_13_herladen_in_het_midden(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("Wat doe ik nu?")
    s.kies("Stap 1 is klaar")
    s.zeg("mama zegt dat een baby daar toch niks van meekrijgt")
    voor = _toestand(s)
    n = len([v for v in s.verzoeken if v[0] == "POST"])
    s.page.reload()
    s.page.locator(".zij").nth(2).wait_for()
    s.page.wait_for_timeout(300)
    assert _toestand(s) == voor
    assert len([v for v in s.verzoeken if v[0] == "POST"]) == n
    assert voor[-1] not in "".join(u for _, u in s.verzoeken)
    ander = s.nieuw_tabblad().ga()
    ander.page.locator(".zij").nth(2).wait_for()
    ander.zeg("stap 2 is klaar")
    s.page.locator(".zij").nth(3).wait_for()
    assert _toestand(s) == _toestand(ander), "two tabs show one talk"


def test_14_server_gedood_tijdens_een_antwoord(maak: Maak, breekbaar: Any) -> None:
    s = maak(basis=breekbaar.url).ga()
    s.zeg("Wat doe ik nu?")
    with s.page.expect_request(WEBHOOK):
        s.typ("stap 1 is klaar")
    breekbaar.kill()
    begin = time.monotonic()
    s.typ("stap 2 is klaar")
    s.page.locator(".lijn p").wait_for(timeout=2000)
    duur = time.monotonic() - begin
    print(f"status in words after {duur:.2f} s")
    assert duur < 1
    assert "Geen verbinding" in s.page.locator(".lijn").inner_text()
    assert s.page.locator(".fout").get_by_role("button", name="Probeer opnieuw").count() == 1
    breekbaar.start()
    s.page.locator(".zij").nth(2).wait_for(timeout=60_000)
    s.page.wait_for_timeout(500)
    assert s.page.locator(".bel1").all_inner_texts() == ["Wat doe ik nu?", "stap 1 is klaar", "stap 2 is klaar"]
    assert s.page.locator(".lijn p").count() == 0
    assert s.page.locator(".stap.klaar").count() == 2
    s.page.reload()
    s.page.locator(".zij").nth(2).wait_for()
    s.page.wait_for_timeout(300)
    assert s.page.locator(".bel1").count() == 3, "nothing lost, nothing double"


def test_14_mislukt_bericht_houdt_zijn_knop(maak: Maak) -> None:
    s = maak().ga()
    zet_antwoord(s, '{"fout": "te lang"}', 413)
    s.typ("te veel")
    s.page.get_by_text("niet aangekomen").wait_for()
    s.page.unroute(WEBHOOK)
    s.zeg("Wat doe ik nu?")
    eerste = s.page.locator(".ik").nth(0)
    assert eerste.get_by_role("button", name="Probeer opnieuw").count() == 1
    eerste.get_by_role("button", name="Verwijder").click()
    assert s.page.locator(".ik").count() == 1


def test_14_herladen_zonder_lijn_bewaart_het_bericht(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("Wat doe ik nu?")
    s.page.route("**/webhooks/**", lambda r: r.abort())
    s.typ("stap 1 is klaar")
    s.page.locator(".lijn p").wait_for()
    s.page.reload()
    s.page.locator(".lijn p").wait_for()
    assert s.page.locator(".bel1").all_inner_texts() == ["stap 1 is klaar"]
    s.page.unroute("**/webhooks/**")
    s.page.locator(".zij").nth(1).wait_for(timeout=15_000)
    assert s.page.locator(".bel1").all_inner_texts() == ["Wat doe ik nu?", "stap 1 is klaar"]


def _paginas(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("pad", ["/", "/voorbeeld"])
def test_15_blad_in_zes_klikken_afgedrukt_gekopieerd_bewaard(maak: Maak, pad: str) -> None:
    s = maak(permissions=["clipboard-read", "clipboard-write"]).ga(pad)
    if pad != "/":
        s.open()
    s.zeg("stap 1 is klaar")
    begin = time.monotonic()
    s.knop("Gespreksblad").click()  # 1
    for titel in ("Ze zijn nog te jong", "Er is niets aan te zien", "Gaan jullie mijn kinderen afpakken?"):  # 2, 3, 4
        s.page.get_by_role("checkbox", name=titel).check()
    # The fullest sheet there is: six questions, an age, a province and both dates.
    s.page.get_by_text("Vragen 4 gekozen").click()
    vragen = s.page.locator(".lijst").nth(1).locator("input")
    vragen.nth(4).check()
    vragen.nth(5).check()
    assert vragen.nth(6).is_disabled()
    s.mag()
    s.page.get_by_label("Provincie").select_option("west_vlaanderen")
    s.mag()
    s.page.get_by_label("Opvolggesprek op").fill("2026-12-15")
    s.mag()
    s.page.get_by_label("Overleg met collega op").fill("2026-12-03")
    s.mag()
    s.page.locator("#uur").fill("14:30")
    s.context.set_offline(True)
    s.knop("Druk af").click()
    assert s.js("() => __opname.gedrukt") == 1
    assert time.monotonic() - begin < 60
    s.page.emulate_media(media="print")
    zichtbaar = s.js("() => document.body.innerText.trim()")
    assert zichtbaar == "", "the page around it is not printed"
    pdf = s.page.pdf(prefer_css_page_size=True)
    if map_ := os.environ.get("BLAD_PDF"):
        Path(map_, f"blad{pad.replace('/', '-')}.pdf").write_bytes(pdf)
    assert _paginas(pdf) == 1
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf, "A4"
    assert s.wortel(
        "w => [...w.querySelectorAll('.kop, .stappen, .werk, .keuzeblad, .schrijf, .terug')].every(e => !e.getClientRects().length)"
    )
    s.page.emulate_media(media="screen")
    s.knop("Kopieer").click()
    s.page.get_by_text("Gekopieerd.").wait_for()
    tekst = s.js("() => navigator.clipboard.readText()")
    assert "Ze zijn nog te jong" in tekst
    assert "dinsdag 15 december 2026, 14:30" in tekst
    assert "112" in tekst
    for knop, eind in (("Download", ".html"), ("Download als tekst", ".txt")):
        with s.page.expect_download() as d:
            s.knop(knop, exact=True).click()
        assert d.value.suggested_filename == "gespreksblad" + eind
        assert "Ze zijn nog te jong" in Path(d.value.path()).read_text(encoding="utf-8")
    with s.page.expect_download() as d:
        s.page.get_by_role("button", name="Zet in agenda: Opvolggesprek").click()
    ics = Path(d.value.path()).read_text(encoding="utf-8")
    assert "SUMMARY:Opvolggesprek\n" in ics.replace("\r", "")
    assert "indreflex" not in ics
    s.knop("Samenvatting").click()
    assert "klaar" in s.page.locator(".blad").inner_text()
    s.knop("Kopieer").click()
    s.page.get_by_text("Gekopieerd.").wait_for()
    with s.page.expect_download() as d:
        s.knop("Download", exact=True).click()
    assert d.value.suggested_filename == "samenvatting.html"
    assert _paginas(s.page.pdf(prefer_css_page_size=True)) == 1
    assert s.page.locator(".keuzeblad input[type=text]").count() == 0, "no field for a name"


def test_15_elk_blad_past_op_een_A4(maak: Maak) -> None:
    s = maak().ga()
    s.knop("Gespreksblad").click()
    for titel in ("Ze zijn nog te jong", "Dat gaat u niet aan", "Als u daarover begint"):
        s.page.get_by_role("checkbox", name=titel).check()
    s.mag()
    s.page.get_by_label("Provincie").select_option("antwerpen")
    for stap in "123456":
        s.mag()
        s.page.get_by_label("Welke stap bereid je voor?").select_option(stap)
        assert _paginas(s.page.pdf(prefer_css_page_size=True)) == 1, f"step {stap}"


def test_16_wis_alles(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("stap 1 is klaar")
    oud = s.js("() => localStorage.getItem('kindreflex-sessie')")
    s.knop("Wis alles").click()
    assert "niet ongedaan maken" in s.page.locator(".ander").inner_text()
    s.knop("Nee, bewaar het").click()
    assert s.page.locator(".zij").count() == 1
    s.knop("Wis alles").click()
    s.context.set_offline(True)
    s.knop("Ja, wis alles").click()
    s.page.get_by_text("nog niets gewist").wait_for()
    s.context.set_offline(False)
    s.knop("Ja, wis alles").click()
    s.page.get_by_text("Alles is gewist").wait_for()
    assert s.page.locator(".zij").count() == 0
    assert s.js("() => [localStorage.length, sessionStorage.length]") == [0, 0]
    over = s.context.request.get(f"{s.basis}/webhooks/rest/gesprek", headers={"Authorization": f"Bearer {oud}"})
    assert over.status == 401 or over.json()["beurten"] == []


def test_16_wis_alles_door_het_te_typen(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("stap 1 is klaar")
    s.zeg("wis dit gesprek")
    s.page.locator(".keuzes").get_by_role("button", name="Ja, wis alles").click()
    s.page.get_by_text("Alles is gewist").wait_for()
    assert s.js("() => [localStorage.length, sessionStorage.length]") == [0, 0]


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


def test_wat_verborgen_werd_staat_er(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("Fatima zegt dat stap 1 klaar is")
    s.page.get_by_text("Ik heb een naam verborgen").wait_for()
    s.page.get_by_text("[verborgen_naam]").wait_for()
    assert "Fatima" not in s.wortel("w => w.querySelector('.gesprek').textContent")
