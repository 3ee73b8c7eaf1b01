"""Fixtures of the unit tests."""

from __future__ import annotations

import pytest
from gereedschap import Praat, echte_inhoud

from kindreflex.inhoud import Inhoud


@pytest.fixture(scope="session")
def inhoud() -> Inhoud:
    return echte_inhoud()


@pytest.fixture
def praat() -> Praat:
    return Praat()
