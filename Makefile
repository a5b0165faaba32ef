# Set-up and checks on a machine with only git, make and Python 3.10 or newer. `make help` lists them.
#
# Everything lives in .venv and node_modules; nothing is installed outside of the checkout, except
# Chromium for the browser tests on a machine that has no browser at all.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help study test faults lint format lessons docs chromium frontend bench lock clean

# The Python that the environment is made from: make test PYTHON=python3.13
PYTHON ?= $(shell \
	for python in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
	        && command -v $$python && break; \
	done)
# Arguments for pytest: make test TESTS="tests/test_cli.py -x"
TESTS ?=
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
NODE := $(BIN)/python -m tools.node

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

study: .venv/study ## build the lessons and open them in JupyterLab
	$(BIN)/studywidgets open

test: lint lessons node_modules/made chromium ## run everything that CI checks
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder \
	    --screenshots=reports --junit-xml=reports/tests.xml $(TESTS)

faults: node_modules/made chromium ## try every fault many times, and write docs/faults.md
	$(BIN)/python -m pytest tests/faults --faults=docs/faults.md --numprocesses auto \
	    --dist loadfile --no-loadscope-reorder $(TESTS)

lint: node_modules/made ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NODE) npm run --silent types
	$(NODE) npm run --silent lint

format: .venv/test ## set the form of the Python code, and mend what can be mended
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lessons: .venv/test ## check that the lessons are up to date and that they run
	$(BIN)/studywidgets build --check
	$(BIN)/studywidgets execute --junit reports/lessons.xml

docs: .venv/test ## write the pages of docs/ that are made from the code
	$(BIN)/python -m tools.command_line_docs
	$(BIN)/python -m tools.rules_docs

frontend: node_modules/made ## bundle the widgets' JavaScript and CSS
	$(NODE) npm run --silent bundle

bench: node_modules/made chromium ## measure speed and size beside peers, and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

chromium: .venv/test ## find or install the browser that the tests drive
	$(BIN)/python -m tools.chromium

lock: .venv/test ## pin the versions of all packages anew, after a change of dependencies
	$(INSTALL) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.10 --all-extras \
	    --no-annotate --custom-compile-command "make lock" --output-file constraints.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.10 --extra authoring \
	    --no-annotate --custom-compile-command "make lock" --constraints constraints.txt \
	    --output-file binder/requirements.txt pyproject.toml
	$(NODE) npm install --package-lock-only

clean: ## remove the environments and what the checks leave behind
	rm -rf .venv node_modules .benchmarks reports build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What students and instructors need; .venv/test adds what the checks need. Everything but `study`
# waits for .venv/test, so that no two pips work on one environment under `make -j`.
.venv/study: .venv/made pyproject.toml constraints.txt
	$(INSTALL) --editable '.[authoring]'
	@touch $@

.venv/test: .venv/study
	$(INSTALL) --editable '.[authoring,test]'
	@touch $@

.venv/made:
	@test -n "$(PYTHON)" || { \
	    echo "No Python 3.10 or newer was found. Install one, or name it:" >&2; \
	    echo "    make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	    echo "$(PYTHON) does not run, or is older than 3.10. Name a newer one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	    echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	@touch $@

node_modules/made: package.json package-lock.json .npmrc tools/stemmers.py | .venv/test
	$(NODE) npm ci --loglevel=error
	$(BIN)/python -m tools.stemmers node_modules/sphinx-snowball
	@touch $@
