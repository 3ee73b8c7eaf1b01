"""What the encoder learns from when it is trained further (`nlu.e5.bijtrainen`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from kindreflex.begrip import ACUUT
from kindreflex.inhoud import intent_van
from kindreflex.verwijzing import is_algemene_vraag
from nlu.kruisvalidatie import voorbeelden
from nlu.onderwerpmodel import rustig
from nlu.verborgen import leesbaar

OVER_GEVAAR = Path(__file__).parents[1] / "gevaar"
"""Danger now, and what only sounds like it: a file for each world they come from."""
_VERWANT = ("voortgang_", "gesprek_buiten_bereik", "overleg_zelfdoding", "overleg_kind_zelf", "bezwaar_niets_te_zien")
"""Topics that are taken for danger; of the others one message of so many says enough."""
_EEN_VAN = 8


@dataclass(frozen=True)
class Les:
    """A message to learn from; `onderwerp` is empty when only its danger is known."""

    tekst: str
    onderwerp: str
    gevaar: bool = False


def over_onderwerpen(map_: Path) -> list[Les]:
    """All example messages with their intents.

    Args:
        map_: the folder of the topics
    """
    return [Les(tekst, intent) for tekst, intent in zip(*voorbeelden(map_), strict=True)]


def over_gevaar(map_: Path) -> list[Les]:
    """The messages that tell danger now from the rest. A general question about danger is none.

    Args:
        map_: the folder of the topics
    """
    acuut = intent_van(ACUUT)
    loting = np.random.default_rng(0)
    uit = []
    for les in over_onderwerpen(map_):
        if les.onderwerp == acuut or les.onderwerp.startswith(_VERWANT) or loting.random() * _EEN_VAN < 1:
            gevaar = les.onderwerp == acuut and not is_algemene_vraag(les.tekst)
            uit.append(Les(rustig(leesbaar(les.tekst)), les.onderwerp, gevaar))
    for pad in sorted(OVER_GEVAAR.glob("*.yml")):
        for soort, berichten in yaml.safe_load(pad.read_text(encoding="utf-8")).items():
            uit += [Les(rustig(leesbaar(bericht)), "", soort == "gevaar") for bericht in berichten]
    return uit
