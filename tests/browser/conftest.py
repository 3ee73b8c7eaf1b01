"""A real browser and the server under test: the real one, or with NEP=1 the stand-in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright
from scherm import Maak, Scherm

MAP = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
VLAGGEN = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPNEMER = (MAP / "opnemer.js").read_text(encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if MAP in item.path.parents:
            item.add_marker("browser")
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium fonts-dejavu"))


class NepServer:
    """The stand-in as a process of its own, for work on the page without Rasa."""

    def __init__(self, duur: float = 0.0) -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.poort = s.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.poort}"
        self._map, self._duur = tempfile.mkdtemp(), duur

    def start(self) -> None:
        opdracht = [sys.executable, str(MAP / "nepserver.py"), str(self.poort), self._map, str(self._duur)]
        self._proces = subprocess.Popen(opdracht)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/pagina.css", timeout=1).read()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the stand-in does not start")

    def kill(self) -> None:
        self._proces.kill()
        self._proces.wait()


class EchteServer:
    """The same three words for the real one, of which only Rasa with the page is killed."""

    def __init__(self, server: Any) -> None:
        self._server, self.url = server, server.url
        self._begonnen = False

    def start(self) -> None:
        (self._server.start_rasa if self._begonnen else self._server.start)()
        self._begonnen = True

    def kill(self) -> None:
        self._server.kill("rasa")


@pytest.fixture(scope="session")
def nepserver() -> Iterator[NepServer]:
    server = NepServer()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def assistent(request: pytest.FixtureRequest) -> str:
    """Base URL of the server under test: the real one, or with NEP=1 the stand-in."""
    return str(request.getfixturevalue("nepserver" if os.environ.get("NEP") else "server").url)


@pytest.fixture
def breekbaar(request: pytest.FixtureRequest) -> Iterator[NepServer | EchteServer]:
    """A running server that may be killed; the stand-in takes half a second for an answer."""
    echt = not os.environ.get("NEP")
    server = EchteServer(request.getfixturevalue("eigen_server")) if echt else NepServer(0.5)
    server.start()
    yield server
    if not echt:
        server.kill()


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    with sync_playwright() as p:
        yield p


@pytest.fixture
def maak(playwright_: Playwright, request: pytest.FixtureRequest) -> Iterator[Maak]:
    """`maak(width, height, dark=False, basis=..., **context)`: a page in a fresh profile."""
    schermen: list[Scherm] = []

    def _maak(breed: int = 1000, hoog: int = 800, donker: bool = False, basis: str | None = None, **k: Any) -> Scherm:
        context = playwright_.chromium.launch_persistent_context(
            tempfile.mkdtemp(),
            executable_path=CHROMIUM,
            args=VLAGGEN,
            viewport={"width": breed, "height": hoog},
            color_scheme="dark" if donker else "light",
            locale="nl-BE",
            **k,
        )
        context.set_default_timeout(10_000)
        context.add_init_script(OPNEMER)
        schermen.append(Scherm(context, basis or request.getfixturevalue("assistent")))
        return schermen[-1]

    yield _maak
    try:
        for s in schermen:
            s.controleer()
    finally:
        for s in schermen:
            s.context.close()
