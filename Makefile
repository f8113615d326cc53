# Two commands do everything from a fresh checkout: `make demo` and `make test`.
# They need Python 3.11 or newer, make and a package registry; choose another Python with PYTHON=python3.12.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INPUT := corpus
MOST := 5000
PAPERS := corpus
GOLD := corpus/gold
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
COMPILE := uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --python-version 3.11 --custom-compile-command "make lock"

.DELETE_ON_ERROR:
.PHONY: help demo test test-outside pictures check bench scorecard lock clean

help:
	@echo "make demo    set up, import corpus/, list the recommendations that nobody has reported on"
	@echo "make test    set up, run the tests"
	@echo "make test-outside    set up, try the pages in Chromium and the files in LibreOffice"
	@echo "make pictures    set up, make the pictures of the README again (needs Chromium)"
	@echo "make check   set up, check types, style and the direction of imports"
	@echo "make bench   set up, measure speed and memory on PDFs of corpus/ or INPUT=folder, and write it into the README"
	@echo "make scorecard   measure accuracy on corpus/, or PAPERS=folder GOLD=folder, and write it into the README"
	@echo "make lock    write both lock files again (needs uv)"
	@echo "make clean   remove $(VENV) and what tests leave behind"

demo: $(VENV)/run.done
	@$(BIN)/extractor import corpus --db output/extractor.db
	@$(BIN)/extractor gaps --db output/extractor.db

test: $(VENV)/test.done
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# These drive programs of the machine: Chromium and LibreOffice. They fail, and say what to install, where one is missing.
test-outside: $(VENV)/test.done
	@$(BIN)/python -m pytest tests/outside/browser.py tests/outside/office.py

pictures: $(VENV)/test.done
	@$(BIN)/python -m tests.outside.pictures

check: $(VENV)/test.done
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

scorecard: $(VENV)/test.done
	@$(BIN)/extractor import $(PAPERS) --db output/scorecard.db
	@$(BIN)/python -m tests.benchmarks.scorecard output/scorecard.db $(GOLD) $(if $(filter corpus,$(PAPERS)),sample,annotated)

bench: $(VENV)/test.done
	@$(BIN)/python -m tests.benchmarks.bench $(INPUT)
	@$(BIN)/python -m tests.benchmarks.waits
	@$(BIN)/python -m tests.benchmarks.growth $(INPUT) $(MOST)
	@$(BIN)/python -m tests.benchmarks.speed_table

$(VENV)/run.done: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the tool needs into $(VENV) (a minute or two, the first time only)" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: tests/requirements.lock $(VENV)/run.done
	@echo "Installing what the tests need into $(VENV)" >&2
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

lock:
	$(COMPILE) --extra datasette --group build --output-file requirements.lock
	$(COMPILE) --all-extras --group build --group test --constraint requirements.lock --output-file tests/requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
