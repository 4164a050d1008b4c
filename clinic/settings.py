"""The one settings file: every variable of the environment is read here, typed, and is in the README."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from environs import Env
from js_asset import static_lazy
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
# Else a .env that lies here for Docker would also decide what `make run` and the tests do: they name another file.
env.read_env(env.path("ENV_FILE", BASE_DIR / ".env"), recurse=False)

# -- Who and where ---------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and (VAR_DIR / "secret_key").exists():
    SECRET_KEY = (VAR_DIR / "secret_key").read_text()  # what `make run` made, so that manage.py works beside it
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. `make run` makes one; in production put one into .env.")

# The public address, such as https://clinic.example: for canonical links, mails and the sitemap.
# Without one (on a developer's machine) the address that a request came to is used.
SITE_URL = env.str("SITE_URL", "").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
# Set where a proxy of ours stands in front, and only there: then its X-Forwarded-* headers are believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
HTTPS = env.bool("HTTPS", SITE_URL.startswith("https://"))
# The demo clinic is for a look at Bayan; production never loads it.
DEMO_ALLOWED = env.bool("DEMO_ALLOWED", False)

CSRF_FAILURE_VIEW = "clinic.views.refused"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []

# -- The rooms, the floor first: modeltranslation registers a model before those that inherit from it --

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it patches
    "serving",
    "pages",
    "pageviews",
    "articles",
    "procedures",
    "doctors",
    "importers",
    "clinic",
    "adminsortable2",
    "django_prose_editor",
    "clinic.apps.SignInsConfig",  # axes
    "csp",
    "clinic.apps.BayanAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "pages.proxies.ForwardedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pages.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "clinic.admin_digits.AdminDigitsMiddleware",
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.context.profile",
            ],
            # What the writing desk's templates ask for belongs to the desk, not to what patients read.
            "libraries": {"writing": "pages.admin.writing_tags"},
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {"environment": "pages.admin.drawing.environment"},
    },
]
FORM_RENDERER = "clinic.form_renderer.Renderer"

# -- Data ------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'bayan.sqlite3'}")}
# A copy of the database that follows it: public pages are read there while it is of the last seconds (`pages.public.replica`).
if env.str("REPLICA_URL", ""):
    DATABASES["replica"] = env.dj_db_url("REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["pages.public.replica.Router"]
    MIDDLEWARE.append("pages.public.replica.ReplicaMiddleware")
for _name, _database in DATABASES.items():
    _database["CONN_MAX_AGE"] = None
    _database["CONN_HEALTH_CHECKS"] = True
    if _database["ENGINE"].endswith("postgresql"):
        _database["ENGINE"] = "clinic.postgresql"
    if _database["ENGINE"].endswith("sqlite3"):
        _database["OPTIONS"] = {
            # Measured: of 800 concurrent writes 518 fail with deferred transactions, none with these.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        }
        # A file: threads cannot share one in memory.
        _database.setdefault("TEST", {"NAME": VAR_DIR / "test.sqlite3"})
    elif _name == "replica":  # one that is slow or away costs a reader two seconds, once in five
        _database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
        _database["OPTIONS"] |= {"tcp_user_timeout": 2000, "options": "-c statement_timeout=2000"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis where there are several processes; without it each process keeps its own small memory.
REDIS_URL = env.str("REDIS_URL", "")
# Where application servers share no VAR_DIR: what ended is noted in Redis then, for all of them.
SEVERAL_MACHINES = env.bool("SEVERAL_MACHINES", False)


def _cache(name):
    if REDIS_URL:
        options = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
        return {
            "BACKEND": "clinic.caches.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": name,
            "OPTIONS": options,
        }
    return {"BACKEND": "clinic.caches.SweptMemory", "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": 10_000}}


# What tells repeats from new readers stands apart: nothing else pushes it, or its salt, out, and it never outlives its time.
CACHES = {"default": _cache("bayan"), "readers": _cache("bayan-readers")}

MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = "/media/"
# Uploaded pictures lie in a storage that speaks S3 where one is named: https://key:secret@host/bucket?region=eu-central-1
_s3 = urlsplit(env.str("MEDIA_S3_URL", ""))
_s3_server = f"{_s3.scheme}://{_s3.netloc.rpartition('@')[2]}"
# Where browsers find them: the bucket itself, or a CDN in front of it.
MEDIA_ADDRESS = env.str("MEDIA_ADDRESS", "").rstrip("/") or (f"{_s3_server}{_s3.path}" if _s3.netloc else "")
STATIC_ROOT = env.path("STATIC_ROOT", VAR_DIR / "static")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Only a programmer's tools ask for source maps: compressing the rich-text editor's took half of all the time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", *Compressor.SKIP_COMPRESS_EXTENSIONS)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "clinic.static_files.JoinedStaticFilesStorage"
    },
}
if _s3.netloc:
    _address = urlsplit(MEDIA_ADDRESS)
    STORAGES["default"] = {
        "BACKEND": "clinic.media_on_s3.MediaOnS3",
        "OPTIONS": {
            "endpoint_url": _s3_server,
            "bucket_name": _s3.path.strip("/"),
            "access_key": unquote(_s3.username or ""),
            "secret_key": unquote(_s3.password or ""),
            "region_name": parse_qs(_s3.query).get("region", ["us-east-1"])[0],
            "custom_domain": _address.netloc + _address.path,
            "url_protocol": f"{_address.scheme}:",
        },
    }
# 120 parts in two languages post about 900 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("admin-bayan/extensions.js")],
        "extensions": {"PageLink": html_tags(["a"], {"a": ["href", "data-page", "data-part"]})},
    }
]

# -- Languages, dates, digits ----------------------------------------------------------------

LANGUAGES = [("en", _("English")), ("ar", _("Arabic"))]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
FORMAT_MODULE_PATH = "clinic.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "ar")
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_CUSTOM_FIELDS = ("RichTextField",)
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Africa/Cairo")

# -- People ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Five wrong passwords close one account to one address; its owner can still sign in from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
# Its lists speak English only; what it notes stays in the database for 90 days (`run_periodically`).
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "clinic.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "pages.proxies.client_address"
AXES_VERBOSE = False

# -- Mail ------------------------------------------------------------------------------------

_mail = env.dj_email_url("EMAIL_URL", "console://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "bayan@localhost")
ADMINS = [("", address) for address in env.list("ADMIN_EMAILS", [])]

# -- Headers ---------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", HTTPS)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"  # but for previews, whose view says otherwise: the admin may show them in a frame
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],  # the nonce is for the admin's import map; public pages ask for none
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

if MEDIA_ADDRESS:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append("{0.scheme}://{0.netloc}".format(urlsplit(MEDIA_ADDRESS)))

# -- Logging ---------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail_admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["console", "mail_admins"], "level": "WARNING", "propagate": False},
        # Robots ask for any Host; they are refused, and nobody needs a mail about each.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
