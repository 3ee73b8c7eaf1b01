"""The one custom action: it logs what the turn changes and gives the answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker import lees_bericht, lees_slots, slots
from dienst.gespreksdienst import gespreksdienst
from dienst.vorm import berichten


class ActionAntwoord(Action):
    def name(self) -> str:
        return "action_antwoord"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dienst = gespreksdienst()
        bericht_id, bericht = lees_bericht(tracker)
        uit, achterstand = await dienst.neem(tracker.sender_id, bericht_id, bericht, *lees_slots(tracker))
        delen = berichten(uit, dienst.inhoud)
        if achterstand:
            # The channel must know: if Rasa cannot store its slots either, the change is nowhere.
            delen[-1]["custom"]["wacht"] = True
        for deel in delen:
            dispatcher.utter_message(deel.get("text"), buttons=deel.get("buttons"), json_message=deel.get("custom"))
        return [SlotSet(naam, waarde) for naam, waarde in slots(uit, achterstand).items()]
