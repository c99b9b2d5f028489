"""Who people are."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from accounts.prepared import Prepared
from accounts.searching.indexed import Indexed
from accounts.text import clean_line, fold

from .handle import Handle, check_shape
from .holding import Holder, settle
from .quick import QuickRow

NAME_MAX = 20
ERASED = "~"  # before the number of who is gone for good, in place of a handle: none can begin like this, so nobody can hold it
EVERY_MEMBER = "Readers"  # the group that everybody enters on joining, by whatever door


class UserManager(BaseUserManager["User"]):
    def get(self, *args: Any, **kwargs: Any) -> "User":
        """By number a member is asked for with every request: that question is compiled once."""
        number = kwargs.get("pk")
        if args or len(kwargs) != 1 or not isinstance(number, int) or not 0 < number <= models.BigIntegerField.MAX_BIGINT:
            return super().get(*args, **kwargs)
        for user in _of_number(number):
            return user
        raise self.model.DoesNotExist

    def create_user(self, handle: str, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(handle=handle, email=self.normalize_email(email) or None, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, handle: str, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(handle, email, password, is_superuser=True, **fields)

    def active_superusers(self) -> models.QuerySet["User"]:
        return self.filter(is_superuser=True, is_active=True, closed_at=None)

    def never_verified(self, *, since: datetime) -> models.QuerySet["User"]:
        """Members who joined before `since`, never confirmed an address and never came in; staff make no such accounts."""
        return self.filter(date_joined__lt=since, closed_at=None, last_login=None, is_superuser=False).exclude(emailaddress__verified=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(handle_key=fold(username or ""))


class User(Indexed, Holder, QuickRow, AbstractBaseUser, PermissionsMixin):
    """A member. Never deleted as a row: who leaves becomes a tombstone (`close`), so that what was said keeps its place.

    `closed_at` says since when a member has left, with a way back for some days (`accounts.departing`).
    """

    handle = models.CharField(_("handle"), max_length=40, unique=True)
    handle_key = models.CharField(max_length=40, unique=True, editable=False)
    name = models.CharField(_("name or pen name"), max_length=NAME_MAX, blank=True)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    bio = models.CharField(_("one line about you"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, default="ko")
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    closed_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = UserManager()
    is_found_by_name = True  # whose words are not inflected
    search_fields = [
        index.SearchField("name"),
        index.SearchField("handle"),
        index.AutocompleteField("name"),
        index.AutocompleteField("handle"),
    ]
    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return gettext("former member") if self.closed_at else self.own_name

    @property
    def own_name(self) -> str:
        """How the member is addressed, also by the letter about leaving."""
        return self.name or self.handle

    @property
    def is_erased(self) -> bool:
        """Whether the member has left for good, and the row is empty."""
        return self.handle_key.startswith(ERASED)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Nothing for who has left: Django then knows nobody by a session of theirs, even one that was begun at the same moment."""
        return "" if self.closed_at else super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    def get_username(self) -> str:
        return self.handle

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.handle])

    @staticmethod
    def language_of(email: str) -> str:
        """The language of the member with this address, "" if there is none."""
        return User.objects.filter(email=email.lower()).values_list("language", flat=True).first() or ""

    @property
    def owner_key(self) -> str:
        return f"user:{self.pk}"

    def clean(self) -> None:
        self.handle, self.name, self.bio = clean_line(self.handle), clean_line(self.name), clean_line(self.bio)
        self.email = self.email or None
        if not self.closed_at:
            check_shape(self.handle)
            if not Handle.is_free(self.handle, self.owner_key):
                raise ValidationError({"handle": _("This handle is taken. Please choose another.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, claims the handle and, on joining, enters the group of all members, in one transaction. Raises HandleTaken.

        Where it may change who holds a profession, what is shown of that is seen anew.
        """
        update_fields = kwargs.get("update_fields")
        before = self.held_professions() if update_fields is None or {"profession", "is_active"} & set(update_fields) else None
        self._save_with_handle(*args, **kwargs)
        if before is not None:
            settle(self.profession, *before)

    def _save_with_handle(self, *args: Any, **kwargs: Any) -> None:
        update_fields = kwargs.get("update_fields")
        if update_fields is None or "handle" in update_fields:
            self.handle = clean_line(self.handle)
            self.handle_key = fold(self.handle)
            if update_fields is not None:
                kwargs["update_fields"] = {*update_fields, "handle_key"}
            joining = self._state.adding
            super().save(*args, **kwargs)
            if joining:
                self.groups.add(*Group.objects.filter(name=EVERY_MEMBER))
            if not self.closed_at:
                Handle.claim(self.handle, self.owner_key)
        else:
            super().save(*args, **kwargs)

    @property
    def verified_email(self) -> str:
        """The address that mail may go to, "" where none was verified."""
        from allauth.account.models import EmailAddress  # its table refers to ours

        return EmailAddress.objects.filter(user=self, verified=True).order_by("-primary").values_list("email", flat=True).first() or ""

    def close(self) -> None:
        """Ends the membership for good and at once: what points at the person goes, the row stays for what was said (`accounts.leaving`)."""
        from accounts import leaving

        leaving.close(self)


_of_number: Prepared[User] = Prepared(lambda number: User.objects.filter(pk=number), int, by_key=True)
