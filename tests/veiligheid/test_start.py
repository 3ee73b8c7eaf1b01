"""What refuses to start, as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from instellingen import WORTEL

LANG = "Qz7" * 12


def _start(module: str, map_var: Path, **omgeving: str) -> subprocess.CompletedProcess[str]:
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("KINDREFLEX_")}
    extra = {f"KINDREFLEX_{k}": v for k, v in omgeving.items()}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module], cwd=WORTEL, capture_output=True, text=True, timeout=120,
        env={**schoon, **extra, "KINDREFLEX_MAP_VAR": str(map_var), "ACTIEPOORT": "0"},
    )  # fmt: skip


@pytest.mark.parametrize(("module", "omgeving", "genoemd"), [
    ("actions", {"OMGEVING": "productie"}, "geheim"),
    ("actions", {"OMGEVING": "productie", "GEHEIM": "Kort-en-uniek-17"}, "geheim"),
    ("actions", {"OMGEVING": "productie", "GEHEIM": LANG, "OORSPRONGEN": '["*"]'}, "oorsprongen"),
    ("kanaal", {"OMGEVING": "productie", "GEHEIM": "Kort-en-uniek-17"}, "geheim"),
    ("kanaal", {"TRACKERSTORE": "kanaal.trackerstore.Trackerstroe"}, "trackerstore"),
    ("kanaal", {"TRACKERSTORE": "rasa.core.tracker_store.InMemoryTrackerStore"}, "trackerstore"),
])  # fmt: skip
def test_refuses_to_start(module: str, omgeving: dict[str, str], genoemd: str, tmp_path: Path) -> None:
    uit = _start(module, tmp_path / "var", **omgeving)
    assert uit.returncode != 0
    assert genoemd in uit.stderr
    assert "Kort-en-uniek-17" not in uit.stdout + uit.stderr
    assert LANG not in uit.stdout + uit.stderr
    assert not (tmp_path / "var" / "geheim").exists(), "no secret is made up in its place"
