"""The rules with an index: they predict what Rasa's own policy predicts."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from kanaal.regels import Regels

DOMEIN = Domain.from_dict({"intents": ["een", "twee", "drie"], "actions": ["action_antwoord", "action_anders"]})
BEGIN = {"prev_action": {"action_name": "action_listen"}}


def _regel(intent: str, actie: str) -> dict[str, str]:
    """As Rasa learns a rule: what to do after the message, and to listen after that."""
    zin = {"user": {"intent": intent}}
    na = {**zin, "prev_action": {"action_name": actie}}
    return {json.dumps([{**BEGIN, **zin}]): actie, json.dumps([{**BEGIN, **zin}, na]): "action_listen"}


GEWOON = {**_regel("een", "action_antwoord"), **_regel("twee", "action_anders")}


def _maak(soort: type[RulePolicy], regels: dict[str, str]) -> RulePolicy:
    context = SimpleNamespace(is_finetuning=False)
    return soort(soort.get_default_config(), cast(Any, None), Resource("r"), cast(Any, context), lookup={RULES: regels})


def _tracker(*events: Any) -> DialogueStateTracker:
    tracker = DialogueStateTracker("g", [])
    tracker.update(ActionExecuted("action_listen"))
    for event in events:
        tracker.update(event, DOMEIN)
    return tracker


@pytest.mark.parametrize("intent", ["een", "twee", "drie"])
@pytest.mark.parametrize("na", [(), ("action_antwoord",), ("action_anders",), ("action_antwoord", "action_listen")])
def test_the_same_as_rasa(intent: str, na: tuple[str, ...]) -> None:
    eerder = (UserUttered("x", {"name": "twee"}), ActionExecuted("action_anders"), ActionExecuted("action_listen"))
    for begin in ((), eerder):
        tracker = _tracker(*begin, UserUttered("x", {"name": intent}), *map(ActionExecuted, na))
        verwacht = _maak(RulePolicy, GEWOON).predict_action_probabilities(tracker, DOMEIN).probabilities
        assert _maak(Regels, GEWOON).predict_action_probabilities(tracker, DOMEIN).probabilities == verwacht


def test_the_index_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    regels = _maak(Regels, GEWOON)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", lambda *_, **__: pytest.fail("all rules were tried"))
    uit = regels.predict_action_probabilities(_tracker(UserUttered("x", {"name": "een"})), DOMEIN)
    assert DOMEIN.action_names_or_texts[uit.max_confidence_index] == "action_antwoord"


@pytest.mark.parametrize(
    "stappen",
    [
        [{**BEGIN, "user": {"intent": "een"}, "slots": {"s": [1.0]}}],
        [{**BEGIN, "user": {"intent": "een", "entities": ["e"]}}],
        [{**BEGIN, "user": {"intent": "twee"}}, {**BEGIN, "user": {"intent": "een"}}],
    ],
    ids=["a slot", "an entity", "two turns"],
)
def test_a_rule_that_looks_at_more_goes_the_old_way(stappen: list[dict[str, Any]]) -> None:
    anders = {**GEWOON, json.dumps(stappen): "action_anders"}
    for tracker in (
        _tracker(UserUttered("x", {"name": "een"})),
        _tracker(UserUttered("x", {"name": "twee"}), ActionExecuted("action_anders"), ActionExecuted("action_listen"), UserUttered("x", {"name": "een"})),
    ):
        verwacht = _maak(RulePolicy, anders).predict_action_probabilities(tracker, DOMEIN).probabilities
        assert _maak(Regels, anders).predict_action_probabilities(tracker, DOMEIN).probabilities == verwacht
