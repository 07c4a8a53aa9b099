# Winbook as a worker: not root, its book in /data unless DATABASE_URL says otherwise.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/winbook
COPY requirements.txt .
RUN /opt/winbook/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE manifest.yml ./
COPY bot bot
COPY storage storage
COPY playground playground
RUN /opt/winbook/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/winbook/bin/pip install --no-cache-dir "psycopg[binary]>=3.3,<4"

FROM python:3.13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --create-home winbook \
 && chmod 700 /data
COPY --from=build /opt/winbook /opt/winbook
ENV PATH=/opt/winbook/bin:$PATH PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/winbook.db PORT=3000 HEALTH_PORT=3000
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/livez', timeout=4)"]
CMD ["winbook", "run"]
