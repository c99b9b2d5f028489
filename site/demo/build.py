"""Building the demo site in an empty database, in one transaction, once."""

from datetime import datetime
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Notice, Policy, User
from articles.models import ColumnPage, HomePage
from comments.models import Discussion
from demo.accounts import DEMO_PASSWORD
from demo.appeals import contest_and_sanction
from demo.cases import make_cases
from demo.checks import check_content
from demo.columns import make_columns
from demo.content import read_content
from demo.discussions import play_discussions
from demo.editors import ask_professions
from demo.follows import follow_and_tell
from demo.people import make_people
from demo.requests import make_requests
from demo.screening import list_words
from portal.models import DemoMarker
from portal.roles import ensure_columnists
from portal.setup.pages import ensure_tree
from portal.setup.policies import ensure_policies

NAME = "공론"
CONTACT = "hello@example.org"
OPERATOR = "공론 견본 운영팀"
LEAD = "first-drafts"
INTRODUCTION = "자기 일의 자리에서 본 것을 쓰고 토론하는 열린 논평 공간입니다."


class NotOurs(Exception):
    """The database holds something that the demo builder did not make."""


@transaction.atomic
def build_demo(now: datetime | None = None, password: str = DEMO_PASSWORD) -> bool:
    """Builds the demo as it would stand at `now`. False, with nothing changed, if the database is a demo already.

    Raises NotOurs where there is content of anybody else, and demo.checks.ContentError where the demo's own is faulty.
    """
    if DemoMarker.objects.exists():
        return False
    _refuse_content_of_others()
    content = read_content()
    check_content(content)
    now = now or timezone.now()
    address = urlsplit(settings.BASE_URL)
    ensure_policies(NAME, CONTACT, OPERATOR)
    tree = ensure_tree(NAME, CONTACT, address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
    ensure_columnists(apps)
    people = make_people(content, now, password)
    pages = make_columns(content, people, tree.columns, now)
    _lead_with(tree.home, pages[LEAD], people.editor)
    ask_professions(content, people.editor, pages, now)
    play_discussions(content, people, pages, now)
    make_cases(people, now)
    contest_and_sanction(people, now)
    make_requests(people, now)
    list_words(people.moderator, now)
    follow_and_tell(people, now)
    _send_no_mail()
    DemoMarker.objects.create(built_at=now)
    return True


def _refuse_content_of_others() -> None:
    # Wagtail's own migrations leave two pages: the root and a greeting below it.
    if User.objects.exists() or Policy.objects.exists() or Discussion.objects.exists() or Page.objects.filter(depth__gt=2).exists():
        raise NotOurs


def _lead_with(home: HomePage, column: ColumnPage, editor: User) -> None:
    home.lead = column
    home.introduction = INTRODUCTION
    home.save_revision(user=editor).publish(user=editor)


def _send_no_mail() -> None:
    """The inboxes are full, as they would be; but nobody at example.org is waiting for letters."""
    Notice.objects.to_mail().update(mailed_at=F("created_at"))
