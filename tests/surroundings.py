"""The settings of the tests: what differs from those of a real site, and why."""

import tempfile
from pathlib import Path

FILES = tempfile.TemporaryDirectory(prefix="gongron-tests-")
# Nothing of a test may stay behind, wait for a worker, or take long.
FOR_TESTS = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "COMMENTS_UNDO_SECONDS": 0,  # decisions are told at once; the tests of undoing bring their own
    "EVIDENCE_DIR": Path(FILES.name) / "evidence",
    "EXPORTS_DIR": Path(FILES.name) / "exports",
    "KEPT_DIR": Path(FILES.name) / "kept",
    "KEPT_PAGES": False,  # turned on by the tests of it
    "MAIL_QUIET": None,  # the tests run at any hour; those of the night bring their own
    "MEDIA_ROOT": Path(FILES.name) / "media",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "SEARCH_ANALYSER": "bigrams",  # needs no second to load; the tests of Kiwi ask for it
    "SEARCHES_PER_TEN_MINUTES": {
        "search": 0,
        "suggest": 0,
    },  # the walks over all addresses search without end; raised by the tests of limits
    "SMALLEST_GROUP": 1,  # the cast is small; raised by the tests of small groups
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # needs no collectstatic
    },
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
}
