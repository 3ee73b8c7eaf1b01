"""Rasa's rules, looked up instead of tried one after the other."""

from __future__ import annotations

import json
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_TELT = {"user": {"intent"}, "prev_action": {"action_name"}}
"""What a rule may look at to be looked up: the topic and the last action."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class Regels(RulePolicy):
    """A `RulePolicy` with an index by last action and intent.

    Our rules are one a topic, "this intent, that action", and Rasa tries all hundred of them four times a turn: 2 ms.
    When a rule that looks at more is added, all of them go the old way.
    """

    def __init__(self, *wat: Any, **hoe: Any) -> None:
        super().__init__(*wat, **hoe)
        regels = {regel: json.loads(regel) for regel in self.lookup.get(RULES, ())}
        vlak = all(_kijkt_naar_een_beurt(stappen) for stappen in regels.values())
        self._index = {_sleutel(stappen[-1]): regel for regel, stappen in regels.items()} if vlak else {}

    def _predict(self, tracker: DialogueStateTracker, domain: Domain) -> tuple[PolicyPrediction, str | None]:
        bericht = tracker.latest_message
        regel = self._index.get((tracker.latest_action_name, bericht.intent.get("name"))) if bericht else None
        if regel is None:
            uit: tuple[PolicyPrediction, str | None] = super()._predict(tracker, domain)
            return uit
        kansen = self._prediction_result(self.lookup[RULES][regel], tracker, domain)
        return self._rule_prediction(kansen, regel), regel


def _sleutel(stap: dict[str, dict[str, str]]) -> tuple[str | None, str | None]:
    return stap.get("prev_action", {}).get("action_name"), stap.get("user", {}).get("intent")


def _kijkt_naar_een_beurt(stappen: list[dict[str, dict[str, Any]]]) -> bool:
    begin, *rest = (_sleutel(stap)[0] for stap in stappen)
    bekend = all(set(stap) <= set(_TELT) and all(set(deel) <= _TELT[soort] for soort, deel in stap.items()) for stap in stappen)
    return bekend and begin == "action_listen" and "action_listen" not in rest
