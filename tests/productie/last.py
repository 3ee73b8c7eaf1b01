"""Clients that keep talking while something breaks, and what they may expect of the log."""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import requests

from kanaal.sessies import Sessies

WORTEL = Path(__file__).resolve().parents[2]
GEVAAR = "hij is haar nu aan het slaan en de kinderen zijn erbij"


def wacht(klaar: Callable[[], bool], wat: str, seconden: float) -> None:
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        try:
            if klaar():
                return
        except (requests.RequestException, OSError):
            pass
        time.sleep(0.3)
    raise TimeoutError(f"{wat}: not ready in {seconden:.0f} s")


def pseudoniem(o: Any, sender: str) -> str:
    """The name of a talk in the databases."""
    return Sessies(o.geheim, 86_400).gesprek(sender)


class Prater:
    """A client as the widget is one: it sends a message again, under the same id, until it is answered."""

    def __init__(self, url: str) -> None:
        self.basis = f"{url}/webhooks/rest"
        self.pogingen = 0
        self.sender = str(self._doe(lambda: requests.post(f"{self.basis}/sessie", json={}, timeout=30))["sender"])

    def _doe(self, vraag: Callable[[], requests.Response], seconden: float = 60) -> Any:
        einde = time.monotonic() + seconden
        while True:
            self.pogingen += 1
            try:
                antwoord = vraag()
                if antwoord.ok and not any(b.get("custom", {}).get("storing") for b in antwoord.json() if isinstance(b, dict)):
                    return antwoord.json()
                fout = f"{antwoord.status_code} {antwoord.text[:200]}"
            except requests.RequestException as e:
                fout = type(e).__name__
            if time.monotonic() > einde:
                raise TimeoutError(f"not answered in {seconden:.0f} s: {fout}")
            time.sleep(0.2)

    def zeg(self, tekst: str, bericht_id: str = "", seconden: float = 60) -> list[dict[str, Any]]:
        lichaam = {"sender": self.sender, "message": tekst, "bericht_id": bericht_id or uuid.uuid4().hex}
        antwoord: list[dict[str, Any]] = self._doe(lambda: requests.post(f"{self.basis}/webhook", json=lichaam, timeout=40), seconden)
        return antwoord

    def gesprek(self) -> dict[str, Any]:
        kop = {"Authorization": f"Bearer {self.sender}"}
        uit: dict[str, Any] = self._doe(lambda: requests.get(f"{self.basis}/gesprek", headers=kop, timeout=30))
        return uit

    def knoppen(self) -> dict[str, dict[str, str]]:
        """The signed buttons that set and lift each step."""
        uit: dict[str, dict[str, str]] = self.gesprek()["stapacties"]
        return uit


def stand(antwoord: list[dict[str, Any]]) -> dict[str, Any]:
    uit: dict[str, Any] = next(b["custom"]["stand"] for b in antwoord if "custom" in b)
    return uit


class Last:
    """Some clients that change their state all the time, and one that is in danger.

    Afterwards `fouten` holds what went wrong, `aanvaard` per client what the assistant said
    that it noted.
    """

    def __init__(self, url: str, aantal: int = 4) -> None:
        self._url, self._aantal = url, aantal
        self._stop = threading.Event()
        self._draden = [threading.Thread(target=self._veilig, args=(d,)) for d in [*[self._klik] * aantal, self._gevaar]]
        self.fouten: list[str] = []
        self.aanvaard: dict[str, list[tuple[str, str]]] = {}
        self.alarm: list[float] = []
        self.pogingen = 0

    def __enter__(self) -> Last:
        for d in self._draden:
            d.start()
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        self._stop.set()
        for d in self._draden:
            d.join(timeout=90)

    def vooruit(self, aantal: int = 3, seconden: float = 60) -> None:
        """Let every client make so many changes more, and somebody be in danger once more."""
        doel = {k: len(v) + aantal for k, v in list(self.aanvaard.items())}
        alarm = len(self.alarm) + 1

        def klaar() -> bool:
            allen = len(self.aanvaard) == self._aantal and all(len(v) >= doel.get(k, aantal) for k, v in self.aanvaard.items())
            return bool(self.fouten) or (allen and len(self.alarm) >= alarm)

        wacht(klaar, "every client a few steps further", seconden)

    @property
    def opnieuw(self) -> int:
        """Requests that had to be made again."""
        return self.pogingen - sum(map(len, self.aanvaard.values())) - 2 * self._aantal

    def _veilig(self, doe: Callable[[], None]) -> None:
        try:
            doe()
        except Exception as fout:  # a thread's exception would be lost
            self.fouten.append(f"{type(fout).__name__}: {fout}")

    def _klik(self) -> None:
        prater = Prater(self._url)
        knoppen = prater.knoppen()
        mijn = self.aanvaard.setdefault(prater.sender, [])
        for wat, nieuw in itertools.cycle((("klaar", "klaar"), ("heropen", "open"))):
            for nummer in knoppen:
                if self._stop.is_set():
                    self.pogingen += prater.pogingen
                    return
                uit = stand(prater.zeg(knoppen[nummer][wat]))["stappen"][nummer]
                if uit != nieuw:
                    self.fouten.append(f"step {nummer}: {uit} in the answer, {nieuw} asked")
                mijn.append((f"stap_{nummer}", nieuw))

    def _gevaar(self) -> None:
        """A new talk every second, in which somebody is in danger now."""
        while not self._stop.is_set():
            prater = Prater(self._url)
            begin = time.monotonic()
            uit = prater.zeg(GEVAAR, seconden=20)
            self.alarm.append(time.monotonic() - begin)
            if not any("112" in (b.get("text") or "") for b in uit):
                self.fouten.append(f"danger answered without 112: {uit}")
            self._stop.wait(1)
