"""What stands for a hidden piece when a message is read. Seen to fail: without the names beside a word for who it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.verborgen import leesbaar
from privacy.soorten import PLAATSHOUDERS, PROVINCIES


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("mijn cliënte [verborgen_naam], [verborgen_telefoon], zegt dat ze te jong zijn", "mijn cliënte zegt dat ze te jong zijn"),
        ("mama [verborgen_naam] en [verborgen_naam] drinken", "mama drinken"),
        ("[verborgen_naam] ([verborgen_datum], [verborgen_nummer]) wil niet", "iemand wil niet"),
        ("papa uit [gemeente_in_limburg] weigert", "papa weigert"),
        ("ze woont in [verborgen_plaats] met twee kinderen", "ze woont met twee kinderen"),
        ("hij zit op [verborgen_organisatie]", "hij zit op een dienst"),
        ("gesprek met [verborgen_naam]", "gesprek met iemand"),
        ("[verborgen_telefoon]", ""),
        ("stap 2 is gedaan (eindelijk)", "stap 2 is gedaan (eindelijk)"),
    ],
)
def test_as_if_nothing_was_hidden(tekst: str, gelezen: str) -> None:
    assert leesbaar(tekst) == gelezen


_STUKKEN = st.sampled_from([*PLAATSHOUDERS.values(), *(f"[gemeente_in_{p}]" for p in PROVINCIES), "mama", "wil niet", ",", "(", ")", "zegt"])


@given(st.lists(_STUKKEN, max_size=8).map(" ".join))
def test_no_placeholder_is_left_and_twice_is_once(tekst: str) -> None:
    uit = leesbaar(tekst)
    assert "verborgen_" not in uit
    assert "gemeente_in_" not in uit
    assert leesbaar(uit) == uit
