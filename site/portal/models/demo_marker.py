"""The mark by which the demo builder knows a database of its own."""

from django.db import models
from django.utils import timezone


class DemoMarker(models.Model):
    """At most one row. Where it is missing, the builder touches nothing that is already there."""

    built_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.built_at:%Y-%m-%d}"
