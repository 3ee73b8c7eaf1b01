"""Rasa's coroutines that wait for nothing, run in a thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


def loop_af(doe: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Run a coroutine that waits for nothing (Rasa's SQL store and its parsing only look asynchronous), without an event loop."""
    stappen = doe()
    try:
        stappen.send(None)
    except StopIteration as einde:
        return einde.value  # type: ignore[no-any-return]
    stappen.close()
    raise RuntimeError("this coroutine waits for something")
