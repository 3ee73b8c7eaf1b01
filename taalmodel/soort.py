"""Which Dutch model is installed: the release or the project's stand-in. Standard library only."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Literal

Soort = Literal["uitgave", "stand-in"]

PAKKET = "nl_core_news_sm"
UITGAVE_VERSIE = "3.4.0"
STAND_IN_VERSIE = f"{UITGAVE_VERSIE}+kindreflex"
STAND_IN_WIEL = Path(__file__).parent / f"{PAKKET}-{STAND_IN_VERSIE}-py3-none-any.whl"


def welk_model() -> Soort:
    """The kind of the installed model, for the status page; PackageNotFoundError when there is none."""
    return "stand-in" if importlib.metadata.version(PAKKET) == STAND_IN_VERSIE else "uitgave"
