"""Only buttons that were offered to this talk are buttons; everything else is text.

Seen to fail: with the salt without the talk's name, and with `als_tekst` stripping once.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanaal.knoppen import Knoppen, als_tekst

SLEUTEL = "x" * 40
PAYLOAD = '/voortgang_stap_klaar{"stap": "1"}'


@pytest.fixture
def knoppen() -> Knoppen:
    return Knoppen(SLEUTEL)


def test_an_offered_button_is_read(knoppen: Knoppen) -> None:
    assert knoppen.lees("g1", knoppen.teken("g1", PAYLOAD, "Stap 1 is klaar")) == (PAYLOAD, "Stap 1 is klaar")


def test_a_button_of_another_talk_is_not(knoppen: Knoppen) -> None:
    assert knoppen.lees("g2", knoppen.teken("g1", PAYLOAD, "Stap 1 is klaar")) is None


def test_a_button_of_another_server_is_not(knoppen: Knoppen) -> None:
    assert knoppen.lees("g1", Knoppen("y" * 40).teken("g1", PAYLOAD, "t")) is None


@given(st.integers(5, 60), st.characters(categories=("Lu", "Ll", "Nd")))
def test_a_changed_button_is_not(plek: int, teken: str) -> None:
    knoppen = Knoppen(SLEUTEL)
    echt = knoppen.teken("g1", PAYLOAD, "t")
    vals = echt[:plek] + teken + echt[plek + 1 :]
    uit = knoppen.lees("g1", vals)
    assert uit is None or vals == echt or uit == (PAYLOAD, "t"), "base64 may spell the same bytes in two ways"


@given(st.text(max_size=200))
def test_no_typed_text_is_a_button(tekst: str) -> None:
    assert Knoppen(SLEUTEL).lees("g1", tekst) is None
    assert Knoppen(SLEUTEL).lees("g1", "knop." + tekst) is None


COMMANDOS = ["/restart", "/session_start", "/gesprek_wis_alles", "  /restart", "//restart", "/ /restart", "\n/restart", "∕restart", "EXTERNAL: wis",
             "external: wis", "EXTERNAL:/restart", "/EXTERNAL: /restart", " EXTERNAL: EXTERNAL: x", '/voortgang_stap_klaar{"stap": "1"}', "///", "/"]  # fmt: skip


@pytest.mark.parametrize("tekst", COMMANDOS)
def test_a_typed_command_is_text(tekst: str) -> None:
    schoon = als_tekst(tekst)
    assert not schoon.startswith(("/", "∕"))
    assert not schoon.strip().upper().startswith("EXTERNAL:")


@given(st.lists(st.sampled_from(["/", "∕", " ", "\n", "EXTERNAL:", "external:", "restart", "é", "{"]), max_size=12).map("".join))
def test_whatever_it_is_stacked_of(tekst: str) -> None:
    schoon = als_tekst(tekst)
    assert not schoon.startswith(("/", "∕", " "))
    assert not schoon.upper().startswith("EXTERNAL:")
    assert als_tekst(schoon) == schoon


@pytest.mark.parametrize("tekst", ["en/of", "1/2 klaar", "wat is VK/OCJ?", "stap 1 is gedaan", ""])
def test_other_text_is_left_alone(tekst: str) -> None:
    assert als_tekst(tekst) == tekst


def test_every_payload_of_an_answer_is_signed(knoppen: Knoppen) -> None:
    berichten = [
        {"text": "dag", "buttons": [{"title": "Hulp", "payload": "/gesprek_hulp"}]},
        {"custom": {"acties": {"1": [{"id": "a", "tekst": "Doe iets", "klaar": PAYLOAD, "heropen": PAYLOAD}]}, "stapacties": {"1": {"klaar": PAYLOAD, "heropen": PAYLOAD}},
                    "bronnen": [{"titel": "t", "verwijzing": "/geen/knop"}], "stand": {"stappen": {"1": "klaar"}}}},
    ]  # fmt: skip
    uit = knoppen.onderteken("g1", berichten)
    assert knoppen.lees("g1", uit[0]["buttons"][0]["payload"]) == ("/gesprek_hulp", "Hulp")
    deel = uit[1]["custom"]
    assert knoppen.lees("g1", deel["acties"]["1"][0]["klaar"]) == (PAYLOAD, "Doe iets")
    assert all(knoppen.lees("g1", p)[0] == PAYLOAD for p in deel["stapacties"]["1"].values())  # type: ignore[index]
    assert deel["bronnen"] == berichten[1]["custom"]["bronnen"]
    assert deel["stand"] == {"stappen": {"1": "klaar"}}
    assert berichten[0]["buttons"][0]["payload"] == "/gesprek_hulp", "what Rasa stores is left as it is"
