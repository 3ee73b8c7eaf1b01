"""What is changed in Rasa to make a turn cheaper: that it holds, and that its reason still holds."""

from __future__ import annotations

import ast
import asyncio
import inspect
import json
import time
from typing import Any, cast

import pytest
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions import action
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Tracker as SdkTracker

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


def test_own_actions_are_made_once_an_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "default_actions", action.default_actions)
    gewoon = [a.name() for a in action.default_actions(None)]
    licht.onthoud_acties()
    een, ander = EndpointConfig("http://127.0.0.1:1"), EndpointConfig("http://127.0.0.1:2")
    assert action.default_actions(een) is action.default_actions(een)
    assert action.default_actions(een) is not action.default_actions(ander)
    assert [a.name() for a in action.default_actions(een)] == gewoon
    assert action.action_for_name_or_text("action_listen", Domain.empty(), een) is action.action_for_name_or_text("action_listen", Domain.empty(), een)


def test_the_action_gets_the_slots_and_the_last_message_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_action_call_format", RemoteAction._action_call_format)
    licht.stuur_het_nodige()
    tracker = DialogueStateTracker("g", [AnySlot("stand", mappings=[])])
    for tekst in ("eerste", "tweede"):
        tracker.update(UserUttered(tekst, {"name": "stap_1"}, metadata={"acuut": False}))
    tracker.update(SlotSet("stand", {"stap": 1}))
    vraag = RemoteAction("action_antwoord", EndpointConfig("http://127.0.0.1:1"))._action_call_format(tracker, Domain.empty())
    gelezen = SdkTracker.from_dict(json.loads(json.dumps(vraag["tracker"])))
    assert gelezen.latest_message["text"] == "tweede"
    assert gelezen.latest_message["metadata"] == {"acuut": False}
    assert gelezen.get_slot("stand") == {"stap": 1}
    assert vraag["next_action"] == "action_antwoord"
    assert "eerste" not in json.dumps(vraag)


def test_the_graph_runs_in_order_and_gives_what_rasa_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    class Som(GraphComponent):
        @classmethod
        def create(cls, config: dict[str, Any], **_: Any) -> Som:
            uit = cls()
            uit.plus = config["plus"]
            return uit

        def tel_op(self, links: int, rechts: int = 0) -> int:
            return links + rechts + self.plus

    def knoop(plus: int, doel: bool = False, **needs: str) -> SchemaNode:
        return SchemaNode(needs=needs, uses=Som, constructor_name="create", fn="tel_op", config={"plus": plus}, eager=True, is_target=doel)

    schema = GraphSchema(
        {"laatste": knoop(100, True, links="tweede", rechts="eerste"), "tweede": knoop(10, links="eerste"), "eerste": knoop(1, links="begin"), "los": knoop(0, links="niets")}
    )
    loper = DaskGraphRunner.create(schema, cast(Any, None), ExecutionContext(schema, "id"))
    verwacht = loper.run({"begin": 5}), loper.run({"begin": 5}, ["tweede"])
    monkeypatch.setattr(DaskGraphRunner, "run", DaskGraphRunner.run)
    licht.loop_graaf_vlot()
    assert (loper.run({"begin": 5}), loper.run({"begin": 5}, ["tweede"])) == verwacht
    assert loper.run({"begin": 7}) == {"laatste": 7 + 1 + 10 + 7 + 1 + 100}

