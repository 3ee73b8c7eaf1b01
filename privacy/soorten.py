"""The kinds of hidden pieces and what stands in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Label = Literal[
    "NAAM", "TELEFOON", "DATUM", "ADRES", "EMAIL", "IBAN", "RIJKSREGISTER", "NUMMER", "ORGANISATIE", "PLAATS"
]

# With an underscore, because a tokenizer would turn `[naam]` into the ordinary word "naam".
PLAATSHOUDERS: dict[Label, str] = {
    "NAAM": "[verborgen_naam]",
    "TELEFOON": "[verborgen_telefoon]",
    "DATUM": "[verborgen_datum]",
    "ADRES": "[verborgen_adres]",
    "EMAIL": "[verborgen_email]",
    "IBAN": "[verborgen_rekening]",
    "RIJKSREGISTER": "[verborgen_rijksregisternummer]",
    "NUMMER": "[verborgen_nummer]",
    "ORGANISATIE": "[verborgen_organisatie]",
    "PLAATS": "[verborgen_plaats]",
}
PROVINCIES = (
    "antwerpen", "limburg", "oost_vlaanderen", "vlaams_brabant", "west_vlaanderen", "brussel", "waals_brabant",
    "henegouwen", "luik", "luxemburg", "namen",
)  # fmt: skip
# Exactly our own, and nothing that merely looks alike: a name between brackets must not pass as one.
PLAATSHOUDER = re.compile(
    "|".join(re.escape(p) for p in (*PLAATSHOUDERS.values(), *(f"[gemeente_in_{p}]" for p in PROVINCIES)))
)


@dataclass(frozen=True)
class Stuk:
    """One piece to hide: characters `start` up to `eind`; for a place also its province, when known."""

    start: int
    eind: int
    label: Label
    provincie: str = ""

    def plaatshouder(self) -> str:
        """What stands in its place."""
        return f"[gemeente_in_{self.provincie}]" if self.provincie else PLAATSHOUDERS[self.label]
