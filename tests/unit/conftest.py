"""Fixtures of the unit tests."""

from __future__ import annotations

import pytest
from gereedschap import Praat, echte_inhoud
from hypothesis import HealthCheck, settings

from kindreflex.inhoud import Inhoud

# The machine is shared, and the first example of a run loads the content: no deadline a test.
settings.register_profile("kindreflex", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kindreflex")


@pytest.fixture(scope="session")
def inhoud() -> Inhoud:
    return echte_inhoud()


@pytest.fixture
def praat() -> Praat:
    return Praat()
