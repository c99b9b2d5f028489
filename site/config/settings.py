"""Every setting, in one file, read from the environment with safe defaults; docs/deployment.md lists the variables."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from articles.videos import PLAYERS
from config import databases, providers
from config.env import BASE_DIR, LOCAL, VAR_DIR, env, night, required, secret

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = secret("SECRET_KEY")
# Keys the digests (handles never given out twice, the ledger's salts) so that the database alone cannot be searched by guessing.
DIGEST_KEY = secret("DIGEST_KEY")

BASE_URL = required("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [] if LOCAL else [BASE_URL])

# Log-ins of other sites that members may come by: those that the environment has everything for.
WAYS_IN = providers.present(env)

INSTALLED_APPS = [
    "portal",
    "articles",
    "comments",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{provider.name}" for provider in WAYS_IN),
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.wagtail_users.GongronUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "accounts.wagtail_search.GongronSearchConfig",
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
    "comments.stopping.StoppedMiddleware",
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

# DATABASE_URL keeps the name that hosting platforms give it (config.databases).
DATABASES = {"default": databases.default(pooled=env.bool("DATABASE_POOLED", False))}
# Whether finished pages are kept for strangers (docs/decisions/0010-kept-pages.md), where, and how many megabytes of them.
KEPT_PAGES = env.bool("PAGES", True)
KEPT_DIR = VAR_DIR / "kept"
KEPT_MEGABYTES = env.int("KEPT_MEGABYTES", 512)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache for all processes: allauth counts its attempts there, so a cache in each process would multiply every limit.
CACHE_URL = required("CACHE_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    # What is counted up there is kept for as long as this says: Django's own counting forgets for how long it was to be.
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache", "TIMEOUT": 7200}
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["handle", "name", "email"]}},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
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

# Coming by another site's log-in. What it says about an address never opens an account that is there, and none of its tokens is kept.
SOCIALACCOUNT_ADAPTER = "accounts.ways.adapter.WaysAdapter"
SOCIALACCOUNT_PROVIDERS = {provider.name: said for provider, said in WAYS_IN.items()}
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.JoinByWayForm", "disconnect": "accounts.forms.DisconnectForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False  # age and terms are asked here, too
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds, for each of the two or three questions that a log-in asks the other site
# Where a form may end up that goes to another site; only pages with such a form say so in their policy (config.middleware).
WAYS_LEAD_TO = [provider.leads_to for provider in WAYS_IN]

# How many proxies of ours stand in front; the client's address is believed only that far back.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# For how many days a member who has left can come back; after that everything of theirs is erased.
LEAVING_DAYS = env.int("LEAVING_DAYS", 7)
# What members take along (accounts.exporting): below no folder that any server gives out.
EXPORTS_DIR = VAR_DIR / "private" / "exports"

# Beside allauth's own doors (docs/decisions/0001-dependencies.md): what a stranger may leave with us, and how much a member may report.
ACCOUNT_RATE_LIMITS = {
    "appeal": "10/m/user",
    "kept_draft": "30/h/ip",
    "way": "30/m/ip",
    "edit": "20/m/user",
    "export": "5/d/user",
    "preview": "60/m/user",
    "react": f"{env.int('REACTIONS_PER_MINUTE', 40)}/m/user",
    "report": f"{env.int('REPORTS_PER_HOUR', 20)}/h/user",
    "report_as_stranger": "10/h/ip,3/h/key",
    "claim": "10/h/ip,3/h/key",
    "ask_credential": f"{env.int('CREDENTIAL_REQUESTS_PER_HOUR', 10)}/h/user",
    "address_code": "5/h/user",
    "address_code_to": "3/h/key",
}

# From how many members on a profession is shown; of fewer, a broader one or none (accounts.groups). 1 shows everything.
SMALLEST_GROUP = env.int("SMALLEST_GROUP", 5)

# Credentials (docs/decisions/0015-credentials.md): where evidence lies until it is destroyed, never below MEDIA_ROOT; within how many days
# of the decision that is; and for how many years a credential is granted where staff choose nothing else.
EVIDENCE_DIR = VAR_DIR / "private" / "evidence"
EVIDENCE_DAYS = min(env.int("EVIDENCE_DAYS", 7), 7)  # seven are promised to members; fewer may be kept
CREDENTIAL_YEARS = env.int("CREDENTIAL_YEARS", 2)

# Comments
COMMENTS_PAGE_TYPES = ["articles.ColumnPage"]  # the kinds of page that readers discuss
COMMENT_MAX_LENGTH = env.int("COMMENT_MAX_LENGTH", 5000)
COMMENTS_HELD_FOR_NEWCOMERS = env.int("COMMENTS_HELD_FOR_NEWCOMERS", 1)
COMMENTS_UNDO_SECONDS = env.int("COMMENTS_UNDO_SECONDS", 10)  # in which a moderator may undo; what a decision tells waits so long
COMMENTS_PER_TEN_MINUTES = env.int("COMMENTS_PER_TEN_MINUTES", 10)
# Screening (docs/decisions/0016-screening.md). 0 switches a step off.
COMMENTS_LINKS = env.int("COMMENTS_LINKS", 3)  # a comment with more links to elsewhere is held
COMMENTS_BEFORE_LINKS = env.int("COMMENTS_BEFORE_LINKS", 3)  # of a member with fewer published comments any such link is
COMMENTS_REPEATS = env.int("COMMENTS_REPEATS", 80)  # from how many per cent on a comment says what another has said
COMMENTS_BURST = env.int("COMMENTS_BURST", 60)  # what is more than this in one discussion within ten minutes is held
SCREENING_URL = env.str("SCREENING_URL", "")  # asked about every comment that nothing else holds; an answer that is none holds it
SCREENING_SECONDS = env.float("SCREENING_SECONDS", 2)
SCREENING_TOKEN = env.str("SCREENING_TOKEN", "")
# Against campaigns (docs/decisions/0017-campaigns.md). What one member, and one network, may send within an hour; 0 for any number.
CAPS_BY_MEMBER = {"reply": env.int("REPLIES_PER_HOUR", 40), "link": env.int("LINKS_PER_HOUR", 20)}
CAPS_BY_NETWORK = {
    "comment": env.int("NETWORK_COMMENTS_PER_HOUR", 120),
    "reply": env.int("NETWORK_REPLIES_PER_HOUR", 240),
    "link": env.int("NETWORK_LINKS_PER_HOUR", 60),
    "vote": env.int("NETWORK_REACTIONS_PER_HOUR", 1200),
    "report": env.int("NETWORK_REPORTS_PER_HOUR", 60),
}
# What one member, or for strangers one network, may ask of the search within ten minutes; 0 for any number (portal/search/limits.py).
SEARCHES_PER_TEN_MINUTES = {"search": env.int("SEARCHES", 300), "suggest": env.int("SEARCH_SUGGESTIONS", 1500)}
# What is a surge: so many comments of a discussion in ten minutes, if that is so many times what is usual there and elsewhere; or so many
# of new members, or from one network, if that is half of all. 0 never is. And for how long the discussion is then guarded; 0 only tells.
SURGE_COMMENTS = env.int("SURGE_COMMENTS", 40)
SURGE_TIMES = env.int("SURGE_TIMES", 4)
SURGE_NEWCOMERS = env.int("SURGE_NEWCOMERS", 12)
SURGE_FROM_NETWORK = env.int("SURGE_FROM_NETWORK", 20)
SURGE_GUARD_MINUTES = env.int("SURGE_GUARD_MINUTES", 60)
# Who is a newcomer where newcomers are held: who joined so few days ago, or has so few published comments.
GUARD_NEWCOMER_DAYS = env.int("GUARD_NEWCOMER_DAYS", 7)
GUARD_NEWCOMER_COMMENTS = env.int("GUARD_NEWCOMER_COMMENTS", 3)
COMMENT_EDIT_MINUTES = env.int("COMMENT_EDIT_MINUTES", 15)
COMMENTS_DISAGREE = env.bool("COMMENTS_DISAGREE", True)  # whether readers may press 다르게 봅니다
# Whether only votes from a checked profession count towards 직업을 넘어 공감받은 순 (docs/decisions/0009-orders.md tells the risk).
COMMENTS_VERIFIED_VOTES_ONLY = env.bool("COMMENTS_VERIFIED_VOTES_ONLY", False)
COMMENTS_PICKS = env.int("COMMENTS_PICKS", 3)  # how many comments of a discussion the editors may recommend
COMMENTS_APPEAL_DAYS = env.int("COMMENTS_APPEAL_DAYS", 30)  # how long a decision can be contested
COMMENTS_APPEAL_HOURS = env.int("COMMENTS_APPEAL_HOURS", 72)  # within how many an appeal is to be answered
COMMENTS_SUSPENSION_DAYS = env.list("COMMENTS_SUSPENSION_DAYS", [1, 3, 7, 30], subcast=int)  # what the desk offers
# From how many refusals within how many days the desk proposes how long a suspension: `3=7` is seven days from the third on.
COMMENTS_SANCTION_WITHIN_DAYS = env.int("COMMENTS_SANCTION_WITHIN_DAYS", 90)
COMMENTS_SANCTION_STEPS = env.dict("COMMENTS_SANCTION_STEPS", {3: 7, 5: 30}, subcast_keys=int, subcast_values=int)
# Claims to have something hidden (docs/decisions/0019-claims.md): hours until staff have decided, days that something stays hidden at most,
# how long before that both sides are reminded, how long a deletion can be objected to, and how long a closed case keeps who asked.
CLAIMS_DUE_HOURS = env.int("CLAIMS_DUE_HOURS", 24)
CLAIMS_MOST_DAYS = min(env.int("CLAIMS_MOST_DAYS", 30), 30)  # the law allows thirty
CLAIMS_REMIND_DAYS = env.int("CLAIMS_REMIND_DAYS", 5)
CLAIMS_OBJECTION_DAYS = env.int("CLAIMS_OBJECTION_DAYS", 30)
CLAIMS_CONTACT_DAYS = env.int("CLAIMS_CONTACT_DAYS", 180)
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

# Search (docs/decisions/0022-search.md): which analyser builds the index, and the Unix socket at which it is asked. Without one every process
# that needs the analyser has it in its own memory, which takes 330 MB each; `manage.py serve` makes one by itself.
SEARCH_ANALYSER = env.str("SEARCH_ANALYSER", "kiwi")
if SEARCH_ANALYSER not in {"kiwi", "bigrams"}:
    raise ImproperlyConfigured("GONGRON_SEARCH_ANALYSER is neither kiwi nor bigrams.")
SEARCH_SOCKET = env.str("SEARCH_SOCKET", "")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "accounts.searching.backend"}}

# Mail is sent by the worker; what is told is a row first (accounts.models.Notice).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
if LOCAL and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    required("EMAIL_URL", "")
    globals().update({key: value for key, value in env.dj_email_url("EMAIL_URL").items() if key.startswith("EMAIL_")})
# Between these hours in Seoul nothing is mailed that can wait (docs on letters); the first letters of a day go out when the night ends.
MAIL_QUIET = night(env.str("MAIL_QUIET_HOURS", "21-8"))
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

OF_OUR_OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action", "frame-ancestors")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{directive: [SELF] for directive in OF_OUR_OWN},
        "frame-src": [*PLAYERS],  # only after a reader has pressed (static/embeds.js)
        "base-uri": [NONE],
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
