"""`python -m kanaal.reservekopie maak|herstel MAP`: backup and restore of what is stored.

SQLite through its own backup interface, which works beside running processes; PostgreSQL
through pg_dump and psql. The secret is no part of it: without it the copy cannot be tied to
anybody's session, and it belongs in another safe.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy.engine.url import URL, make_url

from instellingen import Instellingen, instellingen

_POSTGRES = "kindreflex.sql"


def maak(s: Instellingen, map_: Path) -> list[Path]:
    """Copy the databases to a folder that only the owner can read; returns the files."""
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    if s.databank_url.startswith("sqlite"):
        return [_kopieer(bron, map_ / bron.name) for bron in _bestanden(s) if bron.exists()]
    doel = map_ / _POSTGRES
    _voer_uit(["pg_dump", "--no-owner", "--no-privileges", "--clean", "--if-exists", f"--file={doel}"], make_url(s.databank_url))
    doel.chmod(0o600)
    return [doel]


def herstel(s: Instellingen, map_: Path) -> list[Path]:
    """Put a copy back, all of it or nothing; what is stored now is gone. Stop the processes first.

    Raises:
        FileNotFoundError: the folder holds no copy of this kind of database.
    """
    if not s.databank_url.startswith("sqlite"):
        bron = map_ / _POSTGRES
        if not bron.exists():
            raise FileNotFoundError(bron)
        opdracht = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={bron}"]
        _voer_uit(opdracht, make_url(s.databank_url))
        return [bron]
    paren = [(map_ / doel.name, doel) for doel in _bestanden(s) if (map_ / doel.name).exists()]
    if not paren:
        raise FileNotFoundError(map_ / "kindreflex.db")
    return [_kopieer(bron, doel) for bron, doel in paren]


def _bestanden(s: Instellingen) -> list[Path]:
    return [Path(str(make_url(url).database)) for url in (s.databank_url, s.gesprekken_url)]


def _kopieer(bron: Path, doel: Path) -> Path:
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.touch(mode=0o600)
    with contextlib.closing(sqlite3.connect(bron)) as van, contextlib.closing(sqlite3.connect(doel)) as naar:
        van.backup(naar)
        if naar.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{doel} is damaged")
    return doel


def _voer_uit(opdracht: list[str], url: URL) -> None:
    """Run a PostgreSQL tool; the password goes through the environment, where `ps` does not show it."""
    libpq = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database}
    omgeving = os.environ | {k: str(v) for k, v in libpq.items() if v is not None}
    subprocess.run(opdracht, env=omgeving, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wat", choices=("maak", "herstel"))
    parser.add_argument("map", type=Path)
    opties = parser.parse_args()
    try:
        for pad in {"maak": maak, "herstel": herstel}[opties.wat](instellingen(), opties.map):
            print(pad)
    except (OSError, subprocess.CalledProcessError, sqlite3.Error) as fout:
        raise SystemExit(f"✗ {opties.wat} lukte niet: {fout}") from fout


if __name__ == "__main__":
    main()
