"""Who may ask, how much and how often."""

from __future__ import annotations

from urllib.parse import urlsplit

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter


class Snelheid:
    """Requests a minute, per session and per address; 0 means no limit.

    Counted from the first request on, not over a moving window: in memory that keeps every request of the last
    minute, and goes through all of them at each new one.
    """

    def __init__(self, per_sessie: int, per_adres: int) -> None:
        # The limiter holds its storage by a weak reference only.
        self._opslag = MemoryStorage()
        self._teller = FixedWindowRateLimiter(self._opslag)
        self._grens = {
            soort: parse(f"{aantal}/minute")
            for soort, aantal in (("sessie", per_sessie), ("adres", per_adres))
            if aantal
        }

    async def mag(self, soort: str, wie: str) -> bool:
        grens = self._grens.get(soort)
        return grens is None or await self._teller.hit(grens, soort, wie)


class Oorsprongen:
    """The sites that may call: the assistant's own, and those of the setting."""

    def __init__(self, toegelaten: tuple[str, ...]) -> None:
        self._toegelaten = {o.rstrip("/").lower() for o in toegelaten}

    def mag(self, oorsprong: str | None, gastheer: str) -> bool:
        """No Origin header: not a browser's cross-site call."""
        if not oorsprong:
            return True
        plaats = urlsplit(oorsprong).netloc.lower()
        # `Origin: null` (a sandboxed frame, a file) has no place: it never equals a missing Host.
        return oorsprong.lower() in self._toegelaten or (bool(plaats) and plaats == gastheer.lower())

    def __str__(self) -> str:
        return " ".join(["'self'", *sorted(self._toegelaten)])
