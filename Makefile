# Kith in two commands: `make run`, `make test`. Needs python3 (3.11 or newer), pip and make.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
ARGS ?=
# uv trusts its own list of certificates; behind a proxy only the machine's list will do
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check bench drill demo stop lock clean

help:
	@echo "make run     everything from nothing to a running site (PORT=8000)"
	@echo "make test    everything from nothing to all tests, real browser included (ARGS=…)"
	@echo "make check   lint, types, layers, migrations, templates, deploy check"
	@echo "make bench   benchmarks beside their floors, into var/bench.json"
	@echo "make drill   crash and fault drills with figures, into var/drill.json"
	@echo "make demo    a demo member with two years of a believable life"
	@echo "make stop    end what runs from this folder"
	@echo "make lock    make the hashed locks again (UPGRADE=1 for newer versions)"
	@echo "make clean   remove what was installed and cached, not the data in var/"

run: $(VENV)/.run
	@$(PY) -m config.up --with-parent

test: $(VENV)/.test
	@KITH_BROWSER="$$($(PY) scripts/browser.py)" && export KITH_BROWSER && \
	$(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --ignore tests/drill --ignore tests/bench $(ARGS)

# what a production machine would set; nothing is contacted
PRODUCTION := PUBLIC_URL=https://kith.example ALLOWED_HOSTS=kith.example DATABASE_URL=postgresql://kith_web:x@db/kith \
	REDIS_URL=redis://valkey/0 EMAIL_URL=smtp+tls://mail.kith.example:587

check: $(VENV)/.test
	@echo "── lint"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@echo "── types"
	@$(PY) -m mypy
	@echo "── layers"
	@$(VENV)/bin/lint-imports
	@echo "── migrations"
	@$(PY) manage.py makemigrations --check --dry-run
	@echo "── templates"
	@$(PY) -m djlint --lint --quiet templates
	@echo "── deploy check"
	@$(PRODUCTION) SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_hex(40))')" \
	$(PY) manage.py check --deploy --fail-level WARNING

bench: $(VENV)/.test
	@$(PY) -m tests.bench $(ARGS)

drill: $(VENV)/.test
	@$(PY) -m tests.drill $(ARGS)

demo: $(VENV)/.run
	@$(PY) manage.py demo

stop:
	@test ! -x $(PY) || $(PY) -m config.up stop

clean:
	rm -rf $(VENV) .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/test
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── what is installed ────────────────────────────────────────────────────────
# Debian's python3 may lack venv; then uv, put beside, makes it.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Kith needs Python 3.11 or newer; name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	rm -rf $(VENV) .tools; \
	$(PYTHON) -m pip install -q --require-hashes --target .tools -r requirements/bootstrap.txt && \
	.tools/bin/uv venv -q --seed --python $(PYTHON) $(VENV); }

$(UV): requirements/bootstrap.txt | $(PY)
	@$(PY) -m pip install -q --require-hashes -r $<
	@touch $@

# uv reads none of pip's settings, so a mirror that pip knows is handed over; where uv fails, pip does it
define install
	@echo "Installing what $< lists"
	@mirror="$${PIP_INDEX_URL:-$$($(PY) -m pip config get global.index-url 2>/dev/null)}"; \
	test -z "$$mirror" || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$mirror}"; \
	$(UV) pip install -q --require-hashes --compile-bytecode --python $(PY) -r $< || \
	$(PY) -m pip install -q --require-hashes -r $<
endef

# the stamps depend on the locks: after a `git pull` that changed one, it is installed
$(VENV)/.run: requirements/run.txt $(UV)
	$(install)
	@touch $@

$(VENV)/.test: requirements/test.txt $(UV)
	$(install)
	@touch $@ $(VENV)/.run

COMPILE := pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	$(if $(UPGRADE),--upgrade)

lock: $(UV)
	$(UV) $(COMPILE) --group bootstrap -o requirements/bootstrap.txt
	$(UV) $(COMPILE) pyproject.toml -o requirements/run.txt
	$(UV) $(COMPILE) pyproject.toml --group test -o requirements/test.txt
