"""One spelling for what means the same: Flemish forms, abbreviations of the field, stretched letters.

The words stand in `normalisatie.yml`. Only the classifier reads the result; everything else
sees the message as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

_WOORD = re.compile(r"'?\w+(?:'\w+)?\.?")
_REKKING = re.compile(r"([^\W\d])\1{2,}")
_PLAATS = re.compile(r"\[[a-z_]+\]")
_KOMMA = re.compile(r"[’‘`´]")


@lru_cache(maxsize=1)
def _tabel() -> dict[str, str]:
    ruw = yaml.safe_load((Path(__file__).parent / "normalisatie.yml").read_text(encoding="utf-8"))
    return {str(vorm): str(betekent) for vorm, betekent in ruw.items()}


def _vervang(treffer: re.Match[str]) -> str:
    woord = treffer.group()
    kaal = woord.lower()
    return _tabel().get(kaal) or _tabel().get(kaal.rstrip(".")) or woord


def gewone_taal(tekst: str) -> str:
    """For the sentence encoders, which know standard Dutch: words replaced, the rest as typed."""
    return _WOORD.sub(_vervang, _REKKING.sub(r"\1", _KOMMA.sub("'", tekst)))


def vlak(tekst: str) -> str:
    """For words and characters: also without capitals and accents, all placeholders alike."""
    zonder = "".join(c for c in unicodedata.normalize("NFD", tekst.lower()) if not unicodedata.combining(c))
    return gewone_taal(_PLAATS.sub("[naam]", zonder))
