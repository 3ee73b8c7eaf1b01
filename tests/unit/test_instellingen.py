"""The settings refuse what would not be safe.

Seen to fail: with the length of the secret not checked.
"""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from gereedschap import WORTEL
from pydantic import ValidationError

from instellingen import Instellingen

LANG = "s" * 32


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in [n for n in os.environ if n.startswith("KINDREFLEX_")]:
        monkeypatch.delenv(naam)


def test_development_starts_without_any_setting() -> None:
    s = Instellingen()
    assert s.omgeving == "ontwikkeling"
    assert s.databank_url.startswith("sqlite:///")
    assert s.laad_trackerstore().__name__ == "Trackerstore"


@pytest.mark.parametrize(
    ("omgeving", "genoemd"),
    [
        ({"OMGEVING": "productie"}, "geheim"),
        ({"OMGEVING": "productie", "GEHEIM": "kort"}, "geheim"),
        ({"OMGEVING": "productie", "GEHEIM": "s" * 31}, "geheim"),
        ({"OMGEVING": "productie", "GEHEIM": LANG, "OORSPRONGEN": '["*"]'}, "oorsprongen"),
        ({"OMGEVING": "productie", "GEHEIM": LANG, "OORSPRONGEN": '["https://a.be", "https://*.b.be"]'}, "oorsprongen"),
        ({"OMGEVING": "test"}, "omgeving"),
        ({"SESSIE_DAGEN": "0"}, "sessie_dagen"),
        ({"BEWAAR_DAGEN": "-1"}, "bewaar_dagen"),
        ({"BEWAAR_DAGEN": "veel"}, "bewaar_dagen"),
        ({"PER_SESSIE_PER_MINUUT": "-5"}, "per_sessie_per_minuut"),
        ({"ANTWOORD_SECONDEN": "0"}, "antwoord_seconden"),
        ({"ALARM_SECONDEN": "-2"}, "alarm_seconden"),
    ],
    ids=str,
)
def test_refused_with_the_name_of_the_setting(omgeving: dict[str, str], genoemd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(f"KINDREFLEX_{naam}", waarde)
    with pytest.raises(ValidationError, match=genoemd):
        Instellingen()


def test_production_with_a_good_secret_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDREFLEX_OMGEVING", "productie")
    monkeypatch.setenv("KINDREFLEX_GEHEIM", LANG)
    monkeypatch.setenv("KINDREFLEX_OORSPRONGEN", '["https://intranet.example"]')
    s = Instellingen()
    assert s.sleutel() == LANG
    assert s.oorsprongen == ("https://intranet.example",)


@pytest.mark.parametrize("naam", ["kanaal.trackerstore.Trakerstore", "nergens.Klasse", "Klasse", "", "kanaal.trackerstore."])
def test_an_unknown_tracker_store_is_refused(naam: str) -> None:
    with pytest.raises(ValueError, match="trackerstore"):
        Instellingen(trackerstore=naam).laad_trackerstore()


def test_the_secret_is_made_once_and_only_we_can_read_it(tmp_path: Path) -> None:
    s = Instellingen(map_var=tmp_path / "var")
    sleutel = s.sleutel()
    assert len(sleutel) >= 32
    assert s.sleutel() == sleutel == Instellingen(map_var=tmp_path / "var").sleutel()
    assert stat.S_IMODE((tmp_path / "var" / "geheim").stat().st_mode) == 0o600
    assert [p.name for p in (tmp_path / "var").iterdir()] == ["geheim"], "nothing is left behind"
    assert Instellingen(map_var=tmp_path / "ander").sleutel() != sleutel


def _sleutel(map_: Path) -> str:
    return Instellingen(map_var=map_).sleutel()


def test_two_processes_that_start_at_once_share_it(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert len(set(pool.map(_sleutel, [tmp_path] * 16, chunksize=1))) == 1


def test_the_secret_is_not_printed(tmp_path: Path) -> None:
    assert LANG not in repr(Instellingen(geheim=LANG)) + str(Instellingen(geheim=LANG)) + Instellingen(geheim=LANG).json()


def test_settings_cannot_be_changed_while_running() -> None:
    with pytest.raises(TypeError):
        Instellingen().omgeving = "productie"


def test_the_process_itself_refuses(tmp_path: Path) -> None:
    """Not only the class: the action server stops before it listens or makes a database."""
    omgeving = {**os.environ, "KINDREFLEX_OMGEVING": "productie", "KINDREFLEX_MAP_VAR": str(tmp_path / "var")}
    uit = subprocess.run([sys.executable, "-m", "actions", "--port", "1"], cwd=WORTEL, env=omgeving, capture_output=True, text=True, timeout=60)
    assert uit.returncode != 0
    assert "geheim" in uit.stderr
    assert not (tmp_path / "var").exists()
