"""What the channel does with one message: hide, watch for danger, ask Rasa, keep the answer.

The order matters. The raw text exists only in `Invoer`; it is hidden before it goes
anywhere. When Rasa or the action server is down, slow or has no model, the channel gives
the urgent numbers itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy.exc import SQLAlchemyError

from dienst.gespreksdienst import Gespreksdienst
from dienst.vorm import berichten, custom, paneel, payload, stand_als_dict
from kanaal.fouten import omschrijf
from kanaal.knoppen import Knoppen, als_tekst
from kanaal.uitbak import Uitbak
from kindreflex.acuut import is_acuut, is_noodkreet
from kindreflex.antwoord import Vraagstelling, antwoord
from kindreflex.begrip import ACUUT, NIET_BEGREPEN
from kindreflex.gesprek import Antwoord, Bericht, Context
from kindreflex.opmaak import opsomming
from kindreflex.reactie import menu
from kindreflex.stand import Stand
from privacy import verberg

logger = logging.getLogger(__name__)
_TEL = 0.25
"""Seconds that an urgent answer waits for a database: a full disk or a lock must not hold up the numbers."""
Rasa = Callable[[UserMessage], Awaitable[Any]]
Antwoorden = list[dict[str, Any]]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Invoer:
    """A message after hiding: what may be passed on, stored and logged."""

    tekst: str
    titel: str
    """What the page shows as said: the title of a button, else the text."""
    knop: bool
    acuut: bool
    verborgen: tuple[str, ...]
    nood: bool = False
    """Plain danger to a life: the classifier cannot contradict it."""
    opdracht: bool = False
    """Written as a command to Rasa (`/restart`): it is text, and it changes nothing."""


class Verwerking:
    """Turns of all conversations; those of one conversation wait for each other."""

    def __init__(
        self,
        dienst: Gespreksdienst,
        uitbak: Uitbak,
        knoppen: Knoppen,
        wis_tracker: Callable[[str], None],
        *,
        tekens: int,
        geduld: float,
        geduld_alarm: float,
        nazicht: Path | None = None,
        mislukt: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._dienst = dienst
        self._uitbak = uitbak
        self._knoppen = knoppen
        self._wis_tracker = wis_tracker
        self._tekens = tekens
        self._geduld = geduld
        self._geduld_alarm = geduld_alarm
        self._nazicht = nazicht
        self._mislukt = mislukt
        self._sloten: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._achtergrond: set[asyncio.Task[Any]] = set()
        # Loads the lists and the language model now: the first message may be the urgent one.
        verberg("Dag Jan")

    def lees(self, gesprek: str, ruw: str) -> Invoer:
        """Hide what identifies people; recognise a button; look for danger on the raw words."""
        if knop := self._knoppen.lees(gesprek, ruw):
            return Invoer(*knop, knop=True, acuut=False, verborgen=())
        tekst = als_tekst(ruw)
        schoon = verberg(tekst)
        soorten = tuple(dict.fromkeys(s.label for s in schoon.stukken))
        acuut = is_acuut(ruw)
        return Invoer(schoon.tekst, schoon.tekst, False, acuut, soorten, acuut and is_noodkreet(ruw), tekst != ruw.lstrip())

    async def beantwoord(self, gesprek: str, ruw: str, bericht_id: str, rasa: Rasa) -> Antwoorden:
        """The answer to a message; the same `bericht_id` again gives the same answer."""
        if len(ruw) > self._tekens:
            return await self._ongelezen(gesprek, ruw, bericht_id, "te_lang")
        try:
            invoer = self.lees(gesprek, ruw)
        except Exception:
            if not is_acuut(ruw):
                raise
            return await self._ongelezen(gesprek, ruw, bericht_id)
        ruw = ""
        slot = self._slot(gesprek)
        uiterlijk = _klok() + self._geduld_alarm
        # Danger does not queue behind a turn that hangs.
        if not await (_binnen(uiterlijk, slot.acquire()) if invoer.acuut else slot.acquire()):
            uit = await self._noodantwoord(gesprek, _nummer(gesprek, bericht_id), invoer)
            return await self._bewaard(gesprek, bericht_id, invoer, self._naar_buiten(gesprek, uit, invoer.verborgen))
        try:
            if not invoer.acuut:
                uiterlijk = _klok() + self._geduld
            return await self._beurt(gesprek, invoer, bericht_id, rasa, uiterlijk)
        finally:
            slot.release()

    async def _beurt(
        self, gesprek: str, invoer: Invoer, bericht_id: str, rasa: Rasa, uiterlijk: float
    ) -> Antwoorden:
        haal = self._in_uitbak(gesprek, bericht_id)
        if eerder := await (_binnen(_klok() + _TEL, haal) if invoer.acuut else haal):
            return eerder
        if not any(c.isalnum() for c in invoer.tekst):
            uit = await self._melding(gesprek, "leeg")
        elif invoer.opdracht and not invoer.acuut:
            uit = await self._melding(gesprek, "eerste_zonder")
        else:
            uit = await self._vraag_rasa(gesprek, invoer, bericht_id, rasa, uiterlijk)
        uit = self._naar_buiten(gesprek, uit, invoer.verborgen)
        if _custom(uit).pop("gewist", False):
            await self._wis(gesprek)
            return uit
        if self._nazicht and _custom(uit)["onderwerp"] == NIET_BEGREPEN:
            await asyncio.to_thread(_voor_nazicht, self._nazicht, invoer.tekst)
        return await self._bewaard(gesprek, bericht_id, invoer, uit)

    async def _bewaard(self, gesprek: str, bericht_id: str, invoer: Invoer, uit: Antwoorden) -> Antwoorden:
        """The answer, kept in the outbox; an urgent one does not wait long for that.

        That something failed is not kept: the same message again is then taken anew.
        """
        if _custom(uit).get("storing"):
            return uit
        bewaar = asyncio.ensure_future(self._bewaar(gesprek, bericht_id, invoer.titel, uit))
        self._achtergrond.add(bewaar)
        bewaar.add_done_callback(self._achtergrond.discard)
        await asyncio.wait({bewaar}, timeout=_TEL if invoer.acuut else None)
        return uit

    async def _ongelezen(self, gesprek: str, ruw: str, bericht_id: str, melding: str = "storing") -> Antwoorden:
        """For a text that is too long or cannot be hidden: nothing of it is kept, but danger still counts."""
        if not is_acuut(ruw):
            return self._naar_buiten(gesprek, await self._melding(gesprek, melding))
        leeg = Invoer("", "", knop=False, acuut=True, verborgen=())
        return self._naar_buiten(gesprek, await self._noodantwoord(gesprek, _nummer(gesprek, bericht_id), leeg))

    def _slot(self, gesprek: str) -> asyncio.Lock:
        return self._sloten.setdefault(gesprek, asyncio.Lock())

    async def _vraag_rasa(
        self, gesprek: str, invoer: Invoer, bericht_id: str, rasa: Rasa, uiterlijk: float
    ) -> Antwoorden:
        uitvoer = CollectingOutputChannel()
        nummer = _nummer(gesprek, bericht_id)
        bericht = UserMessage(
            invoer.tekst,
            uitvoer,
            gesprek,
            input_channel="rest",
            message_id=nummer,
            metadata={"acuut": invoer.acuut, "nood": invoer.nood, "knop": invoer.knop},
        )
        taak = asyncio.ensure_future(rasa(bericht))
        klaar, _ = await asyncio.wait({taak}, timeout=max(uiterlijk - _klok(), 0))
        if not klaar:
            # A turn that went on would answer nobody, hold Rasa's lock, and write back what is deleted meanwhile.
            taak.cancel()
            await asyncio.wait({taak}, timeout=_TEL)
        if klaar and (fout := taak.exception()):
            logger.error("Rasa failed on a message: %s", omschrijf(fout))
        berichten_ = [{k: v for k, v in b.items() if k != "recipient_id"} for b in uitvoer.messages]
        if klaar and any("custom" in b for b in berichten_) and (self._staat_ergens(gesprek, berichten_) or invoer.acuut):
            return berichten_
        return await self._noodantwoord(gesprek, nummer, invoer)

    def _staat_ergens(self, gesprek: str, uit: Antwoorden) -> bool:
        """Whether the turn was taken from the real state, and what it changed is kept: in the log or in a slot."""
        mislukt, wacht = self._mislukt(gesprek), _custom(uit).pop("wacht", False)
        return mislukt != "lezen" and not (mislukt and wacht)

    async def _noodantwoord(self, gesprek: str, nummer: str, invoer: Invoer) -> Antwoorden:
        """The channel's own answer: the numbers, and for acute danger the state too."""
        if not invoer.acuut:
            melding = await self._melding(gesprek, "storing")
            _custom(melding)["storing"] = True
            return melding
        bericht = Bericht(invoer.tekst, acuut=True)
        try:
            neem = self._dienst.neem(gesprek, nummer, bericht, Context())
            # The thread that writes goes on after this: the state is set as soon as the log can take it.
            uit, _ = await asyncio.wait_for(neem, _TEL)
            return berichten(uit, self._dienst.inhoud)
        except Exception as fout:  # the numbers come whatever fails
            logger.error("the alarm lane could not set the state: %s", omschrijf(fout))
            stand = Stand(acuut="ja")
            vraag = Vraagstelling(self._dienst.vandaag())
            return self._als_berichten(ACUUT, antwoord(ACUUT, stand, vraag, self._dienst.inhoud), stand)

    async def _melding(self, gesprek: str, sleutel: str) -> Antwoorden:
        """A text of the channel itself, with the state as it is."""
        tekst = self._dienst.inhoud.tekst(NIET_BEGREPEN, sleutel)
        keuzes = menu(self._dienst.inhoud) if sleutel in ("leeg", "eerste_zonder") else ()
        return self._als_berichten(NIET_BEGREPEN, Antwoord((tekst,), keuzes), await self.stand(gesprek))

    def _als_berichten(self, onderwerp: str, uit: Antwoord, stand: Stand) -> Antwoorden:
        lijst: Antwoorden = [{"text": b} for b in uit.bubbels]
        if uit.keuzes:
            lijst[-1]["buttons"] = [{"title": k.titel, "payload": payload(k)} for k in uit.keuzes]
        return [*lijst, {"custom": custom(onderwerp, uit, stand, self._dienst.inhoud)}]

    def _naar_buiten(self, gesprek: str, uit: Antwoorden, verborgen: tuple[str, ...] = ()) -> Antwoorden:
        """Say what was hidden, and sign every button."""
        inhoud = self._dienst.inhoud
        if verborgen:
            deel = _custom(uit)
            deel["verborgen"] = [inhoud.vast(f"verborgen_{soort.lower()}") for soort in verborgen]
            uit = [{"text": inhoud.vast("verborgen", wat=opsomming(deel["verborgen"]))}, *uit]
        return self._knoppen.onderteken(gesprek, uit)

    async def stand(self, gesprek: str) -> Stand:
        """The state of a conversation; an empty one when the log cannot be read."""
        try:
            return await self._dienst.stand(gesprek)
        except (SQLAlchemyError, OSError):
            return Stand()

    async def gesprek(self, gesprek: str) -> dict[str, Any]:
        """The talk so far, for a page that was reloaded."""
        beurten = await asyncio.to_thread(self._uitbak.beurten, gesprek)
        stand = stand_als_dict(await self.stand(gesprek))
        deel = {"stand": stand, **paneel(self._dienst.inhoud)}
        return {"beurten": beurten, **self._knoppen.onderteken(gesprek, [deel])[0]}

    async def wis(self, gesprek: str) -> None:
        """Remove everything of a conversation, after the turn that runs: that would write itself back."""
        async with self._slot(gesprek):
            await self._wis(gesprek)

    async def _wis(self, gesprek: str) -> None:
        """Log, outbox and Rasa's own events."""
        await self._dienst.wis(gesprek)
        await asyncio.to_thread(self._uitbak.wis, gesprek)
        await asyncio.to_thread(self._wis_tracker, gesprek)

    async def _in_uitbak(self, gesprek: str, bericht_id: str) -> Antwoorden | None:
        with contextlib.suppress(SQLAlchemyError, OSError):
            return await asyncio.to_thread(self._uitbak.haal, gesprek, bericht_id)
        return None

    async def _bewaar(self, gesprek: str, bericht_id: str, tekst: str, uit: Antwoorden) -> None:
        try:
            await asyncio.to_thread(self._uitbak.bewaar, gesprek, bericht_id, tekst, uit)
        except (SQLAlchemyError, OSError) as fout:
            logger.error("the outbox cannot be written: %s", omschrijf(fout))


def _klok() -> float:
    return asyncio.get_running_loop().time()


def _nummer(gesprek: str, bericht_id: str) -> str:
    """The same message told again gets the same number, so that its log rows are the same rows."""
    return hashlib.sha256(f"{gesprek}:{bericht_id}".encode()).hexdigest()[:32]


async def _binnen(uiterlijk: float, wat: Awaitable[_T]) -> _T | None:
    """What it gives, or None when that takes too long."""
    with contextlib.suppress(asyncio.TimeoutError):
        return await asyncio.wait_for(wat, max(uiterlijk - _klok(), 0))
    return None


def _voor_nazicht(bestand: Path, tekst: str) -> None:
    """Add a hidden, not understood message to the review file, ready to be labelled."""
    with contextlib.suppress(OSError), bestand.open("a", encoding="utf-8") as f:
        f.write(json.dumps({"text": tekst, "topic": "", "also": []}, ensure_ascii=False) + "\n")


def _custom(uit: Antwoorden) -> dict[str, Any]:
    deel: dict[str, Any] = next(b["custom"] for b in uit if "custom" in b)
    return deel
