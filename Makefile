# Two commands do everything: `make demo` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?= 8080
DATA ?= demo-data
# make demo MORE=--webhook has Telegram call the bot instead of being asked by it.
MORE ?=

.PHONY: demo test test-long check format bench bench-growth clean

demo: $(READY)
	$(BIN)/python -m bot sandbox --port $(PORT) --data $(DATA) $(MORE)

test: $(READY) check
	$(BIN)/pytest

# The loops of kills, stories, power cuts and floods in full; `make test` runs them in a bounded form.
test-long: $(READY)
	TELLSAFE_LONG=1 $(BIN)/pytest -o faulthandler_timeout=0 tests/reliability tests/faults

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks

# Fills a database of 2 GB first, in the folder for temporary files.
bench-growth: $(READY)
	$(BIN)/python -m benchmarks.growth

clean:
	rm -rf $(VENV) .venv-bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# The lock names exact versions; pyproject.toml names the ranges that they were chosen from.
$(READY): requirements.lock
	$(PYTHON) -c "import sys; sys.exit('Tellsafe needs Python 3.11 or newer.' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	touch $(READY)
