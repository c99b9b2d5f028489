"""Following something: what the rows of every kind of it have in common. Each stands in the app of what is followed."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone

from .profession import Profession
from .user import User


class TooMuchFollowed(Exception):
    """The member follows as much of the kind as one may."""


class FollowRow(models.Model):
    """`subject` names the field that leads to what is followed."""

    MOST = 200  # of one kind, for one member
    subject: ClassVar[str]

    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)
    objects: ClassVar[Any]

    class Meta:
        abstract = True

    @classmethod
    def follow(cls, member: User, what: Any) -> None:
        """Following twice is following once. Raises TooMuchFollowed."""
        with transaction.atomic():
            if cls.is_followed(member, what):
                return
            if cls.objects.filter(member=member).count() >= cls.MOST:
                raise TooMuchFollowed
            cls.objects.get_or_create(member=member, **{cls.subject: what})

    @classmethod
    def unfollow(cls, member: User, what: Any) -> None:
        cls.about(what).filter(member=member).delete()

    @classmethod
    def is_followed(cls, member: User, what: Any) -> bool:
        return bool(cls.about(what).filter(member=member).exists())

    @classmethod
    def about(cls, what: Any) -> Any:
        """The rows that mean `what`."""
        return cls.objects.filter(**{cls.subject: what})


class ProfessionFollow(FollowRow):
    """One that was merged into another, before or after it was followed, means the other."""

    subject = "profession"
    profession = models.ForeignKey(Profession, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "profession"], name="one_follow_of_profession")]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.profession_id}"

    @classmethod
    def follow(cls, member: User, what: Profession) -> None:
        super().follow(member, what.alias_of or what)

    @classmethod
    def about(cls, what: Profession) -> Any:
        meant = what.alias_of_id or what.pk
        return cls.objects.filter(models.Q(profession=meant) | models.Q(profession__alias_of=meant))
