"""Every address, for every role and for a stranger: found by walking the resolver, so that a new one is covered the day it is born."""

import copy
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from demo.accounts import ADMINISTRATOR, COLUMNIST, DEMO_ACCOUNTS, EDITOR, MODERATOR, PROFESSIONAL, READER
from tests.cast import log_in
from tests.portal.addresses import Address, every_address
from tests.portal.samples import fill, samples

pytestmark = pytest.mark.django_db

OURS = ("accounts.", "articles.", "comments.", "portal.")
EVERYBODY = {READER, COLUMNIST, EDITOR, MODERATOR, ADMINISTRATOR}
STAFF = EVERYBODY - {READER}
WRITERS = {COLUMNIST, EDITOR, ADMINISTRATOR}
PUBLISHERS = {EDITOR, ADMINISTRATOR}
DECIDERS = {MODERATOR, ADMINISTRATOR}

# Whose each area of the admin is; the longest beginning that fits counts. An area that is missing here fails the walk.
AREAS = {
    "/cms/account/": STAFF,
    "/cms/api/": STAFF,  # what the page chooser reads; it answers for what the asker may see
    "/cms/block-preview/": STAFF,
    "/cms/bulk/": STAFF,  # each action asks for its own rights
    "/cms/calls/": WRITERS,  # of a column that they may edit
    "/cms/choose-": STAFF,
    "/cms/collections/": {ADMINISTRATOR},
    "/cms/credentials/": DECIDERS,
    "/cms/credentials/new/": {ADMINISTRATOR},
    "/cms/credentials/%(pk)s/": {ADMINISTRATOR},
    "/cms/desk/": DECIDERS,
    "/cms/desk/discussions/": DECIDERS | PUBLISHERS,
    "/cms/desk/ledger/%(number)s/": {ADMINISTRATOR},
    "/cms/desk/picks/": PUBLISHERS,
    "/cms/desk/rules/": PUBLISHERS,
    "/cms/dismissibles/": STAFF,
    "/cms/documents/": PUBLISHERS,
    "/cms/documents/chooser/": STAFF,  # offers what the asker may choose, if only nothing
    "/cms/editing-sessions/": STAFF,
    "/cms/embeds/": STAFF,
    "/cms/failwhale/": STAFF,
    "/cms/groups/": {ADMINISTRATOR},
    "/cms/images/": WRITERS,
    "/cms/images/chooser/": STAFF,
    "/cms/logout/": STAFF,
    "/cms/pages/": WRITERS,
    "/cms/password_reset/": set(),  # switched off: people reset theirs at the site's own door
    "/cms/policies/": {ADMINISTRATOR},
    "/cms/professions/": DECIDERS,
    "/cms/professions/new/": {ADMINISTRATOR},
    "/cms/professions/edit/": {ADMINISTRATOR},
    "/cms/professions/%(pk)s/": {ADMINISTRATOR},
    "/cms/redirects/": PUBLISHERS,
    "/cms/reports/": WRITERS,
    "/cms/reports/site-history/": STAFF,  # of what the asker may see
    "/cms/screened-words/": DECIDERS,
    "/cms/settings/": {ADMINISTRATOR},
    "/cms/sites/": {ADMINISTRATOR},
    "/cms/snippets/": STAFF,
    "/cms/snippets/articles/": PUBLISHERS,
    "/cms/snippets/choose/": STAFF,
    "/cms/tag-autocomplete/": STAFF,
    "/cms/users/": DECIDERS,
    "/cms/users/new/": {ADMINISTRATOR},
    "/cms/users/edit/": {ADMINISTRATOR},
    "/cms/users/copy/": {ADMINISTRATOR},
    "/cms/users/delete/": set(),  # members close their accounts; their rows stay
    "/cms/verification/": {ADMINISTRATOR},
    "/cms/workflows/": {ADMINISTRATOR},
    "/cms/workflows/task_chooser/": STAFF,
}
BOOKKEEPING = ("accounts_session", "accounts_evidencelook", "wagtailadmin_editingsession", "wagtailusers_userprofile")
# Below /cms/, yet nobody's secret: the door itself, and what Wagtail shows to everybody.
OPEN_IN_ADMIN = {
    "staff_login": "the door",
    "wagtailadmin_login": "never reached: the door stands before it",
    "wagtailadmin_sprite": "icons",
    "wagtailadmin_javascript_catalog": "translations of the admin",
}
# Pages of Wagtail that ask "are you sure" of everybody and do it only for those who may: seeing them is nobody's harm.
ASKS_FIRST = {
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:revisions_index",  # leads on to the history, which refuses
}
# Where strangers may send a form, because they have no account yet, cannot get into it, or need none to report a comment or ask for it to be hidden.
DOORS = {
    "account_login",
    "account_logout",  # for who is logged in; nothing happens to others
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_email_verification_sent",
    "kakao_login",
    "naver_login",
    "google_login",
    "apple_login",
    "apple_callback",  # the form comes from Apple
    "socialaccount_signup",
    "give_up_joining",
    "comments:report",
    "comments:file_report",  # of a member whose session has ended: the form comes back
    "comments:send_report",
    "comments:report_link",
    "comments:file_unnamed_report",
    "comments:claim",
    "comments:send_claim",
    "comments:claim_link",
    "comments:file_claim",
    "unsubscribe",  # the link is signed, and can do nothing but end letters
}
A_DAY = 86_400  # seconds
COOKIES: dict[str, SimpleCookie] = {}  # by whose they are
ADDRESSES = every_address()
IN_ADMIN = [address for address in ADDRESSES if address.template.startswith("/cms/") and address.name not in OPEN_IN_ADMIN]
OUR_OWN = [address for address in ADDRESSES if address.module.startswith(OURS)]


