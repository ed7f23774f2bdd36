# Everything from a fresh checkout: `make run` and `make test` do their own set-up. Needs Python 3.11 or newer and git.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
LOCKS := requirements/setup.txt requirements/base.txt requirements/embedded.txt requirements/dev.txt
# Debian's names: text shaping for PDF and its typeface; a browser for the tests.
PDF_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2
BROWSER_PACKAGES := chromium
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## List what there is
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

setup: $(READY)  ## Make .venv with everything in it, and .venv/bin/amends

$(READY): $(LOCKS) pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11."; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@echo "Installing (under a minute, once)."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/setup.txt
	@$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes $(LOCKS:%=-r %) \
	  || $(BIN)/python -m pip install --quiet --require-hashes $(LOCKS:%=-r %)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(call debian,$(PDF_PACKAGES),letters as PDF)
	@touch $@

# Install Debian packages where that is allowed; otherwise say in one line what to run. $(1): packages, $(2): for what
define debian
if command -v dpkg-query >/dev/null && ! dpkg-query -W $(1) >/dev/null 2>&1; then \
  if [ "$$(id -u)" = 0 ]; then \
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1); } >/dev/null 2>&1 \
      || echo "Could not install what $(2) need: apt-get install $(1)"; \
  else echo "For $(2), run once: sudo apt-get install $(1)"; fi; fi
endef

run: setup  ## The service with an example in it, on http://127.0.0.1:8000/ (PORT=8123 make run for another port)
	@$(BIN)/amends serve

demo: setup  ## Fill an empty database with a made-up service (CASES=200)
	@$(BIN)/amends demo --cases $(or $(CASES),200)

test: setup  ## All tests
	@$(call debian,$(BROWSER_PACKAGES) $(PDF_PACKAGES),tests in a browser)
	@$(BIN)/pytest -n 2 --dist loadgroup -q

lint: setup  ## Style, templates, import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/djlint amends --lint --quiet
	@$(BIN)/lint-imports --no-cache

types: setup  ## mypy, strict
	@$(BIN)/mypy

trace: setup  ## Which requirements the tests hold, written to docs/requirements/coverage.md
	@$(BIN)/amends trace

journey: setup  ## Draw docs/journey.md from the lifecycle table
	@$(BIN)/amends journey

bench: setup  ## Time the things that have a budget
	@$(BIN)/amends bench

frontend:  ## Build the stylesheet and the script (needs npm; the built files are in the repository)
	@cd frontend && npm ci --no-audit --no-fund && npm run build

lock: setup  ## Write requirements/*.txt again from the .in files
	@for name in setup base embedded dev; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done

clean:  ## Stop the servers and remove what was made (the example data too)
	@if [ -x $(BIN)/amends ]; then $(BIN)/amends database stop --all; fi
	@rm -rf .venv var staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.PHONY: help setup run demo test lint types trace journey bench frontend lock clean
