"""On PYTHONPATH this makes every connection fail that does not go to loopback (see opstart.zonder_net)."""

from __future__ import annotations

import socket
from typing import Any

_LOKAAL = ("127.", "::1", "localhost", "0.0.0.0")


def _bewaakt(naam: str) -> None:
    oud = getattr(socket.socket, naam)

    def nieuw(self: socket.socket, adres: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(adres[0]).startswith(_LOKAAL):
            raise OSError("network is blocked for this run")
        return oud(self, adres)

    setattr(socket.socket, naam, nieuw)


_bewaakt("connect")
_bewaakt("connect_ex")
