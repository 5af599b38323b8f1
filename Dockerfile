# One image for web, worker, beat and the local mail catcher; who runs what is in docker-compose.yml.
FROM python:3.13-slim AS packages
WORKDIR /kith
COPY requirements/bootstrap.txt requirements/run.txt requirements/
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
 && /venv/bin/uv pip install --no-cache --require-hashes --compile-bytecode --python /venv/bin/python -r requirements/run.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 KITH_STATE_DIR=/var/lib/kith
RUN useradd --system --uid 10001 --home-dir /var/lib/kith --create-home kith
COPY --from=packages /venv /venv
WORKDIR /kith
COPY manage.py pyproject.toml ./
COPY config config
COPY apps apps
COPY templates templates
COPY static static
USER kith
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "config.wsgi:application"]
