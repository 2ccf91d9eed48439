# `make` sets up .venv/ and generates; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2
FUZZ := .fuzz
FUZZ_SECONDS ?= 300
MEASURES := .mutants/env

.DEFAULT_GOAL := generate
.PHONY: generate test slow hostile check consumers consumers-if-changed bench fuzz steep kills same-bytes mutants coverage \
    all-checks lock clean help

generate: $(READY) ## Set up, then make schemas/ from docs/ (this is the default)
	@$(BIN)/docschema build

test: $(READY) ## Set up, then run the tests
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup

slow: $(READY) ## Run the slow tests: a browser, compilers, the wheel in an empty environment
	@$(BIN)/python -m pytest -q -m slow -n $(WORKERS) --dist loadgroup

hostile: $(READY) ## Feed any bytes to every command, and pages as large as the limits allow
	@DOCSCHEMA_HOSTILE=1 $(BIN)/python -m pytest -q -m "slow or not slow" -n $(WORKERS) tests/test_any_bytes.py
	@$(BIN)/python benchmarks/large_pages.py

check: $(READY) ## Format, lint, types, layers, and drift of schemas/ from docs/
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/docschema check

consumers: $(READY) ## Try what is generated with the validators and compilers that people use (needs node and a JDK)
	@$(BIN)/python consumers/run.py

consumers-if-changed: $(READY)
	@$(BIN)/python consumers/run.py --if-changed

bench: $(READY) ## Measure the catalogue page in a browser, into benchmarks/
	@$(BIN)/python benchmarks/catalogue.py

fuzz: $(READY) $(FUZZ)/.ready ## Search for inputs that break a law: many examples, then fuzzers for FUZZ_SECONDS each
	@$(BIN)/python fuzz/properties.py --workers $(WORKERS)
	@$(FUZZ)/venv/bin/python fuzz/campaign.py --seconds $(FUZZ_SECONDS) --folder $(FUZZ) --jobs $(WORKERS)

steep: $(READY) ## Try all patterns on long texts that are hard for them
	@$(BIN)/python fuzz/steep.py

kills: $(READY) ## Kill builds at every step and at random moments, and look at what is left (about ten minutes)
	@$(BIN)/python fuzz/kills.py

same-bytes: $(READY) ## Build the example docs in 24 ways (PYTHONS: the interpreters), and look whether they give the same bytes
	@$(BIN)/python fuzz/same_bytes.py $(PYTHONS)

mutants: $(MEASURES)/.ready ## Break modules in small ways, and list the ways that no test notices (half an hour or more)
	@$(MEASURES)/bin/python fuzz/mutants.py

coverage: $(MEASURES)/.ready ## Branch coverage of the tests, for each module that lacks some
	@$(MEASURES)/bin/python -m pytest -q -n $(WORKERS) --cov --cov-report=term

all-checks: test check ## The tests and the checks

lock: ## Renew requirements.lock with the newest versions allowed (needs uv)
	@.ci/lock

clean: ## Remove the environment, caches and build output
	rm -rf $(VENV) .consumers $(FUZZ) .mutants .coverage build dist .mypy_cache .ruff_cache .pytest_cache \
	    .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(READY): requirements.lock pyproject.toml
	@.ci/setup $(VENV)
	@touch $@

$(FUZZ)/.ready: requirements.lock pyproject.toml
	@.ci/setup $(FUZZ)/venv fuzz
	@touch $@

$(MEASURES)/.ready: requirements.lock pyproject.toml
	@.ci/setup $(MEASURES) mutants,coverage
	@touch $@
