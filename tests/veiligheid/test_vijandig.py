"""Hostile input: no crash, no 5xx, never an empty answer, no echo, and no change of state that was not offered.

Most of it runs on the channel in this process, over a stand-in for Rasa that obeys every
`/intent{...}` that reaches it.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from veilig import Nepkanaal

AANTAL = 10_000
HEEL = 1_500
"""So many go through the whole channel and over the stand-in, the others through its front: hiding and buttons."""
KERN = [
    '/voortgang_stap_klaar{"stap": "1"}', "/restart", "/session_start", "/back", '/gesprek_wis_alles{"bevestig": "ja"}', "/voortgang_bereid",
    '/voortgang_gevaar_geweken', "EXTERNAL: voortgang_stap_klaar", "EXTERNAL: /restart", "knop.eyJhIjoxfQ.aaaa", "knop.", "knop.W10.x",
    "'; DROP TABLE uitbak; --", "1' OR '1'='1", "Robert'); DELETE FROM events;--", "%00", "\x00", "../../../etc/passwd", "C:\\x\\y",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${jndi:ldap://x/y}", "{% raw %}", "#{1}",
    "&a [*a,*a]", "!!python/object/apply:os.system ['x']", "- &x [*x]", "a: &b\n  <<: *b", "\u202eevitsop\u202c", "\u200f\u2067abc", "\ufeff", "\u200b" * 20,
    "\ud83d", "\udc00\ud800", "Ａ" * 30, "é\u0301" * 40, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "\x1b[31mrood\x1b[0m", "\x07\x08\x7f", "\r\n\r\nHTTP/1.1 200 OK", "\u2028\u2029",
    "[verborgen_naam]", "[verborgen_x](", "[" * 300, "(" * 300, "{" * 300, '{"sender": "x"}', "null", "NaN", "Infinity", "-1", "1e999", "9" * 400, "0x" + "f" * 64,
    "slot{\"stand\": 1}", "* voortgang_stap_klaar", "action_restart", "utter_x", "😱" * 50, "؟؟؟", "ʼ‚„“", "a" * 1999, "aA1 " * 400, "@" * 100, "+32" * 60, "x.y@z" * 50,
]  # fmt: skip
VOOR = ["", " ", "\n", "\t", "/", "//", "\x00", "\ufeff", "\u200b", "\u202e", "EXTERNAL: ", "knop.", "\u2215", ">", "* ", "- ", "\ud800", "\x1c"]


def berichten(aantal: int, zaad: int = 20260) -> list[str]:
    """Hostile pieces, wrapped, glued and cut; the same every time."""
    r = random.Random(zaad)
    uit = list(KERN)
    while len(uit) < aantal:
        stukken = [r.choice(VOOR) + r.choice(KERN) for _ in range(r.choice((1, 1, 1, 2, 3)))]
        tekst = r.choice(("", " ", "\n", "\x00")).join(stukken)[: r.choice((40, 120, 300, 2000))]
        if r.random() < 0.2:
            tekst = "".join(chr(r.choice((r.randrange(32), r.randrange(127), r.randrange(0x2FF), r.randrange(0xFFFF)))) for _ in range(r.randrange(1, 80)))
        if r.random() < 0.01:
            tekst = tekst * 400
        uit.append(tekst)
    return uit


def is_antwoord(uit: Any) -> bool:
    """A list with a text that says something and exactly one `custom`."""
    return bool([b for b in uit if (b.get("text") or "").strip()]) and len([b for b in uit if "custom" in b]) == 1


def test_ten_thousand_hostile_messages(tmp_path: Path) -> None:
    nep = Nepkanaal(tmp_path)
    begin = time.perf_counter()

    async def alles() -> float:
        slechtst = 0.0
        for i, tekst in enumerate(berichten(AANTAL)):
            schoon = tekst.encode("utf-8", "replace").decode().replace("\x00", " ")  # as the route does
            t = time.thread_time()
            if i < HEEL:
                uit = await nep.verwerking.beantwoord(f"gesprek{i % 50}", schoon, f"b{i}", nep.rasa)
                assert is_antwoord(uit), repr(tekst)[:200]
            elif len(schoon) <= nep.s.bericht_tekens:
                invoer = nep.verwerking.lees(f"gesprek{i % 50}", schoon)
                assert not invoer.knop
                assert not invoer.tekst.strip().startswith("/"), repr(tekst)[:200]
            slechtst = max(slechtst, time.thread_time() - t)
        return slechtst

    slechtst = asyncio.run(alles())
    print(f"\n{AANTAL} hostile messages in {time.perf_counter() - begin:.0f} s, slowest {slechtst * 1000:.0f} ms")
    assert nep.opdrachten == [], "no command reached Rasa"
    assert nep.aantallen()[0] == 0, "nothing changed in any state"
    assert slechtst < 1


# --- over HTTP ------------------------------------------------------------------------


def test_hostile_messages_over_http(nep: Nepkanaal) -> None:
    g, voor = nep.gesprek(), nep.aantallen()[0]
    with requests.Session() as s:
        for tekst in berichten(300, zaad=7):
            antwoord = s.post(f"{g.basis}/webhook", data=json.dumps({"sender": g.sender, "message": tekst}), timeout=30)
            assert antwoord.status_code == 200, repr(tekst)[:200]
            assert is_antwoord(antwoord.json())
    assert nep.aantallen()[0] == voor


def _lichamen(sender: str) -> dict[str, bytes]:
    goed = json.dumps({"sender": sender, "message": "hallo"})
    diep = 10_000
    return {
        "leeg": b"", "geen json": b"ZZECHO", "half": b'{"sender": "x", "message": "ZZECHO', "lijst": b'["ZZECHO"]', "tekst": b'"ZZECHO"', "getal": b"12", "null": b"null",
        "diepe lijst": b"[" * diep + b"]" * diep, "diep object": b'{"a":' * diep + b"1" + b"}" * diep, "diep bericht": b'{"message": ' + b"[" * diep + b"]" * diep + b"}",
        "geen utf-8": b'{"sender": "x", "message": "ZZECHO\xff\xfe"}', "utf-16": goed.encode("utf-16"), "utf-32": goed.encode("utf-32"), "bom": b"\xef\xbb\xbf" + goed.encode(),
        "1 MB": b'{"message": "' + b"ZZECHO" * 170_000 + b'"}', "groot getal": b'{"message": ' + b"9" * 5000 + b"}", "nan": b'{"message": NaN, "sender": "ZZECHO"}',
        "yaml": b"sender: &a ZZECHO\nmessage: *a", "xml": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "formulier": b"sender=x&message=ZZECHO",
        "dubbele sleutel": b'{"sender": "ZZECHO", "sender": "a", "message": 1}', "bericht_id lang": json.dumps({"sender": sender, "message": "x", "bericht_id": "ZZECHO" * 20}).encode(),
        "bericht_id lijst": json.dumps({"sender": sender, "message": "x", "bericht_id": ["ZZECHO"]}).encode(),
    }  # fmt: skip


def test_hostile_bodies(nep: Nepkanaal) -> None:
    g, voor = nep.gesprek(), nep.aantallen()
    for soort, lichaam in _lichamen(g.sender).items():
        for type_ in ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            try:
                antwoord = requests.post(f"{g.basis}/webhook", data=lichaam, headers={"Content-Type": type_}, timeout=30)
            except requests.ConnectionError:
                assert soort == "1 MB"  # the server closes while we are still sending
                continue
            if soort in ("bom", "utf-16", "utf-32"):
                assert antwoord.status_code in (200, 400)
                continue
            assert 400 <= antwoord.status_code < 500, (soort, antwoord.status_code)
            assert set(antwoord.json()) == {"fout"}
            assert "ZZECHO" not in antwoord.text
            assert "root:" not in antwoord.text
    assert nep.aantallen()[0] == voor[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda kind: st.lists(kind, max_size=4) | st.dictionaries(st.text(max_size=8), kind, max_size=4), max_leaves=8,
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(bericht=JSON | st.text(max_size=2200), id_=JSON, geldig=st.booleans(), sender=JSON, extra=st.dictionaries(st.text(max_size=8), JSON, max_size=3))
def test_any_json(nep: Nepkanaal, bericht: Any, id_: Any, geldig: bool, sender: Any, extra: dict[str, Any]) -> None:
    lichaam = {**extra, "sender": nep.sessies.nieuw() if geldig else sender, "message": bericht, "bericht_id": id_}
    antwoord = requests.post(f"{nep.basis}/webhook", data=json.dumps(lichaam), timeout=30)
    assert antwoord.status_code < 500
    if antwoord.status_code == 200:
        assert geldig
        assert isinstance(bericht, str)
        assert is_antwoord(antwoord.json())
    else:
        assert set(antwoord.json()) == {"fout"}
        assert antwoord.status_code in (400, 401)
        assert not (isinstance(bericht, str) and len(bericht) > 12 and bericht in antwoord.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ruw=st.binary(max_size=300), kop=st.sampled_from([b"", b"GET ", b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\n", b"DELETE /webhooks/rest/sessie HTTP/1.1\r\nAuthorization: Bearer ", b"GET /\xff HTTP/1.1\r\nHost: "]))  # fmt: skip
def test_any_bytes(nep: Nepkanaal, kop: bytes, ruw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", nep.poort), timeout=10) as s:
        s.sendall(kop + ruw + b"\r\n\r\n")
        s.shutdown(socket.SHUT_WR)
        uit = b""
        try:
            while deel := s.recv(4096):
                uit += deel
        except OSError:
            pass
    assert not uit.startswith(b"HTTP/1.1 5"), uit[:200]
    assert b"Traceback" not in uit


@pytest.mark.server
def test_hostile_messages_to_the_real_one(server: Any) -> None:
    g = server.gesprek()
    leeg = g.zeg("hallo")["stand"]
    with requests.Session() as s:
        for tekst in berichten(110, zaad=11):
            antwoord = s.post(f"{g.basis}/webhook", data=json.dumps({"sender": g.sender, "message": tekst}), timeout=60)
            assert antwoord.status_code == 200, repr(tekst)[:200]
            assert is_antwoord(antwoord.json())
    assert g.zeg("hallo")["stand"] == leeg
