"""What accounts keeps of a member, to be taken along."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.letters import full_url
from accounts.models import Consent, Credential, MemberSession, Notice, User
from accounts.takeout import Row, in_batches, register

NOTICE_WORDS = ("page", "rule", "reason", "excerpt")  # of a notice's context what is the member's own, or the site's


@register(
    "account",
    _("Account"),
    {
        "name": _("Name or pen name"), "handle": _("Handle"), "email": _("Email address"), "profession": _("Profession"),
        "bio": _("One line about you"), "language": _("Language"), "joined_at": _("joined"), "last_login_at": _("last logged in"),
        "roles": _("Roles"),
    },
)  # fmt: skip
def account(member: User) -> Iterator[Row]:
    yield {
        "name": member.name,
        "handle": member.handle,
        "email": member.email,
        "profession": member.profession.label if member.profession else None,
        "bio": member.bio,
        "language": member.language,
        "joined_at": member.date_joined,
        "last_login_at": member.last_login,
        "roles": ", ".join(member.groups.values_list("name", flat=True)),
    }


@register(
    "addresses",
    _("Email addresses"),
    {"email": _("Email address"), "is_verified": _("address was verified"), "is_primary": _("the one that is written to")},
)
def addresses(member: User) -> Iterator[Row]:
    for address in in_batches(EmailAddress.objects.filter(user=member)):
        yield {"email": address.email, "is_verified": address.verified, "is_primary": address.primary}


@register(
    "consents",
    _("Consents"),
    {"what": _("agreed to"), "version": _("version"), "given_at": _("given"), "withdrawn_at": _("withdrawn")},
)
def consents(member: User) -> Iterator[Row]:
    for consent in in_batches(Consent.objects.filter(user=member)):
        yield {
            "what": str(consent.get_kind_display()),
            "version": consent.version,
            "given_at": consent.given_at,
            "withdrawn_at": consent.withdrawn_at,
        }


@register("sessions", _("Devices where you are logged in"), {"device": _("device"), "begun_at": _("logged in"), "ends_at": _("ends")})
def sessions(member: User) -> Iterator[Row]:
    for session in MemberSession.objects.open_of(member.pk):
        yield {"device": session.device, "begun_at": session.begun_at, "ends_at": session.expire_date}


@register(
    "credentials",
    _("Checked professions"),
    {
        "profession": _("profession"), "state": pgettext_lazy("credential", "state"), "method": _("checked by"), "checked_at": _("checked on"),
        "expires_at": _("valid until"), "revoked_at": _("revoked on"),
    },
)  # fmt: skip
def credentials(member: User) -> Iterator[Row]:
    """Without what the staff noted for themselves, and without who of them checked it."""
    for credential in in_batches(Credential.objects.filter(user=member).select_related("profession")):
        yield {
            "profession": credential.profession.label,
            "state": str(credential.get_state_display()),
            "method": str(credential.get_method_display()),
            "checked_at": credential.checked_at,
            "expires_at": credential.expires_at,
            "revoked_at": credential.revoked_at,
        }


@register(
    "notices",
    _("Notices"),
    {
        "kind": _("kind"), "page": _("about"), "rule": _("rule"), "reason": _("reason"), "excerpt": _("of your comment"),
        "address": _("address"), "told_at": _("told"), "read_at": _("read"),
    },
)  # fmt: skip
def notices(member: User) -> Iterator[Row]:
    """Without whom they name: that is the others' affair."""
    for notice in in_batches(Notice.objects.filter(recipient=member)):
        yield {
            "kind": notice.kind,
            **{word: notice.context.get(word) for word in NOTICE_WORDS},
            "address": full_url(notice.url) if notice.url else None,
            "told_at": notice.created_at,
            "read_at": notice.read_at,
        }
