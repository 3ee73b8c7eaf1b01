"""One spelling for what means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalisatie import vlak


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("kheb da nie gedaan", "ik heb dat niet gedaan"),
        ("wa moet ge nu doen", "wat moet je nu doen"),
        ("cl. wil niet", "client wil niet"),
        ("heeeel moe", "hel moe"),
        ("da's mijn zaak", "dat is mijn zaak"),
        ("'k weet het", "ik weet het"),
        ("stap 111", "stap 111"),
        ("Stap 2 is Klaar", "stap 2 is klaar"),
        ("wat is stap4", "wat is stap 4"),
    ],
)
def test_plain_language(tekst: str, verwacht: str) -> None:
    assert vlak(tekst) == verwacht


def test_forgets_case_accents_and_which_placeholder() -> None:
    assert vlak("Éné [verborgen_naam]") == vlak("ene [gemeente_in_limburg]")


def test_digits_stay() -> None:
    assert vlak("stap 1") != vlak("stap 5")


@given(st.text(max_size=200))
def test_takes_any_text(tekst: str) -> None:
    vlak(tekst)
