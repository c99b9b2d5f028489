"""What a house rule says, from one version of the rules on. A row is never changed once its version is in force: decisions cite it."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Policy

from .rule import Rule


class RuleText(models.Model):
    """It holds from the version `since` until a later version has another for the same rule."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="texts")
    since = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    meaning = models.TextField(_("what it means"))
    meaning_en = models.TextField(_("what it means, English"), blank=True)
    goes = models.TextField(_("examples of what goes"), blank=True)  # one a line
    goes_en = models.TextField(_("examples of what goes, English"), blank=True)
    stops = models.TextField(_("examples of what does not"), blank=True)
    stops_en = models.TextField(_("examples of what does not, English"), blank=True)

    class Meta:
        verbose_name = _("text of a rule")
        verbose_name_plural = _("texts of rules")
        constraints = [models.UniqueConstraint(fields=["rule", "since"], name="one_text_of_a_rule_in_a_version")]

    def __str__(self) -> str:
        return f"{self.rule.key} {self.since.version}"

    def _in_language(self, name: str) -> str:
        english = getattr(self, f"{name}_en") if (get_language() or "").startswith("en") else ""
        return str(english or getattr(self, name))

    @property
    def language(self) -> str:
        """That of the meaning as it is shown."""
        return "en" if (get_language() or "").startswith("en") and self.meaning_en else "ko"

    @property
    def said(self) -> str:
        return self._in_language("meaning")

    @property
    def going(self) -> list[str]:
        return self._in_language("goes").split("\n") if self.goes else []

    @property
    def stopping(self) -> list[str]:
        return self._in_language("stops").split("\n") if self.stops else []
