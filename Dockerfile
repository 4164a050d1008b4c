# The two images of production: the application, and the nginx that stands in front of it.
# The base and its packages are those that the tests run on: Debian 12 with its Python 3.11, nginx 1.22 and certbot.

FROM python:3.11-slim-bookworm AS application
# Arabic on drawn pictures needs FriBiDi: Pillow's wheel loads the system's.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin bayan
WORKDIR /srv/bayan
# requirements-s3.txt where pictures lie in a storage that speaks S3.
ARG REQUIREMENTS=requirements.txt
COPY requirements.txt requirements-s3.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --requirement $REQUIREMENTS
COPY . .
ENV PYTHONUNBUFFERED=1 STATIC_ROOT=/srv/public/static MEDIA_ROOT=/srv/public/media SOCKET=/run/bayan/app.sock \
    VAR_DIR=/var/lib/bayan
RUN SECRET_KEY=only-while-building python manage.py collectstatic --noinput --verbosity=0
# The folders that are volumes at run time: Docker gives a new volume the owner of the folder that it covers.
RUN install -d -o bayan -g bayan /srv/public/media /run/bayan /var/lib/bayan
USER bayan
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/healthy.py"]
CMD ["sh", "deploy/start-application.sh"]


FROM debian:12-slim AS nginx
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nginx openssl certbot gettext-base curl ca-certificates \
    && rm -rf /var/lib/apt/lists/*
COPY deploy /srv/bayan/deploy
COPY --from=application /srv/public/static /srv/public/static
WORKDIR /srv/bayan
EXPOSE 80 443
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["curl", "--fail", "--silent", "http://127.0.0.1:8090/healthz"]
CMD ["sh", "deploy/start-nginx.sh"]
