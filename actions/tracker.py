"""Between Rasa's tracker and the method's own types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Tracker

from dienst.gespreksdienst import Achterstand
from kindreflex.beurt import Beurt
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import onderwerp_van
from kindreflex.stand import Gebeurtenis, Stand

FALLBACK = "nlu_fallback"


def lees_bericht(tracker: Tracker) -> tuple[str, Bericht]:
    """The id of the message, and the message with what the pipeline made of it."""
    ruw: dict[str, Any] = tracker.latest_message
    metadata = ruw.get("metadata") or {}
    intent = ruw.get("intent") or {}
    ranglijst = tuple(
        (onderwerp_van(r["name"]), float(r["confidence"]))
        for r in ruw.get("intent_ranking") or [intent]
        if r.get("name") and r["name"] != FALLBACK
    )
    deelzinnen = tuple(
        tuple((onderwerp, float(kans)) for onderwerp, kans in d["ranglijst"]) for d in ruw.get("deelzinnen") or ()
    )
    knop = bool(metadata.get("knop"))
    bericht = Bericht(
        tekst="" if knop else ruw.get("text") or "",
        ranglijst=ranglijst,
        deelzinnen=deelzinnen,
        citaat=tuple((onderwerp, float(kans)) for onderwerp, kans in ruw.get("citaat") or ()),
        begrepen=intent.get("name") not in (FALLBACK, "gesprek_niet_begrepen", None),
        parameters={e["entity"]: str(e["value"]) for e in ruw.get("entities") or []} if knop else {},
        knop=knop,
        acuut=bool(metadata.get("acuut")),
        nood=bool(metadata.get("nood")),
        gevaar=ruw.get("gevaar") or "",
    )
    return str(ruw.get("message_id") or ""), bericht


def lees_slots(tracker: Tracker) -> tuple[Context, Stand | None, tuple[Achterstand, ...]]:
    """The thread of the talk, the mirrored state, and what the log still has to take."""
    spiegel = tracker.get_slot("stand")
    stand = None
    if spiegel:
        acties = frozenset((int(n), a) for n, a in spiegel["acties"])
        stand = Stand(**{**spiegel, "stappen": tuple(spiegel["stappen"]), "acties": acties})
    achterstand = tuple(
        Achterstand(a["bericht"], tuple(Gebeurtenis(**e) for e in a["events"]))
        for a in tracker.get_slot("achterstand") or ()
    )
    return Context.uit_dict(tracker.get_slot("context")), stand, achterstand


def slots(uit: Beurt, achterstand: tuple[Achterstand, ...]) -> dict[str, Any]:
    """The slots after a turn: a mirror of the state; the log is the truth."""
    stand = asdict(uit.stand) | {"acties": sorted(map(list, uit.stand.acties))}
    return {
        "stand": stand,
        "context": uit.context.als_dict(),
        "achterstand": [asdict(a) for a in achterstand] or None,
    }