@pytest.fixture(scope="module")
def table(demo: SimpleNamespace) -> dict[str, dict[str, object]]:
    return samples(demo)


@pytest.fixture(scope="module", autouse=True)
def _logged_in(demo: SimpleNamespace) -> Iterator[None]:
    """For as long as the walk takes: after five minutes a site asks for the password again."""
    log_in_all()
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=A_DAY):
        yield


def log_in_all() -> None:
    """Once, for it takes longer than most addresses do to answer; and each test's own changes are rolled back."""
    for role in DEMO_ACCOUNTS:
        user = User.objects.get(email=role.email)
        client = log_in(user)
        session = client.session
        record_authentication(SimpleNamespace(session=session), user, "password", reauthenticated=True)
        session.save()
        COOKIES[role.email] = client.cookies


def by_role(role: object) -> Client:
    """Logged in a moment ago, so that nothing asks for the password again."""
    client = Client(raise_request_exception=False)
    client.cookies = copy.deepcopy(COOKIES[role.email])
    return client


def stranger() -> Client:
    return Client(raise_request_exception=False)


def refused(response: HttpResponse) -> bool:
    """Sent to log in, or back to where the admin begins, or told no; 405 comes before any look at what was asked for."""
    location = response.headers.get("Location", "")
    away = response.status_code == 302 and location.split("?")[0] in ("/cms/login/", "/accounts/login/", "/cms/")
    return away or response.status_code in (403, 404, 405, 410)


def changes_of(send: Callable[[str], HttpResponse], path: str) -> tuple[HttpResponse, list[str]]:
    """The answer, and the statements that wrote. What only keeps a visit going (sessions, the admin's who-is-here) does not count."""
    with CaptureQueriesContext(connection) as queries:
        answer = send(path)
    statements = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    return answer, [sql for sql in statements if not any(table in sql for table in BOOKKEEPING)]


