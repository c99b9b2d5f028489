"""Columnists: those who are named above a column, whether or not they have an account."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from accounts.models import Handle
from accounts.models.handle import check_shape
from accounts.text import clean_line, fold
from articles.forms import AuthorForm


class Author(index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # the relation is modelcluster's
    """Shares the namespace of handles with the members. Linked to an account, the author bears that account's handle."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("If the columnist also comments here: their account."),
    )
    handle = models.CharField(
        _("handle"), max_length=40, unique=True, blank=True, help_text=_("The address is /people/<handle>/. An account brings its own.")
    )
    handle_key = models.CharField(max_length=40, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    role = models.CharField(_("role"), max_length=40, blank=True, help_text=_("For example: labour columnist"))
    bio = models.TextField(_("about"), max_length=400, blank=True)

    base_form_class = AuthorForm
    is_found_by_name = True  # whose words are not inflected
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("handle"), index.SearchField("role")]

    class Meta:
        verbose_name = _("columnist")
        verbose_name_plural = _("columnists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and claims the handle in the same transaction. Raises HandleTaken."""
        self.handle = self.user.handle if self.user else clean_line(self.handle)
        self.handle_key = fold(self.handle)
        super().save(*args, **kwargs)
        Handle.claim(self.handle, self.owner_key)

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.handle])

    @property
    def owner_key(self) -> str:
        return self.user.owner_key if self.user else f"author:{self.pk}"

    def clean(self) -> None:
        self.name = clean_line(self.name)
        self.handle = self.user.handle if self.user else clean_line(self.handle)
        if not self.handle:
            raise ValidationError({"handle": _("A columnist without an account needs a handle.")})
        if not self.user:
            check_shape(self.handle)
            if not Handle.is_free(self.handle, self.owner_key):
                raise ValidationError({"handle": _("This handle is taken. Please choose another.")})
