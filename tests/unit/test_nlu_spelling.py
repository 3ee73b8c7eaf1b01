"""Mending typing errors, and leaving alone what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.spelling import Spelling, zonder_beleefdheid

SPELLING = Spelling(["kinderen kleuter verontrustend overleg veiligheid collega", "stap drie is klaar"] * 3)


@pytest.mark.parametrize(
    ("fout", "goed"),
    [
        ("de kidneren", "de kinderen"),  # swapped
        ("veiligheid en colega", "veiligheid en collega"),  # one too few
        ("veroontrustend", "verontrustend"),  # one too many
        ("kleuder", "kleuter"),  # another letter
        ("de kinderen", "de kinderen"),
        ("winkelkar", "winkelkar"),  # a word of its own
        ("[verborgen_colega] colega", "[verborgen_colega] collega"),  # placeholders stay
        ("stpa", "stpa"),  # too short to be sure
    ],
)
def test_mends(fout: str, goed: str) -> None:
    assert SPELLING.herstel(fout) == goed


def test_a_word_of_the_dictionary_is_left_alone() -> None:
    assert Spelling(["de zinnen"] * 3).herstel("zingen") == "zingen"


def test_a_slip_that_training_messages_hold_too_is_mended() -> None:
    assert Spelling(["veiligheid"] * 3 + ["veilgheid"]).herstel("veilgheid") == "veiligheid"


def test_a_rare_word_replaces_nothing() -> None:
    assert Spelling(["het woord genogram"]).herstel("genogrm") == "genogrm"


@given(st.text(max_size=80))
def test_twice_is_once(tekst: str) -> None:
    eens = SPELLING.herstel(tekst)
    assert SPELLING.herstel(eens) == eens


@pytest.mark.parametrize(
    ("met", "zonder"),
    [
        ("hoe begin ik daarover alstublieft", "hoe begin ik daarover"),
        ("sorry, wat houdt stap twee in", "wat houdt stap twee in"),
        ("waar vind ik dat nummer, alvast bedankt", "waar vind ik dat nummer"),
        ("dat was het, bedankt", "dat was het, bedankt"),  # thanks is what it says
        ("merci", "merci"),
        ("goeiedag", "goeiedag"),
    ],
)
def test_courtesy(met: str, zonder: str) -> None:
    assert zonder_beleefdheid(met) == zonder
