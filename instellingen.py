"""All settings in one typed object, from the environment (prefix KINDREFLEX_).

Outside development it refuses to start with a default or short secret or with `*` as an
allowed origin; everywhere with a tracker store that does not exist.
"""

from __future__ import annotations

import importlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseSettings, Field, SecretStr, root_validator

WORTEL = Path(__file__).resolve().parent
_KORTSTE_GEHEIM = 32


class Instellingen(BaseSettings):
    """Every setting with its default. Times are in seconds unless the name says otherwise."""

    omgeving: Literal["ontwikkeling", "productie"] = "ontwikkeling"
    geheim: SecretStr = Field(default=SecretStr(""), description="signs sessions and buttons; empty: made once, in var/")
    map_var: Path = Field(default=WORTEL / "var", description="databases, secret and logs of this installation")
    databank: str = Field(default="", description="SQLAlchemy URL of step log and outbox; empty: SQLite in var/")
    trackerstore: str = Field(default="kanaal.trackerstore.Trackerstore", description="class of endpoints.yml")
    oorsprongen: tuple[str, ...] = Field(default=(), description="sites that may embed the assistant, as https://host")
    sessie_dagen: int = Field(default=30, ge=1, description="how long a session id is valid")
    bewaar_dagen: int = Field(default=30, ge=1, description="conversations are removed after so many days of silence")
    bericht_tekens: int = Field(default=2000, description="longest message, in characters")
    lichaam_bytes: int = Field(default=65_536, description="largest request body")
    per_sessie_per_minuut: int = Field(default=120, ge=0, description="messages of one session; 0: no limit")
    per_adres_per_minuut: int = Field(default=0, ge=0, description="requests of one address; 0: no limit")
    antwoord_seconden: float = Field(default=15.0, gt=0, description="after this the channel answers itself")
    alarm_seconden: float = Field(default=1.2, gt=0, description="the same for acute danger: all in all under 2 seconds")
    proxies: int = Field(default=0, ge=0, description="proxies before the assistant; their X-Forwarded-For gives the address")
    redis: str = Field(default="", description="URL of Redis, for endpoints.productie.yml")
    logvorm: Literal["tekst", "json"] = Field(default="tekst", description="form of the log")
    bewaar_niet_begrepen: bool = Field(default=False, description="write redacted messages that were not understood for review")

    class Config:
        env_prefix = "kindreflex_"
        frozen = True

    @root_validator(skip_on_failure=True)
    def _safe_outside_development(cls, w: dict[str, Any]) -> dict[str, Any]:
        if w["omgeving"] == "productie":
            if len(w["geheim"].get_secret_value()) < _KORTSTE_GEHEIM:
                raise ValueError(f"geheim: geef er een van minstens {_KORTSTE_GEHEIM} tekens")
            if any("*" in o for o in w["oorsprongen"]):
                raise ValueError("oorsprongen: '*' mag niet")
        return w

    @property
    def databank_url(self) -> str:
        return self.databank or f"sqlite:///{self.map_var / 'kindreflex.db'}"

    @property
    def gesprekken_url(self) -> str:
        """Rasa's own events: beside the step log on a database server, in a file of their own in var/."""
        lokaal = self.databank_url.startswith("sqlite")
        return f"sqlite:///{self.map_var / 'gesprekken.db'}" if lokaal else self.databank_url

    def laad_trackerstore(self) -> type:
        """The tracker store's class. A typo in endpoints.yml would silently give Rasa a store in memory.

        Raises:
            ValueError: there is no such class.
        """
        module, _, naam = self.trackerstore.rpartition(".")
        try:
            klasse: type = getattr(importlib.import_module(module), naam)
        except (ImportError, AttributeError, ValueError) as fout:
            raise ValueError(f"trackerstore: '{self.trackerstore}' bestaat niet") from fout
        if not hasattr(klasse, "wis"):
            # Rasa's own stores cannot delete a conversation, and hide nothing.
            raise ValueError(f"trackerstore: '{self.trackerstore}' kan geen gesprek wissen")
        return klasse

    def sleutel(self) -> str:
        """The secret; in development one is made at first use and kept in var/."""
        if geheim := self.geheim.get_secret_value():
            return geheim
        pad = self.map_var / "geheim"
        if not pad.exists():
            pad.parent.mkdir(parents=True, exist_ok=True)
            nieuw = pad.with_suffix(f".{secrets.token_hex(4)}")
            nieuw.touch(mode=0o600)
            nieuw.write_text(secrets.token_hex(32))
            # Two processes may start at once: the first one wins, the other reads it.
            try:
                pad.hardlink_to(nieuw)
            except FileExistsError:
                pass
            nieuw.unlink()
        return pad.read_text()


@lru_cache
def instellingen() -> Instellingen:
    """The settings of this process, read once."""
    return Instellingen()
