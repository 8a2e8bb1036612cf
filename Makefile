# Python ≥ 3.11 and pip are all that a machine needs.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/.uv/bin/uv
READY := $(VENV)/.ready
RUN := $(VENV)/bin

export LC_ALL := C.UTF-8
# Where it is set, every start would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo run keygen test check trials bench train count means metric texts pictures fix clean

# uv lives in a venv of its own, so that syncing the project does not remove it.
$(UV):
	$(PYTHON) -m venv $(VENV)/.uv
	$(VENV)/.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

$(READY): $(UV) pyproject.toml uv.lock
	$(PYTHON) -m venv $(VENV)
	$(UV) sync --quiet --frozen --compile-bytecode --all-extras --python $(VENV)/bin/python
	$(RUN)/python -m compileall -q -j 0 bot handlers migrations tools trials
	touch $@

demo: $(READY) ## everything on this machine, without Telegram
	$(RUN)/viche demo $(if $(PORT),--port $(PORT))

run: $(READY) ## the real thing; see Settings in the README
	$(RUN)/viche migrate
	$(RUN)/viche run

keygen: $(READY)
	@$(RUN)/viche keygen

test: $(READY) ## three workers for two cores: each waits for its PostgreSQL now and then
	$(RUN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(READY) ## cheapest first
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/lint-imports
	$(RUN)/mypy
	$(RUN)/python -m tools.texts check
	$(RUN)/python -m tools.migrations
	$(RUN)/hadolint Dockerfile

trials: $(READY) ## faults on purpose; FULL=1 at full size, ONLY=T8 for one number, AGAIN=1 to judge what was only late by a second run
	$(RUN)/python -m trials $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY)) $(if $(AGAIN),--again)

bench: $(READY) ## beside an aiogram form; WHAT=broadcast, memory, lists, similar, digest or export for those
	$(UV) sync --quiet --frozen --all-extras --group bench --python $(VENV)/bin/python
	$(RUN)/python -m bench $(WHAT)

train: $(READY) ## the classifier of dangers, about four minutes; extra dependencies apart
	$(UV) sync --quiet --frozen --all-extras --group train --python $(VENV)/bin/python
	$(RUN)/python -m tools.training

count: $(READY) ## how common words are; after every change of data/synonyms or data/matters
	$(RUN)/python -m tools.commonness

means: $(READY) ## what is common to texts of a language, for the model; some minutes
	$(RUN)/python -m tools.means

metric: $(READY) ## how sentences are compared, learned from data/similar_training; some minutes
	$(RUN)/python -m tools.metric

pictures: $(READY) ## those of the README; SCREENS=folder for every screen of the bot
	$(RUN)/python -m tools.pictures $(if $(SCREENS),--screens $(SCREENS))

texts: $(READY) ## extract texts and bring the catalogues up to them
	$(RUN)/python -m tools.texts update

fix: $(READY)
	$(RUN)/ruff check --fix
	$(RUN)/ruff format

clean:
	rm -rf $(VENV) .data
