FROM python:3.11-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/uv
WORKDIR /viche
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_DEV=1
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --frozen --no-install-project
COPY bot bot
COPY handlers handlers
COPY locales locales
COPY migrations migrations
COPY data data
RUN uv sync --frozen

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin viche \
    && install -d -o viche -m 700 /var/lib/viche
COPY --from=build /viche /viche
WORKDIR /viche
ENV PATH=/viche/.venv/bin:$PATH PYTHONUNBUFFERED=1 LC_ALL=C.UTF-8 OPS_PORT=9090 \
    DATA_DIR=/var/lib/viche
USER 10001
# What was deleted is written here, so that a restored backup forgets it again.
VOLUME /var/lib/viche
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9090/livez', timeout=4)"]
ENTRYPOINT ["viche"]
CMD ["run"]
