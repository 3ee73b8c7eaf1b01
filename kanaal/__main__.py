"""`python -m kanaal`: Rasa with our channel, on loopback unless told otherwise.

Not `rasa run`: that refuses to start without a model, and the alarm lane has to answer
then too.
"""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path
from typing import Any

from instellingen import WORTEL, instellingen
from kanaal import licht

if not licht.gebruikt_tensorflow(WORTEL / "config.yml"):
    licht.zonder_tensorflow()

# Rasa and what imports it come after that.
import rasa.core.run
import rasa.utils.log_utils
from rasa.core.utils import AvailableEndpoints
from rasa.model import get_latest_model

from kanaal import lognet, logvorm
from logboek.databank import migreer
from privacy import verberg

_laad = rasa.core.run.load_agent_on_start


async def laad_en_warm_op(*wat: Any) -> Any:
    """Rasa's loading, and one message through the model before the first one comes: that one takes seconds."""
    agent = await _laad(*wat)
    if agent.is_ready():
        licht.ontleed_in_draad(agent.processor)
        await agent.parse_message(verberg("volgende stap").tekst)
    return agent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--modellen", default=str(WORTEL / "models"))
    parser.add_argument("--debug", action="store_true")
    opties = parser.parse_args()
    s = instellingen()
    os.environ["KINDREFLEX_TRACKERSTORE"] = s.trackerstore
    os.environ["KINDREFLEX_MAP_VAR"] = str(s.map_var)
    os.environ["KINDREFLEX_DATABANK"] = s.databank_url
    trackerstore = s.laad_trackerstore()
    s.map_var.mkdir(parents=True, exist_ok=True)
    migreer(s.databank_url)
    niveau = logging.DEBUG if opties.debug else logging.WARNING
    rasa.utils.log_utils.configure_structlog(niveau)
    logvorm.stel_in(niveau, s.logvorm)
    lognet.span()
    licht.maak_licht()
    endpoints = AvailableEndpoints.read_endpoints(opties.endpoints)
    if endpoints.tracker_store.type != s.trackerstore:
        raise SystemExit(f"{opties.endpoints}: tracker_store is geen {trackerstore.__name__}")
    model = get_latest_model(opties.modellen) if Path(opties.modellen).exists() else None
    rasa.core.run.load_agent_on_start = laad_en_warm_op
    rasa.core.run.serve_application(
        model_path=model,
        interface=opties.host,
        port=opties.port,
        credentials=str(WORTEL / "credentials.yml"),
        endpoints=endpoints,
        enable_api=False,
        server_listeners=[(licht.kom_tot_rust, "after_server_start")],
    )


if __name__ == "__main__":
    main()
