"""The classifier on a toy problem, with a fake encoder."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlu import onderwerpmodel
from nlu.groepen import delen, groepen
from nlu.kernmodel import beste_temperatuur, softmax
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.zinsvector import Matrix

DIEREN = ["de kat slaapt", "een kat miauwt", "katten eten vis", "mijn kat spint", "poes en kat", "die kat krabt"]
FIETSEN = ["de fiets rijdt", "een fiets remt", "fietsen zonder licht", "mijn fiets piept", "stuur en fiets", "die fiets staat"]


class Nep:
    """Knows cats from bicycles, and counts how often it is asked."""

    dim = 3

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.gevraagd = 0

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        self.gevraagd += len(teksten)
        return np.array([["kat" in t, "fiets" in t, 0.5] for t in teksten], np.float32)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Onderwerpmodel:
    monkeypatch.setattr(onderwerpmodel, "GEWICHTEN", {("een",): (0.5, 0.5), ("een", "twee"): (0.4, 0.3, 0.3)})
    model = Onderwerpmodel([Nep("een"), Nep("twee")], zeker=0.9)
    model.leer(DIEREN + FIETSEN, ["dier"] * 6 + ["fiets"] * 6)
    return model


def test_tells_topics_apart(model: Onderwerpmodel) -> None:
    kansen = model.kansen(["een zwarte kat", "een rode fiets"])
    assert model.klassen == ("dier", "fiets")
    assert kansen.argmax(1).tolist() == [0, 1]
    assert kansen.sum(1) == pytest.approx([1, 1])


def test_one_message_gets_what_it_gets_among_others(model: Onderwerpmodel) -> None:
    teksten = ["een zwarte kat", "een rode fiets", "iets anders"]
    samen = model.kansen(teksten)
    for i, tekst in enumerate(teksten):
        assert model.kansen([tekst])[0] == pytest.approx(samen[i], abs=1e-4)


def test_the_second_look_is_only_for_doubt(model: Onderwerpmodel) -> None:
    tweede = model._encoders[1]
    assert isinstance(tweede, Nep)
    voor = tweede.gevraagd
    model._zeker = 0.0
    model.kansen(["een zwarte kat"])
    assert tweede.gevraagd == voor
    model._zeker = 1.1
    model.kansen(["een zwarte kat"], stappen=1)
    assert tweede.gevraagd == voor
    model.kansen(["een zwarte kat"])
    assert tweede.gevraagd == voor + 1


def test_caps_lock_changes_nothing(model: Onderwerpmodel) -> None:
    assert model.kansen(["EEN ZWARTE KAT"]) == pytest.approx(model.kansen(["een zwarte kat"]))


def test_survives_being_kept(model: Onderwerpmodel, tmp_path: Path) -> None:
    model.bewaar(tmp_path / "m")
    terug = Onderwerpmodel.lees(tmp_path / "m", [Nep("een"), Nep("twee")])
    assert terug.kansen(["mijn fiets"]) == pytest.approx(model.kansen(["mijn fiets"]))


@pytest.mark.parametrize("tekst", ["", "?!", "👍 👍", "x" * 3000])
def test_takes_any_text(model: Onderwerpmodel, tekst: str) -> None:
    assert np.isfinite(model.kansen([tekst])).all()


def test_temperature_of_overconfident_scores_comes_down() -> None:
    rng = np.random.default_rng(1)
    juist = rng.integers(0, 3, 500)
    scores = np.eye(3, dtype=np.float32)[np.where(rng.random(500) < 0.7, juist, (juist + 1) % 3)]
    kans = softmax(scores * beste_temperatuur(scores, juist)).max(1).mean()
    assert kans == pytest.approx(0.7, abs=0.06)


def test_near_duplicates_share_a_part() -> None:
    teksten = ["hoe reageer ik op een boze vader", "hoe reageer ik op een boze vader?", "wat is de kindreflex", *DIEREN]
    groep = groepen(teksten)
    assert groep[0] == groep[1] != groep[2]
    deel = delen(teksten, aantal=3)
    assert deel[0] == deel[1]
    assert set(deel) <= {0, 1, 2}
