"""What several unit tests share: the real content, and random histories of a case."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

from kindreflex import stand as s
from kindreflex.beurt import Beurt, beurt
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import Inhoud, laad
from kindreflex.stand import Gebeurtenis, Stand, stand_van

WORTEL = Path(__file__).parents[2]
VANDAAG = datetime.date(2026, 11, 21)
SECTOREN = ("", "ggz", "caw", "ziekenhuis", "spoed", "justitiehuis", "gevangenis", "huisarts")
ACTIES = ("aankondigen", "zorg_voor_kinderen", "overleg")

stapnummers = st.sampled_from(s.STAPPEN)
melding = st.one_of(
    st.tuples(st.just("klaar"), stapnummers),
    st.tuples(st.just("niet_klaar"), stapnummers),
    st.tuples(st.just("actie"), stapnummers, st.sampled_from(ACTIES)),
    st.tuples(st.just("actie_weg"), stapnummers, st.sampled_from(ACTIES)),
    st.tuples(st.just("oordeel"), st.sampled_from(s.OORDELEN), st.sampled_from(("ja", "nee", "onbekend"))),
    st.tuples(st.just("acuut"), st.sampled_from(("ja", "nee"))),
    st.tuples(st.just("sector"), st.sampled_from(SECTOREN)),
    st.tuples(st.just("casus")),
)
"""One thing that a professional may report."""
wandeling = st.lists(melding, max_size=40)


def events_van(stand: Stand, wat: tuple) -> tuple[Gebeurtenis, ...]:
    """The events of one report."""
    doe = {
        "klaar": s.meld_stap_klaar, "niet_klaar": s.meld_stap_niet_klaar, "actie": s.meld_actie,
        "actie_weg": s.herroep_actie, "oordeel": s.meld_oordeel, "acuut": s.meld_acuut,
        "sector": s.meld_sector, "casus": s.nieuwe_casus,
    }  # fmt: skip
    return doe[wat[0]](stand, *wat[1:])


def loop(meldingen: list[tuple]) -> Stand:
    """The state after a number of reports."""
    stand = Stand()
    for wat in meldingen:
        stand = stand_van(events_van(stand, wat), stand)
    return stand


@lru_cache
def echte_inhoud() -> Inhoud:
    return laad(WORTEL / "data")


class Praat:
    """A talk with the method alone: state and context go from turn to turn."""

    def __init__(self, stand: Stand | None = None) -> None:
        self.inhoud = echte_inhoud()
        self.stand = stand or Stand()
        self.context = Context()
        self.laatste: Beurt | None = None

    def neem(self, bericht: Bericht) -> Beurt:
        self.laatste = uit = beurt(bericht, self.stand, self.context, self.inhoud, VANDAAG)
        self.stand, self.context = uit.stand, uit.context
        return uit

    def zeg(self, tekst: str, *onderwerpen: str, begrepen: bool = True, acuut: bool = False, kans: float = 0.9) -> Beurt:
        """A typed message, and what the classifier makes of it (likeliest first)."""
        ranglijst = tuple((o, kans / (i + 1)) for i, o in enumerate(onderwerpen))
        return self.neem(Bericht(tekst, ranglijst, begrepen and bool(onderwerpen), acuut=acuut))

    def kies(self, titel: str) -> Beurt:
        """Press a button of the last answer."""
        assert self.laatste
        (keuze,) = [k for k in self.laatste.antwoord.keuzes if k.titel == titel]
        return self.neem(Bericht("", ((keuze.onderwerp, 1.0),), parameters=dict(keuze.parameters), knop=True))

    @property
    def woorden(self) -> str:
        assert self.laatste
        return "\n".join(self.laatste.antwoord.bubbels)
