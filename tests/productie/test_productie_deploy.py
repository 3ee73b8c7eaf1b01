"""The deployment files: what every container must have, and strict validators on top.

The validators want newer packages than Rasa allows, so `uvx` runs them apart; without it, or
without network for its first run, those tests skip.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from last import WORTEL

from opstart.productie import vul_in

DEPLOY = WORTEL / "deploy"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
STUKKEN: list[dict[str, Any]] = [d for p in KUBERNETES for d in yaml.safe_load_all(p.read_text()) if d]
PODS = {d["metadata"]["name"]: d["spec"]["template"]["spec"] for d in STUKKEN if d["kind"] == "Deployment"}


@pytest.mark.parametrize("naam", COMPOSE["services"])
def test_compose_service_is_closed(naam: str) -> None:
    dienst = COMPOSE["services"][naam]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert int(dienst["user"].split(":")[0]) > 0
    assert {"cpus", "memory", "pids"} <= set(dienst["deploy"]["resources"]["limits"])
    assert ("buiten" in dienst["networks"]) == (naam == "proxy"), "only the proxy is on a network with a way out"
    assert bool(dienst.get("ports")) == (naam == "proxy")
    assert re.search(r":[\w.$]", dienst["image"]), "a version, not `latest`"


def test_compose_networks_and_secrets() -> None:
    assert COMPOSE["networks"]["binnen"]["internal"] is True
    tekst = (DEPLOY / "compose.yaml").read_text()
    for naam in ("KINDREFLEX_GEHEIM", "KINDREFLEX_VERSIE", "POSTGRES_PASSWORD", "REDIS_PASSWORD"):
        gebruik = [g for g in re.findall(rf"(?<!\$)\$\{{{naam}([^}}]*)\}}", tekst) if g]
        assert gebruik
        assert all(g.startswith(":?") for g in gebruik), f"{naam} may not be empty"


@pytest.mark.parametrize("naam", PODS)
def test_kubernetes_pod_is_closed(naam: str) -> None:
    pod = PODS[naam]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for c in [*pod["containers"], *pod.get("initContainers", [])]:
        dicht = c["securityContext"]
        assert dicht["readOnlyRootFilesystem"] is True
        assert dicht["allowPrivilegeEscalation"] is False
        assert dicht["capabilities"] == {"drop": ["ALL"]}
        assert set(c["resources"]["limits"]) == {"cpu", "memory"}
        assert not [e for e in c["env"] if "GEHEIM" in e["name"] and "value" in e], "secrets come from the secret"
    assert all("livenessProbe" in c for c in pod["containers"])


def test_kubernetes_has_no_way_out() -> None:
    beleid = [d["spec"] for d in STUKKEN if d["kind"] == "NetworkPolicy"]
    assert {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]} in beleid, "nothing unless allowed"
    assert all(r.get("to") and r.get("ports") for b in beleid for r in b.get("egress", [])), "every way out has a goal and a port"
    assert "ipBlock" not in str(beleid)


def test_template_names_are_all_filled_in() -> None:
    """Wherever the templates are used, each name has a value; a name without one is refused."""
    namen = {n for p in DEPLOY.glob("*.template") for n in re.findall(r"\$\{([A-Z_]+)\}", p.read_text())}
    assert namen == {n for n in COMPOSE["services"]["proxy"]["environment"] if n != "NGINX_ENVSUBST_OUTPUT_DIR"}
    with pytest.raises(KeyError):
        vul_in("${NGINX_RAAR}", {})


def _uvx(pakket: str, *opdracht: str) -> subprocess.CompletedProcess[str]:
    if not shutil.which("uvx"):
        pytest.skip("uvx (pip install uv) runs the validators of deploy/")
    try:
        uit = subprocess.run(["uvx", "--from", pakket, *opdracht], capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        pytest.skip("uvx could not fetch the validator in a minute")
    if re.search(r"failed to fetch|dns error|error sending request|no solution found", uit.stderr, re.I):
        pytest.skip("uvx has no network to fetch the validator")
    return uit


COMPOSE_CHECK = ("check-jsonschema==0.39.0", "check-jsonschema", "--builtin-schema", "vendor.compose-spec")
KUBERNETES_CHECK = ("kubernetes-validate==1.37.0", "kubernetes-validate", "--strict", "-k", "1.31")


def test_compose_specification(tmp_path: Path) -> None:
    uit = _uvx(*COMPOSE_CHECK, str(DEPLOY / "compose.yaml"))
    assert uit.returncode == 0, uit.stdout + uit.stderr
    fout = tmp_path / "compose.yaml"
    fout.write_text((DEPLOY / "compose.yaml").read_text().replace("read_only: true", "read_onlyy: true"))
    assert _uvx(*COMPOSE_CHECK, str(fout)).returncode != 0, "the validator sees a mistake"


def test_kubernetes_schemas(tmp_path: Path) -> None:
    uit = _uvx(*KUBERNETES_CHECK, *map(str, KUBERNETES))
    assert uit.returncode == 0, uit.stdout + uit.stderr
    fout = tmp_path / "fout.yaml"
    fout.write_text((DEPLOY / "kubernetes" / "proxy.yaml").read_text().replace("readOnlyRootFilesystem", "readOnlyRootFs"))
    assert _uvx(*KUBERNETES_CHECK, str(fout)).returncode != 0, "the validator sees a mistake"


def test_kustomize_renders() -> None:
    if not shutil.which("kubectl"):
        pytest.skip("kubectl renders deploy/kustomization.yaml; not here")
    uit = subprocess.run(["kubectl", "kustomize", str(DEPLOY)], capture_output=True, text=True)
    assert uit.returncode == 0, uit.stderr
    gemaakt = [d for d in yaml.safe_load_all(uit.stdout) if d]
    assert len(gemaakt) == len(STUKKEN) + 1
    assert not re.search(r"image: kindreflex-assistent$", uit.stdout, re.M), "every image has a tag"
