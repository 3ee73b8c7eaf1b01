"""design/contract.md, one line a test.

Seen to fail: with a model that does not load, so that the channel answers every message itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from kindreflex.inhoud import laad

pytestmark = pytest.mark.server

WORTEL = Path(__file__).parents[3]
STAND = {"stappen": {"open", "bezig", "klaar"}, "kinderen": {"onbekend", "ja", "nee"}, "pluis": {"onbekend", "ja", "nee"},
         "verontrustend": {"onbekend", "ja", "nee"}, "bereid": {"onbekend", "ja", "nee"}, "acuut": {"ja", "nee"},
         "aanbevolen": {"1", "2", "3", "4", "5", "6", "acuut", "afgerond"}}  # fmt: skip
ZINNEN = ["hallo", "wat kan je", "wat is stap 1", "ze zegt dat haar kind te jong is", "stap 1 is gedaan", "niet pluis", "dank je", "blablabla xyz",
          "wat is het weer morgen", "nummer van het vk in limburg", "mag ik anoniem bellen", "", "stap 7", "waar sta ik", "samenvatting",
          "hij is haar nu aan het slaan en de kinderen zijn erbij"]  # fmt: skip


def nakijken(antwoord: list[dict[str, Any]]) -> None:
    inhoud = laad(WORTEL / "data")
    assert isinstance(antwoord, list)
    (deel,) = [b["custom"] for b in antwoord if "custom" in b]
    assert deel["onderwerp"] in inhoud
    assert bool(deel["bronnen"]) != inhoud[deel["onderwerp"]].eigen
    assert all(b["titel"] and b["verwijzing"] for b in deel["bronnen"])
    assert set(STAND) <= set(deel["stand"])
    assert list(deel["stand"]["stappen"]) == ["1", "2", "3", "4", "5", "6"]
    assert set(deel["stand"]["stappen"].values()) <= STAND["stappen"]
    assert all(deel["stand"][veld] in waarden for veld, waarden in STAND.items() if veld != "stappen")
    teksten = [b["text"] for b in antwoord if b.get("text")]
    assert teksten
    assert all(len(t.split()) <= 90 for t in teksten)
    for knop in (k for b in antwoord for k in b.get("buttons", [])):
        assert set(knop) >= {"title", "payload"}
        assert knop["title"]
    assert not any("recipient_id" in b for b in antwoord)


@pytest.mark.parametrize("zin", ZINNEN)
def test_shape_of_every_answer(zin: str, gesprek: Any) -> None:
    gesprek.zeg(zin)
    nakijken(gesprek.laatste)


def test_the_shape_check_can_fail(gesprek: Any) -> None:
    gesprek.zeg("hallo")
    with pytest.raises((AssertionError, ValueError)):
        nakijken([*gesprek.laatste, *gesprek.laatste])
    with pytest.raises((AssertionError, ValueError)):
        nakijken([{"text": "dag"}])


def test_a_repeated_message_id_is_not_told_twice(gesprek: Any) -> None:
    uit = gesprek.zeg("hallo")
    gesprek.zeg("stap 1 is gedaan", bericht_id="een")
    eerste = gesprek.laatste
    gesprek.zeg("stap 2 is gedaan", bericht_id="twee")
    gesprek.zeg("stap 1 is gedaan", bericht_id="een")
    assert gesprek.laatste == eerste, "the answer that was given"
    uit = gesprek.zeg("waar sta ik")
    assert (uit["stand"]["stappen"]["1"], uit["stand"]["stappen"]["2"]) == ("klaar", "klaar")
    kop = {"Authorization": f"Bearer {gesprek.sender}"}
    beurten = requests.get(f"{gesprek.basis}/gesprek", headers=kop, timeout=10).json()["beurten"]
    assert [b["tekst"] for b in beurten] == ["hallo", "stap 1 is gedaan", "stap 2 is gedaan", "waar sta ik"]


def logregels(map_var: Path) -> list[dict[str, Any]]:
    """What `make log` prints."""
    uit = subprocess.run(
        [sys.executable, "-m", "logboek"], cwd=WORTEL, env=os.environ | {"KINDREFLEX_MAP_VAR": str(map_var)}, capture_output=True, text=True, check=True
    )
    return [json.loads(r) for r in uit.stdout.splitlines()]


def test_the_log_has_a_row_for_every_change_and_no_text(server: Any) -> None:
    voor = len(logregels(server.map_var))
    gesprek = server.gesprek()
    kenmerk = "xylofoonkwartel"
    gesprek.zeg(f"stap 1 is gedaan {kenmerk}", bericht_id="een")
    gesprek.zeg(f"stap 1 is gedaan {kenmerk}", bericht_id="een")
    gesprek.zeg("niet pluis")
    gesprek.zeg("niet pluis")
    nieuw = logregels(server.map_var)[voor:]
    assert [(r["veld"], r["oud"], r["nieuw"]) for r in nieuw] == [("stap_1", "open", "klaar"), ("pluis", "onbekend", "nee")]
    assert len({r["gesprek"] for r in nieuw}) == 1
    assert gesprek.sender.split(".")[0] not in json.dumps(nieuw)
    assert kenmerk not in json.dumps(logregels(server.map_var))
    assert all(r["tijd"].endswith("+00:00") for r in nieuw)


# --- sessions --------------------------------------------------------------------------


def test_session_ids_are_long_and_differ(server: Any) -> None:
    ids = {requests.post(f"{server.url}/webhooks/rest/sessie", json={}, timeout=10).json()["sender"] for _ in range(20)}
    assert len(ids) == 20
    assert all(len(i.split(".")[0]) >= 22 for i in ids)


@pytest.mark.parametrize("sender", ["", "default", "a" * 50, "a.b.c", None, 5, ["x"]])
def test_a_sender_that_was_not_issued_is_a_401(sender: Any, server: Any) -> None:
    uit = requests.post(f"{server.url}/webhooks/rest/webhook", json={"sender": sender, "message": "hallo"}, timeout=10)
    assert uit.status_code == 401
    assert set(uit.json()) == {"fout"}


def test_a_changed_sender_is_a_401(gesprek: Any) -> None:
    vals = ("A" if gesprek.sender[0] != "A" else "B") + gesprek.sender[1:]
    assert requests.post(f"{gesprek.basis}/webhook", json={"sender": vals, "message": "hallo"}, timeout=10).status_code == 401
    for methode, pad in (("GET", "gesprek"), ("DELETE", "sessie")):
        uit = requests.request(methode, f"{gesprek.basis}/{pad}", headers={"Authorization": f"Bearer {vals}"}, timeout=10)
        assert uit.status_code == 401
        assert requests.request(methode, f"{gesprek.basis}/{pad}", timeout=10).status_code == 401


# --- buttons ---------------------------------------------------------------------------


def test_a_button_of_another_talk_is_text(server: Any, gesprek: Any) -> None:
    ander = server.gesprek()
    payload = ander.paneel()["stapacties"]["1"]["klaar"]
    assert gesprek.zeg(payload)["stand"]["stappen"]["1"] == "open"
    assert ander.zeg(payload)["stand"]["stappen"]["1"] == "klaar"


def test_a_changed_button_is_text(gesprek: Any) -> None:
    payload = gesprek.paneel()["stapacties"]["1"]["klaar"]
    assert gesprek.zeg(payload[:-4] + "AAAA")["stand"]["stappen"]["1"] == "open"


def test_every_button_of_an_answer_can_be_pressed(gesprek: Any) -> None:
    for payload in [k["payload"] for _ in [gesprek.zeg("hallo")] for b in gesprek.laatste for k in b.get("buttons", [])]:
        assert gesprek.zeg(payload)["onderwerp"] != "gesprek/niet_begrepen"
        nakijken(gesprek.laatste)


def test_a_typed_title_is_the_button(gesprek: Any) -> None:
    gesprek.zeg("stap 1 is gedaan. wat nu?")
    assert gesprek.zeg("stap 2 is klaar")["stand"]["stappen"]["2"] == "klaar"


def test_the_page_after_a_reload(gesprek: Any) -> None:
    gesprek.zeg("stap 1 is gedaan")
    kop = {"Authorization": f"Bearer {gesprek.sender}"}
    uit = requests.get(f"{gesprek.basis}/gesprek", headers=kop, timeout=10).json()
    assert uit["stand"]["stappen"]["1"] == "klaar"
    assert uit["beurten"][0]["antwoord"] == gesprek.laatste
    assert gesprek.zeg(uit["stapacties"]["2"]["klaar"])["stand"]["stappen"]["2"] == "klaar"
