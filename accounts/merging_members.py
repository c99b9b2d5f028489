"""What merging two professions does to members, to what was checked, and to the list itself."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import merging
from accounts.credentials import door
from accounts.models import Credential, Profession, ProfessionFollow, User
from accounts.models.credential import CredentialQuerySet

Further = User.further.through
State = Credential.State
OPEN = (State.GRANTED, State.REQUESTED)


def move_usual(old: Profession, new: Profession) -> None:
    User.objects.filter(profession=old).update(profession=new)


def move_further(old: Profession, new: Profession) -> None:
    """Nobody has one profession twice: neither among the further ones nor beside the usual one."""
    merging.move_links(Further, "user")(old, new)
    Further.objects.filter(profession=new, user__profession=new).delete()


def move_credentials(old: Profession, new: Profession) -> None:
    """What was checked bears out the new one. Who has both keeps the one that holds longer; the other makes way.

    Who asked for both keeps both requests, each with its evidence: the one that stays where it was leads to the new one when it is decided on
    (`credentials.deciding`). What was refused, revoked or made way before is history and stays as it was.
    """
    granted = Credential.objects.filter(profession__in=[old, new], state=State.GRANTED)
    both = granted.filter(profession=new, user__in=granted.filter(profession=old).values("user"))
    other = {
        credential.user_id: credential for credential in granted.filter(profession=old, user__in=list(both.values_list("user", flat=True)))
    }
    for one in both:
        shorter = one if _holds_longer(other[one.user_id], one) else other[one.user_id]
        door.move(shorter, State.EXPIRED, by=None, remark=gettext("Two professions were merged; the other credential holds longer."))
    asked = Credential.objects.open().filter(profession=new).values("user")
    open_of(old).exclude(state=State.REQUESTED, user__in=list(asked.values_list("user", flat=True))).update(profession=new)


def _holds_longer(one: Credential, other: Credential) -> bool:
    """Of two that hold equally long, the first is not said to hold longer."""
    ends = [credential.expires_at for credential in (one, other)]
    return ends[1] is not None and (ends[0] is None or ends[0] > ends[1])


def open_of(profession: Profession) -> CredentialQuerySet:
    return Credential.objects.filter(profession=profession, state__in=OPEN)


def move_narrower(old: Profession, new: Profession) -> None:
    old.narrower.update(broader=new)


def move_aliases(old: Profession, new: Profession) -> None:
    """So that every chain is one step long."""
    old.aliases.update(alias_of=new)


merging.moves(
    "accounts.User.profession",
    move_usual,
    what=_("Members who usually speak from it"),
    rows=lambda one: User.objects.filter(profession=one),
)
merging.moves(
    "accounts.User.further",
    move_further,
    what=_("Members who have it as a further profession"),
    rows=lambda one: Further.objects.filter(profession=one),
)
merging.moves("accounts.Credential.profession", move_credentials, what=_("Credentials and open requests"), rows=open_of)
merging.moves("accounts.Profession.broader", move_narrower, what=_("Professions that are part of it"), rows=lambda one: one.narrower.all())
merging.moves(
    "accounts.Profession.alias_of", move_aliases, what=_("Professions that were merged into it"), rows=lambda one: one.aliases.all()
)
# A former address leads to the profession, and from there to what it was merged into. What is shown is settled at the end.
merging.keeps("accounts.FormerSlug.profession", "accounts.Profession.shown_as")

merging.moves(
    "accounts.ProfessionFollow.profession",
    merging.move_links(ProfessionFollow, "member"),
    what=_("Members who follow it"),
    rows=lambda profession: ProfessionFollow.objects.filter(profession=profession),
)
