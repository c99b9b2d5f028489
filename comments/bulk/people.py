"""Made-up members: known by their handles, without a mailbox, and nobody can log in as one."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import groups
from accounts.models import Credential, Handle, Profession, User
from accounts.models.user import EVERY_MEMBER
from accounts.text import fold
from comments.bulk.chance import chance

PREFIX = "made-up-"
PROFESSIONS = 25  # that speak; how often follows Zipf's law
UNDISCLOSED = 0.2  # of the members
VERIFIED = 0.5  # of the others
A_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """A member as he or she speaks."""

    pk: int
    profession: int | None
    credential: int | None


def made_up() -> QuerySet[User]:
    return User.objects.filter(handle__startswith=PREFIX, email=None)


def people(number: int) -> list[Person]:
    """So many made-up members, always the same ones first; those that are missing are made."""
    for start in range(made_up().count(), number, A_BATCH):
        make_people(range(start, min(start + A_BATCH, number)))
    groups.settle_all()
    credentials = dict(Credential.objects.valid().filter(user__in=made_up()).values_list("user_id", "pk"))
    members = made_up().order_by("handle").values_list("pk", "profession_id")[:number]
    return [Person(pk, profession, credentials.get(pk)) for pk, profession in members]


@transaction.atomic
def make_people(numbers: range) -> None:
    professions = speaking_professions()
    worn = [standing(number, professions) for number in numbers]
    now = timezone.now()
    members = User.objects.bulk_create(
        User(
            handle=handle,
            handle_key=fold(handle),
            name=f"견본 회원 {number + 1}",
            profession=profession,
            password=make_password(None),
            date_joined=now,
            last_login=now,  # or the clock would forget them like those who never finished joining
        )
        for number, (profession, _verified) in zip(numbers, worn, strict=True)
        for handle in (f"{PREFIX}{number + 1:06d}",)
    )
    Handle.objects.bulk_create(Handle(digest=Handle.digest_of(member.handle), owner=member.owner_key) for member in members)
    Credential.objects.bulk_create(
        Credential(user=member, profession=profession, note="made up")
        for member, (profession, verified) in zip(members, worn, strict=True)
        if profession and verified
    )
    for group in Group.objects.filter(name=EVERY_MEMBER):
        User.groups.through.objects.bulk_create(User.groups.through(user=member, group=group) for member in members)


def speaking_professions() -> list[Profession]:
    """The professions that made-up members have, the commonest first; the same whenever it is asked."""
    professions = list(Profession.objects.current().order_by("slug"))
    chance("professions").shuffle(professions)
    return professions[:PROFESSIONS]


def standing(number: int, professions: list[Profession]) -> tuple[Profession | None, bool]:
    """The profession of this member, and whether it was checked; one whose title the law reserves always was."""
    rng = chance("member", number)
    if not professions or rng.random() < UNDISCLOSED:
        return None, False
    profession = rng.choices(professions, [1 / rank for rank in range(1, len(professions) + 1)])[0]
    return profession, profession.regulated or rng.random() < VERIFIED
