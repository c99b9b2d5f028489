# Two commands: `make run` shows the site with its demo content, `make test` runs every check.
# Both make .venv and install the locked dependencies first. PORT=9000 and PYTHON=/path/to/python3.12 choose others.

PORT ?= 8000
VENV_PYTHON := .venv/bin/python
export PYTHON
export GONGRON_LOCAL := 1

.PHONY: help run test bench bench-desk bench-search lock messages

help:
	@echo "make run       the site with its demo content on http://127.0.0.1:$(PORT)/ (PORT= chooses another)"
	@echo "make test      every check: lint, format, types, imports, migrations, catalogues, tests, browser journeys"
	@echo "make bench     our figures beside WordPress's and a file's (ROUNDS=, SECS=, GROWTH=1; docs/performance.md)"
	@echo "make bench-desk  the moderation desk beside WordPress's list of comments"
	@echo "make bench-search  the search beside WordPress's"
	@echo "make messages  bring the Korean catalogue up to date with the source, and compile it"
	@echo "make lock      compile requirements*.in into requirements*.txt"

run: export GONGRON_BASE_URL := http://127.0.0.1:$(PORT)
run:
	@.ci/install requirements.txt
	@exec $(VENV_PYTHON) manage.py serve --demo --port $(PORT)

test:
	@.ci/install requirements-dev.txt
	@exec $(VENV_PYTHON) .ci/checks.py

bench: export PYTHONPATH := site:.
bench:
	@.ci/install requirements-dev.txt
	@exec $(VENV_PYTHON) -m bench

bench-desk: export PYTHONPATH := site:.
bench-desk:
	@.ci/install requirements-dev.txt
	@exec $(VENV_PYTHON) -m bench.desk

bench-search: export PYTHONPATH := site:.
bench-search:
	@.ci/install requirements-dev.txt
	@exec $(VENV_PYTHON) -m bench.search

messages:
	@.ci/install requirements-dev.txt
	$(VENV_PYTHON) manage.py makemessages --locale ko --no-obsolete --no-wrap --add-location file --ignore .venv --ignore var --ignore tests
	$(VENV_PYTHON) manage.py compilemessages --locale ko --ignore .venv

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header
lock:
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt
