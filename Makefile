# One word a task; CI runs the same words.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check format eval bench words lock clean

help: ## list the tasks
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/.dev ## make .venv from the hashed lock, with the tools to develop

run: .venv/.run ## poll the sources and tell each vote (console, and whatever is configured)
	@exec $(BIN)/python -m bot run

demo: .venv/.run ## replay a small built-in set of pages through the whole program
	@exec $(BIN)/python -m bot demo

test: .venv/.dev ## run all tests
	$(BIN)/pytest -n 2

format: .venv/.dev ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: .venv/.dev ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

eval: .venv/.dev ## accuracy of reading, as tables
	$(BIN)/python -m tests.eval

bench: .venv/.dev ## speed and memory
	$(BIN)/python -m tests.bench

words: .venv/.dev ## bring the translations' catalogues up to date with the texts in the code
	$(BIN)/pybabel -q extract -F pyproject.toml --no-wrap --add-location=file --sort-by-file --omit-header -o .venv/words.pot bot adapters
	for language in fr es ar ru zh; do $(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -i .venv/words.pot -l $$language -o bot/words/catalogues/$$language.po; done

lock: .venv/.dev ## pin what pyproject.toml asks for, with hashes
	$(BIN)/uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.lock -o requirements-dev.lock

clean: ## remove .venv and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
