"""The second reading as a Rasa graph component: behind the classifier, for messages with a whiff of danger."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.gevaarlezer import Gevaarlezer
from nlu.onderwerpen import KANSEN_OP_GEVAAR

GEVAAR = "gevaar"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TweedeLezing(IntentClassifier, GraphComponent):
    """Sets `gevaar`, whether a child is in danger now by rules, classifier and second reading together: "ja", "misschien" or "nee"."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"vanaf": 0.005}  # from this probability of the classifier on; after an alarm of the rules always

    def __init__(self, config: dict[str, Any]) -> None:
        self._vanaf = config["vanaf"]
        self._lezer = Gevaarlezer()

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> TweedeLezing:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            kansen = message.get(KANSEN_OP_GEVAAR)
            alarm = bool((message.get("metadata") or {}).get("acuut"))
            if alarm or max(kansen) >= self._vanaf:
                message.set(GEVAAR, self._lezer.oordeel(message.get(TEXT) or "", kansen, alarm), add_to_output=True)
        return messages
