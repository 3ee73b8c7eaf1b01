"""Row 5: axe in ten states and the pages, light and dark, narrow and wide. A floor, not proof."""

from __future__ import annotations

import pytest
from hulp import WEBHOOK, zet_antwoord
from scherm import Maak


@pytest.mark.parametrize("breed", [360, 1000])
@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_05_axe(maak: Maak, breed: int, donker: bool) -> None:
    gevonden: dict[str, list[str]] = {}
    s = maak(breed, 800, donker).ga("/voorbeeld")
    gevonden["closed"] = s.axe()
    s.open()
    gevonden["open"] = s.axe()
    s.zeg("Welke bezwaren komen vaak voor?")
    gevonden["buttons"] = s.axe()
    s.page.get_by_text("Bronnen").first.click()
    gevonden["sources"] = s.axe()
    s.page.route(WEBHOOK, lambda r: None)
    s.typ("wacht")
    s.page.locator(".typt").wait_for()
    gevonden["typing"] = s.axe()
    s.controleer()

    s = maak(breed, 800, donker).ga()
    gevonden["page"] = s.axe()
    zet_antwoord(s, '{"fout": "te lang"}', 413)
    s.typ("te veel")
    s.page.locator(".fout").wait_for()
    gevonden["error"] = s.axe()
    s.page.unroute(WEBHOOK)
    s.zeg("stap 1 is klaar")
    if breed < 800:
        s.page.locator(".kortom").click()
    gevonden["steps"] = s.axe()
    if breed < 800:
        s.page.locator(".kortom").click()
    for knop, wacht in (("Gespreksblad", ".blad"), ("Samenvatting", ".blad"), ("Wis alles", ".gevaar")):
        s.knop(knop).click()
        s.page.locator(wacht).wait_for()
        gevonden[knop] = s.axe()
    s.page.keyboard.press("Escape")
    s.knop("Acuut gevaar").click()
    gevonden["acute"] = s.axe()
    s.knop("Acuut gevaar").click()
    s.context.set_offline(True)
    s.typ("geen lijn")
    s.page.locator(".lijn p").wait_for()
    gevonden["offline"] = s.axe()
    s.context.set_offline(False)
    for pad in ("/toegankelijkheid", "/privacy", "/beperkingen"):
        s.ga(pad)
        gevonden[pad] = s.axe()
    assert {k: v for k, v in gevonden.items() if v} == {}
    assert len(gevonden) >= 10
