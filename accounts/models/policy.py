"""Terms, privacy policy and house rules: texts with versions, of which a consent or a decision can name the one that was in force."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField


class PolicyQuerySet(models.QuerySet["Policy"]):
    def in_force(self) -> Self:
        """Newest first; the first of a kind is the one in force."""
        return self.filter(effective_on__lte=timezone.localdate()).order_by("-effective_on", "-pk")

    def of(self, kind: str) -> Self:
        """Every version of a kind, those announced and not yet in force first."""
        return self.filter(kind=kind).order_by("-effective_on", "-pk")


class Policy(models.Model):
    class Kind(models.TextChoices):
        TERMS = "terms", _("Terms of use")
        PRIVACY = "privacy", _("Privacy policy")
        RULES = "rules", _("House rules")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    version = models.CharField(
        _("version"), max_length=20, help_text=_("For example 2026-11-01. A text in force is not edited: add a new version.")
    )
    effective_on = models.DateField(_("in force from"))
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "ol", "ul", "link"])

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["kind", "-effective_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_policy_of_a_version")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("policy_version", args=[self.kind, self.version])

    @property
    def is_in_force(self) -> bool:
        return self.effective_on <= timezone.localdate()

    @classmethod
    def current(cls, kind: str) -> "Policy | None":
        return cls.objects.in_force().filter(kind=kind).first()
