"""Directional: a change of meaning changes the topic or the facts; and minimum functionality per topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from begrip import WORTEL, Begrijp

from kindreflex.acuut import is_acuut
from kindreflex.begrip import is_gevaar
from kindreflex.feiten import feiten
from kindreflex.gesprek import Bericht
from kindreflex.inhoud import laad, onderwerp_van
from kindreflex.stand import Stand
from nlu.kruisvalidatie import voorbeelden
from nlu.rapport import lees_regels, ontleed

PAREN = [
    ("hoe leg ik stap 1 uit", "stap/1", "hoe leg ik stap 5 uit", "stap/5"),
    ("ik ben er zelf erg door geraakt", "zelfzorg/geraakt", "wat doet stress met een kind", "kennis/stress"),
    ("mijn cliënt heeft twee kinderen", "voortgang/kinderen", "mijn cliënt heeft geen kinderen", "voortgang/geen_kinderen"),
    ("mama is bereid om hulp te aanvaarden", "voortgang/bereid", "mama is niet bereid om hulp te aanvaarden", "voortgang/niet_bereid"),
    ("stap 2 is gedaan", "voortgang/stap_klaar", "stap 2 is toch niet gedaan", "voortgang/stap_niet_klaar"),
    ("wat is het nummer van 1712", "overleg/1712", "wat is het VK", "overleg/vk"),
    ("een ouder zegt dat het kind te jong is", "bezwaar/te_jong", "een ouder zegt dat ze dan niet meer komt", "bezwaar/wegblijven"),
]


@pytest.mark.parametrize(("een", "onderwerp", "ander", "onderwerp_ander"), PAREN)
def test_a_small_change_changes_the_topic(een: str, onderwerp: str, ander: str, onderwerp_ander: str, begrijp: Begrijp) -> None:
    assert begrijp([een, ander]) == [onderwerp, onderwerp_ander]


@pytest.mark.parametrize(("een", "ander"), [("het is pluis", "het is niet pluis"), ("toch wel pluis", "toch niet pluis")])
def test_negation_flips_pluis(een: str, ander: str) -> None:
    assert {f.waarde for f in feiten(een) if f.veld == "pluis"} == {"ja"}
    assert {f.waarde for f in feiten(ander) if f.veld == "pluis"} == {"nee"}


@pytest.mark.parametrize(
    ("gewoon", "acuut"),
    [
        ("papa slaat soms", "papa slaat de kleine nu, ik hoor het"),
        ("het kind viel vorig jaar", "het kind ligt hier en bloedt nu"),
    ],
)
def test_now_makes_it_acute(gewoon: str, acuut: str, agent: Any) -> None:
    def zet_acuut(tekst: str) -> bool:
        alarm = is_acuut(tekst)
        ((antwoord, _),) = ontleed(agent, [tekst], lambda _: {"acuut": alarm})
        return is_gevaar(Bericht(tekst, acuut=alarm, gevaar=antwoord.get("gevaar", "")), Stand())

    assert not zet_acuut(gewoon)
    assert zet_acuut(acuut)


def test_every_topic_knows_its_own_title(begrijp: Begrijp) -> None:
    """The title is what a button says; few may be read as another topic, and none as noise."""
    inhoud = laad(WORTEL / "data")
    titels = {o: inhoud[o].titel for o in inhoud if o != "gesprek/niet_begrepen"}
    gekozen = begrijp(list(titels.values()))
    anders = {t: g for (o, t), g in zip(titels.items(), gekozen, strict=True) if g != o}
    print(f"{len(anders)} titles read as another topic: {anders}")
    assert len(anders) <= 0.12 * len(titels)


def test_clauses_of_a_report_come_with_their_own_ranking(agent: object) -> None:
    (antwoord, _), (kort, _), (vraag, _) = ontleed(
        agent, ["ik heb stap 1 gedaan. ik vertrouw het niet", "hallo", "ik kom net binnen. wat is het nummer van 1712?"]
    )
    assert [d["begin"] for d in antwoord["deelzinnen"]] == [0, 21]
    assert antwoord["deelzinnen"][0]["ranglijst"][0][0] == "voortgang/stap_klaar"
    assert antwoord["deelzinnen"][1]["ranglijst"][0][0] == "voortgang/niet_pluis"
    assert len(antwoord["intent_ranking"]) >= 10
    assert "deelzinnen" not in kort
    assert "deelzinnen" not in vraag, "nothing looks at them there"


@pytest.mark.parametrize("tekst", ["", " ", "👍", "?!", "a" * 2000, "\0", "[verborgen_naam]"])
def test_any_text_gets_an_answer(tekst: str, agent: object) -> None:
    ((antwoord, _),) = ontleed(agent, [tekst])
    assert "intent" in antwoord


def test_held_out_messages_are_not_trained_on() -> None:
    def lang(teksten: list[str]) -> set[str]:
        # "beroepsgeheim" or "tot later" are written by everybody; a sentence of five words is not.
        return {k for t in teksten if len((k := t.lower().strip(" .?!\"'")).split()) >= 5}

    gemeten = lees_regels(Path(__file__).parents[1] / "data" / "nlu_apart.jsonl")
    assert not lang(voorbeelden(WORTEL / "data")[0]) & lang([r["text"] for r in gemeten])


def test_intents_are_topics(begrijp: Begrijp) -> None:
    assert onderwerp_van("stap_1") == "stap/1"
    assert begrijp(["wat is stap 3"]) == ["stap/3"]
