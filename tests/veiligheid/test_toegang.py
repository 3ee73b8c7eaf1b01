"""Who gets in, what travels along, and how much: sessions, buttons, origins, limits, headers."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
import requests
from veilig import Nepkanaal

from kanaal.knoppen import Knoppen
from kanaal.sessies import Sessies

ROUTES = [("POST", "webhook"), ("GET", "gesprek"), ("DELETE", "sessie")]
GEHEIM = "een zin die niemand anders mag lezen"


def vraag(nep: Nepkanaal, methode: str, route: str, sender: object, **koppen: str) -> requests.Response:
    """One request with this session, in the way of that route."""
    if methode == "POST":
        return requests.post(f"{nep.basis}/{route}", json={"sender": sender, "message": "hallo"}, headers=koppen, timeout=30)
    return requests.request(methode, f"{nep.basis}/{route}", headers={"Authorization": f"Bearer {sender}", **koppen}, timeout=30)


def _vals(nep: Nepkanaal) -> dict[str, object]:
    echt = nep.sessies.nieuw()
    kern, tijd, teken = echt.rsplit(".", 2)
    verlopen = Sessies(nep.s.sleutel(), -1)
    return {
        "ander geheim": Sessies("x" * 64, 10**6).nieuw(),
        "andere kern": f"{kern[:-1]}{'A' if kern[-1] != 'A' else 'B'}.{tijd}.{teken}",
        "latere tijd": f"{kern}.{tijd[:-1]}{'A' if tijd[-1] != 'A' else 'B'}.{teken}",
        "afgeknipt": echt[:-1],
        "zonder teken": f"{kern}.{tijd}",
        "leeg teken": f"{kern}.{tijd}.",
        "knop als sessie": Knoppen(nep.s.sleutel()).teken("x", "/y", "z"),
        "pseudoniem": verlopen._signer.sign("x").decode()[:32],
        "leeg": "",
        "lang": "a" * 5000,
        "nul": "null",
        "sql": "' OR 1=1 --",
    }


@pytest.mark.parametrize(("methode", "route"), ROUTES)
def test_a_session_that_was_not_issued_gets_401_and_nothing(nep: Nepkanaal, methode: str, route: str) -> None:
    slachtoffer = nep.gesprek()
    slachtoffer.zeg(GEHEIM)
    for soort, sender in _vals(nep).items():
        antwoord = vraag(nep, methode, route, sender)
        assert antwoord.status_code == 401, soort
        assert set(antwoord.json()) == {"fout"}, soort
        assert GEHEIM not in antwoord.text
        assert not sender or str(sender)[:20] not in antwoord.text, soort
    if methode == "POST":
        for sender in (None, 1, [], {}, True, 1.5, ["a"]):
            assert vraag(nep, methode, route, sender).status_code == 401, sender
    else:
        assert requests.request(methode, f"{nep.basis}/{route}", timeout=10).status_code == 401
    assert GEHEIM in vraag(nep, "GET", "gesprek", slachtoffer.sender).text


@pytest.mark.parametrize(("methode", "route"), ROUTES)
def test_an_expired_session_gets_401(
    nep: Nepkanaal, methode: str, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    g = nep.gesprek()
    straks = time.time() + nep.s.sessie_dagen * 86_400
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: straks - 60)
    assert vraag(nep, "GET", "gesprek", g.sender).status_code == 200
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: straks + 60)
    assert vraag(nep, methode, route, g.sender).status_code == 401


def test_a_session_sees_and_deletes_only_itself(nep: Nepkanaal) -> None:
    een, ander = nep.gesprek(), nep.gesprek()
    een.zeg(GEHEIM)
    assert GEHEIM not in vraag(nep, "GET", "gesprek", ander.sender).text
    assert vraag(nep, "DELETE", "sessie", ander.sender).status_code == 204
    assert GEHEIM in vraag(nep, "GET", "gesprek", een.sender).text


def test_ids_are_random_and_unique(nep: Nepkanaal) -> None:
    ids = [nep.sessies.nieuw() for _ in range(2000)]
    assert len({i.split(".")[0] for i in ids}) == 2000
    assert min(len(i.split(".")[0]) for i in ids) >= 22  # 128 bits in base64


# --- buttons --------------------------------------------------------------------------


def _klaar(n: int = 1) -> str:
    return f'/voortgang_stap_klaar{{"stap": "{n}"}}'


def test_a_signed_button_works_and_only_in_its_own_session(nep: Nepkanaal) -> None:
    """Once signed it may be pressed again: the state is the same after it."""
    een, ander = nep.gesprek(), nep.gesprek()
    knop = Knoppen(nep.s.sleutel()).teken(nep.sessies.gesprek(een.sender), _klaar(), "Stap 1")
    voor = nep.aantallen()[0]
    ander.zeg(knop)
    assert nep.aantallen()[0] == voor
    assert een.zeg(knop)["stand"]["stappen"]["1"] == "klaar"
    na = nep.aantallen()[0]
    assert na > voor
    assert een.zeg(knop)["stand"]["stappen"]["1"] == "klaar"
    assert nep.aantallen()[0] == na
    assert ander.zeg("hallo")["stand"]["stappen"]["1"] == "open"


@pytest.mark.parametrize("omhulsel", [
    "{}", " {}", "\n{}", "\t\x0b{}", "//{}", "EXTERNAL: {}", "external:{}", "EXTERNAL: EXTERNAL: {}", "/ {}", "∕{}",
    "\x00{}", "\u00a0{}", "\u2028{}", "\x1c{}", "\x85{}", "\ufeff{}", "\u200b{}", "knop.{}", "/EXTERNAL: {}", "\ud800{}",
])  # fmt: skip
@pytest.mark.parametrize("opdracht", [_klaar(), "/restart", "/session_start", "/back", "/gesprek_wis_alles{\"bevestig\": \"ja\"}"])
def test_a_typed_command_is_text(nep: Nepkanaal, omhulsel: str, opdracht: str) -> None:
    g = nep.gesprek()
    voor = nep.aantallen()
    nep.opdrachten.clear()
    g.zeg(omhulsel.format(opdracht))
    assert nep.opdrachten == []
    na = nep.aantallen()
    assert na[0] == voor[0]
    assert na[1] == voor[1] + 1


# --- sites ----------------------------------------------------------------------------


@pytest.mark.parametrize("oorsprong", [
    "https://kwaad.be", "null", "https://intranet.voorbeeld.be.kwaad.be", "http://intranet.voorbeeld.be",
    "https://intranet.voorbeeld.be:444", "https://kwaad.be/https://intranet.voorbeeld.be", "file://", "*", "x",
])  # fmt: skip
@pytest.mark.parametrize(("methode", "pad"), [
    ("POST", "/webhooks/rest/sessie"), ("POST", "/webhooks/rest/webhook"), ("GET", "/webhooks/rest/gesprek"),
    ("DELETE", "/webhooks/rest/sessie"), ("OPTIONS", "/webhooks/rest/webhook"), ("GET", "/webhooks/rest/inhoud"), ("GET", "/"),
])  # fmt: skip
def test_another_site_is_refused(strikt: Nepkanaal, oorsprong: str, methode: str, pad: str) -> None:
    antwoord = requests.request(methode, strikt.url + pad, headers={"Origin": oorsprong}, timeout=10)
    assert antwoord.status_code == 403
    assert "Access-Control-Allow-Origin" not in antwoord.headers
    assert oorsprong not in antwoord.text or len(oorsprong) < 2


def test_the_site_of_the_setting_may_and_no_other_is_named(strikt: Nepkanaal) -> None:
    mag = "https://intranet.voorbeeld.be"
    voor = requests.options(f"{strikt.basis}/webhook", headers={"Origin": mag, "Access-Control-Request-Method": "POST"}, timeout=10)
    assert voor.ok
    assert voor.headers["Access-Control-Allow-Origin"] == mag
    assert voor.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in voor.headers
    assert requests.post(f"{strikt.basis}/sessie", headers={"Origin": mag}, timeout=10).ok
    eigen = requests.post(f"{strikt.basis}/sessie", headers={"Origin": strikt.url}, timeout=10)
    assert eigen.ok
    assert "Access-Control-Allow-Origin" not in requests.post(f"{strikt.basis}/sessie", timeout=10).headers


def test_origin_null_without_a_host_is_refused(strikt: Nepkanaal) -> None:
    with socket.create_connection(("127.0.0.1", strikt.poort), timeout=10) as s:
        s.sendall(b"POST /webhooks/rest/sessie HTTP/1.1\r\nHost: \r\nOrigin: null\r\nContent-Length: 0\r\n\r\n")
        assert b" 403 " in s.recv(200)


# --- limits ---------------------------------------------------------------------------


def test_too_many_messages_of_a_session(strikt: Nepkanaal) -> None:
    g, ander = strikt.gesprek(), strikt.gesprek()
    codes = [vraag(strikt, "POST", "webhook", g.sender) for _ in range(6)]
    assert [c.status_code for c in codes] == [200] * 4 + [429] * 2
    assert int(codes[-1].headers["Retry-After"]) > 0
    assert set(codes[-1].json()) == {"fout"}
    assert vraag(strikt, "POST", "webhook", ander.sender).status_code == 200


def test_too_many_requests_of_an_address(tmp_path: Path) -> None:
    nep = Nepkanaal(tmp_path, per_adres_per_minuut=5).start()
    try:
        # The header that a proxy may set is not believed: there is no proxy in the settings.
        codes = [
            requests.post(f"{nep.basis}/sessie", headers={"X-Forwarded-For": f"10.0.0.{i}", "Forwarded": f"for=10.0.0.{i}"}, timeout=10)
            for i in range(8)
        ]
        assert [c.status_code for c in codes] == [200] * 5 + [429] * 3
        assert int(codes[-1].headers["Retry-After"]) > 0
        assert requests.get(nep.url, timeout=10).status_code == 429
    finally:
        nep.stop()


def test_a_thousand_sessions_of_one_address_by_default(nep: Nepkanaal) -> None:
    with requests.Session() as s:
        assert all(s.post(f"{nep.basis}/sessie", timeout=10).ok for _ in range(1000))


@pytest.mark.parametrize("maat", [20_001, 1_000_000])
def test_a_body_over_the_limit_is_refused(strikt: Nepkanaal, maat: int) -> None:
    try:
        antwoord = requests.post(f"{strikt.basis}/webhook", data=b'{"message": "' + b"z" * maat + b'"}', timeout=10)
    except requests.ConnectionError:
        return  # closed in the middle of sending: refused as well
    assert antwoord.status_code == 413
    assert "zzz" not in antwoord.text


# --- headers --------------------------------------------------------------------------

ALLES = [
    ("GET", "/", 200), ("GET", "/privacy", 200), ("GET", "/kindreflex-assistent.js", 200), ("GET", "/bestaat-niet", 404),
    ("POST", "/webhooks/rest/sessie", 200), ("GET", "/webhooks/rest/inhoud", 200), ("GET", "/webhooks/rest/gesprek", 401),
    ("DELETE", "/webhooks/rest/sessie", 401), ("POST", "/webhooks/rest/webhook", 400), ("PUT", "/webhooks/rest/webhook", 405),
    ("OPTIONS", "/webhooks/rest/webhook", 204), ("GET", "/../../etc/passwd", 404), ("GET", "/%2e%2e/geheim", 404), ("TRACE", "/", 404),
]  # fmt: skip


@pytest.mark.parametrize(("methode", "pad", "status"), ALLES)
def test_security_headers_on_every_answer(strikt: Nepkanaal, methode: str, pad: str, status: int) -> None:
    antwoord = requests.request(methode, strikt.url + pad, timeout=10)
    assert antwoord.status_code == status or pad == "/privacy"
    _controleer_koppen(antwoord)
    if antwoord.status_code >= 400:
        assert set(antwoord.json()) == {"fout"}


def test_security_headers_on_a_broken_request(strikt: Nepkanaal) -> None:
    for ruw in (b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", strikt.poort), timeout=10) as s:
            s.sendall(ruw)
            uit = s.recv(4000).decode()
        assert uit.split()[1].startswith("4"), uit
        assert "Traceback" not in uit
        assert "GARBAGE" not in uit
        assert "nosniff" in uit


def _controleer_koppen(antwoord: requests.Response) -> None:
    csp = antwoord.headers["Content-Security-Policy"]
    assert "unsafe" not in csp
    assert "default-src 'self'" in csp
    assert "frame-ancestors 'self' https://intranet.voorbeeld.be" in csp
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in antwoord.headers
    assert "*" not in antwoord.headers.get("Access-Control-Allow-Origin", "")


def test_frame_ancestors_default_to_the_own_site(nep: Nepkanaal) -> None:
    assert requests.get(nep.url, timeout=10).headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
