"""Acute danger, by rules, classifier and second reading together, on messages that other hands wrote.

`acuut_vijfde` to `acuut_negende` were written by other hands and their texts were not looked at: their figures are the
honest ones. The fifth wants to mislead; in the sixth one danger of six stands beside something ordinary; the seventh to
ninth have the kinds of near misses that the requirements name. `acuut_contrast` and `acuut_paren` put danger beside what
shares its words, by two and by eight hands, as hard as they could. Before the second reading the state was set for 1,537 of
1,581 dangers of the fifth to the ninth and contrast, and for 238 of 2,959 others.
Fails with the second reading left out of the weighing (false alarms .09 on the fifth, .08 on the eighth).
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from begrip import WORTEL

from kindreflex.acuut import is_acuut, is_noodkreet
from kindreflex.begrip import is_gevaar
from kindreflex.gesprek import Bericht
from kindreflex.inhoud import onderwerp_van
from kindreflex.reactie import is_kans_op_gevaar
from kindreflex.stand import Stand
from nlu.maten import ACUUT
from nlu.rapport import lees_regels, ontleed
from privacy import verberg


def _ondergrens(goed: int, aantal: int, z: float = 1.96) -> float:
    """Lower bound of Wilson's 95 % interval."""
    p = goed / aantal
    return (p + z * z / (2 * aantal) - z * math.sqrt(p * (1 - p) / aantal + z * z / (4 * aantal**2))) / (1 + z * z / aantal)


def _bericht(tekst: str, acuut: bool, nood: bool, antwoord: dict[str, Any]) -> Bericht:
    ranglijst = tuple((onderwerp_van(i["name"]), i["confidence"]) for i in antwoord["intent_ranking"])
    return Bericht(tekst, ranglijst, acuut=acuut, nood=nood, gevaar=antwoord.get("gevaar", ""))


@pytest.mark.parametrize(
    ("naam", "gevonden", "vals"),
    [
        ("acuut_vers", 0.97, 0.04), ("acuut_derde", 0.97, 0.045), ("acuut_vierde", 0.97, 0.05), ("acuut_vijfde", 0.97, 0.06),
        ("acuut_zesde", 0.97, 0.035), ("acuut_zevende", 0.98, 0.045), ("acuut_achtste", 0.93, 0.055), ("acuut_negende", 0.97, 0.065),
        ("acuut_contrast", 0.94, 0.115), ("acuut_paren", 0.95, 0.23),
    ],
)  # fmt: skip
def test_found_and_false_alarms(naam: str, gevonden: float, vals: float, agent: Any) -> None:
    regels = lees_regels(WORTEL / "tests" / "data" / f"{naam}.jsonl")
    teksten = [verberg(r["text"]).tekst for r in regels]
    gezet, getoond = {True: 0, False: 0}, {True: 0, False: 0}
    # The channel asks the rules about the raw text.
    alarm = {tekst: (is_acuut(regel["text"]), is_noodkreet(regel["text"])) for regel, tekst in zip(regels, teksten, strict=True)}
    gelezen = ontleed(agent, teksten, lambda tekst: {"acuut": alarm[tekst][0]})
    for regel, tekst, (antwoord, _) in zip(regels, teksten, gelezen, strict=True):
        bericht = _bericht(tekst, *alarm[tekst], antwoord)
        gezet[bool(regel["acuut"])] += is_gevaar(bericht, Stand())
        getoond[bool(regel["acuut"])] += bericht.acuut or is_kans_op_gevaar(bericht)
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
    weg = sum(not is_gevaar(_bericht(tekst, True, is_noodkreet(tekst), antwoord), Stand()) for tekst, (antwoord, _) in zip(samen, gelezen, strict=True))
    print(f"\n{weg} of {len(samen)} contradicted")
    assert weg <= 0.03 * len(samen)


def test_few_ordinary_messages_are_read_a_second_time(agent: Any) -> None:
    """A second reading takes twice as long as the first. Fails from .001 of the classifier on instead of .005."""
    regels = [r for r in lees_regels(WORTEL / "tests" / "data" / "nlu_apart.jsonl") if r["topic"] != ACUUT][::3]
    weer = sum("gevaar" in antwoord for antwoord, _ in ontleed(agent, [verberg(r["text"]).tekst for r in regels]))
    print(f"\n{weer} of {len(regels)}")
    assert 0 < weer <= 0.12 * len(regels)
