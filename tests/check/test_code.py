"""How the code is built: arrows that point one way, words in YAML, small files, pinned packages.

Each scan has a negative test on a piece of code that breaks it.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from bestand import CODE, WORTEL, boom, codebestanden, imports, imports_van

ONS = {*CODE, "instellingen"}
MAG = {
    "kindreflex": set(),
    "privacy": set(),
    "taalmodel": {"privacy"},
    "nlu": {"privacy", "kindreflex"},
    "logboek": {"kindreflex", "instellingen"},
    "dienst": {"kindreflex", "logboek", "instellingen"},
    "actions": {"dienst", "kindreflex", "logboek", "instellingen"},
    "kanaal": {"dienst", "kindreflex", "logboek", "privacy", "instellingen"},
    "opstart": set(),
}
"""The rooms that a room may lean on. `opstart` runs before anything is installed."""


def pijlen(map_: str) -> list[str]:
    uit = []
    for pad in codebestanden(map_):
        for naam in sorted({i.split(".")[0] for i in imports(pad)} & ONS - {map_} - MAG[map_]):
            uit.append(f"{pad.relative_to(WORTEL)} imports {naam}")
    return uit


@pytest.mark.parametrize("map_", CODE)
def test_arrows_point_one_way(map_: str) -> None:
    assert list(codebestanden(map_)), "no code found"
    assert not pijlen(map_)


def test_settings_lean_on_nothing() -> None:
    assert not {i.split(".")[0] for i in imports(WORTEL / "instellingen.py")} & (ONS - {"instellingen"})


def test_rooms_have_no_circle() -> None:
    """Every room leans only on rooms that do not lean on it, also by way of others."""

    def bereik(map_: str) -> set[str]:
        return MAG[map_] | {x for m in MAG[map_] if m in MAG for x in bereik(m)}

    assert not [m for m in MAG if m in bereik(m)]


VREEMD = {"rasa", "rasa_sdk", "sqlalchemy", "alembic", "sanic", "spacy", "time", "os", "random", "secrets", "socket", "requests", "logging", "subprocess", "threading", "asyncio"}
KLOK = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today"), ("os", "environ"), ("os", "getenv"), ("time", "time"), ("time", "monotonic")}


def onzuiver(module: ast.Module) -> list[str]:
    """Rasa, SQL, clock or environment in a syntax tree."""
    uit = sorted({i for i in imports_van(module) if i.split(".")[0] in VREEMD})
    for k in ast.walk(module):
        if isinstance(k, ast.Attribute):
            van = k.value.attr if isinstance(k.value, ast.Attribute) else getattr(k.value, "id", "")
            if (van, k.attr) in KLOK:
                uit.append(f"line {k.lineno}: {van}.{k.attr}")
        elif isinstance(k, ast.Call) and getattr(k.func, "id", "") in ("input", "print", "open", "exec", "eval", "__import__"):
            uit.append(f"line {k.lineno}: {k.func.id}()")  # type: ignore[attr-defined]
    return uit


@pytest.mark.parametrize("pad", [p for p in codebestanden("kindreflex") if p.name != "__main__.py"], ids=lambda p: p.name)
def test_the_method_is_plain_python(pad: Path) -> None:
    """`__main__.py` is the command line of the content check, so it may print."""
    assert not onzuiver(boom(pad))


@pytest.mark.parametrize(
    "code",
    ["import rasa", "from rasa.core import run", "import sqlalchemy as sa", "import os\nos.environ['X']", "import datetime\nx = datetime.datetime.now()",
     "from datetime import date\nx = date.today()", "def f():\n    import time\n    return time.time()", "print('x')"],
)  # fmt: skip
def test_and_impure_code_would_be_seen(code: str) -> None:
    assert onzuiver(ast.parse(code))


def test_setup_runs_on_the_standard_library_alone() -> None:
    """And on an older or newer Python than ours: it looks for the right one."""
    std = sys.stdlib_module_names | {"opstart"}
    for pad in codebestanden("opstart"):
        assert {i.split(".")[0] for i in imports(pad)} <= std, pad


# --- words stay in YAML -----------------------------------------------------------------

NEDERLANDS = {"de", "het", "een", "en", "van", "is", "niet", "je", "jij", "jouw", "dat", "die", "dit", "op", "te", "in", "met", "voor", "zijn", "was", "er", "maar", "om", "dan", "nog", "ook", "als", "bij", "aan", "of", "wat", "kan", "mag", "moet", "zal", "wordt", "worden", "heeft", "hebben", "naar", "uit", "door", "over", "hoe", "waar", "wie", "geen", "wel", "al", "nu", "hier", "daar", "deze", "ze", "hij", "zij", "we", "wij", "u", "uw", "ik", "mij", "me"}
MAG_ZIN = {
    "deze sessie is niet van deze server of is verlopen": "error of the HTTP interface, for who builds on it",
    "deze site mag de assistent niet gebruiken": "error of the HTTP interface",
    "te veel vragen vanaf dit adres; wacht even": "error of the HTTP interface",
    "dit verzoek kan ik niet verwerken": "error of the HTTP interface",
    "de databank is even niet bereikbaar": "error of the HTTP interface",
    "bericht_id is een tekst van hoogstens 64 tekens": "error of the HTTP interface",
    "' staat niet in bronnen.yml": "error of the content check, for the editor",
}
"""Sentences that may stand in Python, and why. Nothing of it is said in a talk."""


def zinnen_in_code(module: ast.Module) -> list[tuple[int, str]]:
    """String literals that look like a Dutch sentence of at least five words."""
    overslaan: set[int] = set()
    for k in ast.walk(module):
        if isinstance(k, ast.Expr) and isinstance(k.value, ast.Constant):
            overslaan.add(id(k.value))  # docstrings
        elif isinstance(k, ast.Raise):
            overslaan |= {id(c) for c in ast.walk(k) if isinstance(c, ast.Constant) and not _is_fout_voor_klant(k)}
        elif isinstance(k, ast.Call):
            naam = k.func.attr if isinstance(k.func, ast.Attribute) else getattr(k.func, "id", "")
            if naam in ("compile", "InhoudFout", "ValueError", "KeyError", "SystemExit", "exit", "debug", "info", "warning", "error", "add_argument"):
                overslaan |= {id(c) for c in ast.walk(k) if isinstance(c, ast.Constant)}
    uit = []
    for k in ast.walk(module):
        if isinstance(k, ast.Constant) and isinstance(k.value, str) and id(k) not in overslaan:
            w = re.findall(r"[a-zà-ÿ]+", k.value.lower())
            # Patterns hold words too; a sentence has no such signs.
            if len(w) >= 5 and not re.search(r"\\b|\(\?|\||\\w|\[", k.value) and len([x for x in w if x in NEDERLANDS]) >= 2:
                uit.append((k.lineno, k.value))
    return uit


def _is_fout_voor_klant(k: ast.Raise) -> bool:
    return isinstance(k.exc, ast.Call) and getattr(k.exc.func, "id", "") == "Fout"


@pytest.mark.parametrize("map_", ["kindreflex", "dienst", "actions", "kanaal"])
def test_no_user_text_in_python(map_: str) -> None:
    gezien = [
        f"{pad.relative_to(WORTEL)}:{regel} {tekst!r}"
        for pad in codebestanden(map_)
        for regel, tekst in zinnen_in_code(boom(pad))
        if tekst not in MAG_ZIN
    ]
    assert not gezien, "to data/:\n" + "\n".join(gezien)


def test_what_is_allowed_is_still_there() -> None:
    er_zijn = {tekst for pad in codebestanden("kanaal", "kindreflex") for _, tekst in zinnen_in_code(boom(pad))}
    assert not set(MAG_ZIN) - er_zijn, "take it off the list"


def test_and_user_text_would_be_seen() -> None:
    assert zinnen_in_code(ast.parse("x = 'Dat begreep ik niet goed, kan je het anders zeggen?'"))
    assert zinnen_in_code(ast.parse("def f(n):\n    return f'Stap {n} is klaar en nu doe je de volgende.'"))
    assert not zinnen_in_code(ast.parse('"""Dit is een docstring en die mag er zijn."""'))
    assert not zinnen_in_code(ast.parse("x = 'The log cannot be written for this talk'"))


# --- files ------------------------------------------------------------------------------


def test_no_code_file_over_400_lines() -> None:
    mappen = [WORTEL / m for m in (*CODE, "tests", "widget/src", "widget/tests", "bench", "docs", "deploy")]
    paden = [p for m in mappen for ext in ("py", "ts", "mjs", "sh") for p in m.rglob(f"*.{ext}")] + [*WORTEL.glob("*.py")]
    assert len(paden) > 50
    lang = {str(p.relative_to(WORTEL)): n for p in paden if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert not lang


def test_pins() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        tekst = (WORTEL / lock).read_text()
        assert re.search(r"^rasa(\[\w+\])?==3\.6\.21 ", tekst, re.M), "CVE-2024-49375 is fixed in 3.6.21"
        assert re.search(r"^jsonschema==3\.2\.0 ", tekst, re.M), "4.x takes 14 ms a turn more"
    assert (WORTEL / ".python-version").read_text().startswith("3.10")


def lockfouten(tekst: str) -> list[str]:
    """Requirements without a version or a hash, and anything that names a host."""
    uit = []
    for stuk in re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", tekst, flags=re.M)):
        eis = stuk.strip()
        if eis and not eis.startswith("#") and not re.match(r"[\w.\[\],-]+==[\w.!+]+", eis):
            uit.append(f"no version: {eis[:60]}")
        elif eis and not eis.startswith("#") and "--hash=sha256:" not in eis:
            uit.append(f"no hash: {eis[:60]}")
    return uit + [f"names a host: {r}" for r in tekst.splitlines() if re.search(r"https?://|file://|--(?:extra-)?index-url|--find-links|@ git", r)]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_have_hashes_and_name_no_host(lock: str) -> None:
    tekst = (WORTEL / lock).read_text()
    assert tekst.count("==") > 100
    assert not lockfouten(tekst)


def test_and_a_bad_lock_would_be_seen() -> None:
    goed = "a==1.0 \\\n    --hash=sha256:00\nb[x]==2 \\\n    --hash=sha256:11\n    # via a\n"
    assert not lockfouten(goed)
    assert lockfouten(goed + "c==1.0\n")
    assert lockfouten(goed + "c>=1 \\\n    --hash=sha256:00\n")
    assert lockfouten("--index-url https://pypi.example/simple\n" + goed)


def test_the_test_lock_holds_the_other_one() -> None:
    """Set-up counts on it: who has the test environment needs no second one."""

    def eisen(lock: str) -> set[str]:
        return set(re.findall(r"^([\w.\[\]-]+==\S+)", (WORTEL / lock).read_text(), re.M))

    def zonder_extra(eis: str) -> str:
        return re.sub(r"\[.*?\]", "", eis)

    assert not {zonder_extra(e) for e in eisen("requirements.lock")} - {zonder_extra(e) for e in eisen("requirements-dev.lock")}


def test_no_database_or_secret_is_kept_in_git() -> None:
    gitignore = (WORTEL / ".gitignore").read_text().split()
    for naam in ("/var/", "/models/", ".venv/"):
        assert naam in gitignore
