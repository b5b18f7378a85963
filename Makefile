# Shejian. `make demo` and `make test` are all a newcomer needs; the rest is for those who change it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Tests that ask no database, or only through what other tests ask as well: once, on SQLite, is enough.
# So it is with tests marked "once".
WITHOUT_STORE = benchmarks browser cases core exchange/reading repo
TEMPLATES = $(shell find src -path '*/templates/*.html')
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help env demo test test-quick check format lock docs pictures messages bench clean

help:            ## what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/'

env: .venv/.runtime   ## set up .venv with what the program needs

demo: env        ## an invented county and a server on 127.0.0.1:8000
	@$(BIN)/shejian init --demo
	@$(BIN)/shejian serve

test: .venv/.development   ## everything: SQLite, browser, PostgreSQL
	$(BIN)/python -m pytest -n logical
	$(BIN)/python tests/postgresql.py $(BIN)/python -m pytest -n logical -m "not once" $(WITHOUT_STORE:%=--ignore=tests/%)

test-quick: .venv/.development   ## all but the browser and PostgreSQL
	$(BIN)/python -m pytest -n logical -m "not browser"

check: .venv/.development   ## lint, types, import contracts, migrations, templates, generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=shejian.settings.test $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/python docs/generate.py --check

format: .venv/.development   ## let the formatters have their way
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

lock: .venv/.development   ## pin every dependency anew, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra build --extra dev pyproject.toml -o requirements-dev.txt

docs: .venv/.development   ## write the generated pages anew
	$(BIN)/python docs/generate.py

pictures: .venv/.development   ## take a picture of every page, at two widths, into docs/pictures
	$(BIN)/python -m docs.take_pictures

messages: .venv/.development   ## compile the English catalogue of the shell
	$(BIN)/python -c "import polib; f = 'src/shejian/office/locale/en/LC_MESSAGES/django'; polib.pofile(f + '.po').save_as_mofile(f + '.mo')"

bench: .venv/.development   ## measure, and write benchmarks/results
	$(BIN)/python -m benchmarks

clean:           ## remove the environment and caches; stores are left alone
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "需要 Python 3.11；请安装后重试，或用 make PYTHON=… 指明"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@
