"""The classifier on a toy problem, with a fake encoder."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from scipy import sparse

from nlu.cholesky import los_op
from nlu.e5.gewichten import Matrix
from nlu.groepen import delen, groepen
from nlu.kernmodel import Kenmerken, Kernmodel, Rij, beste_temperatuur, kern, softmax
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.vergelijking import Vergelijking, afgerond

DIEREN = ["de kat slaapt", "een kat miauwt", "katten eten vis", "mijn kat spint", "poes en kat", "die kat krabt"]
FIETSEN = ["de fiets rijdt", "een fiets remt", "fietsen zonder licht", "mijn fiets piept", "stuur en fiets", "die fiets staat"]
LABELS = ["dier"] * 6 + ["fiets"] * 6


class Nep:
    """Knows cats from bicycles."""

    naam, versie, dim = "e5", "1", 3
    bekend: frozenset[str] = frozenset()

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        return np.array([["kat" in t, "fiets" in t, 0.5] for t in teksten], np.float32)

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.array([t in self.bekend for t in teksten])


@pytest.fixture
def model() -> Onderwerpmodel:
    model = Onderwerpmodel(Nep())
    model.leer(DIEREN + FIETSEN, LABELS)
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


def test_measures_on_messages_it_did_not_see() -> None:
    model = Onderwerpmodel(Nep())
    gemeten, kansen = model.leer(DIEREN + FIETSEN, LABELS, 4)
    assert sorted(gemeten) == list(range(12))
    assert [model.klassen[i] for i in kansen.argmax(1)] == [LABELS[i] for i in gemeten]
    deel, _ = Onderwerpmodel(Nep()).leer(DIEREN + FIETSEN, LABELS)
    assert 0 < len(deel) < 12


@pytest.mark.parametrize("delen_gemeten", [1, 4])
def test_does_not_measure_on_what_the_encoder_was_trained_on(delen_gemeten: int) -> None:
    encoder = Nep()
    encoder.bekend = frozenset(DIEREN[:4] + FIETSEN[:4])
    gemeten, kansen = Onderwerpmodel(encoder).leer(DIEREN + FIETSEN, LABELS, delen_gemeten)
    assert sorted(gemeten) == [4, 5, 10, 11]
    assert len(kansen) == 4


def _vectoren(aantal: int) -> Matrix:
    uit: Matrix = np.random.default_rng(2).normal(size=(aantal, 40)).astype(np.float32)
    return uit / np.linalg.norm(uit, axis=1, keepdims=True)


def _probleem() -> tuple[list[Rij], sparse.csr_matrix, Matrix, Matrix]:
    """Words, twice, vectors and topics of 40 messages."""
    teksten = [t for t, _ in zip(itertools.cycle(DIEREN + FIETSEN), range(40), strict=False)]
    kenmerken = Kenmerken()
    kenmerken.leer(teksten)
    return list(map(kenmerken.rij, teksten)), kenmerken.rijen(teksten), afgerond(_vectoren(40)), np.eye(2, dtype=np.float32)[np.arange(40) // 6 % 2]


def _factoren(gelijk: Matrix, doel: Matrix) -> Matrix:
    uit: Matrix = np.linalg.solve(gelijk + 0.03 * np.eye(len(doel)), doel)
    return uit


def test_serving_gives_the_scores_of_the_model_that_was_trained() -> None:
    los, rijen, vectoren, doel = _probleem()
    gelijk = kern(rijen, vectoren, 0.35)
    precies = gelijk[30:, :30] @ _factoren(gelijk[:30, :30], doel[:30])
    model = Kernmodel(0.35)
    model.leer(gelijk[:30, :30].copy(), doel[:30], rijen[:30], 5)
    assert model.scores(los[30:], Vergelijking(vectoren[:30]).betekenis(vectoren[30:])) == pytest.approx(precies, abs=0.01)
    assert afgerond(vectoren) == pytest.approx(vectoren, abs=1e-6), "what is rounded stays as it is"


@pytest.mark.parametrize("apart", [1, 10, 40])
def test_messages_are_measured_by_a_model_that_did_not_see_them(apart: int) -> None:
    _, rijen, vectoren, doel = _probleem()
    gelijk = kern(rijen, vectoren, 0.35)
    precies = gelijk[-apart:, :-apart] @ _factoren(gelijk[:-apart, :-apart], doel[:-apart])
    assert Kernmodel(0.35).leer(gelijk.copy(), doel, rijen, apart) == pytest.approx(precies, abs=1e-3)


@pytest.mark.parametrize("aantal", [100, 6010])
def test_a_message_does_not_depend_on_the_others(aantal: int) -> None:
    # 6,010 is a number of messages with which onnxruntime 1.23 fills the end of the 32nd row with what lies in memory.
    vectoren = afgerond(_vectoren(aantal))
    vlug = Vergelijking(vectoren)
    samen = vlug.betekenis(vectoren[:70])
    assert samen.shape == (70, aantal)
    for i in range(70):
        assert (vlug.betekenis(vectoren[i : i + 1]) == samen[i]).all(), i


def test_a_system_in_blocks_is_solved_like_a_whole_one() -> None:
    dobbel = np.random.default_rng(3)
    wortel = dobbel.normal(size=(50, 50)).astype(np.float32)
    matrix, rechts = wortel @ wortel.T + np.eye(50, dtype=np.float32), dobbel.normal(size=(50, 4)).astype(np.float32)
    verwacht = np.linalg.solve(matrix, rechts)
    for blok in (7, 25, 64):
        assert los_op(matrix.copy(), rechts, blok) == pytest.approx(verwacht, rel=1e-2, abs=1e-3)
    with pytest.raises(np.linalg.LinAlgError):
        los_op(-matrix, rechts)


def test_words_count_by_how_rare_and_how_often() -> None:
    kenmerken = Kenmerken()
    kenmerken.leer(DIEREN + FIETSEN)
    rijen = kenmerken.rijen(["de kat spint", "stap 3", "de kat spint de kat spint", "zzz"])
    lengten = np.sqrt(rijen.multiply(rijen).sum(1)).A1
    assert lengten == pytest.approx([0.5**0.5, 0, 0.5**0.5, 0], abs=1e-6), "words are half; no three characters are in exactly three of twelve"
    spint, kat = ((kenmerken.rijen([f"xx {w} xx"]).multiply(rijen[0])).sum() for w in ("spint", "kat"))
    assert spint > kat, "'spint' stands in one message, 'kat' in many"


def test_caps_lock_changes_nothing(model: Onderwerpmodel) -> None:
    assert model.kansen(["EEN ZWARTE KAT"]) == pytest.approx(model.kansen(["een zwarte kat"]))


def test_survives_being_kept(model: Onderwerpmodel, tmp_path: Path) -> None:
    model.bewaar(tmp_path / "m")
    terug = Onderwerpmodel.lees(tmp_path / "m", Nep())
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
