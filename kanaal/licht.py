"""What Rasa does at every start or turn and this assistant does not need. Figures: docs/meting.md.

TensorFlow is 345 MB and seconds of every start, for components that the pipeline does not have: Rasa imports
it for DIET and TED, spaCy because it is there. A trained model names its own components, so serving needs
neither. Training (`rasa train`) is left as it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import functools
import gc
import graphlib
import os
import sys
import types
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kanaal.draad import loop_af

_HULP = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
}
"""Rasa's modules that are built on it, and what others import from them: helpers of the training, and the
components that the check before a training looks for (a model holds the plan of its training too)."""
_VERBINDING = 2.0
"""Seconds that an idle connection to the action server is kept."""
_ZWAAR = {
    "DIETClassifier",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
    "LanguageModelFeaturizer",
    "ConveRTFeaturizer",
}


def gebruikt_tensorflow(config: Path) -> bool:
    """Whether the pipeline or the policies name a component that is built on it."""
    inhoud = yaml.safe_load(config.read_text(encoding="utf-8"))
    delen = [*(inhoud.get("pipeline") or ()), *(inhoud.get("policies") or ())]
    # A recipe without a pipeline or policies gets Rasa's default ones, which are.
    return not inhoud.get("pipeline") or not inhoud.get("policies") or any(d["name"] in _ZWAAR for d in delen)


def zonder_tensorflow() -> None:
    """Keep TensorFlow out of this process; call it before the first import of Rasa."""
    if "tensorflow" in sys.modules:
        return
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    for naam, namen in _HULP.items():
        sys.modules[naam] = types.ModuleType(naam)
        vars(sys.modules[naam]).update(dict.fromkeys(namen))


def vertrouw_de_actieserver() -> None:
    """Rasa checks every reply of an action against a schema that it builds, and checks, anew: 2 ms a turn.

    The action server is ours and typed; what Rasa reads of a reply fails by itself when it is not there.
    """
    from rasa.core.actions.action import RemoteAction

    RemoteAction._validate_action_result = lambda _, __: True


def stuur_het_nodige() -> None:
    """The action reads the slots and the last message; Rasa sends it all events of the talk."""
    import rasa
    from rasa.core.actions.action import RemoteAction
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

    def vorm(actie: RemoteAction, tracker: DialogueStateTracker, _: Domain) -> dict[str, Any]:
        stand = tracker.current_state(EventVerbosity.NONE) | {"events": []}
        return {"next_action": actie.name(), "sender_id": tracker.sender_id, "tracker": stand, "version": rasa.__version__}

    RemoteAction._action_call_format = vorm


def onthoud_soorten() -> None:
    """Rasa walks through all classes of events to find the one of each event that it reads back: .5 ms a turn."""
    import rasa.shared.utils.common as c

    c.all_subclasses = lru_cache(maxsize=64)(c.all_subclasses)


def onthoud_acties() -> None:
    """Rasa makes its twelve own actions anew each time that it looks one up, three times a turn: .1 ms."""
    import rasa.core.actions.action as c

    maak = c.default_actions
    gemaakt: dict[int, list[Any]] = {}

    def geef(eindpunt: Any = None) -> list[Any]:
        # By identity: an endpoint cannot be hashed. The actions hold on to theirs, so that its number stays taken.
        if id(eindpunt) not in gemaakt:
            gemaakt[id(eindpunt)] = maak(eindpunt)
        return gemaakt[id(eindpunt)]

    c.default_actions = geef


async def kom_tot_rust(*_: Any) -> None:
    """After loading: what stays is set apart from garbage collection, what was only needed to load goes back.

    A full collection over Rasa's objects would hold up a turn for a tenth of a second or more.
    """
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):  # glibc only
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def zonder_kopie_voor_log() -> None:
    """Rasa copies events, slots and states, all deep, for debug lines that are not written: 1 ms a turn."""
    import rasa.core.policies.rule_policy
    import rasa.core.processor

    # Both modules copy for their log only.
    for module in (rasa.core.processor, rasa.core.policies.rule_policy):
        module.copy = types.SimpleNamespace(deepcopy=lambda ding: ding)


def houd_verbinding() -> None:
    """One connection pool to the action server, where Rasa makes a new one for every call."""
    import aiohttp
    from rasa.utils.endpoints import EndpointConfig

    sessies: dict[int, aiohttp.ClientSession] = {}
    maak = EndpointConfig.session

    @contextlib.asynccontextmanager
    async def geef(zelf: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
        sessie = sessies.get(id(zelf))
        if sessie is None or sessie.closed:
            sessie = sessies[id(zelf)] = maak(zelf)
            # Shorter than the action server keeps it: a call on a connection that just closed would fail.
            sessie.connector._keepalive_timeout = _VERBINDING
        yield sessie

    EndpointConfig.session = geef


def loop_graaf_vlot() -> None:
    """Rasa plans its graph anew for each of its three runs a turn, with a scheduler for clusters: .6 ms."""
    from rasa.engine.graph import GraphNode
    from rasa.engine.runner.dask import DaskGraphRunner

    @lru_cache(maxsize=16)
    def plan(zelf: DaskGraphRunner, doelen: tuple[str, ...]) -> list[tuple[str, GraphNode, list[str]]]:
        knopen = zelf._graph_schema.minimal_graph_schema(list(doelen)).nodes
        nodig = {naam: list(knoop.needs.values()) for naam, knoop in knopen.items()}
        volgorde = graphlib.TopologicalSorter(nodig).static_order()
        return [(naam, zelf._instantiated_nodes[naam], nodig[naam]) for naam in volgorde if naam in nodig]

    def run(zelf: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        doelen = tuple(targets or zelf._graph_schema.target_names)
        # What a node takes and gives is a name with a value; a need that nobody gives is its bare name.
        uit: dict[str, Any] = {naam: (naam, waarde) for naam, waarde in (inputs or {}).items()}
        for naam, knoop, nodig in plan(zelf, doelen):
            uit[naam] = knoop(*(uit.get(n, n) for n in nodig))
        return dict(uit[doel] for doel in doelen)

    DaskGraphRunner.run = run


def ontleed_in_draad(processor: Any) -> None:
    """Understanding is computation, a part of it without Python's lock: other talks go on meanwhile.

    As many at once as there are processors: with more, all of them are slow (16 clients: p95 500 ms instead of 300).
    """
    ontleed = processor.parse_message
    tegelijk = asyncio.Semaphore(len(os.sched_getaffinity(0)))

    async def parse_message(*wat: Any, **hoe: Any) -> Any:
        async with tegelijk:
            return await asyncio.to_thread(loop_af, functools.partial(ontleed, *wat, **hoe))

    processor.parse_message = parse_message


def vertrouw_het_domein() -> None:
    """Rasa makes an empty domain every turn to see whether ours is, and then whether the topic stands in it: .3 ms.

    `make check` sees to that.
    """
    from rasa.core.processor import MessageProcessor

    MessageProcessor._check_for_unseen_features = lambda _, __: None


def maak_licht() -> None:
    """Everything of this page that holds for a whole process, before its first turn."""
    vertrouw_de_actieserver()
    stuur_het_nodige()
    onthoud_soorten()
    onthoud_acties()
    zonder_kopie_voor_log()
    houd_verbinding()
    loop_graaf_vlot()
    vertrouw_het_domein()
