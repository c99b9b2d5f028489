"""What moderators set about screening: whether everything is held, the words, and the members whose comments are read first."""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from comments.entries import ANY, Entry, entry

if TYPE_CHECKING:
    from accounts.models import User

MOST = 50_000  # entries of the list
MOST_STARRED = 300  # of them with stars, which cost more than others


def new_stamp() -> str:
    return secrets.token_hex(8)


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def holding_everything(self) -> Self:
        return self.filter(pk=1, holds_everything=True)


class Screening(models.Model):
    """One row. `stamp` is another one after every change, so that each process knows whether what it remembers still holds.

    Not a number that is counted on: after a restored backup or a transaction undone the same number would stand for something else.
    """

    stamp = models.CharField(max_length=16, default=new_stamp)
    holds_everything = models.BooleanField(_("every comment waits for review"), default=False)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screening")

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def current(cls) -> "Screening":
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def move(cls) -> None:
        """Says that something has changed. In the transaction of the change: whoever reads the new stamp reads what it stands for."""
        if not cls.objects.filter(pk=1).update(stamp=new_stamp()):
            cls.objects.get_or_create(pk=1)

    @classmethod
    @transaction.atomic
    def hold_everything(cls, held: bool, *, by: "User") -> bool:
        """By compare-and-set, and noted in the admin's history. False if it already was so."""
        row = cls.current()
        changed = cls.objects.filter(pk=row.pk, holds_everything=not held).update(holds_everything=held, stamp=new_stamp())
        if changed:
            log(instance=row, action="comments.hold_everything" if held else "comments.hold_nothing", user=by)
        return bool(changed)


class ScreenedWordQuerySet(models.QuerySet["ScreenedWord"]):
    """Whatever changes many at once changes the stamp as well; Wagtail deletes so."""

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        gone = super().delete()
        Screening.move()
        return gone

    @transaction.atomic
    def update(self, **values: Any) -> int:
        changed = super().update(**values)
        Screening.move()
        return changed

    @transaction.atomic
    def add_all(self, entries: Iterable[Entry], *, kind: str, note: str, by: "User") -> int:
        """Adds those that are not in the list. Returns how many were new."""
        before = self.count()
        added = {"kind": kind, "note": note, "added_by": by}
        words = [self.model(text=one.text, folded=one.folded, letters=one.letters, **added) for one in entries]
        self.bulk_create(words, batch_size=1000, ignore_conflicts=True)
        Screening.move()
        return self.count() - before


class ScreenedWord(models.Model):
    class Kind(models.TextChoices):
        BLOCKED = "blocked", _("blocked word")
        SUSPECT = "suspect", _("suspect word")
        EXCEPTION = "exception", _("exception")

    text = models.CharField(
        _("word"),
        max_length=60,
        help_text=_("Found also where it is written with spaces, signs, figures or jamo between. A star stands for up to four letters."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.BLOCKED,
        help_text=_(
            "Blocked and suspect words hold a comment for review, and never refuse it. An exception contains a word and is harmless."
        ),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    folded = models.CharField(max_length=120, editable=False)
    letters = models.CharField(max_length=120, unique=True, editable=False)
    added_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = ScreenedWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("screened word")
        verbose_name_plural = _("screened words")
        ordering = ["letters"]

    def __str__(self) -> str:
        return self.text

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        made = entry(self.text, is_exception=self.kind == self.Kind.EXCEPTION)
        self.text, self.folded, self.letters = made.text, made.folded, made.letters
        super().save(*args, **kwargs)
        Screening.move()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        Screening.move()
        return gone

    def clean(self) -> None:
        if not self.text:
            return
        try:
            made = entry(self.text, is_exception=self.kind == self.Kind.EXCEPTION)
        except ValidationError as wrong:
            raise ValidationError({"text": wrong.messages}) from wrong
        others = ScreenedWord.objects.exclude(pk=self.pk)
        same = others.filter(letters=made.letters).first()
        if same:
            said = gettext("‘%(word)s’ is in the list already, as: %(kind)s.") % {"word": same.text, "kind": same.get_kind_display()}
            raise ValidationError({"text": said})
        check_room(others.count() + 1, others.filter(letters__contains=ANY).count() + (ANY in made.letters))


def check_room(all_entries: int, starred: int) -> None:
    if all_entries > MOST:
        raise ValidationError(gettext("The list has room for %(number)d entries.") % {"number": MOST})
    if starred > MOST_STARRED:
        raise ValidationError(gettext("The list has room for %(number)d entries with stars.") % {"number": MOST_STARRED})
