"""The form of the log: lines of text, or JSON with the id of the request. Never what was typed."""

from __future__ import annotations

import logging
import sys
from typing import Any, Literal

import structlog
from structlog.types import EventDict

from kanaal.fouten import omschrijf


def _zonder_inhoud(_: Any, __: str, regel: EventDict) -> EventDict:
    """An exception as its kind and place: its text may hold a message."""
    uit = regel.pop("exc_info", None)
    if uit:
        fout = uit[1] if isinstance(uit, tuple) else uit if isinstance(uit, BaseException) else sys.exc_info()[1]
        if fout is not None:
            regel["fout"] = omschrijf(fout)
    return regel


def stel_in(niveau: int, vorm: Literal["tekst", "json"]) -> None:
    """Set up the root logger; `structlog.contextvars` carries the id of the request."""
    if vorm == "tekst":
        logging.basicConfig(level=niveau, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        return
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", key="tijd"),
                _zonder_inhoud,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    # Rasa may have set up a handler of its own.
    logging.basicConfig(level=niveau, handlers=[handler], force=True)
    logging.getLogger("kanaal.verzoek").setLevel(logging.INFO)
