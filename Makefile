# Moonpane: every command of the project. `make help` lists them.
# Each target does its own set-up; a step that is done is not done again.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
FONTS := resources/moonpane_resources/fonts/versions.json
PREVIEW := resources/moonpane_resources/preview/dist/versions.json
LANGUAGES := resources/moonpane_resources/translations
ARGS ?=
# Whole files, in their order: a window that was open in a process leaves Chromium's helpers behind. Three for two
# processors, because tests also wait: for Chromium, another process, or a clock.
WORKERS ?= -n 3 --dist loadfile --no-loadscope-reorder
# Tests start hundreds of processes: what one has compiled the others read, also where the shell says not to write it.
PYTEST = QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

.PHONY: demo run test check format translations bench tiny setup clean help

demo: setup ## Convert a bundled mockup with the embedded model, print its score, open the studio if there is a display
	$(BIN)/moonpane demo $(ARGS)

run: setup ## Open the studio
	$(BIN)/moonpane studio $(ARGS)

test: setup ## Run all tests (offscreen); ARGS="tests/vision -k parse" narrows
	$(PYTEST) -m 'not alone' $(WORKERS) $(ARGS) || [ $$? -eq 5 ]
	$(PYTEST) -m alone $(ARGS) || [ $$? -eq 5 ]

check: setup ## Formatting, lint, types and import contracts; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	node_modules/.bin/pyright
	$(BIN)/lint-imports

format: setup ## Format the code and fix what can be fixed mechanically
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

translations: setup ## Collect the words of the interface for translators; says what is not translated yet
	$(BIN)/python scripts/make_translations.py update

bench: setup ## Print start, encode, prefill and decode speeds, beside transformers
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(ARGS)

tiny: setup ## Train the embedded model from seed to weights; resumes where it stopped
	$(BIN)/python -m moonpane_engine.train $(ARGS)

setup: ## Everything the other targets need, from a bare checkout
	@$(MAKE) --no-print-directory -j4 $(STAMPS)/all

clean: ## Remove what set-up made (not the training data)
	rm -f kernels/moonpane_kernels/cpu/*.so $(LANGUAGES)/*.qm
	rm -rf $(VENV) node_modules resources/moonpane_resources/fonts resources/moonpane_resources/preview/dist .pytest_cache .ruff_cache .import_linter_cache

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -- set-up, step by step --------------------------------------------------------------------------

$(STAMPS)/all: $(STAMPS)/system $(STAMPS)/packages $(STAMPS)/kernels $(STAMPS)/languages $(FONTS) $(PREVIEW)  # side by side: pip mostly waits
	@:

$(BIN)/python:
	@sh scripts/find_python.sh > /dev/null
	"$$(sh scripts/find_python.sh)" -m venv $(VENV)

$(STAMPS)/system: scripts/system_libraries.py | $(BIN)/python
	$(BIN)/python scripts/system_libraries.py
	@mkdir -p $(@D) && touch $@

# What is imported is compiled then; all of torch would take longer than the rest.
$(STAMPS)/packages: pyproject.toml scripts/constraints.txt | $(STAMPS)/system
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c scripts/constraints.txt -e '.[test,train,setup]'
	@mkdir -p $(@D) && touch $@

$(STAMPS)/kernels: scripts/build_kernels.py $(wildcard kernels/csrc/*) | $(BIN)/python
	$(BIN)/python scripts/build_kernels.py
	@mkdir -p $(@D) && touch $@

$(STAMPS)/languages: scripts/make_translations.py $(wildcard $(LANGUAGES)/*.ts) | $(STAMPS)/packages
	$(BIN)/python scripts/make_translations.py compile
	@mkdir -p $(@D) && touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm > /dev/null || { echo 'npm is missing: install Node.js 18 or newer, which brings it.' >&2; exit 1; }
	npm ci --silent
	@touch $@

$(FONTS): node_modules/.package-lock.json scripts/make_fonts.py | $(STAMPS)/packages
	$(BIN)/python scripts/make_fonts.py

$(PREVIEW): node_modules/.package-lock.json scripts/make_preview.mjs $(wildcard resources/moonpane_resources/preview/*.*)
	node scripts/make_preview.mjs