def allowed_methods(path: str) -> set[str]:
    """What the view answers to, as it says itself when asked for what no view does."""
    answers = [client.trace(path) for client in (by_role(ADMINISTRATOR), by_role(READER), stranger())]
    refusals = [answer for answer in answers if answer.status_code == 405]
    assert refusals, f"{path} does not say which methods it takes: put require_POST, require_safe or require_http_methods on the view"
    return set(refusals[0].headers["Allow"].split(", "))


def owners_of(address: Address) -> set[object]:
    known = [start for start in AREAS if address.template.startswith(start)]
    if not known and address.template not in ("/cms/", "/cms//", "/cms/test404/"):
        pytest.fail(f"{address}: AREAS does not say whose this part of the admin is")
    return AREAS[max(known, key=len)] if known else STAFF


@pytest.mark.parametrize("address", IN_ADMIN, ids=str)
def test_the_admin_refuses_strangers_and_readers(demo, table, address):
    path = fill(address, table)
    for client in (stranger(), by_role(READER)):
        for answer in (client.get(path), client.post(path)):
            assert refused(answer), f"{path} answers {answer.status_code}"
            assert answer.status_code < 500


@pytest.mark.parametrize("address", IN_ADMIN, ids=str)
def test_no_role_reaches_into_the_part_of_another(demo, table, address):
    path = fill(address, table)
    for role in STAFF - owners_of(address):
        client = by_role(role)
        if address.name not in ASKS_FIRST:
            answer = client.get(path)
            assert refused(answer), f"{role.group} at {path}: {answer.status_code}"
        answer, changes = changes_of(client.post, path)
        assert refused(answer) or not changes, f"{role.group} at {path}: {answer.status_code} {changes}"


@pytest.mark.parametrize("address", IN_ADMIN, ids=str)
def test_no_role_meets_an_error_of_the_server(demo, table, address):
    if address.name == "wagtailadmin_error_test":
        pytest.skip("made to fail")
    path = fill(address, table)
    for role in owners_of(address):
        assert by_role(role).get(path).status_code < 500


@pytest.mark.parametrize("address", OUR_OWN, ids=str)
def test_looking_changes_nothing_and_what_only_writes_cannot_be_looked_at(demo, table, address):
    path = fill(address, table)
    methods = allowed_methods(path)
    for client in (stranger(), *(by_role(role) for role in (READER, MODERATOR, ADMINISTRATOR))):
        answer, changes = changes_of(client.get, path)
        assert not changes, f"looking at {path} writes: {changes}"
        assert answer.status_code < 500
        if methods == {"POST"}:
            assert answer.status_code == 405 or refused(answer)
    if methods == {"POST"}:
        assert {client.get(path).status_code for client in (by_role(MODERATOR), by_role(ADMINISTRATOR))} >= {405}


@pytest.mark.parametrize("address", OUR_OWN, ids=str)
def test_strangers_cannot_write(demo, table, address):
    path = fill(address, table)
    answer, _changes = changes_of(stranger().post, path)
    assert refused(answer) or address.name in DOORS, f"{path} answers a stranger's form with {answer.status_code}"


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.template.startswith("/accounts/")], ids=str)
def test_an_account_is_for_its_owner(demo, table, address):
    if address.name in DOORS:
        pytest.skip("a door")
    assert refused(stranger().post(fill(address, table)))


@pytest.mark.parametrize("address", OUR_OWN, ids=str)
def test_strangers_read_without_a_cookie(demo, table, address):
    if address.name in DOORS:
        pytest.skip("a form")
    assert not stranger().get(fill(address, table)).cookies


@pytest.mark.parametrize("address", OUR_OWN, ids=str)
def test_every_sample_leads_somewhere(demo, table, address):
    """Else the walk would only try doors that are painted on the wall."""
    path = fill(address, table)
    clients = [by_role(role) for role in (ADMINISTRATOR, PROFESSIONAL)]
    assert any(answer.status_code != 404 for client in clients for answer in (client.get(path), client.post(path)))
