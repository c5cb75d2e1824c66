# syntax=docker/dockerfile:1
FROM python:3.13-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Vetowatch" \
      org.opencontainers.image.description="UN votes and vetoes, told in Discord and Slack as they happen" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --home-dir /data --create-home vetowatch
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY bot bot
COPY adapters adapters
COPY config config
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VETOWATCH_DATABASE_URL=sqlite:////data/vetowatch.sqlite3
USER 10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2m --timeout=20s --start-period=1m CMD ["python", "-m", "bot", "doctor", "--running"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
