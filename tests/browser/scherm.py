"""A page in a browser, with short words for what the tests do, and a check of what it never may do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

AXE = Path(__file__).parents[2] / "widget/node_modules/axe-core/axe.min.js"


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


Maak = Callable[..., Scherm]
