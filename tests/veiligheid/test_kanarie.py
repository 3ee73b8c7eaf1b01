"""A unique name, number, address and sentence through every door, at --debug, with forced exceptions.

They may be nowhere in what the assistant keeps or prints: databases (with their journals),
logs, standard output. The sentence is no personal data and may be stored, but not logged.

Seen to fail: without the net in the logs, and with a plain `bericht_id` in the outbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sitecustomize import ACTIE, BEGRIP, KANAAL
from veilig import Server

from kanaal.audit import vindplaatsen

pytestmark = pytest.mark.server

NAAM, NUMMER, MAIL = "Quastenberghe", "0478 91 23 64", "zeb.quastenberghe@ergens-anders.be"
VORMEN = [NAAM, NUMMER, "0478912364", "+32478912364", "47891", MAIL, "zeb.quast", "ergens-anders"]
ZIN = "de paarse olifant telde zeven knikkers"
VOL = f"mevrouw {NAAM} op {NUMMER} of {MAIL} zegt dat {ZIN}"


@pytest.fixture(scope="module")
def debugserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    hier = str(Path(__file__).parent)
    s = Server(tmp_path_factory.mktemp("kanarie"), PYTHONPATH=hier, KANARIETEST="1", KINDREFLEX_BEWAAR_NIET_BEGREPEN="true")
    yield s.start("--debug")
    s.stop()


def _deuren(url: str, sender: str) -> Iterator[requests.Response]:
    """Every way in that takes something of the client."""
    w = f"{url}/webhooks/rest"

    def zeg(tekst: object, **extra: object) -> requests.Response:
        return requests.post(f"{w}/webhook", json={"sender": sender, "message": tekst, **extra}, timeout=60)

    yield from (zeg(VOL), zeg(f"knop.{VOL}"), zeg(f"/gesprek_begroeting{{\"naam\": \"{NAAM}\"}} {VOL}"), zeg(f"EXTERNAL: {VOL}"))
    yield from (zeg(VOL + " x" * 1500), zeg(VOL.upper()), zeg(f"\x00\u202e{VOL}"), zeg(f"help hij slaat het kind nu, {VOL}"))
    yield from (zeg(f"{VOL}: {zin}") for zin in (KANAAL, BEGRIP, ACTIE))
    yield from (zeg([VOL]), zeg({"tekst": VOL}), zeg(VOL, **{NAAM: VOL, "metadata": {"naam": VOL}, "input_channel": NAAM}))
    yield from (zeg("goedendag", bericht_id=f"{NAAM} {NUMMER}"), zeg("goedendag", bericht_id=VOL), zeg("goedendag", bericht_id=[VOL]))
    yield requests.post(f"{w}/webhook", data=f'{{"message": "{VOL}", '.encode(), timeout=30)
    yield requests.post(f"{w}/webhook", data=VOL.encode() * 1000, timeout=30)
    yield requests.post(f"{w}/webhook", json={"sender": VOL, "message": VOL}, timeout=30)
    plat = f"{NAAM} {NUMMER} {MAIL} {ZIN}"
    for methode, pad in (("GET", "gesprek"), ("DELETE", "sessie")):
        yield requests.request(methode, f"{w}/{pad}", headers={"Authorization": f"Bearer {plat}"}, timeout=30)
    for kop in ("User-Agent", "Referer", "Cookie", "X-Forwarded-For", "Forwarded", "X-Request-ID", "Content-Type", "Accept", plat.replace(" ", "-").replace("@", "-")):
        yield requests.post(f"{w}/webhook", json={"sender": sender, "message": "goedendag"}, headers={kop: plat}, timeout=30)
    yield requests.post(f"{w}/sessie", headers={"Origin": f"https://{MAIL}"}, timeout=30)
    for pad in ("sessie", "webhook", NAAM, f"webhook/{MAIL}"):
        yield requests.post(f"{w}/{pad}", params={"q": plat, NAAM: "1"}, json={"sender": sender, "message": "dag"}, timeout=30)
    yield requests.get(f"{url}/{NAAM}/{MAIL}", params={"q": plat}, timeout=30)


def test_nothing_of_it_is_kept_or_printed(debugserver: Any) -> None:
    g = debugserver.gesprek()
    antwoorden = list(_deuren(debugserver.url, g.sender))
    for a in antwoorden:
        if a.status_code >= 400:
            assert set(a.json()) == {"fout"}
        for kanarie in (*VORMEN, ZIN, "Traceback", "ValueError"):
            assert kanarie.lower() not in a.text.lower(), (a.status_code, kanarie)
    codes = [a.status_code for a in antwoorden]
    gedwongen = codes[8:11]
    print(f"\n{len(codes)} doors; forced exceptions in channel, NLU and action: {gedwongen}")
    assert codes.count(200) >= 20
    assert gedwongen == [500, 200, 200], "the channel refuses what it cannot hide; the others are answered by the channel"
    assert requests.get(f"{g.basis}/gesprek", headers={"Authorization": f"Bearer {g.sender}"}, timeout=30).ok
    debugserver.stop()
    log = debugserver.log.read_text("utf-8", "replace")
    assert "ValueError" in log, "the sabotage worked"
    assert "verzoek" in log, "it ran at --debug: this line is not there otherwise"
    map_ = debugserver.map_var
    assert vindplaatsen(map_, VORMEN) == []
    buiten = [(p.name, i) for p, i in vindplaatsen(map_, [ZIN]) if p.suffix != ".db" and ".db-" not in p.name]
    assert [p for p, _ in buiten if p != "niet_begrepen.jsonl"] == []  # that file is a setting, redacted, and off by default
