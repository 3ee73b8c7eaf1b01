# The assistant's commands. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON3 ?= python3
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONWARNINGS := ignore
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

# A process a suite: Playwright leaves an event loop running, in which the others' asyncio.run fails.
SUITES := check unit nlu conversations faults productie veiligheid browser
PYTESTS = for suite in $(SUITES); do echo "tests/$$suite"; $(abspath $(PY)) -m pytest tests/$$suite || exit 1; done

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: run
run: ## set up what is missing, train when needed, start, print the URL (PORT=5005)
	@$(PYTHON3) -m opstart run

.PHONY: run-productie
run-productie: ## several processes behind nginx, on PostgreSQL and Redis (docs/beheer.md)
	@$(PYTHON3) -m opstart train
	@$(PYTHON3) -m opstart.productie

.PHONY: wissel
wissel: ## bring new content or a new model into the running `make run-productie`, without losing a turn
	@$(PYTHON3) -m opstart train
	@kill -HUP "$$(cat "$${KINDREFLEX_MAP_VAR:-var}/productie/pid")"

.PHONY: backup
backup: ## copy the databases to MAP=folder
	@$(PY) -m kanaal.reservekopie maak "$(or $(MAP),$(error geef MAP=map))"

.PHONY: herstel
herstel: ## put the copy in MAP=folder back; stop the processes first
	@$(PY) -m kanaal.reservekopie herstel "$(or $(MAP),$(error geef MAP=map))"

.PHONY: deploy-check
deploy-check: ## check deploy/ with strict validators (uv fetches them)
	@$(PY) -m pytest -q -rs tests/productie/test_productie_deploy.py

.PHONY: train
train: ## train the model if anything that goes into it changed
	@$(PYTHON3) -m opstart train

.PHONY: testomgeving
testomgeving:
	@$(PYTHON3) -m opstart testomgeving

.PHONY: test
test: testomgeving ## every test: style, types, content, units, conversations, faults, browser
	@$(PYTHON3) -m opstart train
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@mkdir -p var; $(PY) -m rasa data validate --fail-on-warnings > var/validate.log 2>&1 || (tail -n 20 var/validate.log; exit 1)
	@if command -v npm >/dev/null; then cd widget && npm ci --silent && npm run --silent check && npm run --silent types && npm test --silent; \
	else echo "Node is absent: the widget's own tests and the check of its built file are skipped (install nodejs and npm)"; fi
	@$(PYTESTS)

.PHONY: test-productie
test-productie: testomgeving ## the tests of the layout for many users, on real PostgreSQL, Redis and nginx
	@$(PY) -m pytest tests/productie

.PHONY: check
check: testomgeving ## the checks that need no training or server
	@.venv/bin/ruff check -q .
	@$(PY) -m pytest tests/check

.PHONY: bijtrainen
bijtrainen: ## train the sentence encoder further, DOEL=onderwerp or DOEL=gevaar (20 minutes; docs/nlu.md)
	@env -u OMP_NUM_THREADS -u OPENBLAS_NUM_THREADS $(PY) -m nlu.e5.bijtrainen $(or $(DOEL),$(error geef DOEL=onderwerp of DOEL=gevaar))

.PHONY: nlu-report
nlu-report: ## score the trained model on FILE=x.jsonl (lines {"text", "topic", "also"})
	@$(PY) -m nlu.rapport $(FILE)

.PHONY: nlu-cv
nlu-cv: ## cross-validate the classifier on its own examples
	@$(PY) -m nlu.kruisvalidatie

.PHONY: hide
hide: ## what the privacy module hides in FILE=x.jsonl (lines {"text"})
	@$(PY) -m privacy $(FILE)

.PHONY: log
log: ## the step log as JSON lines
	@$(PY) -m logboek

.PHONY: opruimen
opruimen: ## remove conversations that are older than the retention time
	@$(PY) -m kanaal.opruimen

.PHONY: privacy-audit
privacy-audit: ## look for TEKST="..." in everything that is stored; fails when found
	@$(PY) -m kanaal.audit $(TEKST)

.PHONY: test-zonder-net
test-zonder-net: testomgeving ## the tests of `make test`, with all outgoing network blocked
	@$(PYTHON3) -m opstart train
	@$(PY) -m opstart.zonder_net sh -c '$(PYTESTS)'

.PHONY: sbom
sbom: ## what this installation is made of, as CycloneDX JSON
	@$(PY) -m opstart.sbom

.PHONY: bench
bench: ## speed and memory beside rasa init's starter bot (ARGS=--kort, --snel, --lang)
	@$(PYTHON3) -m opstart train
	@env -u OMP_NUM_THREADS -u OPENBLAS_NUM_THREADS $(PY) -m meting $(ARGS)

.PHONY: lock
lock: ## renew the lock files from requirements*.in (needs uv)
	@for f in requirements requirements-dev; do \
	  uv pip compile -q $$f.in --python-version 3.10 --generate-hashes --no-header -o $$f.lock; done
