"""Training the encoder further: the network is the one that runs, it learns, and what it learned is what is used."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlu.e5 import gewichten as e5
from nlu.e5.bijtrainen import ONDERWERP, OVER_GEVAAR, Leerling, leer_gevaar, leer_onderwerpen
from nlu.e5.lessen import Les
from nlu.gevaarlezer import Gevaarlezer
from nlu.zinsvector import E5

TEKSTEN = ["de kat slaapt", "wat zeg ik als een ouder zegt dat ze nog te klein zijn om het te begrijpen", "mag ik het VK bellen?", "stap 2 ok"] * 8
LABELS = ["dier", "bezwaar", "overleg", "stap"] * 8
STOF = [Les(tekst, label) for tekst, label in zip(TEKSTEN, LABELS, strict=True)]


def _eenheid(v: np.ndarray) -> np.ndarray:
    return v / np.linalg.norm(v, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def leerling() -> Leerling:
    return Leerling(STOF, e5.gewichten(), replace(ONDERWERP, rondes=12))


def test_the_network_that_learns_is_the_network_that_runs(leerling: Leerling) -> None:
    zelfde = (_eenheid(leerling.vectoren()) * E5(bijgetraind=False).vectoren(TEKSTEN)).sum(1)
    assert zelfde.min() > 0.99


def test_it_learns_and_the_file_holds_what_it_learned(leerling: Leerling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    basis = e5.gewichten()
    voor = _eenheid(leerling.vectoren())
    verliezen = leerling.leer(stappen_hoogstens=12)
    assert np.mean(verliezen[-3:]) < np.mean(verliezen[:3])
    pad = tmp_path / "x.npz"
    np.savez_compressed(pad, **leerling.verschil(basis), gezien=np.array([e5.sleutel(t) for t in TEKSTEN[:2]]))
    monkeypatch.setattr(e5, "BIJGETRAIND", pad)
    encoder = E5()
    na = encoder.vectoren(TEKSTEN)
    geleerd = _eenheid(leerling.vectoren())
    assert (na * geleerd).sum(1).min() > 0.99
    # Nearer to what was learned than to what it was before.
    assert (na * geleerd).sum(1).mean() > (na * voor).sum(1).mean()
    assert encoder.gezien(TEKSTEN[:3]).tolist() == [True, True, False]
    assert encoder.versie != E5(bijgetraind=False).versie


def test_one_group_of_ten_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "x.npz"
    leer_onderwerpen(STOF, pad)
    monkeypatch.setattr(e5, "BIJGETRAIND", pad)
    gezien = E5().gezien(TEKSTEN)
    assert gezien.any()
    assert not gezien.all()


def test_it_learns_the_question_about_danger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader that serves says what was learned; the layers that stay as they are cost no place in the file."""
    gevaar, gewoon = "hij slaat haar nu", "we spraken over vorig jaar"
    stof = [Les(gevaar, "", True), Les(gewoon, "", False), Les("wat is stap 2", "stap")] * 16
    pad = tmp_path / "x.npz"
    leer_gevaar(stof, pad, replace(OVER_GEVAAR, rondes=8, leertempo=3e-4))
    monkeypatch.setattr("nlu.gevaarlezer.GEVAAR", pad)
    lezer = Gevaarlezer()
    zeker, niet = lezer.zekerheid([gevaar, gewoon])
    assert zeker > 1 > -1 > niet
    assert not [naam for naam in np.load(pad).files if naam.startswith(("emb", "l0.", "l3."))]


def test_what_is_shipped_was_trained_further() -> None:
    """Without the file everything works, some points worse; nobody should lose it unseen."""
    assert e5.BIJGETRAIND.is_file()
    assert E5().versie != E5(bijgetraind=False).versie
    assert e5.GEVAAR.is_file()
