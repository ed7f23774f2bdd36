"""All settings, in one file.

Every secret comes from the environment. With nothing set this is a safe development service on this computer; with
AMENDS_ENVIRONMENT=production whatever is missing stops the start with a sentence that says what to do.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
POLICY_DIR = Path(env("AMENDS_POLICY", default=str(BASE_DIR / "policy")))
PRODUCTION = env("AMENDS_ENVIRONMENT", default="development") == "production"
DEBUG = env.bool("AMENDS_DEBUG", default=False)
# The example service names its accounts on the start page and lets them skip the authenticator app.
EXAMPLE_SERVICE = env.bool("AMENDS_EXAMPLE_SERVICE", default=not PRODUCTION)


def required(name: str, development: str, why: str) -> str:
    """A value production must set: the development value elsewhere, a stop with the reason when it is missing."""
    value = env(name, default="")
    if value:
        return str(value)
    if PRODUCTION:
        message = f"{name} is not set. {why} Set it in the environment of the service and start again."
        raise ImproperlyConfigured(message)
    return development


SECRET_KEY = required(
    "AMENDS_SECRET_KEY",
    "only-for-trying-it-out-on-this-computer",
    "It signs sessions and links: 50 random characters.",
)
# They lock what people said in confidence (foundation/lib/locking.py): the newest, then those that open older texts.
FIELD_KEYS = required(
    "AMENDS_FIELD_KEYS",
    "b25seS1mb3ItdHJ5aW5nLWl0LW91dC1vbi10aGlzLXA=",
    "It locks what people said in confidence: `amends database field-key` prints one.",
).split(",")
ALLOWED_HOSTS = required(
    "AMENDS_HOSTS",
    "127.0.0.1,localhost,testserver",
    "The names people type to reach the service, with commas.",
).split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]
BASE_URL = env(
    "AMENDS_BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
)

# --- database: the application is a role that owns nothing; migrations use OWNER_DATABASE_URL ------------------------
DATABASE_URL = required(
    "DATABASE_URL",
    "postgresql://amends_app@/amends",
    "Where PostgreSQL is, as the role that owns nothing: postgresql://amends_app:password@host/amends.",
)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Statements are short: compiling one, as PostgreSQL does where row policies make it look dear, takes longer than it does.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c lock_timeout=10000 -c statement_timeout=60000 -c jit=off"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "procrastinate.contrib.django",
    "amends.foundation.pages",
    "amends.foundation.access",  # before allauth: its templates come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "amends.foundation.record",
    "amends.foundation.case",
    "amends.foundation.people",
    "amends.foundation.clock",
    "amends.foundation.questionnaire",
    "amends.foundation.approval",
    "amends.foundation.documents",
    "amends.foundation.messages",
    "amends.service.setup",
    "amends.service.partners",
    "amends.service.sharing",
    "amends.service.lookups",
    "amends.service.committees",
    "amends.service.library",
    "amends.service.community",
    "amends.service.equality",
    "amends.service.workforce",
    "amends.service.rulebook",
    "amends.service.dataplan",
    "amends.service.retention",
    "amends.service.own_records",
    "amends.journey.finding",
    "amends.journey.referral",
    "amends.journey.remedy",
    "amends.journey.awareness",
    "amends.journey.eligibility",
    "amends.journey.suitability",
    "amends.journey.consent",
    "amends.journey.safeguarding",
    "amends.journey.risk",
    "amends.journey.notes",
    "amends.journey.disclosure",
    "amends.journey.allocation",
    "amends.journey.contact",
    "amends.journey.court",
    "amends.journey.preparation",
    "amends.journey.meeting",
    "amends.journey.indirect",
    "amends.journey.agreement",
    "amends.journey.followup",
    "amends.journey.writing",
    "amends.journey.evaluation",
    "amends.journey.progress",
    "amends.insight.performance",
    "amends.insight.equality",
    "amends.insight.scoping",
    "amends.delivery.casefile",
    "amends.delivery.sight",
    "amends.delivery.worklist",
    "amends.delivery.public",
    "amends.delivery.api",
    "amends.delivery.jobs",
    "amends.delivery.start",  # last: it reads what every room before it reads
]

MIDDLEWARE = [
    "amends.delivery.public.health.HealthCheck",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amends.foundation.access.headers.SafeHeaders",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amends.foundation.access.sessions.SessionLimits",
    "amends.foundation.access.handing.OnePageWhileHandedOver",
    "amends.foundation.access.second_factor.SecondFactor",
    "amends.foundation.access.middleware.ActingUser",
    "amends.foundation.access.whole_text.WholeText",
    "amends.foundation.documents.marked_tables.MarkTables",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "amends.foundation.pages.renderer.GovukRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amends.foundation.pages.context.page",
            ],
            "builtins": ["amends.foundation.pages.templatetags.amends"],
        },
    }
]

# --- who is there -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["amends.foundation.access.backends.PeopleOnly"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "amends.foundation.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "public:start"
# `key` is an account as tried from one place (see AccountAdapter), so that nobody can lock somebody else out.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("AMENDS_BEHIND_PROXY", default=False) else 0
ACCOUNT_FORMS = {
    "login": "amends.foundation.access.forms.SignInForm",
    "reauthenticate": "amends.foundation.access.forms.ConfirmForm",
    "reset_password": "amends.foundation.access.forms.ForgottenForm",
    "reset_password_from_key": "amends.foundation.access.forms.NewPasswordForm",
    "set_password": "amends.foundation.access.forms.FirstPasswordForm",
    "change_password": "amends.foundation.access.forms.ChangePasswordForm",
}
MFA_ADAPTER = "amends.foundation.access.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "amends.foundation.access.forms.UseCodeForm",
    "reauthenticate": "amends.foundation.access.forms.ConfirmCodeForm",
    "activate_totp": "amends.foundation.access.forms.SetUpAppForm",
    "add_webauthn": "amends.foundation.access.forms.AddKeyForm",
    "edit_webauthn": "amends.foundation.access.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Amends"
# Off only in the example service, so that somebody trying it out is not stopped at the door.
REQUIRE_SECOND_FACTOR = env.bool("AMENDS_REQUIRE_SECOND_FACTOR", default=not EXAMPLE_SERVICE)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "worklist:home"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_IDLE_MINUTES = env.int("AMENDS_SESSION_IDLE_MINUTES", default=60)

# --- what reaches the browser -----------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("AMENDS_BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = (
    "same-origin"  # with "no-referrer" browsers send "Origin: null", which CSRF protection refuses
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "amends.foundation.access.views.csrf_failure"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
UPLOAD_SCANNER = env(
    "AMENDS_SCANNER", default=""
)  # a command that reads a file and ends with 0 when it is clean

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # files live in the database, under its policies
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- what leaves the service ------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("AMENDS_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("AMENDS_FROM_EMAIL", default="amends@localhost")
NOTIFY_API_KEY = env("AMENDS_NOTIFY_API_KEY", default="")
NOTIFY_BASE_URL = env("AMENDS_NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk")
# Notify sends only through templates: one each with ((subject)) and ((body)), or ((body)) alone for texts.
NOTIFY_EMAIL_TEMPLATE = env("AMENDS_NOTIFY_EMAIL_TEMPLATE", default="")
NOTIFY_TEXT_TEMPLATE = env("AMENDS_NOTIFY_TEXT_TEMPLATE", default="")
# What Notify sends with its receipts, so that nobody else can say what became of a message.
NOTIFY_CALLBACK_TOKEN = env("AMENDS_NOTIFY_CALLBACK_TOKEN", default="")
# Without a worker (trying it out, tests) messages go as soon as the page that wrote them is saved.
SEND_AT_ONCE = env.bool("AMENDS_SEND_AT_ONCE", default=not PRODUCTION)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "access_cache"}
    if PRODUCTION
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SILENCED_SYSTEM_CHECKS = (
    ["security.W004", "security.W005", "security.W008", "security.W021"] if not PRODUCTION else []
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "formatters": {
        "plain": {
            "()": "amends.foundation.lib.logs.QuietFormatter",
            "format": "{levelname} {name} {message}",
            "style": "{",
        }
    },
    "root": {
        "handlers": ["console"],
        "level": env("AMENDS_LOG_LEVEL", default="INFO" if PRODUCTION else "WARNING"),
    },
}
