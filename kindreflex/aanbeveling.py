"""The next step: the decision table of design/volgende_stap.md, row by row.

A pure function of the state, never of the wording of a message.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kindreflex.stand import Stand


@dataclass(frozen=True)
class Aanbeveling:
    """What is recommended ("1" to "6", "acuut" or "afgerond") and the row that says so.

    `stap_3_ernaast`: step 3 is open too; it stays standard and can go alongside.
    """

    rij: int
    stap: str
    stap_3_ernaast: bool = False


_TABEL: tuple[tuple[int, Callable[[Stand], bool], str], ...] = (
    (1, lambda s: s.acuut == "ja", "acuut"),
    (2, lambda s: s.kinderen == "nee", "afgerond"),
    (3, lambda s: not s.klaar(1), "1"),
    (4, lambda s: not s.klaar(2), "2"),
    (5, lambda s: s.pluis == "onbekend" and s.verontrustend == "onbekend", "2"),
    (6, lambda s: s.verontrustend == "ja" and s.bereid == "nee" and not s.klaar(6), "6"),
    (7, lambda s: s.verontrustend == "ja" and s.bereid == "onbekend", "4"),
    (8, lambda s: s.verontrustend == "ja" and s.bereid == "ja" and not s.klaar(5), "5"),
    (9, lambda s: s.pluis == "nee" and s.verontrustend == "onbekend", "4"),
    (10, lambda s: not s.klaar(3), "3"),
    (11, lambda s: True, "afgerond"),
)


def aanbevolen(stand: Stand) -> Aanbeveling:
    """The first row that fits."""
    for rij, past, stap in _TABEL:
        if past(stand):
            return Aanbeveling(rij, stap, 6 <= rij <= 9 and not stand.klaar(3))
    raise AssertionError("the last row always fits")
