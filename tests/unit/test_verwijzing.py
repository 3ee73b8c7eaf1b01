"""Short messages that lean on what was said before.

Seen to fail: with `_MAX_WOORDEN_KORT` at 100 (a whole story became "ja").
"""

from __future__ import annotations

import pytest
from gereedschap import echte_inhoud

from kindreflex import verwijzing
from kindreflex.gesprek import Keuze


@pytest.mark.parametrize("tekst", ["nog een", "nog een voorbeeld", "nog eentje", "geef nog een zin", "heb je nog andere vragen", "vertel meer",
                                   "een andere formulering?", "meer voorbeelden", "ga verder", "nog voorbeelden aub"])  # fmt: skip
def test_asks_for_more(tekst: str) -> None:
    assert verwijzing.vraagt_meer(tekst)


@pytest.mark.parametrize("tekst", ["wat is stap 2", "ik heb nog niets gedaan", "de mama heeft een kind", "hallo", "", "nog niet",
                                   "ik wou nog een keer vragen of je mij kan uitleggen wat een genogram is want ik weet het niet meer"])  # fmt: skip
def test_does_not_ask_for_more(tekst: str) -> None:
    assert not verwijzing.vraagt_meer(tekst)


@pytest.mark.parametrize("tekst", ["wat nu", "wat nu?", "en nu?", "stap 1 is gedaan, wat nu?", "hoe verder?", "wat is de volgende stap", "dus?", "wat volgt er dan"])
def test_asks_what_now(tekst: str) -> None:
    assert verwijzing.vraagt_wat_nu(tekst)


@pytest.mark.parametrize("tekst", ["hallo", "stap 1 is gedaan", "wat zeg ik als ze te jong zijn", "dank je"])
def test_does_not_ask_what_now(tekst: str) -> None:
    assert not verwijzing.vraagt_wat_nu(tekst)


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("ja", "ja"), ("Ja!", "ja"), ("jaja", ""), ("jaaa", "ja"), ("ok doe maar", "ja"), ("graag", "ja"), ("wis maar", "ja"), ("ja, wis alles", "ja"),
        ("nee", "nee"), ("neen", "nee"), ("nee, nog niet", "nee"), ("toch niet", "nee"), ("laat maar", "nee"), ("liever niet", "nee"),
        ("ja maar nog niet", ""), ("ja nee toch niet", ""), ("misschien", ""), ("", ""), ("wat is stap 2", ""),
        ("ja en toen zei die mama tegen mij dat ze daar liever over zwijgt", ""),
    ],
)  # fmt: skip
def test_yes_or_no(tekst: str, uit: str) -> None:
    assert verwijzing.ja_of_nee(tekst) == uit


@pytest.mark.parametrize("tekst", ["Nog een voorbeeld", "nog een voorbeeld", " NOG EEN VOORBEELD ", "nog een voorbeeld."])
def test_typed_title(tekst: str) -> None:
    keuze = Keuze("Nog een voorbeeld", "bezwaar/te_jong", (("meer", "1"),))
    assert verwijzing.getypte_keuze(tekst, [Keuze("Iets", "stap/1"), keuze]) == keuze


@pytest.mark.parametrize("tekst", ["nog een", "", "nog een voorbeeld graag", "voorbeeld"])
def test_not_a_title(tekst: str) -> None:
    assert verwijzing.getypte_keuze(tekst, [Keuze("Nog een voorbeeld", "bezwaar/te_jong")]) is None


@pytest.mark.parametrize("tekst", ["wie bel ik als een kind in gevaar is", "stel dat er iets gebeurt", "wat doe ik bij acuut gevaar?", "wanneer is het acuut", "welk nummer bel ik als er gevaar is? ik hang het op"])
def test_a_question_in_general(tekst: str) -> None:
    assert verwijzing.is_algemene_vraag(tekst)


@pytest.mark.parametrize("tekst", ["hij slaat haar nu", "help", "de kinderen zijn nu in gevaar", "welk nummer bel ik? hij slaat haar nu"])
def test_not_a_question_in_general(tekst: str) -> None:
    assert not verwijzing.is_algemene_vraag(tekst)


@pytest.mark.parametrize(("tekst", "stap"), [("ik heb de opvang besproken", 1), ("het genogram is ingevuld", 1)])
def test_a_reported_action_is_found(tekst: str, stap: int) -> None:
    assert stap in [n for n, _ in verwijzing.gemelde_acties(tekst, echte_inhoud())]


@pytest.mark.parametrize("tekst", ["ik moet de opvang nog bespreken", "de opvang is niet besproken", "is de opvang besproken?", "als de opvang besproken is", "hallo"])
def test_an_action_that_is_not_done(tekst: str) -> None:
    assert verwijzing.gemelde_acties(tekst, echte_inhoud()) == []


def test_every_recognition_word_of_an_action_is_reachable() -> None:
    """Content holds its `herken` words in lower case and as beginnings of words."""
    inhoud = echte_inhoud()
    for n in range(1, 7):
        for actie in inhoud.stap(n).acties:
            for patroon in actie.herken:
                assert patroon == patroon.lower().strip(), (n, actie.id, patroon)
