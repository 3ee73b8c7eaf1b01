"""The trained model, loaded once: these tests are about what it understands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from begrip import WORTEL, Begrijp

from kindreflex.inhoud import onderwerp_van
from nlu.rapport import laad_model, ontleed


@pytest.fixture(scope="session")
def agent() -> Any:
    if not list((WORTEL / "models").glob("*.tar.gz")):
        pytest.skip("train first: make train")
    return laad_model(WORTEL / "models")


@pytest.fixture(scope="session")
def begrijp(agent: Any) -> Begrijp:
    """The likeliest topic of every text, also when the fallback would ask back."""

    def doe(teksten: Sequence[str]) -> list[str]:
        uit = []
        for antwoord, _ in ontleed(agent, teksten):
            uit.append(onderwerp_van(next(i["name"] for i in antwoord["intent_ranking"] if i["name"] != "nlu_fallback")))
        return uit

    return doe
