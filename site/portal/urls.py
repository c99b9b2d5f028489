"""Addresses of what needs both columns and comments, or belongs to the site as a whole."""

from django.urls import path

from portal.views import health

# For programs: one address whatever the language.
machines = [
    path("healthz", health.healthz, name="healthz"),
]

# For people: also below /en/.
readers: list = []
