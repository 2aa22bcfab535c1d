# make demo   set up, read the bundled invented report, fill a case with invented reports, open the desk
# make desk   open the desk on that case
# make test   run the tests
# make lint   formatting, types, layers
# make bench  measure speed, memory, start-up and growth (TEXTS=file.jsonl: of these texts)
# make docs   build the documentation site into site/; no network
# make compiled  build a wheel with the reader as machine code into dist/; needs a C compiler
# make clean  remove what the targets above made

PYTHON ?= python3
# An active virtual environment is used; otherwise one is made here.
VENV := $(or $(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
READY := $(VENV)/.riwaya-installed
SAMPLE := src/riwaya/samples/clash.txt
DEMO := $(BIN)/riwaya read $(SAMPLE) --published 2024-03-12
REPORTS := evaluation/incidents_own/reports.jsonl
CASE := demo.db

.PHONY: demo desk test lint bench docs compiled clean install

install: $(READY)

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)
	@$(DEMO)
	@$(DEMO) --format html --output demo.html
	@echo "The same as a page: demo.html" >&2
	@echo "Reading $(REPORTS), invented reports of invented incidents, into $(CASE):" >&2
	@$(BIN)/riwaya add --case $(CASE) $(SAMPLE) --published 2024-03-12
	@$(BIN)/riwaya add --case $(CASE) $(REPORTS)
	@$(BIN)/riwaya incidents --case $(CASE)
	@if [ -t 0 ] && [ -t 1 ]; then $(MAKE) --no-print-directory desk; \
	else echo "make desk opens the desk on these incidents" >&2; fi

desk: $(READY)
	@$(BIN)/riwaya serve --case $(CASE)

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python bench/run.py $(TEXTS)
	$(BIN)/python bench/pipelines.py $(TEXTS)
	$(BIN)/python bench/case.py
	$(BIN)/python bench/search.py
	$(BIN)/python bench/linking.py
	$(BIN)/python bench/engine.py
	$(BIN)/python bench/linking_at_scale.py 1000 10000 100000
	$(BIN)/python bench/loading.py
	$(BIN)/python bench/plan.py

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "The site: site/index.html" >&2

# From an unpacked source distribution, so that nothing compiled is left in src/.
compiled: $(READY)
	rm -f dist/riwaya-*
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/python -m build --quiet --outdir dist
	@echo "To install it: pip install $$(ls dist/*.whl)" >&2

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist site demo.html demo.db demo.db-wal demo.db-shm
	test -n "$$VIRTUAL_ENV" || rm -rf .venv
	find src tests tools evaluation -name __pycache__ -type d -prune -exec rm -rf {} +
