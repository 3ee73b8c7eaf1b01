"""One Rasa process against two, in the production layout on PostgreSQL, Redis and nginx."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from meting.klant import berichten, tegelijk
from meting.opstelling import Opstelling, ontbreekt
from meting.proces import Bot

_KLANTEN = 16


class _Achter(Bot):
    """What the client talks to: the assistant behind nginx."""

    naam = "assistant"


def schaal(seconden: float = 12, rondes: int = 2) -> dict[str, dict[str, float]]:
    """Turns per second of 16 clients by number of Rasa processes; of several rounds in turn the better one.

    Raises:
        SystemExit: PostgreSQL, Redis or nginx is absent.
    """
    if ontbreekt():
        raise SystemExit(f"needs: apt-get install -y {' '.join(ontbreekt())}")
    uit: dict[str, dict[str, float]] = {}
    for aantal in (1, 2) * rondes:
        with tempfile.TemporaryDirectory(prefix="kindreflex-") as map_:
            Path(map_).chmod(0o755)
            o = Opstelling(Path(map_), aantal)
            try:
                o.start()
                bot = _Achter(Path(map_))
                bot.url = f"{o.url}/webhooks/rest"
                teksten = berichten(bot)
                asyncio.run(tegelijk(bot, teksten, _KLANTEN, 3))  # warm up
                ronde = asyncio.run(tegelijk(bot, teksten, _KLANTEN, seconden))
            finally:
                o.stop()
        uit[str(aantal)] = max(uit.get(str(aantal), ronde), ronde, key=lambda r: r["per_s"])
    return uit
