"""A real browser, with a recorder in every page for what must never happen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, sync_playwright

MAP = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
VLAGGEN = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
OPNEMER = (MAP / "opnemer.js").read_text(encoding="utf-8")
AXE = MAP.parents[1] / "widget/node_modules/axe-core/axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not Path(CHROMIUM).exists():
        for item in items:
            if MAP in item.path.parents:
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


class Scherm:
    """A page with short words for what the tests do."""

    def __init__(self, context: BrowserContext, basis: str) -> None:
        self.context, self.basis = context, basis
        self.page: Page = context.pages[0] if context.pages else context.new_page()
        self.verzoeken: list[tuple[str, str]] = []
        self.fouten: list[str] = []
        self._volg(self.page)

    def _volg(self, page: Page) -> None:
        page.on("request", lambda r: self.verzoeken.append((r.method, r.url)))
        page.on("pageerror", lambda e: self.fouten.append(str(e)))

    def ga(self, pad: str = "/") -> Scherm:
        self.page.goto(self.basis + pad)
        return self

    def nieuw_tabblad(self) -> Scherm:
        ander = Scherm.__new__(Scherm)
        ander.context, ander.basis, ander.page = self.context, self.basis, self.context.new_page()
        ander.verzoeken, ander.fouten = self.verzoeken, self.fouten
        ander._volg(ander.page)
        return ander

    def knop(self, naam: str, **k: Any) -> Locator:
        return self.page.get_by_role("button", name=naam, **k)

    def open(self) -> Scherm:
        self.knop("Kindreflex-assistent").click()
        return self

    def mag(self) -> None:
        """The next move of the focus is the test's own: `fill` and `focus` are no key or click."""
        self.js("() => __opname.mag()")

    def typ(self, tekst: str) -> None:
        self.mag()
        self.page.get_by_label("Je bericht").fill(tekst)
        self.page.get_by_label("Je bericht").press("Enter")

    def zeg(self, tekst: str) -> None:
        n = self.page.locator(".zij").count()
        self.typ(tekst)
        self.page.locator(".zij").nth(n).wait_for()

    def kies(self, naam: str) -> None:
        n = self.page.locator(".zij").count()
        self.page.locator(".keuzes").get_by_role("button", name=naam, exact=True).click()
        self.page.locator(".zij").nth(n).wait_for()

    def js(self, code: str, *args: Any) -> Any:
        return self.page.evaluate(code, *args)

    def wortel(self, code: str, *args: Any) -> Any:
        """Run a function of the shadow root."""
        return self.page.evaluate(
            f"(a) => ({code})(document.querySelector('kindreflex-assistent').shadowRoot, a)", *(args or (None,))
        )

    def axe(self) -> list[str]:
        if not self.js("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        uit = self.js("(t) => axe.run(document, {runOnly: t, resultTypes: ['violations']})", tags)
        return [f"{v['id']}: {n['html'][:120]} {n['failureSummary']}" for v in uit["violations"] for n in v["nodes"]]

    def controleer(self) -> None:
        """Rows 3, 4 and 9: nothing that this page did is out of bounds."""
        vreemd = [u for _, u in self.verzoeken if not u.startswith((self.basis, "blob:" + self.basis, "data:,"))]
        assert vreemd == [], "requests to another origin"
        assert self.fouten == [], "errors in the page"
        for page in self.context.pages:
            opname = page.evaluate("() => window.__opname")
            if opname:
                assert opname["csp"] == [], "breaches of the content security policy"
                assert opname["focus"] == [], "focus moved without a key or click"


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    with sync_playwright() as p:
        yield p


Maak = Callable[..., Scherm]


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
