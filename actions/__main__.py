"""`python -m actions`: the action server, on loopback only."""

from __future__ import annotations

import argparse
import logging

from rasa_sdk.endpoint import create_app
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from dienst.gespreksdienst import gespreksdienst
from instellingen import instellingen
from logboek.databank import migreer

logger = logging.getLogger(__name__)


async def zonder_echo(request: Request, fout: Exception) -> HTTPResponse:
    """The SDK would send the whole request back on an error, and Rasa would log it."""
    logger.error("action failed: %s", type(fout).__name__)
    return response.json({"error": type(fout).__name__}, status=500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    opties = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    migreer(instellingen().databank_url)
    gespreksdienst()
    app = create_app("actions.antwoord", cors_origins="")
    app.error_handler.add(Exception, zonder_echo)
    app.run(opties.host, opties.port, access_log=False)


if __name__ == "__main__":
    main()
