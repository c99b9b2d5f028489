"""The demo's people: accounts to log in with, members, columnists, and the papers they hold."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts import groups
from accounts.models import Consent, Credential, Policy, Profession, User
from articles.models import Author
from demo.accounts import ADMINISTRATOR, COLUMNIST, DEMO_ACCOUNTS, EDITOR, MODERATOR, DemoAccount
from demo.clock import at
from demo.content import Content, Member

# When the accounts of the demo joined, in days before the build; members follow, one every few hours.
STAFF_JOINED_DAYS = 400
MEMBERS_JOINED_DAYS = 360


@dataclass
class People:
    """Users and columnists by handle."""

    users: dict[str, User] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)

    @property
    def administrator(self) -> User:
        return self.users[ADMINISTRATOR.handle]

    @property
    def editor(self) -> User:
        return self.users[EDITOR.handle]

    @property
    def moderator(self) -> User:
        return self.users[MODERATOR.handle]


def make_people(content: Content, now: datetime, password: str) -> People:
    people = People()
    professions = {profession.slug: profession for profession in Profession.objects.all()}
    accounts = {account.handle: account for account in DEMO_ACCOUNTS}
    for account in DEMO_ACCOUNTS:
        if account.handle not in content.members:
            with at(now - timedelta(days=STAFF_JOINED_DAYS)):
                people.users[account.handle] = _make_account(account, professions)
    for number, member in enumerate(content.members.values()):
        with at(now - timedelta(days=MEMBERS_JOINED_DAYS) + timedelta(hours=number * 37)):
            people.users[member.handle] = make_member(member, professions, accounts.get(member.handle))
    # Nobody can log in as anybody else.
    User.objects.filter(handle__in=accounts).update(password=make_password(password))
    verify_addresses(people)
    record_consents(people)
    _grant_credentials(content, people, now)
    groups.settle_all()
    _make_authors(content, people)
    return people


def _make_account(account: DemoAccount, professions: dict[str, Profession]) -> User:
    user = User.objects.create_user(
        account.handle, account.email,
        name=account.name, bio=account.bio, profession=professions.get(account.profession),
    )  # fmt: skip
    user.groups.add(*Group.objects.filter(name=account.group))
    return user


def make_member(member: Member, professions: dict[str, Profession], account: DemoAccount | None) -> User:
    user = User.objects.create_user(
        member.handle, account.email if account else f"{member.handle}@example.org",
        name=member.name, bio=member.bio, profession=professions.get(member.profession),
    )  # fmt: skip
    user.set_further(professions[slug] for slug in member.further)
    return user


def verify_addresses(people: People) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people.users.values()
    )


def record_consents(people: People) -> None:
    policies = {kind: Policy.current(kind) for kind in (Policy.Kind.TERMS, Policy.Kind.PRIVACY)}
    versions = {Consent.Kind.AGE: "", **{Consent.Kind(kind): policy.version for kind, policy in policies.items() if policy}}
    Consent.objects.bulk_create(
        Consent(user=user, kind=kind, version=version, given_at=user.date_joined)
        for user in people.users.values()
        for kind, version in versions.items()
    )


def _grant_credentials(content: Content, people: People, now: datetime) -> None:
    members = [people.users[member.handle] for member in content.members.values() if member.verified]
    Credential.objects.bulk_create(
        Credential(
            user=user, profession=profession, checked_by=people.administrator, note="견본",
            method=Credential.Method.REGISTER if profession.regulated else Credential.Method.DOCUMENT,
            checked_at=min(user.date_joined + timedelta(days=2), now),
        )
        for user in members
        if (profession := user.profession)
    )  # fmt: skip


def _make_authors(content: Content, people: People) -> None:
    """Columnists stand in a list of their own; the one among them with an account bears its handle."""
    for author in content.authors.values():
        user = people.users[COLUMNIST.handle] if author.handle == COLUMNIST.handle else None
        people.authors[author.handle] = Author.objects.create(
            user=user, handle=author.handle, name=author.name, role=author.role, bio=author.bio
        )
