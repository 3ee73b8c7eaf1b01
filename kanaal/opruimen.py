"""`python -m kanaal.opruimen`: the retention job by hand, also for Rasa's own events."""

from __future__ import annotations

from instellingen import instellingen
from kanaal.onderhoud import ruim_op
from logboek.databank import migreer

if __name__ == "__main__":
    s = instellingen()
    migreer(s.databank_url)
    winkel = s.laad_trackerstore()(host=s.gesprekken_url)
    print(f"{ruim_op(s, winkel)} rijen verwijderd")
