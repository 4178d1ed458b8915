# Bilateral. `make run` is all a reader needs; `make` alone lists the rest.
# Everything is made inside this folder: .venv (Python parts) and data/processed (tidy tables).

HOST ?= 127.0.0.1
PORT ?= 8050
export HOST PORT

PYTHON ?= python3
WORKERS ?= 3
BIN = .venv/bin
PIP = $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input \
	--require-hashes --no-deps --only-binary=:all:

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help run refresh test test-slow screens bench lint dictionary findings notebook lock clean venv install install-dev chromium \
	cluster cluster-stop test-cluster install-cluster spark

help:
	@echo "make run        install what is missing, build the tables, serve http://$(HOST):$(PORT)"
	@echo "make refresh    read what is new, check it, publish it"
	@echo "make test       every test but the slow ones, browser included"
	@echo "make test-slow  the slow tests"
	@echo "make screens    walk every page in every language; pictures of all of them in build/screens"
	@echo "make lint       style, types, who imports whom"
	@echo "make bench      benchmarks"
	@echo "make dictionary write docs/data-dictionary.md and docs/indicators.md from what is declared"
	@echo "make findings   write tests/etl/reviewed_findings.csv anew, to be reviewed"
	@echo "make notebook   run docs/azerbaijan-lithuania.ipynb and store what it says"
	@echo "make cluster    start Apache Spark on this machine; make cluster-stop ends it (docs/cluster.md)"
	@echo "make test-cluster  every question on DuckDB, Spark and ClickHouse: the same rows"
	@echo "make lock       pin requirements*.txt anew (needs uv)"
	@echo "make clean      remove all that make has made; data/raw stays"

# A failed build of the tables is no reason to show nothing: the last good ones stay and are served.
run: install
	@$(BIN)/python -m etl refresh --offline || test -e data/processed/current
	@exec $(BIN)/python app.py

refresh: install
	@$(BIN)/python -m etl refresh

# Hundreds of processes come and go in tests: what one has compiled the next ones need not.
test test-slow screens test-cluster: export PYTHONDONTWRITEBYTECODE =

test: install-dev chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-slow: install-dev chromium
	@$(BIN)/python -m pytest -m slow $(ARGS) || [ $$? -eq 5 ] # 5: no test is marked slow

screens: install-dev chromium
	@$(BIN)/python -m pytest -m slow -n $(WORKERS) --dist worksteal tests/dashboard/test_walk.py $(ARGS)

bench: install-dev
	@set -e; for script in bench/[a-z]*.py; do echo "== $$script"; $(BIN)/python -m "bench.$$(basename "$$script" .py)"; done

# Pyright and its Node both come from requirements-dev.txt; it must not look for newer ones.
lint: export PYRIGHT_PYTHON_IGNORE_WARNINGS = 1
lint: export PYRIGHT_PYTHON_GLOBAL_NODE = false
lint: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

dictionary: install
	@$(BIN)/python -m etl.dictionary > docs/data-dictionary.md
	@$(BIN)/python -m trade.indicators.page > docs/indicators.md

findings: install-dev
	@$(BIN)/python -m etl refresh --offline
	@mkdir -p build && PYTHONPATH=.:tests:tests/etl $(BIN)/python -m reviewed > build/findings.csv && mv build/findings.csv tests/etl/reviewed_findings.csv

notebook: install-dev chromium
	@$(BIN)/python -m etl refresh --offline
	@PYTHONPATH=.:tests $(BIN)/python -m notebooks

# --- a cluster: docs/cluster.md -------------------------------------------------------------

cluster: spark
	@.venv-cluster/bin/python deploy/cluster.py start

cluster-stop:
	@.venv-cluster/bin/python deploy/cluster.py stop

# A cluster that runs already is used and left running.
test-cluster: install-dev install-cluster chromium spark
	@if .venv-cluster/bin/python deploy/cluster.py status >/dev/null; then started=; else \
	  .venv-cluster/bin/python deploy/cluster.py start && started=yes || exit 1; fi; \
	$(BIN)/python -m pytest -m cluster -n 0 tests/cluster $(ARGS); ended=$$?; \
	test -z "$$started" || .venv-cluster/bin/python deploy/cluster.py stop; exit $$ended

lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url requirements-dev.in -o requirements-dev.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url requirements-cluster.in -o requirements-cluster.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url requirements-spark.in -o requirements-spark.txt

clean:
	rm -rf .venv .venv-cluster data/processed build .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the parts -----------------------------------------------------------------------------

venv:
	@$(BIN)/python -c '' 2>/dev/null || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "Python 3.11 or later is needed and $(PYTHON) is not: apt-get install python3 (Debian 12 or later), or make PYTHON=/path/to/python3.11"; exit 1; }; \
	  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make a virtual environment: apt-get install python3-venv"; exit 1; }; \
	  rm -rf .venv && $(PYTHON) -m venv .venv; }

# What is installed is remembered by content, so a second start asks neither pip nor the network.
install: venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
	  echo "Installing the Python parts (once, a minute or two) ..."; \
	  $(PIP) -r requirements.txt && cp requirements.txt .venv/requirements.txt; }

install-dev: install
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	  echo "Installing the tools for tests and checks (once) ..."; \
	  $(PIP) -r requirements-dev.txt && cp requirements-dev.txt .venv/requirements-dev.txt; }

# Spark's client and Spark itself come as source only; both are plain Python to install.
install-cluster: install
	@cmp -s requirements-cluster.txt .venv/requirements-cluster.txt || { \
	  echo "Installing what asks a cluster (once) ..."; \
	  $(PIP) --no-binary=pyspark-client -r requirements-cluster.txt && cp requirements-cluster.txt .venv/requirements-cluster.txt; }

spark: venv
	@cmp -s requirements-spark.txt .venv-cluster/requirements-spark.txt || { \
	  echo "Installing Apache Spark (once, half a gigabyte) ..."; \
	  rm -rf .venv-cluster && $(BIN)/python -m venv .venv-cluster && \
	  .venv-cluster/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps \
	    -r requirements-spark.txt && cp requirements-spark.txt .venv-cluster/requirements-spark.txt; }

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	    echo "The browser tests drive chromium, which is not installed: apt-get install chromium (as root)"; exit 1; fi; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -q && apt-get install -q -y --no-install-recommends chromium; }
