"""The classifier as a Rasa graph component."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kindreflex.begrip import ACUUT, VAAG_BEZWAAR, mogelijke_oordelen, over_bezwaren
from kindreflex.feiten import deelzinnen
from kindreflex.inhoud import intent_van, onderwerp_van
from nlu.aanhaling import aanhaling
from nlu.gevaarlezer import stukken
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.zinsvector import ENCODERS, MetGeheugen, Zinsvector

logger = logging.getLogger(__name__)

DEELZINNEN = "deelzinnen"
CITAAT = "citaat"
KANSEN_OP_GEVAAR = "kansen_op_gevaar"
_BESTAND = "onderwerpmodel.joblib"
_HOOGSTENS = 8
"""Clauses that get a ranking of their own: enough for a message, and a limit to the time it takes."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class OnderwerpClassifier(IntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking`, for more than one clause `deelzinnen`, for a quote `citaat`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoder": "e5",
            "ranking_length": 10,
            "delen_onder": 0.5,  # below this probability clauses and quote are looked at, whatever the topic
            "vectormap": ".rasa/zinsvectoren",  # vectors of training messages, kept between trainings
        }

    def __init__(self, config: dict[str, Any], model: Onderwerpmodel, opslag: ModelStorage, bron: Resource) -> None:
        self._config = config
        self._model = model
        self._opslag = opslag
        self._bron = bron

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OnderwerpClassifier:
        return cls(config, Onderwerpmodel(_encoder(config)), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> OnderwerpClassifier:
        with model_storage.read_from(resource) as map_:
            model = Onderwerpmodel.lees(map_ / _BESTAND, _encoder(config))
        component = cls(config, model, model_storage, resource)
        # The encoders read their weights at the first message; a user should not wait for that.
        model.kansen(["warmlopen"])
        return component

    def train(self, training_data: TrainingData) -> Resource:
        voorbeelden = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        self._model.leer([m.get(TEXT) for m in voorbeelden], [m.get(INTENT) for m in voorbeelden])
        with self._opslag.write_to(self._bron) as map_:
            self._model.bewaar(map_ / _BESTAND)
        return self._bron

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._verwerk(message)
        return messages

    def _verwerk(self, message: Message) -> None:
        # An empty message gets a ranking too: the fallback behind this component counts on one.
        tekst = message.get(TEXT) or ""
        (geheel,) = self._model.kansen([tekst])
        ranglijst = [
            {"name": self._model.klassen[i], "confidence": float(geheel[i])}
            for i in geheel.argsort()[::-1][: self._config["ranking_length"]]
        ]
        message.set(INTENT, ranglijst[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranglijst, add_to_output=True)
        message.set(KANSEN_OP_GEVAAR, self._kansen_op_gevaar(tekst, geheel))
        # Parts of a message cost as much as the whole: only where `kindreflex.begrip` may look at them.
        onderwerpen = [(onderwerp_van(r["name"]), r["confidence"]) for r in ranglijst]
        (onderwerp, kans), drempel = onderwerpen[0], self._config["delen_onder"]
        if (kans < drempel or onderwerp in VAAG_BEZWAAR) and over_bezwaren(onderwerpen):
            self._voeg_citaat_toe(message, tekst)
        if (kans < drempel or onderwerp.startswith("voortgang/")) and mogelijke_oordelen(onderwerpen):
            self._voeg_deelzinnen_toe(message, tekst)

    def _kansen_op_gevaar(self, tekst: str, geheel: Any) -> list[float]:
        """The probability of acute danger in the message and in each of its sentences: for `nlu.tweede_lezing`."""
        plek = self._model.klassen.index(intent_van(ACUUT))
        _, *delen = stukken(tekst)
        return [float(rij[plek]) for rij in (geheel, *(self._model.kansen(delen) if delen else ()))]

    def _voeg_citaat_toe(self, message: Message, tekst: str) -> None:
        """The ranking of what somebody else said, apart from what the professional asks about it."""
        if (deel := aanhaling(tekst)) is not None:
            message.set(CITAAT, self._drie(self._model.kansen([deel.citaat])[0]), add_to_output=True)

    def _voeg_deelzinnen_toe(self, message: Message, tekst: str) -> None:
        zinnen = deelzinnen(tekst)[:_HOOGSTENS]
        if len(zinnen) < 2:
            return
        gemeld = [zin for zin in zinnen if zin.stelling]
        kansen = dict(zip(gemeld, self._model.kansen([zin.tekst for zin in gemeld]), strict=True)) if gemeld else {}
        uit = [
            {"tekst": zin.tekst, "begin": zin.begin, "ranglijst": self._drie(kansen[zin]) if zin in kansen else []}
            for zin in zinnen
        ]
        message.set(DEELZINNEN, uit, add_to_output=True)

    def _drie(self, rij: Any) -> list[list[Any]]:
        """The three likeliest topics with their probability."""
        return [[onderwerp_van(self._model.klassen[i]), float(rij[i])] for i in rij.argsort()[::-1][:3]]


def _encoder(config: dict[str, Any]) -> Zinsvector:
    naam = config["encoder"]
    return MetGeheugen(ENCODERS[naam](), map_=Path(config["vectormap"]))
