"""The settings of the site, with the empty page of the admin beside its own addresses (`bench.desk.urls`)."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.desk.urls"
