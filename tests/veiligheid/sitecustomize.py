"""Breaks the product from outside, so that it has no hooks for tests: Python imports this by itself.

On PYTHONPATH of the canary test's processes only. After a module of `PLEKKEN` is loaded,
one function of it raises an exception that holds the text, when the text says so.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

KANAAL, BEGRIP, ACTIE = "de koffie is op in het kanaal", "de koffie is op in het begrip", "de koffie is op in de actie"


def _breek(oud: Callable[..., Any], zin: str, tekst: Callable[..., str]) -> Callable[..., Any]:
    def nieuw(*args: Any, **kwargs: Any) -> Any:
        if zin in tekst(*args, **kwargs):
            raise ValueError(f"forced, with the text in it: {tekst(*args, **kwargs)}")
        return oud(*args, **kwargs)

    return nieuw


def _kanaal(m: Any) -> None:
    m.verberg = _breek(m.verberg, KANAAL, lambda t, *_: t)


def _begrip(m: Any) -> None:
    k = m.OnderwerpClassifier
    k.process = _breek(k.process, BEGRIP, lambda _, messages: " ".join(str(b.get("text")) for b in messages))


def _actie(m: Any) -> None:
    k = m.ActionAntwoord
    breek = _breek(k.run, ACTIE, lambda _, __, tracker, *rest: str(tracker.latest_message.get("text")))

    async def run(self: Any, dispatcher: Any, tracker: Any, domain: Any) -> Any:  # the SDK counts the parameters
        return await breek(self, dispatcher, tracker, domain)

    k.run = run


PLEKKEN: dict[str, Callable[[ModuleType], None]] = {
    "kanaal.verwerking": _kanaal, "nlu.onderwerpen": _begrip, "actions.antwoord": _actie,
}  # fmt: skip


class Haak(importlib.abc.MetaPathFinder):
    def find_spec(self, naam: str, pad: Any, doel: Any = None) -> Any:
        if naam not in PLEKKEN:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(naam)
        finally:
            sys.meta_path.insert(0, self)
        if spec and spec.loader:
            laad = spec.loader.exec_module

            def dan(module: ModuleType) -> None:
                laad(module)
                PLEKKEN[naam](module)

            spec.loader.exec_module = dan  # type: ignore[method-assign]
        return spec


if os.environ.get("KANARIETEST"):
    sys.meta_path.insert(0, Haak())
