"""Two at once, with real transactions: one is served, and the other is told."""

import threading
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from accounts.credentials import asking, deciding
from accounts.credentials.asking import Claim
from accounts.credentials.door import AlreadyDecided
from accounts.models import Credential, CredentialEvent, Notice, Profession, User

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each came to: its result, or its exception."""
    start, results = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            results.append(act())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()
            close_old_connections()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def _a_file_or_a_server() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("threads need a database that more than one connection can open")


@pytest.mark.usefixtures("_a_file_or_a_server")
def test_of_two_who_approve_at_once_one_does(poet: User, administrator: User, root: User) -> None:
    asking.ask(poet, Profession.objects.get(slug="poet"), Claim(method="register", link="https://example.org/"))
    number = Credential.objects.get().pk

    def approve(staff: User) -> None:
        one = Credential.objects.select_related("user", "profession").get(pk=number)
        deciding.grant(one, by=staff, method="register", checked_at=timezone.now(), expires_at=None)

    results = at_once(lambda: approve(administrator), lambda: approve(root))
    assert [type(one) for one in results if one is not None] == [AlreadyDecided]
    assert CredentialEvent.objects.filter(became="granted").count() == 1
    assert Notice.objects.filter(kind="credential_granted").count() == 1


@pytest.mark.usefixtures("_a_file_or_a_server")
def test_of_approval_and_withdrawal_at_once_one_happens(poet: User, administrator: User) -> None:
    asking.ask(poet, Profession.objects.get(slug="poet"), Claim(method="register", link="https://example.org/"))
    one, other = (Credential.objects.select_related("user", "profession").get() for _n in range(2))
    results = at_once(
        lambda: deciding.grant(one, by=administrator, method="register", checked_at=timezone.now(), expires_at=None),
        lambda: asking.withdraw(other, by=poet),
    )
    assert [type(result) for result in results if result is not None] == [AlreadyDecided]
    assert CredentialEvent.objects.count() == 2


@pytest.mark.usefixtures("_a_file_or_a_server")
def test_of_four_requests_at_once_three_are_taken(poet: User) -> None:
    professions = Profession.objects.filter(slug__in=["poet", "editor", "translator", "novelist"])
    results = at_once(*(lambda p=p: asking.ask(poet, p, Claim(method="register", link="https://example.org/")) for p in professions))  # type: ignore[misc]
    assert [type(result) for result in results if isinstance(result, Exception)] == [asking.TooManyOpen]
    assert Credential.objects.open().count() == 3


@pytest.mark.usefixtures("_a_file_or_a_server")
def test_of_two_requests_for_one_profession_at_once_one_is_taken(poet: User) -> None:
    profession = Profession.objects.get(slug="poet")
    results = at_once(*(lambda: asking.ask(poet, profession, Claim(method="register", link="https://example.org/")) for _n in range(2)))
    assert [type(result) for result in results if isinstance(result, Exception)] == [asking.AlreadyAsked]


@pytest.mark.usefixtures("_a_file_or_a_server")
def test_two_members_who_ask_for_one_profession_at_once_do_not_wait_for_each_other(poet: User, stranger_poet: User) -> None:
    profession = Profession.objects.get(slug="poet")
    claim = Claim(method="register", link="https://example.org/")
    results = at_once(*(lambda user=user: asking.ask(user, profession, claim) for user in (poet, stranger_poet)))  # type: ignore[misc]
    assert not [result for result in results if isinstance(result, Exception)]
    assert Credential.objects.open().count() == 2
