# Every target sets up what it needs; nothing has to be installed by hand on Debian with Python 3.11.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup system demo test quick check format templates bench pins

BIN := .venv/bin
READY := .venv/.ready
TYPES := .venv/notion-types/schemas.json
CODE := sync server sheets_template notion_template sandbox tests bench docs examples

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(READY) ## fill .venv with the pinned packages (every target below does it)

$(READY): requirements.txt pyproject.toml tools/setup $(wildcard */__init__.py)
	@tools/setup python
	@touch $@

system:
	@tools/setup system

$(TYPES): tools/setup $(wildcard tests/notion_types/*.js*) | $(READY)
	@tools/setup types

demo: $(READY) ## the product on sample data: a sheet, a workbook and the pages, until Ctrl-C
	@$(BIN)/okr-sync demo

test: $(READY) system $(TYPES) ## all tests, on two cores
	@$(BIN)/python -m pytest -n 2

quick: $(READY) ## the fast part of the tests
	@$(BIN)/python -m pytest -n 2 -m 'not slow'

check: $(READY) ## layout, lint, types: before every push
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(CODE)

format: $(READY) ## settle layout and what lint can mend
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

templates: $(READY) system ## rebuild what is generated: workbooks, pictures, pages of docs/
	@$(BIN)/python -m sheets_template
	@$(BIN)/python -m examples.make_examples
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/make_images.py
	@$(BIN)/python docs/make_page_images.py

bench: $(READY) ## time and memory
	@for name in bench/[a-z]*.py; do $(BIN)/python -m bench.$$(basename $$name .py); done

pins: ## renew requirements.txt from pyproject.toml (needs uv)
	@uv pip compile -q --upgrade --generate-hashes --extra dev --no-emit-index-url --no-emit-find-links \
		--no-header --python-version 3.11 pyproject.toml -o requirements.txt
