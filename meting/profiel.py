"""Where the time of one turn goes: the channel and Rasa in this process with clocks around their stages.

`python -m meting.profiel` starts an action server beside it, on a database of its own, and prints JSON.
The stages of one level add up to their parent; what is left over is that parent's own work.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import inspect
import itertools
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kanaal.licht import kom_tot_rust, maak_licht, zonder_tensorflow
from meting.klant import berichten, kwantiel
from meting.proces import OMGEVING, PYTHON, WORTEL, Assistent, vrije_poort

STAPPEN: tuple[tuple[str, str, str], ...] = (
    ("hide names", "kanaal.verwerking", "verberg"),
    ("acute rules", "kanaal.verwerking", "is_acuut"),
    ("outbox: seen before?", "kanaal.uitbak", "Uitbak.haal"),
    ("Rasa", "rasa.core.processor", "MessageProcessor.handle_message"),
    ("Rasa: NLU", "rasa.core.processor", "MessageProcessor.parse_message"),
    ("Rasa: NLU: spaCy", "rasa.nlu.utils.spacy_utils", "SpacyNLP.process"),
    ("Rasa: NLU: tokens", "rasa.nlu.tokenizers.spacy_tokenizer", "SpacyTokenizer.process"),
    ("Rasa: NLU: topic", "nlu.onderwerpen", "OnderwerpClassifier.process"),
    ("Rasa: NLU: topic: encoder e5", "nlu.zinsvector", "E5.vectoren"),
    ("Rasa: read the tracker", "kanaal.trackerstore", "Trackerstore.retrieve"),
    ("Rasa: policies", "rasa.core.processor", "MessageProcessor._predict_next_with_tracker"),
    ("Rasa: action server", "rasa.utils.endpoints", "EndpointConfig.request"),
    ("Rasa: save the tracker", "rasa.core.processor", "MessageProcessor.save_tracker"),
    ("sign the buttons", "kanaal.verwerking", "Verwerking._naar_buiten"),
    ("outbox: keep the answer", "kanaal.uitbak", "Uitbak.bewaar"),
)
_BEURTEN, _OPWARMEN = 150, 15


def _klok(waar: Any, naam: str, stap: str, teller: Counter[str]) -> None:
    functie: Callable[..., Any] = getattr(waar, naam)

    @functools.wraps(functie)
    async def later(*a: Any, **k: Any) -> Any:
        begin = time.perf_counter()
        try:
            return await functie(*a, **k)
        finally:
            teller[stap] += time.perf_counter() - begin  # type: ignore[assignment]

    @functools.wraps(functie)
    def nu(*a: Any, **k: Any) -> Any:
        begin = time.perf_counter()
        try:
            return functie(*a, **k)
        finally:
            teller[stap] += time.perf_counter() - begin  # type: ignore[assignment]

    setattr(waar, naam, later if inspect.iscoroutinefunction(functie) else nu)


def _zet_klokken(teller: Counter[str]) -> None:
    for stap, module, naam in STAPPEN:
        waar: Any = importlib.import_module(module)
        *klassen, functie = naam.split(".")
        for klasse in klassen:
            waar = getattr(waar, klasse)
        _klok(waar, functie, stap, teller)


async def _meet(teller: Counter[str]) -> dict[str, dict[str, float]]:
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints

    from dienst.gespreksdienst import gespreksdienst
    from instellingen import instellingen
    from kanaal.knoppen import Knoppen
    from kanaal.uitbak import Uitbak
    from kanaal.verwerking import Verwerking
    from logboek.databank import engine_voor

    s = instellingen()
    maak_licht()
    _zet_klokken(teller)  # before the model is loaded: its graph holds on to the functions
    endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
    agent = await load_agent(str(WORTEL / "models" / "kindreflex.tar.gz"), endpoints=endpoints)
    await kom_tot_rust()
    verwerking = Verwerking(
        gespreksdienst(), Uitbak(engine_voor(s.databank_url)), Knoppen(s.sleutel()), lambda _: None,
        tekens=s.bericht_tekens, geduld=60, geduld_alarm=60,
    )  # fmt: skip
    tijden: dict[str, list[float]] = defaultdict(list)
    for i, tekst in enumerate(itertools.islice(berichten(Assistent(s.map_var)), _BEURTEN)):
        teller.clear()
        begin = time.perf_counter()
        await verwerking.beantwoord(f"profiel{i // 20}", tekst, f"bericht{i}", agent.handle_message)
        if not teller["Rasa: action server"]:
            raise SystemExit("Rasa or the action server gave no answer")
        teller["whole turn"] = time.perf_counter() - begin  # type: ignore[assignment]
        if i >= _OPWARMEN:
            for stap in ("whole turn", *(s[0] for s in STAPPEN)):
                tijden[stap].append(teller[stap])
    return {
        stap: {"mean": 1000 * sum(t) / len(t), "p50": 1000 * kwantiel(t, 0.5), "p95": 1000 * kwantiel(t, 0.95)}
        for stap, t in tijden.items()
    }


def profiel() -> dict[str, dict[str, float]]:
    """Milliseconds a stage, from a process of its own."""
    with tempfile.TemporaryDirectory() as map_:
        extra = {
            "KINDREFLEX_MAP_VAR": map_, "ACTIEPOORT": str(vrije_poort()), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
            "KINDREFLEX_TRACKERSTORE": "kanaal.trackerstore.Trackerstore", "KINDREFLEX_DATABANK": f"sqlite:///{map_}/kindreflex.db",
        }  # fmt: skip
        uit = subprocess.run(
            [PYTHON, "-m", "meting.profiel"], cwd=WORTEL, env=os.environ | OMGEVING | extra, capture_output=True, text=True
        )
    if uit.returncode:
        raise SystemExit(f"the profile failed:\n{uit.stderr[-2000:]}")
    stappen: dict[str, dict[str, float]] = json.loads(uit.stdout.splitlines()[-1])
    return stappen


def main() -> None:
    zonder_tensorflow()
    import rasa.utils.log_utils

    from instellingen import instellingen
    from logboek.databank import migreer

    rasa.utils.log_utils.configure_structlog(logging.WARNING)
    s = instellingen()
    Path(s.map_var).mkdir(parents=True, exist_ok=True)
    migreer(s.databank_url)
    acties = subprocess.Popen([sys.executable, "-m", "actions", "--port", os.environ["ACTIEPOORT"]])
    try:
        print(json.dumps(asyncio.run(_meet(Counter()))))
    finally:
        acties.terminate()
        acties.wait(10)


if __name__ == "__main__":
    main()
