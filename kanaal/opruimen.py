"""`python -m kanaal.opruimen`: the retention job by hand, also for Rasa's own events."""

from __future__ import annotations

import os

from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from instellingen import WORTEL, instellingen
from kanaal.onderhoud import ruim_op
from logboek.databank import migreer

if __name__ == "__main__":
    s = instellingen()
    os.environ.setdefault("ACTIEPOORT", "0")
    os.environ.update(KINDREFLEX_TRACKERSTORE=s.trackerstore, KINDREFLEX_MAP_VAR=str(s.map_var))
    migreer(s.databank_url)
    winkel = TrackerStore.create(AvailableEndpoints.read_endpoints(str(WORTEL / "endpoints.yml")).tracker_store)
    print(f"{ruim_op(s, getattr(winkel, '_tracker_store', winkel))} rijen verwijderd")
