"""Row 15: the gespreksblad and the samenvatting."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from scherm import Maak


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
