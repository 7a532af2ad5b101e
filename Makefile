# Octavo in one word each: `make help`. Needs make and Python 3.11 or newer, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --max-worker-restart 0
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

FORMATTERS := .formatters
MDFORMAT := mdformat==0.7.22 mdformat-tables==1.0.0 mdformat-footnote==0.1.3 mdformat-deflist==0.1.3 \
            mdformat-frontmatter==2.1.2
PRETTIER := prettier@3.10.1
EXTRACTORS := .extractors
TEXT := pypdf==7.1.1 pdfminer.six==20260107 pymupdf==2.0 pdfplumber==0.11.10
PDFJS := pdfjs-dist@5.6.205

DOCUMENTATION := .documentation
ZENSICAL := zensical==0.0.73

# pip-compile writes this into the locks; pyright stays with the version that is locked.
export CUSTOM_COMPILE_COMMAND := make lock
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
# Without what Python keeps of a module, each run compiles every test again: 12 s.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := all
.PHONY: all test lint types mypy pyright tests quick laws bench pictures codes commands lock clean help
.PHONY: watch matrix mutants formatters extractors docs look

all: $(VENV)/.ready ## Build the proceedings into build/
	$(BIN)/octavo build

test: lint types tests ## Check style and types, and run all tests

lint: $(VENV)/.tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: mypy pyright

mypy pyright: $(VENV)/.tools
	$(BIN)/$@

tests: $(VENV)/.tools
	$(PYTEST)

quick: $(VENV)/.tools ## Check what is changed, and run the fast tests: for every day
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	files=$$({ git diff --name-only --diff-filter=d HEAD; git ls-files --others --exclude-standard; } \
		| grep '\.py$$'); test -z "$$files" || $(BIN)/pyright $$files
	$(PYTEST) -q -m "not slow" --hypothesis-profile quick

watch: $(VENV)/.tools ## Run the fast tests that concern a file whenever it is saved
	PYTHONPATH=tests $(BIN)/python -m watch

matrix: $(VENV)/.ready ## Compare what every Python here makes, and run the fast tests in each
	PYTHONPATH=tests $(BIN)/python -m matrix

mutants: $(VENV)/.tools ## Put small faults into core modules, and see whether their tests notice
	PYTHONPATH=tests $(BIN)/python -m mutants

laws: $(VENV)/.tools ## Try the laws on thousands of random sources: takes some hours
	$(BIN)/python tests/trust/check_decides.py 1000
	$(BIN)/python tests/trust/long_content.py 1000
	$(PYTEST) tests/engine/test_commonmark.py tests/engine/test_layout.py
	$(BIN)/python tests/formatters.py
	$(BIN)/python tests/trust/mutations.py 1000
	$(BIN)/python tests/trust/canaries.py 2000
	$(BIN)/python tests/trust/interference.py 200
	$(BIN)/python tests/trust/ways_to_hide.py

formatters: ## Install mdformat, and Prettier where npm is, for `make laws`
	$(PYTHON) -m venv $(FORMATTERS)
	$(FORMATTERS)/bin/python -m pip --disable-pip-version-check --no-input --quiet install $(MDFORMAT)
	! command -v npm >/dev/null || npm install --silent --prefix $(FORMATTERS) $(PRETTIER)

extractors: ## Install programs that take the words out of PDFs, and pdf.js where npm is, for the tests
	$(PYTHON) -m venv $(EXTRACTORS)
	$(EXTRACTORS)/bin/python -m pip --disable-pip-version-check --no-input --quiet install $(TEXT)
	! command -v npm >/dev/null || npm install --silent --prefix $(EXTRACTORS) $(PDFJS)

bench: $(VENV)/.tools ## Measure how long a build takes
	$(BIN)/python tests/bench/measure.py
	$(BIN)/python tests/bench/again.py
	$(BIN)/python tests/bench/thousand.py
	$(BIN)/python tests/bench/word_files.py
	$(BIN)/python tests/bench/preview.py
	$(BIN)/python tests/bench/many.py

pictures: all ## Draw the pictures in the README from what is built
	$(BIN)/python docs/images/draw.py

look: all $(VENV)/.tools ## Draw every page of every output, and of other kinds, on sheets in build/look/
	$(BIN)/python tests/bench/look.py

codes: $(VENV)/.tools ## Write docs/codes.md and docs/keys.md from the tables they show
	PYTHONPATH=tests:generators $(BIN)/python tests/codes_page.py
	PYTHONPATH=tests:generators $(BIN)/python tests/keys_page.py

commands: $(VENV)/.tools ## Write docs/commands.md from the help of the commands
	PYTHONPATH=tests:generators $(BIN)/python tests/commands_page.py

docs: ## Make the documentation as a site, in build/site/
	test -x $(DOCUMENTATION)/bin/zensical || $(PYTHON) -m venv $(DOCUMENTATION)
	$(DOCUMENTATION)/bin/python -m pip --disable-pip-version-check --no-input --quiet install $(ZENSICAL)
	$(DOCUMENTATION)/bin/zensical build --clean

lock: $(VENV)/.tools ## Choose the newest allowed version of every dependency, and pin it
	$(LOCK) --upgrade --build-deps-for editable --output-file requirements.txt pyproject.toml
	$(BIN)/python -c 'import tomllib; groups = tomllib.load(open("pyproject.toml", "rb")); \
		print(*groups["dependency-groups"]["dev"], sep="\n")' \
		| $(LOCK) --upgrade --constraint requirements.txt --output-file requirements-dev.txt -

clean: ## Delete the environment, the caches and everything that was built
	rm -rf $(VENV) .matrix $(FORMATTERS) $(DOCUMENTATION) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find build -mindepth 1 ! -name .gitignore -delete

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s  %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# The environment, made once: what a build needs, then what the tests need besides.

$(VENV)/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Octavo needs Python 3.11 or newer: make PYTHON=python3.12" >&2; exit 1; }
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	touch $@

$(VENV)/.tools: $(VENV)/.ready requirements-dev.txt
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	touch $@
