"""The newest digest of the ledger as it was told to everybody, day by day: what a rewritten chain cannot take back."""

from django.db import models
from django.utils import timezone


class PublishedHead(models.Model):
    """One for each day (Seoul), never changed. Whoever kept one can hold the whole ledger before it against it."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.number} {self.digest}"
