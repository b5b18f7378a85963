"""Settings of a running office. What differs between offices comes from the environment (docs/operations.md)."""

from __future__ import annotations

import os

from shejian.settings import environment

HOME = environment.home()
_KEYS = environment.keys(HOME)

SECRET_KEY = _KEYS.sessions
IDENTITY_KEY = _KEYS.identity
DIGEST_KEY = _KEYS.digest
PAPERS_KEY = _KEYS.papers
KEYS_THERE = _KEYS.there

DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("SHEJIAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if name]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SHEJIAN_ORIGINS", "").split(",") if origin]
DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "shejian.accounts",
    "shejian.journal",
    "shejian.base",
    "shejian.rulebook",
    "shejian.snapshot",
    "shejian.people",
    "shejian.registry",
    "shejian.party",
    "shejian.learning",
    "shejian.activities",
    "shejian.invitations",
    "shejian.cases",
    "shejian.oversight",
    "shejian.figures",
    "shejian.reports",
    "shejian.exchange",
    "shejian.office",
    "shejian.phone",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shejian.office.policy.ContentPolicyMiddleware",
    "shejian.office.languages.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "shejian.office.idleness.IdlenessMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "shejian.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "shejian.accounts.passwords.Uncommon"},
    {"NAME": "shejian.accounts.passwords.NotAllDigits"},
    {
        "NAME": "shejian.accounts.passwords.UnlikeOneself",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "shejian.office.views.account.locked_out"
AXES_VERBOSE = False

LOGIN_URL = "office:sign-in"
LOGIN_REDIRECT_URL = "office:workbench"
LOGOUT_REDIRECT_URL = "office:sign-in"
SESSION_COOKIE_AGE = 12 * 3600
"""How long one may stay signed in altogether, in seconds."""
SESSION_IDLE_MINUTES = 120
SESSION_IDLE_MINUTES_PUBLIC = 15
"""For how long a browser may be left alone before it must sign in again: one's own, and one that others use, too."""
SESSION_SEEN_MINUTES = 10
"""How exactly the store knows when a browser was last heard of."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HTTPS = os.environ.get("SHEJIAN_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = SECURE_HTTPS
CSRF_COOKIE_SECURE = SECURE_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "shejian.office.views.errors.stale"

ROOT_URLCONF = "shejian.urls"
WSGI_APPLICATION = "shejian.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(HOME)
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
