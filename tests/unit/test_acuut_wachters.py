"""The guards of the acute rules: what they take out elsewhere must not take out danger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kindreflex.acuut import is_acuut

GATEN = Path(__file__).parents[1] / "data" / "acuut_gaten.jsonl"


@pytest.mark.parametrize(
    "tekst",
    [
        "er is ruzie over geld en hij slaat haar nu waar de kinderen bij zijn",
        "papa is weer thuisgekomen, zat, en hij slaat mama nu",
        "mama heeft het kind laten vallen en het beweegt niet meer",
        "ze heeft haar baby van de trap laten vallen nu net",
        "hij heeft een mes en wil het niet afgeven, de kinderen staan ernaast",
        "kind hangt al over de reling van het balkon",
        "hij gaat haar aanvallen, ze belt mij nu, de kinderen zijn erbij",
        "hij zegt dat dit de laatste keer is dat ik de kinderen zie, hij is nu onderweg",
        "hij staat hier zat met zijn dochter en stapt nu in de auto",
        "vader ligt zat thuis en de baby ligt al uren alleen in bad",
        "hij is binnen hoor en hij slaat haar nu, ik hoor de kinderen gillen",
        "de crisis gaat over hun zoon, hij wurgt hem nu",
        "de kleine loopt rond en zit nu vast in de auto in de hitte",
        "het kind is er alleen bij een zatte man, nu",
        "er is een kind in het water gevallen",
        "er wordt een kind geslagen nu",
        "Wat is het verschil tussen VK en OCJ? Hij slaat het kind nu.",
        "het brandt en ik weet niet hoeveel kinderen er nog binnen zijn",
        "client belt: mijn ex staat voor de deur met een mes en de kinderen zijn binnen",
        "hij komt van de rechtbank en slaat haar nu, de kinderen zien het",
        "ik zit in een vergadering en krijg bericht: hij slaat haar nu, de kinderen gillen",
    ],
)
def test_a_guard_against_noise_lets_danger_through(tekst: str) -> None:
    """Each holds words that a guard takes out elsewhere ("ruzie ... over", "laten vallen", "zat thuis")."""
    assert is_acuut(tekst)


def test_danger_that_guards_took_out() -> None:
    """324 plain messages of danger by somebody who had read the guards and looked for what they silence.

    All were passed over when they were written. The classifier learns from them too; this is what the rules find alone.
    """
    rijen = [json.loads(regel)["text"] for regel in GATEN.read_text("utf-8").splitlines()]
    goed = sum(map(is_acuut, rijen))
    print(f"\nfound {goed}/{len(rijen)}")
    assert goed / len(rijen) >= 0.68


@pytest.mark.parametrize(
    "tekst",
    [
        "mag ik het VK bellen, baby ademt niet meer",
        "leerkracht meldt dat een kind nu bewusteloos in de klas ligt",
        "hij slaat de kinderen nu, mag ik de politie bellen of is dat beroepsgeheim",
        "kunt u direct een ambulance sturen, baby ademt niet meer",
        "papa dreigt met een mes, de kinderen staan erbij",
        "hij houdt een mes tegen haar keel, de kinderen staan erbij",
        "kom zo snel mogelijk, hij staat met een bijl aan de kinderkamer",
        "stel met baby, hij wurgt haar nu waar de baby bij is",
        "de kinderen zijn nog niet in veiligheid, hij is binnen met een bijl",
        "hij slaat nu als een gek op de kinderen",
        "hij slaat haar en de baby beweegt niet meer",
        "hij schopt de kleine en die staat niet meer recht, nu",
    ],
)
def test_plain_danger_in_a_clause_of_its_own(tekst: str) -> None:
    assert is_acuut(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "wat als een baby niet meer ademt, wie bel ik",
        "in de cursus: baby ademt niet meer, wat doe je",
        "vorig jaar ademde haar baby niet meer, ze is er nog bang van",
        "hij slaat de kinderen nu niet meer, zegt ze",
        "baby ademde niet meer, de ambulance heeft hem meegenomen en hij is buiten gevaar",
        "stel dat hij haar nu slaat, wat doe ik",
    ],
)
def test_no_danger_in_a_clause_of_its_own(tekst: str) -> None:
    assert not is_acuut(tekst)
