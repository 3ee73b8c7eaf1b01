"""Acute danger, by rules and classifier together, on messages that other hands wrote.

`acuut_vijfde`, `acuut_zesde` and `acuut_zevende` were written by other hands and their texts were not looked at:
their figures are the honest ones. The fifth wants to mislead; in the sixth one danger of six stands beside something
ordinary; the seventh has the kinds of near misses that the requirements name. At first sight, each with the model of
its day, the sixth gave 228 of 240 and 13 of 430, the seventh 237 of 240 and 30 of 430.
Fails with the classifier left out (recall .74), and with its threshold at .05 (false alarms .24).
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from begrip import WORTEL

from kindreflex.acuut import is_acuut, kan_nu_zijn
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


@pytest.mark.parametrize(("naam", "gevonden", "vals"), [("acuut_vers", 0.97, 0.05), ("acuut_derde", 0.97, 0.06), ("acuut_vierde", 0.97, 0.07), ("acuut_vijfde", 0.97, 0.09), ("acuut_zesde", 0.97, 0.05), ("acuut_zevende", 0.98, 0.065)])
def test_found_and_false_alarms(naam: str, gevonden: float, vals: float, agent: Any) -> None:
    regels = lees_regels(WORTEL / "tests" / "data" / f"{naam}.jsonl")
    teksten = [verberg(r["text"]).tekst for r in regels]
    gezet, getoond = {True: 0, False: 0}, {True: 0, False: 0}
    for regel, tekst, (antwoord, _) in zip(regels, teksten, ontleed(agent, teksten), strict=True):
        kans = next((i["confidence"] for i in antwoord["intent_ranking"] if onderwerp_van(i["name"]) == ACUUT), 0.0)
        regels_zeggen = is_acuut(regel["text"])
        zeker = is_zeker_acuut(tekst, kans) and kan_nu_zijn(tekst) and not is_algemene_vraag(tekst)
        gezet[bool(regel["acuut"])] += regels_zeggen or zeker
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
