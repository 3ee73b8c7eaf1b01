"""What is changed in Rasa to make a turn cheaper: that it holds, and that its reason still holds."""

from __future__ import annotations

import ast
import asyncio
import inspect
import time
from typing import Any

import pytest
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.utils.endpoints import EndpointConfig

from kanaal import licht


@pytest.mark.parametrize("module", [rasa.core.processor, rasa.core.policies.rule_policy])
def test_rasa_copies_for_its_log_only(module: Any) -> None:
    """Otherwise `zonder_kopie_voor_log` would let two turns share what one of them changes."""
    boom = ast.parse(inspect.getsource(module))

    def kopieen(knoop: ast.AST) -> int:
        return sum(isinstance(k, ast.Attribute) and k.attr in ("deepcopy", "copy") and getattr(k.value, "id", "") == "copy" for k in ast.walk(knoop))

    in_log = [k for k in ast.walk(boom) if isinstance(k, ast.Call) and ast.unparse(k.func) == "structlogger.debug"]
    assert kopieen(boom) == sum(map(kopieen, in_log)) > 0


def test_one_session_for_all_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EndpointConfig, "session", EndpointConfig.session)
    licht.houd_verbinding()
    eindpunt = EndpointConfig("http://127.0.0.1:1")

    async def twee() -> tuple[Any, Any, Any]:
        async with eindpunt.session() as een:
            pass
        async with eindpunt.session() as ander:
            pass
        await een.close()
        async with eindpunt.session() as nieuw:
            pass
        await nieuw.close()
        return een, ander, nieuw

    een, ander, nieuw = asyncio.run(twee())
    assert een is ander
    assert nieuw is not een


def test_parsing_leaves_the_loop_free() -> None:
    class Processor:
        async def parse_message(self, tekst: str) -> str:
            time.sleep(0.3)  # noqa: ASYNC251 - as Rasa's parsing: computation
            return tekst.upper()

    processor: Any = Processor()
    licht.ontleed_in_draad(processor)

    async def samen() -> tuple[str, int]:
        tikken = 0
        taak = asyncio.ensure_future(processor.parse_message("dag"))
        while not taak.done():
            await asyncio.sleep(0.01)
            tikken += 1
        return await taak, tikken

    uit, tikken = asyncio.run(samen())
    assert uit == "DAG"
    assert tikken > 5
