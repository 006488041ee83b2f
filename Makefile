# Everything goes through tools/dev.py, which needs only Python and venv: see `make help`.
PY ?= python3
PORT ?= 8000
export PORT

.PHONY: help run serve test check bench setup messages requirements

help:      ## this list
	@grep -E '^[a-z]+: *##' Makefile | sed 's/: *## */\t/'
run:       ## set up everything and serve the demo city on this machine
	@$(PY) tools/dev.py run
serve:     ## the same for real use: no debugging, no demo
	@$(PY) tools/dev.py serve
test:      ## all tests that fit the database (DATABASE_URL=postgres://... for PostgreSQL)
	@$(PY) tools/dev.py test $(ARGS)
check:     ## linters, layers, types, templates, migrations, translations
	@$(PY) tools/dev.py check
bench:     ## benchmarks, each against a plain view
	@$(PY) tools/dev.py bench $(ARGS)
setup:     ## the virtual environment with development dependencies
	@$(PY) tools/dev.py setup
messages:  ## collect the strings to translate and compile what is translated
	@$(PY) tools/dev.py messages
requirements: ## pin the dependencies of pyproject.toml again
	@$(PY) tools/dev.py requirements
