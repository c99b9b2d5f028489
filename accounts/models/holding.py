"""What members hold: a usual profession and further ones, and in which capacity they speak."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.prepared import Prepared
from accounts.speaking import Speaker, speaker
from accounts.standing import Capacity, Standing
from accounts.text import row_number

from .credential import Credential
from .profession import Profession


class Holder(models.Model):
    """A part of `User`."""

    profession = models.ForeignKey(
        Profession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("profession"),
        help_text=_("Empty: the profession is not disclosed."),
    )
    further = models.ManyToManyField(
        Profession,
        blank=True,
        related_name="further_members",
        verbose_name=_("further professions"),
        help_text=_("Can be chosen where one speaks."),
    )

    class Meta:
        abstract = True

    def held_professions(self) -> list[Profession]:
        """What the database says of the member's professions, which may be about to change or, where they leave or are barred, to count no more."""
        if self._state.adding:
            return []
        return list(Profession.objects.filter(models.Q(members=self) | models.Q(further_members=self)).distinct())

    def capacity(self) -> Capacity:
        """What this member usually speaks from. For themselves, and to be kept with what they say; `standing` is for everybody."""
        if self.profession_id is None:
            return Capacity()
        [profession] = _spoken_from(self.pk, self.profession_id)
        return Capacity.of(profession, getattr(profession, "held", None))

    def capacities(self) -> list[Capacity]:
        """Everything this member may speak from now, the usual profession first and then the further ones by name. For themselves only."""
        found = [Capacity.of(profession, getattr(profession, "held", None)) for profession in _held_by(self.pk)]
        held = {one.profession: one for one in found if one.profession}
        return [held[one] for one in sorted(held, key=lambda one: (one.pk != self.profession_id, one.name))]

    def capacity_in(self, number: str) -> Capacity:
        """What this member holds of the profession of that number, or of what it was merged into; none where they do not."""
        found = _of_member(self.pk).filter(models.Q(pk=row_number(number)) | models.Q(aliases=row_number(number))).first()
        return Capacity.of(found, getattr(found, "held", None))

    def speaker(self, chosen: str = "") -> Speaker:
        """Who speaks in a composer in which `chosen` was chosen, "" if nothing was."""
        return speaker(self.capacities(), self.profession_id, chosen)

    def standing(self) -> Standing:
        """What is shown of the capacity in which this member usually speaks."""
        return self.capacity().standing

    @transaction.atomic
    def take_up(self, profession: Profession) -> None:
        """Adds a further profession, unless it is held already."""
        if profession.pk != self.profession_id:
            self.further.add(profession)
            settle(profession)

    @transaction.atomic
    def set_further(self, professions: Iterable[Profession]) -> None:
        """These and no others are the member's further professions."""
        before = list(self.further.all())
        after = [one for one in professions if one.pk != self.profession_id]
        self.further.set(after)
        settle(*before, *after)


def settle(*professions: Profession | None) -> None:
    """Sees anew what is shown of them (accounts.groups, which asks the models that are defined here)."""
    from accounts import groups

    groups.settle(*professions)


def _with_credential(member: int) -> models.QuerySet[Profession]:
    """All professions, each with the credential for it that was granted to the member."""
    granted = models.Q(credentials__user=member, credentials__state=Credential.State.GRANTED)
    professions = Profession.objects.annotate(held=models.FilteredRelation("credentials", condition=granted))
    return professions.select_related("held", "shown_as").order_by()  # type: ignore[misc]


def _of_member(member: int) -> models.QuerySet[Profession]:
    """The usual profession and the further ones."""
    from .user import User

    usual = models.Q(pk__in=User.objects.filter(pk=member, profession__isnull=False).values("profession"))
    further = models.Q(pk__in=User.further.through.objects.filter(user=member).values("profession"))
    return _with_credential(member).filter(usual | further)


_spoken_from: Prepared[Profession] = Prepared(
    lambda member, profession: _with_credential(member).filter(pk=profession), int, int, by_key=True
)
_held_by: Prepared[Profession] = Prepared(_of_member, int, by_key=True)
