# `make run` and `make test` need nothing but Python 3.11 or newer; they build .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ARGS ?=
unexport PYTHONDONTWRITEBYTECODE  # else each start of Python would compile everything again

.DEFAULT_GOAL := help
.PHONY: help run test check slow long browser screenshots bench audit sbom promises lock clean manifest-json

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.stamp ## Start Winbook: with tokens in .env Slack, otherwise the playground
	@$(BIN)/winbook run $(ARGS)

test: $(VENV)/dev.stamp ## Run the fast tests (minutes; two at a time)
	@$(BIN)/python -m pytest -n 2 $(ARGS)
	@if command -v chromium >/dev/null; then echo "Skipped: the browser tests. 'make browser' runs them."; \
	  else echo "Skipped: the browser tests, and this machine has no Chromium. 'apt-get install chromium', then 'make browser'."; fi

check: $(VENV)/dev.stamp ## Lint, format, types, manifest: everything CI checks besides tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/winbook manifest --check

slow: $(VENV)/dev.stamp ## Run the slow tests that CI runs too
	$(BIN)/python -m pytest -m slow -n 2 $(ARGS)

long: $(VENV)/dev.stamp ## Run the longest proofs: a kill at every point, thousands of hostile inputs
	$(BIN)/python -m pytest -m long -n 2 $(ARGS)

browser: $(VENV)/dev.stamp ## Run the browser tests (needs Chromium)
	$(BIN)/python -m pytest -m browser $(ARGS)

screenshots: $(VENV)/dev.stamp ## Make docs/pictures from the seeded playground (needs Chromium)
	$(BIN)/python -m tests.browser.pictures

bench: $(VENV)/dev.stamp ## Measure; ratios in one run, figures in bench/README.md
	$(BIN)/python -m bench $(ARGS)

promises: $(VENV)/dev.stamp ## Make docs/promises.md anew: each promise, its tests, its last figure
	$(BIN)/python -m tests.promises.listing

lock: $(VENV)/pyvenv.cfg ## Pin every dependency with hashes, without any registry's address
	$(BIN)/python -m pip install -q uv
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links --extra badges --extra proofs --extra net pyproject.toml -o requirements.txt
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements-dev.txt

audit: $(VENV)/dev.stamp ## Look for known holes in what is locked; fails when it could not look
	@grep -q -- '--hash=sha256' requirements.txt || { echo "requirements.txt has no hashes: make lock" >&2; exit 1; }
	$(BIN)/python -m pip install -q 'pip-audit>=2.9,<3'
	$(BIN)/python -m pip_audit --strict --progress-spinner off --require-hashes --disable-pip -r requirements.txt

sbom: $(VENV)/dev.stamp ## Write sbom.json, the bill of materials (CycloneDX) of what is locked
	$(BIN)/python -m pip install -q 'cyclonedx-bom>=7.3,<8'
	$(BIN)/python -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible \
	  --of JSON -o sbom.json
	@test -s sbom.json && echo "Wrote sbom.json."

manifest-json: $(VENV)/run.stamp
	@$(BIN)/winbook manifest --json

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Winbook needs Python 3.11 or newer. Try: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) (once, about a minute) ..." >&2
ifneq ($(UV),)
	@$(UV) venv -q --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@test -f $(VENV)/dev.stamp || echo "Installing what Winbook needs ..." >&2
ifneq ($(UV),)
	@VIRTUAL_ENV=$(VENV) $(UV) pip install -q --require-hashes -r requirements.txt
	@VIRTUAL_ENV=$(VENV) $(UV) pip install -q --no-deps --no-build-isolation -e .
else
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing what the tests need ..." >&2
ifneq ($(UV),)
	@VIRTUAL_ENV=$(VENV) $(UV) pip install -q --require-hashes -r requirements-dev.txt
	@VIRTUAL_ENV=$(VENV) $(UV) pip install -q --no-deps --no-build-isolation -e .
else
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@ $(VENV)/run.stamp
