"""Every setting, in one file, read from the environment with safe defaults; docs/deployment.md lists the variables."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from articles.videos import PLAYERS
from config.env import BASE_DIR, LOCAL, VAR_DIR, env, required, secret

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = secret("SECRET_KEY")
# Keys the digests (handles never given out twice, the ledger's salts) so that the database alone cannot be searched by guessing.
DIGEST_KEY = secret("DIGEST_KEY")

BASE_URL = required("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [] if LOCAL else [BASE_URL])

INSTALLED_APPS = [
    "portal",
    "articles",
    "comments",
    "accounts",
    "allauth",
    "allauth.account",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.wagtail_users.GongronUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.kept.middleware.CompressMiddleware",
    "portal.kept.middleware.KeepMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "portal.middleware.FreshnessMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.OddRequestsMiddleware",
    "config.middleware.GoneMiddleware",
    "comments.protect.KeptObjectsMiddleware",
    "portal.middleware.RenamedMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.context_processors.frame",
            ],
        },
    },
]

# Databases. SQLite is opened for durability and for writers that wait their turn (docs/decisions/0003-sqlite.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;",
}
# DATABASE_URL keeps the name that hosting platforms give it.
DATABASES = {"default": Env().dj_db_url("DATABASE_URL", "" if not LOCAL else f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60)}
if not DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is not set, for example postgres://user:password@127.0.0.1:5432/gongron")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # Django's own default, said to those who know it by Django's own backend only
# Behind a pool that gives each transaction another connection, nothing can be kept on one: no plans, no cursors.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DATABASE_POOLED", False)
# Django's own backends, which take kept pages away before a change of them is committed.
NOTICING = {
    "django.db.backends.sqlite3": "portal.kept.databases.sqlite3",
    "django.db.backends.postgresql": "portal.kept.databases.postgresql",
}
DATABASES["default"]["ENGINE"] = NOTICING.get(DATABASES["default"]["ENGINE"], DATABASES["default"]["ENGINE"])
# Whether finished pages are kept for strangers (docs/decisions/0010-kept-pages.md), where, and how many megabytes of them.
KEPT_PAGES = env.bool("PAGES", True)
KEPT_DIR = VAR_DIR / "kept"
KEPT_MEGABYTES = env.int("KEPT_MEGABYTES", 512)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache for all processes: allauth counts its attempts there, so a cache in each process would multiply every limit.
CACHE_URL = env.str("CACHE_URL", "")
if not LOCAL and not CACHE_URL:
    raise ImproperlyConfigured("GONGRON_CACHE_URL is not set, for example redis://127.0.0.1:6379/1")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["handle", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.JoinForm",
    "login": "accounts.forms.LogInForm",
    "request_login_code": "accounts.forms.RequestLogInCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLogInCodeForm",
    "confirm_email_verification_code": "accounts.forms.VerifyEmailForm",
    "change_email": "accounts.forms.ChangeEmailForm",
    "add_email": "accounts.forms.NewEmailForm",
    "reset_password": "accounts.forms.RequestResetForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmResetCodeForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Mail can take a while; the pages say how long a code holds.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "subject"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
# How many proxies of ours stand in front; the client's address is believed only that far back.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# Beside allauth's own doors (docs/decisions/0001-dependencies.md): what a stranger may leave with us, and how much a member may report.
ACCOUNT_RATE_LIMITS = {
    "kept_draft": "30/h/ip",
    "edit": "20/m/user",
    "preview": "60/m/user",
    "react": f"{env.int('REACTIONS_PER_MINUTE', 40)}/m/user",
    "report": f"{env.int('REPORTS_PER_HOUR', 20)}/h/user",
    "report_as_stranger": "10/h/ip,3/h/key",
}

# Comments
COMMENTS_PAGE_TYPES = ["articles.ColumnPage"]  # the kinds of page that readers discuss
COMMENT_MAX_LENGTH = env.int("COMMENT_MAX_LENGTH", 5000)
COMMENTS_HELD_FOR_NEWCOMERS = env.int("COMMENTS_HELD_FOR_NEWCOMERS", 1)
COMMENTS_PER_TEN_MINUTES = env.int("COMMENTS_PER_TEN_MINUTES", 10)
COMMENT_EDIT_MINUTES = env.int("COMMENT_EDIT_MINUTES", 15)
COMMENTS_DISAGREE = env.bool("COMMENTS_DISAGREE", True)  # whether readers may press 다르게 봅니다
# Whether only votes from a checked profession count towards 직업을 넘어 공감받은 순 (docs/decisions/0009-orders.md tells the risk).
COMMENTS_VERIFIED_VOTES_ONLY = env.bool("COMMENTS_VERIFIED_VOTES_ONLY", False)
DRAFT_DAYS = 7

# Publishing
WAGTAIL_SITE_NAME = "공론"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "staff_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# A page may be kept to members or to groups. A password shared for a page would be one more door, without a throttle.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_APPEND_SLASH = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ko", "한국어"), ("en", "English")]
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "txt", "xlsx", "docx", "odt", "ods", "hwp", "hwpx"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Mail is sent by the worker; what is told is a row first (accounts.models.Notice).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
if LOCAL and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    required("EMAIL_URL", "")
    globals().update({key: value for key, value in env.dj_email_url("EMAIL_URL").items() if key.startswith("EMAIL_")})
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hang the page that waits for it
# Where members can write to; named in letters.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "공론 <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language and time
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
# What makemessages collects is in the first. The second is kept by hand: Korean that Wagtail and allauth lack or say wrongly. It is
# apart because makemessages, which reads our own source only, would mark every entry of it as obsolete.
LOCALE_PATHS = [BASE_DIR / "site" / "locale", BASE_DIR / "site" / "locale_wagtail"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # days, schedules and quarters are Seoul's, for every member of staff

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long column is one form of many small fields

# Safety. Only the plain-HTTP local profile goes without the secure flags.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOCAL
SESSION_ENGINE = "accounts.sessions"  # knows whose a session is, so that all of a member's can be ended
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own origin
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [*PLAYERS],  # only after a reader has pressed (static/embeds.js)
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
# The Wagtail admin writes styles and scripts into its pages; it gets a policy of its own, and only under its own address.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF, *PLAYERS],  # previews are frames of our own, with their videos in them
    "worker-src": [SELF, "blob:"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
