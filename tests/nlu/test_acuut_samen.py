"""Acute danger, by rules and classifier together, on messages that other hands wrote.

`acuut_vijfde`, `acuut_zesde`, `acuut_zevende` and `acuut_achtste` were written by other hands and their texts were not looked at:
their figures are the honest ones. The fifth wants to mislead; in the sixth one danger of six stands beside something
ordinary; the seventh and eighth have the kinds of near misses that the requirements name. `acuut_contrast` is by six hands that put
danger beside what shares its words, unseen too. At first sight, each with the model of
its day, the sixth gave 228 of 240 and 13 of 430, the seventh 237 of 240 and 30 of 430, the eighth 228 of 240 and 37 of 430.
Fails with the classifier left out (recall .74), and with its threshold at .05 (false alarms .24).
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from begrip import WORTEL

from kindreflex.acuut import is_acuut, is_noodkreet, kan_nu_zijn
from kindreflex.begrip import is_zeker_acuut
from kindreflex.inhoud import onderwerp_van
from kindreflex.reactie import KANS_OP_GEVAAR
from kindreflex.verwijzing import is_algemene_vraag
from nlu.maten import ACUUT
from nlu.rapport import lees_regels, ontleed
from privacy import verberg


def _ondergrens(goed: int, aantal: int, z: float = 1.96) -> float:
    """Lower bound of Wilson's 95 % interval."""
    p = goed / aantal
    return (p + z * z / (2 * aantal) - z * math.sqrt(p * (1 - p) / aantal + z * z / (4 * aantal**2))) / (1 + z * z / aantal)


@pytest.mark.parametrize(("naam", "gevonden", "vals"), [("acuut_vers", 0.97, 0.05), ("acuut_derde", 0.97, 0.06), ("acuut_vierde", 0.97, 0.07), ("acuut_vijfde", 0.97, 0.07), ("acuut_zesde", 0.97, 0.04), ("acuut_zevende", 0.98, 0.06), ("acuut_achtste", 0.94, 0.09), ("acuut_contrast", 0.93, 0.105)])
def test_found_and_false_alarms(naam: str, gevonden: float, vals: float, agent: Any) -> None:
    regels = lees_regels(WORTEL / "tests" / "data" / f"{naam}.jsonl")
    teksten = [verberg(r["text"]).tekst for r in regels]
    gezet, getoond = {True: 0, False: 0}, {True: 0, False: 0}
    # The channel asks the rules about the raw text.
    alarm = {tekst: is_acuut(regel["text"]) for regel, tekst in zip(regels, teksten, strict=True)}
    gelezen = ontleed(agent, teksten, lambda tekst: {"acuut": alarm[tekst]})
    for regel, tekst, (antwoord, _) in zip(regels, teksten, gelezen, strict=True):
        kans = next((i["confidence"] for i in antwoord["intent_ranking"] if onderwerp_van(i["name"]) == ACUUT), 0.0)
        regels_zeggen = alarm[tekst]
        staat = regels_zeggen and (is_noodkreet(regel["text"]) or not antwoord["geen_gevaar"])
        zeker = is_zeker_acuut(tekst, kans) and kan_nu_zijn(tekst) and not is_algemene_vraag(tekst)
        gezet[bool(regel["acuut"])] += staat or zeker
        getoond[bool(regel["acuut"])] += regels_zeggen or kans >= KANS_OP_GEVAAR
    echt = sum(bool(r["acuut"]) for r in regels)
    ander = len(regels) - echt
    print(
        f"\n{naam}: state set {gezet[True]}/{echt} (lower bound {_ondergrens(gezet[True], echt):.3f}), "
        f"numbers shown {getoond[True]}/{echt}, false alarms {gezet[False]}/{ander}"
    )
    assert gezet[True] / echt >= gevonden
    assert getoond[True] / echt >= 0.98
    assert gezet[False] / ander <= vals


def test_a_question_behind_danger_does_not_contradict_the_rules(agent: Any) -> None:
    """The message as a whole then looks like the question. Seen to fail: without looking at its clauses."""
    gevaren = [r["text"] for r in lees_regels(WORTEL / "tests" / "data" / "acuut.jsonl") if r["acuut"] and is_acuut(r["text"])]
    vragen = [r["text"] for r in lees_regels(WORTEL / "tests" / "data" / "nlu_vers.jsonl") if r["topic"] != ACUUT]
    samen = [verberg(f"{gevaar.rstrip('.!? ')}. {vraag}").tekst for gevaar, vraag in zip(gevaren, vragen, strict=False)]
    gelezen = ontleed(agent, samen, lambda _: {"acuut": True})
    weg = sum(antwoord["geen_gevaar"] and not is_noodkreet(tekst) for tekst, (antwoord, _) in zip(samen, gelezen, strict=True))
    print(f"\n{weg} of {len(samen)} contradicted")
    assert weg <= 0.03 * len(samen)


def test_a_long_message_is_not_read_piece_by_piece(agent: Any) -> None:
    """The numbers may not wait for that: with more than eight clauses the rules are not contradicted."""
    kort, lang = ("; ".join(["dat was vorig jaar een mooie film"] * n) for n in (3, 12))
    zegt = [antwoord["geen_gevaar"] for antwoord, _ in ontleed(agent, [kort, lang], lambda _: {"acuut": True})]
    assert zegt == [True, False]
