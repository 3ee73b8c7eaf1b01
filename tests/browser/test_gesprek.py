"""Rows 7-14 and 16: the talk, by keyboard, with reloads, a broken line and a server that dies."""

from __future__ import annotations

import re
import time
from typing import Any

from hulp import WEBHOOK, actief, antwoord, tab_naar, zet_antwoord
from playwright.sync_api import Route
from scherm import Maak, Scherm


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


def test_14_storing_houdt_zijn_knop(maak: Maak) -> None:
    """An answer that says that something failed stands there, and the message goes again under its own id."""
    s = maak().ga()
    zet_antwoord(s, antwoord("Er loopt iets mis aan mijn kant.", storing=True))
    with s.page.expect_request(WEBHOOK) as eerst:
        s.zeg("Wat doe ik nu?")
    s.page.get_by_text("kreeg nog geen antwoord").wait_for()
    s.page.unroute(WEBHOOK)
    with s.page.expect_request(WEBHOOK) as later:
        s.knop("Probeer opnieuw").click()
    s.page.locator(".keuzes").wait_for()
    assert later.value.post_data_json["bericht_id"] == eerst.value.post_data_json["bericht_id"]
    assert (s.page.locator(".zij").count(), s.page.locator(".fout").count()) == (1, 0)


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


def test_wat_verborgen_werd_staat_er(maak: Maak) -> None:
    s = maak().ga()
    s.zeg("Fatima zegt dat stap 1 klaar is")
    s.page.locator(".zij .tekst").get_by_text("Ik heb een naam verborgen").wait_for()
    s.page.get_by_text("[verborgen_naam]").wait_for()
    assert "Fatima" not in s.wortel("w => w.querySelector('.gesprek').textContent")
