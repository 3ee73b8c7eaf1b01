"""Parts for cross-validation in which near-duplicates stay together.

A message and its rewording on both sides of the split would make every figure too rosy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

GELIJK = 0.75
"""Cosine of character n-grams from which two messages count as one."""


def groepen(teksten: Sequence[str]) -> npt.NDArray[np.intp]:
    """The group of every text: texts that are nearly the same, directly or by way of others."""
    tekens = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=2, dtype=np.float32)
    rijen = tekens.fit_transform(teksten)
    gelijk = rijen @ rijen.T
    gelijk.data[gelijk.data < GELIJK] = 0
    gelijk.eliminate_zeros()
    groep: npt.NDArray[np.intp] = connected_components(gelijk, directed=False)[1]
    return groep


def delen(teksten: Sequence[str], aantal: int = 4, zaad: int = 1) -> npt.NDArray[np.intp]:
    """The part (0 .. aantal-1) of every text."""
    groep = groepen(teksten)
    loting = np.random.default_rng(zaad).permutation(groep.max() + 1) % aantal
    uit: npt.NDArray[np.intp] = loting[groep]
    return uit
