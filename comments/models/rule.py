"""The house rules that a decision cites."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    key = models.SlugField(_("key"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=40, blank=True)
    summary = models.CharField(_("in one line"), max_length=120, blank=True)
    summary_en = models.CharField(_("in one line, English"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_current = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def _english(self) -> bool:
        return (get_language() or "").startswith("en")

    @property
    def label(self) -> str:
        return self.name_en if self._english and self.name_en else self.name

    @property
    def short(self) -> str:
        return self.summary_en if self._english and self.summary_en else self.summary
