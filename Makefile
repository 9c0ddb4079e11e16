# Signpost. Bare `make` lists what there is to do.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin

.PHONY: help run test check train clean setup

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(READY) ## set everything up and start Signpost at http://127.0.0.1:5005/
	@$(RUN)/signpost serve

test: $(READY) ## run all tests, with a real model, browser and databases where they are installed
	@$(RUN)/signpost train
	@$(RUN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(READY) ## style, types, boundaries between the rooms, the content and the examples
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports
	@$(RUN)/signpost catalog check
	@$(RUN)/signpost examples check

train: $(READY) ## train the model if its examples changed
	@$(RUN)/signpost train

setup: $(READY) ## only install what Signpost needs, into .venv

clean: ## remove everything that was made: environment, models, data
	rm -rf $(VENV) .uv .rasa models var results

$(READY): pyproject.toml uv.lock .python-version scripts/setup.sh
	@bash scripts/setup.sh $(VENV)
	@touch $@
