"""`python -m kanaal.audit CANARY…`: look for strings that must not be anywhere in var/.

Reads every file byte by byte, so also what SQLite left in free pages and in its journal.
Exits 1 when something was found. Prints the place, never the string.
"""

from __future__ import annotations

import sys
from pathlib import Path

from instellingen import instellingen


def vindplaatsen(map_: Path, kanaries: list[str]) -> list[tuple[Path, int]]:
    """(file, number of the canary) for each canary that stands in a file, whatever its case."""
    uit = []
    for pad in sorted(p for p in map_.rglob("*") if p.is_file()):
        inhoud = pad.read_bytes().lower()
        uit += [(pad, i) for i, k in enumerate(kanaries) if k.lower().encode() in inhoud]
    return uit


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("geef minstens één tekst om te zoeken")
    gevonden = vindplaatsen(instellingen().map_var, sys.argv[1:])
    for pad, nummer in gevonden:
        print(f"{pad}: tekst {nummer + 1}")
    print(f"{len(gevonden)} vindplaatsen")
    sys.exit(1 if gevonden else 0)
