"""The case state (stand) as the fold of appended events (gebeurtenissen).

What is reported (a step done, pluis, ...) is turned into events by the functions below; an
event sets one field. Nothing is erased: a repeal is a later event of the same field.
Source: design/volgende_stap.md, "State".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Literal, get_args

Stapstand = Literal["open", "bezig", "klaar"]
Oordeel = Literal["onbekend", "ja", "nee"]
Oordeelveld = Literal["kinderen", "pluis", "verontrustend", "bereid"]

STAPPEN = (1, 2, 3, 4, 5, 6)
OORDELEN: tuple[Oordeelveld, ...] = get_args(Oordeelveld)


@dataclass(frozen=True)
class Gebeurtenis:
    """One change of one field.

    `veld` is `stap_N`, `actie_N_id`, one of OORDELEN, `acuut`, `sector` or `casus`.
    """

    veld: str
    oud: str
    nieuw: str


@dataclass(frozen=True)
class Stand:
    """Where the professional stands in this case."""

    stappen: tuple[Stapstand, ...] = ("open",) * 6
    acties: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    kinderen: Oordeel = "onbekend"
    pluis: Oordeel = "onbekend"
    verontrustend: Oordeel = "onbekend"
    bereid: Oordeel = "onbekend"
    acuut: Literal["nee", "ja"] = "nee"
    sector: str = ""

    def stap(self, nummer: int) -> Stapstand:
        """The state of step 1 to 6."""
        return self.stappen[nummer - 1]

    def klaar(self, nummer: int) -> bool:
        return self.stap(nummer) == "klaar"

    def oordeel(self, veld: Oordeelveld) -> Oordeel:
        waarde: Oordeel = getattr(self, veld)
        return waarde


def pas_toe(stand: Stand, gebeurtenis: Gebeurtenis) -> Stand:
    """Apply one event.

    Raises:
        ValueError: a field or value that does not exist.
    """
    veld, nieuw = gebeurtenis.veld, gebeurtenis.nieuw
    soort, _, rest = veld.partition("_")
    if soort == "stap" and nieuw in get_args(Stapstand):
        stappen = list(stand.stappen)
        stappen[_nummer(rest) - 1] = nieuw  # type: ignore[call-overload]
        return replace(stand, stappen=tuple(stappen))
    if soort == "actie":
        nummer, _, naam = rest.partition("_")
        actie = frozenset({(_nummer(nummer), naam)})
        return replace(stand, acties=stand.acties | actie if nieuw == "ja" else stand.acties - actie)
    if veld in OORDELEN and nieuw in get_args(Oordeel):
        return replace(stand, **{veld: nieuw})  # type: ignore[arg-type]
    if veld == "acuut" and nieuw in ("ja", "nee"):
        return replace(stand, acuut="ja" if nieuw == "ja" else "nee")
    if veld == "sector":
        return replace(stand, sector=nieuw)
    if veld == "casus":
        # The sector is about the professional, so it goes along to the next client.
        return Stand(sector=stand.sector)
    raise ValueError(f"onbekende gebeurtenis: {veld}={nieuw}")


def _nummer(tekst: str) -> int:
    nummer = int(tekst)
    if nummer not in STAPPEN:
        raise ValueError(f"er zijn zes stappen, geen {nummer}")
    return nummer


def stand_van(gebeurtenissen: Iterable[Gebeurtenis], begin: Stand | None = None) -> Stand:
    """The fold of events, in the order in which they were appended."""
    return reduce(pas_toe, gebeurtenissen, begin or Stand())


def _zet(veld: str, oud: str, nieuw: str) -> tuple[Gebeurtenis, ...]:
    return () if oud == nieuw else (Gebeurtenis(veld, oud, nieuw),)


def meld_stap_klaar(stand: Stand, nummer: int) -> tuple[Gebeurtenis, ...]:
    return _zet(f"stap_{nummer}", stand.stap(nummer), "klaar")


def meld_stap_niet_klaar(stand: Stand, nummer: int) -> tuple[Gebeurtenis, ...]:
    """Repeal: a finished step goes back to what it was; a busy one loses its actions."""
    acties = sorted(naam for n, naam in stand.acties if n == nummer)
    if stand.klaar(nummer):
        return _zet(f"stap_{nummer}", "klaar", "bezig" if acties else "open")
    weg = tuple(Gebeurtenis(f"actie_{nummer}_{naam}", "ja", "nee") for naam in acties)
    return weg + _zet(f"stap_{nummer}", stand.stap(nummer), "open")


def meld_actie(stand: Stand, nummer: int, naam: str) -> tuple[Gebeurtenis, ...]:
    """One action of a step is done; an open step becomes busy by it."""
    was = "ja" if (nummer, naam) in stand.acties else "nee"
    events = _zet(f"actie_{nummer}_{naam}", was, "ja")
    if stand.stap(nummer) == "open":
        events += _zet(f"stap_{nummer}", "open", "bezig")
    return events


def herroep_actie(stand: Stand, nummer: int, naam: str) -> tuple[Gebeurtenis, ...]:
    """Untick an action; a busy step with no action left is open again."""
    if (nummer, naam) not in stand.acties:
        return ()
    events = _zet(f"actie_{nummer}_{naam}", "ja", "nee")
    if stand.stap(nummer) == "bezig" and {n for n, a in stand.acties if a != naam} & {nummer} == set():
        events += _zet(f"stap_{nummer}", "bezig", "open")
    return events


def meld_oordeel(stand: Stand, veld: Oordeelveld, waarde: Oordeel) -> tuple[Gebeurtenis, ...]:
    return _zet(veld, stand.oordeel(veld), waarde)


def meld_acuut(stand: Stand, waarde: Literal["nee", "ja"]) -> tuple[Gebeurtenis, ...]:
    return _zet("acuut", stand.acuut, waarde)


def meld_sector(stand: Stand, sector: str) -> tuple[Gebeurtenis, ...]:
    return _zet("sector", stand.sector, sector)


def nieuwe_casus(stand: Stand) -> tuple[Gebeurtenis, ...]:
    """A next client: an empty state, the log keeps what was."""
    return () if stand == Stand(sector=stand.sector) else (Gebeurtenis("casus", "", "nieuw"),)
