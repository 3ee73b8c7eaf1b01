"""The net in the logs: what Rasa logs at --debug holds the message, the slots and the answers.

Even a hidden text is a story about a family, so no text of a turn is logged at all. Of
Rasa's structured logs only the event, numbers and truth values pass; its plain debug logs,
which print trackers and payloads, and the web server's, which print paths and queries, are
off. Our own logs hold no text (`kanaal.fouten`).
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

from kanaal.fouten import omschrijf

_PRATERS = ("rasa", "sanic", "asyncio", "aiosqlite", "urllib3", "httpx", "h5py", "matplotlib", "numba")


def span() -> None:
    """Install the net; after `configure_structlog`, before the first message."""
    processors = structlog.get_config()["processors"]
    structlog.configure(processors=[zonder_tekst, *processors])
    for naam in _PRATERS:
        # Their warnings and errors stay; `verkort` takes the values out of those.
        logging.getLogger(naam).setLevel(logging.INFO)
    for uitgang in logging.getLogger().handlers:
        uitgang.addFilter(verkort)


def zonder_tekst(_: Any, __: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """A structured log line without any text but its event and where it comes from."""
    mag = {"event", "event_key", "level", "logger"}
    return {k: v if k in mag or isinstance(v, (bool, int, float)) else f"<{type(v).__name__}>" for k, v in event.items()}


def verkort(regel: logging.LogRecord) -> bool:
    """Rasa and Sanic put errors in their log lines, and errors hold values: only their kind is kept."""
    if regel.name.split(".")[0] in _PRATERS and regel.exc_info and regel.exc_info[0]:
        fout = regel.exc_info[1]
        regel.msg, regel.args = omschrijf(fout) if fout else regel.exc_info[0].__name__, ()
        regel.exc_info = regel.exc_text = None
    return True
