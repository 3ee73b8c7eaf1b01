"""The channel over a stand-in for Rasa, for tests that need no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from veilig import Nepkanaal


@pytest.fixture(scope="session")
def nep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nepkanaal]:
    n = Nepkanaal(tmp_path_factory.mktemp("nep"), per_sessie_per_minuut=0).start()
    yield n
    n.stop()


@pytest.fixture(scope="session")
def strikt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nepkanaal]:
    """With low limits and one site allowed."""
    n = Nepkanaal(
        tmp_path_factory.mktemp("strikt"),
        per_sessie_per_minuut=4,
        oorsprongen=("https://intranet.voorbeeld.be",),
        lichaam_bytes=20_000,
    ).start()
    yield n
    n.stop()


@pytest.fixture
def leeg_var(tmp_path: Path) -> Path:
    return tmp_path / "var"
