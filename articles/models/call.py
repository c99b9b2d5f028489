"""A call for voices: the editors ask a profession for its view on a column."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession

if TYPE_CHECKING:
    from accounts.models import User

    from .column import ColumnPage

STANDING = Q(withdrawn_at=None)
UNTOLD = STANDING & Q(told_at=None)


class CallQuerySet(models.QuerySet["Call"]):
    def standing(self) -> Self:
        return self.filter(STANDING)

    def of(self, column: "ColumnPage") -> Self:
        """Of the column itself; an alias shows what was asked on its source. With what a list of them reads."""
        rows = self.filter(column=column.alias_of_id or column.pk)
        return rows.select_related("profession__shown_as", "asked_by").order_by("profession__field", "profession__name")

    def to_tell(self) -> Self:
        """Of published columns, where not everybody who follows the profession has been told yet."""
        return self.filter(UNTOLD, column__live=True)


class Call(models.Model):
    """Asked before publication, the followers of the profession are told when the column is published; asked afterwards, at once.

    They are told in the order of their numbers, and `told_up_to` moves in the transaction of what it tells of: so it is known who was
    told, however the telling ends. `told_at` is when all were. What is withdrawn and asked again goes on where it was.
    """

    WORDS_MAX = 300
    MOST = 12  # professions that one column may ask

    column = models.ForeignKey("articles.ColumnPage", models.CASCADE, related_name="calls", verbose_name=_("column"), db_index=False)
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="calls", verbose_name=_("profession"))
    words = models.CharField(_("words to those who are asked"), max_length=WORDS_MAX, blank=True)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    told_up_to = models.PositiveBigIntegerField(default=0, editable=False)
    told_at = models.DateTimeField(_("told"), null=True, blank=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for voices")
        verbose_name_plural = _("calls for voices")
        constraints = [models.UniqueConstraint(fields=["column", "profession"], name="one_call")]
        indexes = [models.Index(fields=["column"], condition=UNTOLD, name="call_to_tell")]

    def __str__(self) -> str:
        return f"{self.column_id} asks {self.profession_id}"

    @classmethod
    def ask(cls, column: "ColumnPage", profession: Profession, *, by: "User", words: str = "") -> bool:
        """Asks once. False, with nothing changed, where the profession is asked already."""
        from articles import calling

        now = timezone.now()
        call, made = cls.objects.get_or_create(column=column, profession=profession, defaults={"asked_by": by, "words": words})
        again = not made and cls.objects.filter(pk=call.pk, withdrawn_at__isnull=False).update(
            withdrawn_at=None, asked_by=by, asked_at=now, words=words
        )
        if (made or again) and column.live:
            calling.tell_soon(call.pk)
        return bool(made or again)

    def withdraw(self) -> bool:
        """Whoever was told stays told; nobody else is. False where it was withdrawn already."""
        return bool(Call.objects.standing().filter(pk=self.pk).update(withdrawn_at=timezone.now()))

    def advance(self, to: int) -> bool:
        """Goes on to the member with this number, by compare-and-set. False where another worker was quicker, or the call was withdrawn."""
        return bool(self._untold().update(told_up_to=to))

    def finish(self) -> bool:
        """Everybody was told. False where that is known, or somebody was told meanwhile."""
        return bool(self._untold().update(told_at=timezone.now()))

    def _untold(self) -> CallQuerySet:
        return Call.objects.filter(UNTOLD, pk=self.pk, told_up_to=self.told_up_to)
