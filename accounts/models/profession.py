"""Professions: the one list by which columns are tagged and people are described."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
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
UNDISCLOSED_SEAL = "독"  # 독자: a reader


class ProfessionQuerySet(models.QuerySet["Profession"]):
    def current(self) -> Self:
        """Those that can be chosen: neither retired nor merged into another."""
        return self.filter(retired_at=None, alias_of=None)

    def choosable(self, *held: int | None) -> Self:
        """Those that can be chosen, and those of `held` (their numbers) that were retired since: who has one keeps it."""
        return self.filter(models.Q(retired_at=None) | models.Q(pk__in=[pk for pk in held if pk]), alias_of=None)

    def merged(self) -> Self:
        return self.exclude(alias_of=None)

    def retired(self) -> Self:
        return self.exclude(retired_at=None).filter(alias_of=None)

    def find(self, slug: str) -> "Profession | None":
        """By its address, or one that it had before; one that was merged leads to what it was merged into."""
        known = self.select_related("alias_of__shown_as", "shown_as")
        found = known.filter(slug=slug).first() or known.filter(former_slugs__slug=slug).first()
        return found.stands_for if found else None


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
    # What is shown of it: itself; where too few hold it, a broader one or nothing. Kept by accounts.groups, never set by hand.
    shown_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    objects = ProfessionQuerySet.as_manager()
    search_fields = [index.SearchField("name"), index.SearchField("name_en"), index.AutocompleteField("name"), index.FilterField("field")]

    class Meta:
        verbose_name = _("profession")
        verbose_name_plural = _("professions")
        ordering = ["field", "name"]
        constraints = [models.UniqueConstraint(fields=["field", "seal"], name="one_seal_in_a_field")]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if type(self).objects.filter(former_slugs__slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another profession had this address before, and links to it are out in the world.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and sees anew what is shown of it: of a title that was not reserved before, only those who were checked count.

        An address that it gives up keeps leading to it.
        """
        from accounts import groups  # which asks the models that refer to this one

        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if before not in (None, self.slug):
            self.former_slugs.filter(slug=self.slug).delete()
            self.former_slugs.get_or_create(slug=before)
        groups.settle(self)

    @property
    def stands_for(self) -> "Profession":
        """What it was merged into; itself, if it was not."""
        return self.alias_of or self

    def get_absolute_url(self) -> str:
        return reverse("profession", args=[self.slug])

    @property
    def shown(self) -> "Profession | None":
        """What everybody may be told of somebody who holds it: this profession, a broader one, or None (accounts.groups)."""
        return self if self.is_shown else self.shown_as

    @property
    def is_shown(self) -> bool:
        """Whether enough members hold it to be told of."""
        return self.shown_as_id == self.pk

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") and self.name_en else self.name
