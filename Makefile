# Two commands do it all on a fresh machine: `make figures` and `make test`.
# COUNCIL=Name picks another council in England, by the name people use; COMPARE=A,B the councils
# that stand beside it in figure 17 and on a page of the report.

export COUNCIL COMPARE

PYTHON  ?= python3
VENV    := .venv
PY      := $(VENV)/bin/python
READY   := $(VENV)/installed-from-requirements
BROWSER := $(VENV)/installed-for-browser-tests
# JupyterLab asks the network for news, updates and extensions unless it is told not to.
# It opens at the notebook whose second cell says how to choose a council; in a container one is root.
LAB     := --LabApp.default_url=/lab/tree/notebooks/01-grades-across-areas.ipynb --LabApp.extension_manager=readonly \
    --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.news_url=None \
    $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: figures report reports workbook test test-quick golden test-faults test-browser lab check bench lock help
.DEFAULT_GOAL := help

figures: $(READY) ## run the notebooks that are out of date, write their figures: fifteen seconds at most
	@$(PY) -m council_tools figures

report: $(READY) ## bring the figures up to date, write pages to read without a network: ten seconds more
	@$(PY) -m council_tools report

reports: $(READY) ## the pages of every council in England, for any static host: 20 minutes
	@$(PY) -m council_tools report --all-councils

workbook: $(READY) ## write the record of all councils as report/council-record.xlsx: ten seconds
	@$(PY) -m council_tools workbook

test: $(READY) ## run the tests: four minutes
	@$(PY) -m pytest

test-quick: $(READY) ## run the tests of what is counted and said: the habit, in twenty seconds
	@$(PY) -m pytest tests/analysis tests/test_table.py tests/test_financial_year.py tests/test_english.py

golden: $(READY) ## keep what the notebooks show now as what they are to show; read the difference in git
	@KEEP_GOLDEN=1 $(PY) -m pytest tests/golden

test-faults: $(READY) ## kill, fill, race and break runs, run notebooks in Jupyter: five minutes
	@FULL_COUNTS=1 $(PY) -m pytest tests/faults tests/pipeline/test_same_as_jupyter.py

test-browser: $(BROWSER) ## read the report and JupyterLab in a browser: seven minutes (needs chromium and npm)
	@$(PY) -m council_tools report --council Bradford --compare "Leeds,Newham"
	@$(PY) -m council_tools report --council Newham --compare ""
	@$(PY) -m council_tools workbook
	@BROWSER_TESTS=1 $(PY) -m pytest tests/browser

lab: $(READY) ## open JupyterLab on notebooks/
	@$(PY) -m jupyterlab $(LAB)

bench: $(READY) ## measure speed and memory beside other tools, write bench/RESULTS.md: half an hour
	@$(PY) bench/results.py

check: ## run what the continuous integration runs: tests, lint, data and figures
	@bash .ci/run

lock: ## write requirements.txt anew from pyproject.toml (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
	    --no-emit-package council-record \
	    --custom-compile-command "make lock" --output-file requirements.txt pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" --output-file tests/browser/requirements.txt \
	    tests/browser/requirements.in

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s%s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo '  COUNCIL=Leeds           figures and report of another council, by any name people use'
	@echo '  COMPARE="Leeds,Hull"    councils beside it, in figure 17 and on a page of the report'

$(READY): requirements.txt pyproject.toml
	@echo "Installing into $(VENV), once; this takes about a minute ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

$(BROWSER): $(READY) tests/browser/requirements.txt tests/browser/package-lock.json
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/browser/requirements.txt
	@npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/browser
	@touch $(BROWSER)
