"""What leaving means for credentials: that something was checked stays with what was said; how, and by what, was about the person."""

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts import leaving
from accounts.models import Credential, CredentialEvent, Evidence, User, Voucher

from .asking import withdraw


@leaving.register
def leave(user: User) -> None:
    """Open requests are withdrawn, evidence is destroyed at once and recognised no more, words of and about the member go."""
    own = Credential.objects.filter(user=user)
    for credential in own.open():
        withdraw(credential, by=user)
    evidence = Evidence.objects.filter(credential__user=user)
    evidence.destroy()
    evidence.update(digest="")
    own.update(number_digest="")
    CredentialEvent.objects.filter(credential__user=user).update(words="", remark="")
    _forget_vouchers(user)


def _forget_vouchers(user: User) -> None:
    """Whom the member asked, and what others said of them; and what the member said of others, whose requests lose a word that waited."""
    nameless = Concat(Value("~"), Cast("pk", CharField()))  # no handle can begin like this
    Voucher.objects.filter(Q(credential__user=user) | Q(giver=user)).update(handle=nameless, words="")
    Voucher.objects.asked().filter(credential__user=user).delete()
    Voucher.objects.asked().filter(giver=user).update(state=Voucher.State.DECLINED, answered_at=timezone.now())
