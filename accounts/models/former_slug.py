"""Addresses that professions had before."""

from django.db import models
from django.utils import timezone

from .profession import Profession


class FormerSlug(models.Model):
    """A former address of a profession, which keeps leading to it: links to it are out in the world. Never given to another one."""

    slug = models.SlugField(max_length=60, unique=True)
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="former_slugs")
    given_up_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.slug} → {self.profession_id}"
