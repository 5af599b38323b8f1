"""All settings in one file; every difference between machines is an environment variable.

`PUBLIC_URL` beginning with `https://` is production: it alone switches Secure and `__Host-`
cookies, HSTS, one-click POST unsubscribe, and the refusals (see `config/checks.py`).
Settings never start a service: `config.embedded` puts its URLs into the environment first.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.broker import broker_url

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# ── where this is ─────────────────────────────────────────────────────────────
KITH_STATE_DIR = Path(env.str("KITH_STATE_DIR", default=str(BASE_DIR / "var"))).resolve()
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{env.str('PORT', default='8000')}").rstrip("/")
PRODUCTION = PUBLIC_URL.startswith("https://")
DEBUG = env.bool("DEBUG", default=False)
DEFAULT_SECRET_KEY = "only-for-a-machine-without-a-state-folder"  # refused in production
SECRET_KEY = env.str("SECRET_KEY", default=DEFAULT_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
_host = urlsplit(PUBLIC_URL).hostname or "localhost"
_local_hosts = [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_host, *_local_hosts])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
KITH_OPERATORS = env.list("KITH_OPERATORS", default=[])
KITH_HOST_NAME = env.str("KITH_HOST_NAME", default="")

# ── what it is made of ────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "apps.core",
    "apps.accounts",
    "apps.contacts",
    "apps.goals",
    "apps.commitments",
    "apps.introductions",
    "apps.nudges",
    "apps.dashboard",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.core.headers.KithHeaders",
    "apps.core.stylesheet.Stylesheets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.signed_in.SignInFirst",
    "apps.accounts.sessions.SessionSpan",
    "apps.accounts.locale.MemberLocale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "apps.core.scope.PersonalScope",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ]
            if not DEBUG
            else ["django.template.loaders.filesystem.Loader"],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "apps.core.templatetags.ui",
                "apps.core.templatetags.addresses",
                "apps.core.templatetags.words",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.core.places.places",
            ],
        },
    }
]
FORM_RENDERER = "apps.core.forms.KithRenderer"

# ── Postgres: all truth, sessions too ─────────────────────────────────────────
DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql://kith_owner@/kith")}
DATABASES["default"] |= {
    "CONN_HEALTH_CHECKS": True,
    # a pool for web only: a worker's prefork children must not share one
    "CONN_MAX_AGE": None,
    "TEST": {"NAME": env.str("KITH_TEST_DATABASE", default="test_kith")},
}
DATABASES["default"].setdefault("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "apps.accounts.sessions"

# ── Redis or Valkey: broker, cache, limits; empty means "away" ────────────────
REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "apps.core.cache.AwayTolerantRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kith",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.5},
    }
CELERY_BROKER_URL = broker_url(REDIS_URL)

# ── accounts ──────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "apps.accounts.adapter.KithAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "apps.accounts.entrance_forms.SignupForm",
    "login": "apps.accounts.entrance_forms.LoginForm",
    "add_email": "apps.accounts.entrance_forms.AddressForm",
    "change_password": "apps.accounts.entrance_forms.ChangePasswordForm",
    "set_password": "apps.accounts.entrance_forms.SetPasswordForm",
    "reset_password": "apps.accounts.entrance_forms.ForgottenForm",
    "reset_password_from_key": "apps.accounts.entrance_forms.NewPasswordForm",
    "reauthenticate": "apps.accounts.entrance_forms.ReauthenticateForm",
    "confirm_email_verification_code": "apps.accounts.entrance_forms.ConfirmAddressForm",
    "confirm_password_reset_code": "apps.accounts.entrance_forms.ConfirmResetForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# "signup" counts forms sent, wrong ones too; "join" counts accounts made or pretended
ACCOUNT_RATE_LIMITS = {
    "signup": "40/h/ip",
    "join": "5/h/ip,20/d/ip",
    "confirm_email": "1/10s/key,6/h/key",
    "reset_password": "20/m/ip,6/h/key",
}
SIGNUP_MIN_SECONDS = 2
LETTER_PRESSES = 120  # buttons on letters to people outside, from one place in ten minutes
CARD_VISITS = 30  # details left on cards, from one place in ten minutes
if env.bool("KITH_RELAX_LIMITS", default=False) and not PRODUCTION:
    ACCOUNT_RATE_LIMITS = dict.fromkeys(ACCOUNT_RATE_LIMITS, "1000/m/ip") | {
        "login": "1000/m/ip",
        "login_failed": "1000/m/ip",
    }
    SIGNUP_MIN_SECONDS, LETTER_PRESSES, CARD_VISITS = 0, 100_000, 100_000
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KITH_TRUSTED_PROXIES", default=0)

# ── mail: every message goes through the outbox ───────────────────────────────
EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG["EMAIL_HOST"], EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
KITH_MAILBOX = env.bool("KITH_MAILBOX", default=False) and not PRODUCTION
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default=_host)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"Kith <kith@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
KITH_INTAKE_DOMAIN = env.str("KITH_INTAKE_DOMAIN", default="").lower()  # of members' addresses for bcc
OUTBOX_LEASE_SECONDS = env.int("KITH_OUTBOX_LEASE", default=60)

# ── language and time ─────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = USE_TZ = True

# ── files that never change for a member ──────────────────────────────────────
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = None  # WhiteNoise serves the folders themselves; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# ── uploads: streamed, never held whole in memory ─────────────────────────────
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2100  # as many people as may be picked one by one, and what is asked of them
UPLOAD_MAX_BYTES = 128 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "apps.contacts.imports.quota.Quota",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ── what a browser may do with our pages ──────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        **({"upgrade-insecure-requests": True} if PRODUCTION else {}),
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "kith", "csrf"
CSRF_FAILURE_VIEW = "apps.core.views.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-kith", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("KITH_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from within, over plain http
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = env.bool("KITH_HSTS_PRELOAD", default=False)
    if env.bool("KITH_BEHIND_PROXY", default=True):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ── what it says about itself ─────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "config.logs.Discreet"}},
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("KITH_LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "WARNING"},
        "mail.log": {"level": "CRITICAL"},  # aiosmtpd writes down every address and line
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # HSTS preload only when the operator asks
