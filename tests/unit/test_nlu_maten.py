"""The measures, on messages small enough to count by hand."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from nlu.blokken import vul
from nlu.figuur import betrouwbaarheidsfiguur, leerkromme
from nlu.maten import (
    ACUUT,
    NIET_BEGREPEN,
    Uitslag,
    acuut,
    betrouwbaarheid,
    drempels,
    ijkfout,
    macro_f1,
    precisie_en_recall,
    verwarringen,
)


def _uitslag(goed: str, gekozen: str, kans: float = 0.8, tweede: str = "x/tweede", also: tuple[str, ...] = ()) -> Uitslag:
    eerste = gekozen if gekozen != NIET_BEGREPEN else "x/eerste"
    return Uitslag("tekst", goed, frozenset([goed, *also]), gekozen, ((eerste, kans), (tweede, (1 - kans) / 2)))


def test_right_wrong_and_missed() -> None:
    juist, fout, gemist = _uitslag("a/a", "a/a"), _uitslag("a/a", "b/b"), _uitslag("a/a", NIET_BEGREPEN)
    assert (juist.juist, juist.fout, juist.gemist) == (True, False, False)
    assert (fout.juist, fout.fout, fout.gemist) == (False, True, False)
    assert (gemist.juist, gemist.fout, gemist.gemist) == (False, False, True)


def test_also_counts_as_right() -> None:
    assert _uitslag("a/a", "b/b", also=("b/b",)).juist


def test_noise_that_is_not_understood_is_right() -> None:
    ruis = _uitslag(NIET_BEGREPEN, NIET_BEGREPEN)
    assert ruis.juist
    assert not ruis.gemist


def test_macro_f1() -> None:
    assert macro_f1([_uitslag("a/a", "a/a"), _uitslag("a/a", "b/b"), _uitslag("b/b", "b/b")]) == pytest.approx(2 / 3)


def test_precision_and_recall() -> None:
    uitslagen = [_uitslag("a/a", "a/a"), _uitslag("b/b", "a/a"), _uitslag("a/a", "b/b"), _uitslag("b/b", "b/b")]
    assert precisie_en_recall(uitslagen, "a/a") == (0.5, 0.5)


def test_rules_help_acute_recall_and_their_alarms_count() -> None:
    uitslagen = [_uitslag(ACUUT, "a/a"), _uitslag("a/a", "a/a")]
    assert acuut(uitslagen, lambda _: False) == (0.0, 0.0)
    assert acuut(uitslagen, lambda _: True) == (1.0, 1.0)


def test_calibration() -> None:
    eerlijk = [_uitslag("a/a", "a/a", 0.75)] * 3 + [_uitslag("a/a", "b/b", 0.75)]
    assert ijkfout(betrouwbaarheid(eerlijk)) == pytest.approx(0)
    assert ijkfout(betrouwbaarheid([_uitslag("a/a", "b/b", 1.0)])) == pytest.approx(1)


def test_a_threshold_trades_wrong_for_offered() -> None:
    uitslagen = [_uitslag("a/a", "a/a", 0.9), _uitslag("a/a", "b/b", 0.4, tweede="a/a")]
    nul, half = drempels(uitslagen, [(0, 0), (0.5, 0)])
    assert (nul.beantwoord, nul.fout, nul.juist_of_aangeboden) == (1, 0.5, 0.5)
    assert (half.beantwoord, half.fout, half.juist_of_aangeboden) == (0.5, 0, 1)


def test_confusions_come_most_frequent_first() -> None:
    uitslagen = [_uitslag("a/a", "b/b")] * 2 + [_uitslag("b/b", "a/a"), _uitslag("a/a", "a/a")]
    assert verwarringen(uitslagen) == [("a/a", "b/b", 2), ("b/b", "a/a", 1)]


def test_blocks_are_filled_and_the_rest_stays(tmp_path: Path) -> None:
    pad = tmp_path / "x.md"
    pad.write_text("voor\n<!-- a:b -->oud<!-- /a:b -->\nna \\1", encoding="utf-8")
    vul(pad, {"a:b": "nieuw \\g<0>", "c:d": "niets"})
    assert pad.read_text(encoding="utf-8") == "voor\n<!-- a:b -->\nnieuw \\g<0>\n<!-- /a:b -->\nna \\1"


def test_figures_are_svg_and_the_same_for_the_same_figures() -> None:
    ijking = betrouwbaarheidsfiguur(betrouwbaarheid([_uitslag("a/a", "a/a")]))
    assert ET.fromstring(ijking).tag.endswith("svg")
    assert ijking == betrouwbaarheidsfiguur(betrouwbaarheid([_uitslag("a/a", "a/a")]))
    namen = [f"set {i}" for i in range(5)]
    kromme = leerkromme({naam: [(0.5, 0.7), (1.0, 0.9)] for naam in namen})
    assert all(naam in kromme for naam in namen), "every set has its line"
