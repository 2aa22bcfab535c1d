# make demo   set up, read the bundled invented report, write demo.html
# make test   run the tests
# make lint   formatting, types, layers
# make bench  measure speed, memory, start-up and growth (TEXTS=file.jsonl: of these texts)
# make clean  remove what the targets above made

PYTHON ?= python3
# An active virtual environment is used; otherwise one is made here.
VENV := $(or $(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
READY := $(VENV)/.riwaya-installed
SAMPLE := src/riwaya/samples/clash.txt
DEMO := $(BIN)/riwaya read $(SAMPLE) --published 2024-03-12

.PHONY: demo test lint bench clean install

install: $(READY)

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)
	@$(DEMO)
	@$(DEMO) --format html --output demo.html
	@echo "The same as a page: demo.html" >&2

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python bench/run.py $(TEXTS)

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist demo.html
	test -n "$$VIRTUAL_ENV" || rm -rf .venv
	find src tests tools evaluation -name __pycache__ -type d -prune -exec rm -rf {} +
