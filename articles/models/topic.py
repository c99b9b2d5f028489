"""What a column is about, beside whom it concerns."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from accounts.text import clean_line
from articles.slugs import free_slug, korean_slug


class Topic(index.Indexed, models.Model):
    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("address"), max_length=40, unique=True, allow_unicode=True, blank=True)
    description = models.CharField(_("in one or two sentences"), max_length=200, blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        others = Topic.objects.exclude(pk=self.pk)
        self.slug = self.slug or free_slug(korean_slug(self.name) or "topic", lambda slug: not others.filter(slug=slug).exists())
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    def clean(self) -> None:
        self.name, self.slug = clean_line(self.name), korean_slug(self.slug)
