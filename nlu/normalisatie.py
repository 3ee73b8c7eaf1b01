"""One spelling for what means the same: Flemish forms, abbreviations of the field, stretched letters.

The words stand in `normalisatie.yml`. Only the words and characters of the classifier come from
the result. The sentence encoders read the message as typed: they gained nothing by it.
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
_STAP_AAN_GETAL = re.compile(r"\bstap(?=\d)")
_KOMMA = re.compile(r"[’‘`´]")


def _zonder_accent(tekst: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", tekst) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _tabel() -> dict[str, str]:
    ruw = yaml.safe_load((Path(__file__).parent / "normalisatie.yml").read_text(encoding="utf-8"))
    return {_zonder_accent(str(vorm)): _zonder_accent(str(betekent)) for vorm, betekent in ruw.items()}


def _vervang(treffer: re.Match[str]) -> str:
    woord = treffer.group()
    return _tabel().get(woord) or _tabel().get(woord.rstrip(".")) or woord


def vlak(tekst: str) -> str:
    """The text without capitals, accents and stretched letters, with known words in one spelling."""
    zonder = _PLAATS.sub("[naam]", _REKKING.sub(r"\1", _KOMMA.sub("'", _zonder_accent(tekst.lower()))))
    return _WOORD.sub(_vervang, _STAP_AAN_GETAL.sub("stap ", zonder))
