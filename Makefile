# Everything happens in a virtual environment of its own, .venv: nothing is installed anywhere else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: demo test check bench docs examples oldest clean

demo: $(VENV)/.installed            ## build the sample graph into output/
	@$(BIN)/kg build data/articles.json

test: $(VENV)/.installed-dev        ## pass the tests (SLOW=1: the slow ones too)
	$(BIN)/python -m pytest $(if $(SLOW),,-m "not slow")

check: $(VENV)/.installed-dev       ## lint, format, types, which part imports which, what nothing uses
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/vulture
	$(BIN)/deptry .

docs: $(VENV)/.installed-dev        ## build the pages of docs/ into build/site; any warning is an error
	$(BIN)/mkdocs build --quiet

examples: $(VENV)/.installed-dev    ## write the answers in docs/how-it-works.md anew
	$(BIN)/python -m tests.docs.write

# Python 3.10 where there is one: the oldest versions have no wheels for the newest Python. What was deprecated since
# they appeared is not ours to mend.
OLDEST := $(shell command -v python3.10 || echo $(PYTHON))

oldest: $(VENV)/.installed-dev      ## pass the fast tests with the oldest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(OLDEST) build/oldest
	$(BIN)/uv pip install --quiet --python build/oldest --resolution lowest-direct --editable '.[dev,train]'
	build/oldest/bin/python -m pytest -m "not slow" -p no:cacheprovider -W ignore::DeprecationWarning

bench: $(VENV)/.installed-dev       ## print the ratios of docs/performance.md
	@for script in benchmarks/bench_*.py; do $(BIN)/python $$script; done

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev,train]'
	@touch $@
