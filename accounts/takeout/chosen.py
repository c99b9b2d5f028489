"""What a member chose and did about others: professions, letters, log-ins from elsewhere, what they vouched for."""

from collections.abc import Iterator

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from accounts.models import Letter, MailChoice, ProfessionFollow, User, Voucher
from accounts.takeout import Row, in_batches, register


@register("further_professions", _("Further professions"), {"profession": _("profession")})
def further_professions(member: User) -> Iterator[Row]:
    for profession in member.further.all():
        yield {"profession": profession.label}


@register("followed_professions", _("Professions that you follow"), {"profession": _("profession"), "since": _("since")})
def followed_professions(member: User) -> Iterator[Row]:
    for row in in_batches(ProfessionFollow.objects.filter(member=member).select_related("profession")):
        yield {"profession": row.profession.label, "since": row.created_at}


@register("mail_choices", _("What is mailed to you, and when"), {"group": _("kind"), "when": _("when"), "chosen_at": _("chosen")})
def mail_choices(member: User) -> Iterator[Row]:
    for choice in in_batches(MailChoice.objects.filter(member=member)):
        yield {"group": choice.group, "when": choice.when, "chosen_at": choice.chosen_at}


@register("letters", _("Letters of the day and of the week"), {"kind": _("kind"), "period": _("period"), "at": _("told")})
def letters(member: User) -> Iterator[Row]:
    for letter in in_batches(Letter.objects.filter(member=member)):
        yield {"kind": letter.kind, "period": letter.period, "at": letter.claimed_at}


@register("log_ins_from_elsewhere", _("Log-ins from elsewhere"), {"site": _("site"), "number": _("your number there"), "since": _("since")})
def log_ins_from_elsewhere(member: User) -> Iterator[Row]:
    for account in in_batches(SocialAccount.objects.filter(user=member)):
        yield {"site": account.provider, "number": account.uid, "since": account.date_joined}


@register("vouchers", _("What you vouched for"), {"profession": _("profession"), "words": _("words"), "answered_at": _("answered")})
def vouchers(member: User) -> Iterator[Row]:
    """Without for whom: that is the other's affair."""
    for voucher in in_batches(Voucher.objects.filter(giver=member).select_related("credential__profession")):
        yield {"profession": voucher.credential.profession.label, "words": voucher.words, "answered_at": voucher.answered_at}
