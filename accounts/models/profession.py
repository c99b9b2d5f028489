"""Professions: the one list by which columns are tagged and people are described."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .quick import QuickRow


class Field(models.TextChoices):
    """The eight fields, each with a natural dye of its own (the CSS class is `d-<value>`)."""

    LAW = "law", _("Law and administration")
    MED = "med", _("Medicine and care")
    EDU = "edu", _("Research and education")
    ART = "art", _("Literature and the arts")
    PRESS = "press", _("Press and publishing")
    TECH = "tech", _("Technology and data")
    CRAFT = "craft", _("Field and craft")
    BIZ = "biz", _("Business and household")

    @property
    def dye(self) -> str:
        return str(DYES[self])


DYES = {
    Field.LAW: _("indigo"),
    Field.MED: _("safflower"),
    Field.EDU: _("gardenia"),
    Field.ART: _("gromwell"),
    Field.PRESS: _("ink grey"),
    Field.TECH: _("jade"),
    Field.CRAFT: _("persimmon"),
    Field.BIZ: _("mugwort"),
}
UNDISCLOSED = "undisclosed"  # the slug that stands where no profession is shown


class ProfessionQuerySet(models.QuerySet["Profession"]):
    def current(self) -> Self:
        """Those that can be chosen: neither retired nor merged into another."""
        return self.filter(retired_at=None, alias_of=None)


class Profession(index.Indexed, QuickRow):
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=40, unique=True)
    name_en = models.CharField(_("English name"), max_length=60)
    seal = models.CharField(
        _("seal"),
        max_length=1,
        help_text=_("One Hangul syllable, not used by another profession of the field."),
        validators=[RegexValidator("^[가-힣]$")],
    )
    field = models.CharField(_("field"), max_length=8, choices=Field)
    isco = models.CharField(_("ISCO-08 code"), max_length=4, blank=True, validators=[RegexValidator(r"^\d{4}$")])
    regulated = models.BooleanField(
        _("regulated title"), default=False, help_text=_("The law reserves the title: it is shown only where it has been checked.")
    )
    issuer = models.CharField(_("issued by"), max_length=80, blank=True)
    evidence = models.CharField(_("accepted evidence"), max_length=200, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("broader profession")
    )
    alias_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases", verbose_name=_("merged into"))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = ProfessionQuerySet.as_manager()
    search_fields = [index.SearchField("name"), index.SearchField("name_en"), index.AutocompleteField("name"), index.FilterField("field")]

    class Meta:
        verbose_name = _("profession")
        verbose_name_plural = _("professions")
        ordering = ["field", "name"]
        constraints = [models.UniqueConstraint(fields=["field", "seal"], name="one_seal_in_a_field")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("profession", args=[self.slug])

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") and self.name_en else self.name
