"""Every page of the demo: found by following every link, as a stranger, as a member, and as staff."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.db.models import Count, Sum
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Tally
from demo.accounts import ADMINISTRATOR, EDITOR, MODERATOR, PROFESSIONAL
from tests.cast import log_in

pytestmark = pytest.mark.django_db

MOST_PAGES = 3_000  # far more than the demo has: a crawl that never ends is a fault of its own
HERE = ("testserver", "127.0.0.1", "localhost")
FINE = {200, 301, 302, 303, 410}
# Hundreds of addresses that one view answers alike: a test below asks for a few of each.
ALIKE = ("/comments/", "/feeds/professions/")


def links(html: str, page: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for tag, attribute in (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")):
        for element in soup.find_all(tag, **{attribute: True}):
            target = urlsplit(urldefrag(urljoin(page, element[attribute])).url)
            if target.scheme in ("", "http", "https") and target.hostname in (None, *HERE):
                # Every gate leads to the same door, whatever it comes back to; and each choice in a discussion leads to every other.
                is_alike = target.path.startswith(("/accounts/", "/en/accounts/")) or "nofollow" in element.get("rel", ())
                query = "" if is_alike else target.query
                yield target.path + (f"?{query}" if query else "")


def crawl(client: Client, start: str, *, skip: tuple[str, ...] = ()) -> dict[str, int]:
    """The status of everything that can be reached from `start`, by address."""
    found, queue = {start: 0}, [start]
    while queue:
        address = queue.pop()
        found[address], following = visit(client, address)
        for link in following:
            if link not in found and not link.startswith(skip):
                found[link] = 0
                queue.append(link)
        assert len(found) < MOST_PAGES
    return found


def visit(client: Client, address: str) -> tuple[int, list[str]]:
    """Status of `address`, and where it leads."""
    path = address.split("?")[0]
    if path.startswith("/static/"):
        return (200 if finders.find(path.removeprefix("/static/")) else 404), []
    if path.startswith("/media/") and default_storage.exists(path.removeprefix("/media/")):
        return 200, []
    answer = client.get(address)
    if answer.status_code in (301, 302, 303):
        return answer.status_code, list(links(f'<a href="{answer.headers["Location"]}"></a>', address))
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return answer.status_code, list(links(answer.content.decode(), address)) if is_page else []


def test_every_link_that_a_stranger_can_follow_leads_somewhere(demo, client):
    found = crawl(client, "/", skip=("/en/", *ALIKE))
    assert {address: status for address, status in found.items() if status not in FINE} == {}
    columns = {page.get_url() for page in ColumnPage.objects.live()}
    assert columns <= {address for address, status in found.items() if status == 200}
    people = {comment.author.get_absolute_url() for comment in Comment.objects.published().select_related("author")}
    assert people <= found.keys()


def test_feeds_and_reports_of_what_was_left_out_are_there(demo, client):
    comment = Comment.objects.published().first()
    for slug in ("lawyer", "homemaker", "tiler"):
        assert client.get(f"/feeds/professions/{slug}.atom").status_code == 200
    member = log_in(User.objects.get(email=PROFESSIONAL.email))
    assert urlsplit(client.get(reverse("comments:reply", args=[comment.pk])).headers["Location"]).path == "/accounts/login/"
    assert client.get(reverse("comments:report", args=[comment.pk])).status_code == 200
    for name in ("reply", "report", "thread"):
        assert member.get(reverse(f"comments:{name}", args=[comment.pk])).status_code == 200


def test_every_choice_in_a_discussion_leads_to_comments_or_says_that_there_are_none(demo, client):
    address = ColumnPage.objects.live().get(title="초벌을 잃은 직업들").get_url()
    choices = BeautifulSoup(client.get(address).content.decode(), "html.parser").select(".lens a, .sort a, .more a")
    assert len(choices) > 20
    for choice in choices:
        answer = client.get(urljoin(address, choice["href"]))
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content.decode(), "html.parser").select(".thread .comment.hit, .thread .gone, .thread .empty"), choice
    marks = BeautifulSoup(client.get(address).content.decode(), "html.parser").select(".pmark")
    assert {client.get(mark["href"]).status_code for mark in marks} == {200}


def test_every_page_stands_in_english_too(demo, client):
    columns = ["/en" + page.get_url() for page in ColumnPage.objects.live()[:2]]
    for address in ["/en/", "/en/columns/", "/en/professions/", "/en/professions/lawyer/", "/en/people/yunhaein/", *columns]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert '<html lang="en"' in answer.content.decode()


def test_a_member_reaches_every_page_too(demo):
    member = log_in(User.objects.get(email=PROFESSIONAL.email))
    found = crawl(member, "/", skip=("/en/", "/people/", "/professions/", "/accounts/logout", *ALIKE))
    assert {address: status for address, status in found.items() if status not in FINE} == {}
    assert reverse("inbox") in found


@pytest.mark.parametrize(
    ("account", "addresses"),
    [
        (EDITOR, ["/cms/", "/cms/pages/", "/cms/images/", "/cms/documents/", "/cms/redirects/", "/cms/snippets/articles/topic/"]),
        (MODERATOR, ["/cms/", "/cms/users/", "/cms/reports/site-history/"]),
        (ADMINISTRATOR, ["/cms/", "/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/workflows/list/", "/cms/collections/"]),
    ],
    ids=lambda value: getattr(value, "group", ""),
)
def test_staff_reach_their_lists(demo, account, addresses):
    client = log_in(User.objects.get(email=account.email))
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_comment_in_each_state_has_the_address_that_it_deserves(demo, client):
    """What is or was public leads to its place; what never was is nobody else's business."""
    for comment in Comment.objects.all():
        status = client.get(comment.get_absolute_url()).status_code
        assert status == (302 if comment.was_public else 404), (comment, comment.state)


def test_its_author_is_led_to_what_waits(demo):
    waiting = Comment.objects.waiting().select_related("author").first()
    assert log_in(waiting.author).get(waiting.get_absolute_url()).status_code == 302


def test_there_are_a_dozen_columns_of_which_four_are_long(demo):
    lengths = sorted(ColumnPage.objects.live().values_list("characters", flat=True), reverse=True)
    assert len(lengths) >= 12
    assert lengths[3] >= 2_000


def test_every_profession_that_speaks_has_five_members(demo):
    speaking = Tally.objects.filter(count__gt=0).exclude(profession=None).values("profession__slug").annotate(Sum("count"))
    members = dict(User.objects.exclude(profession=None).values_list("profession__slug").annotate(Count("pk")))
    assert {row["profession__slug"]: members[row["profession__slug"]] for row in speaking if members[row["profession__slug"]] < 5} == {}
    assert len(speaking) >= 20


def test_every_column_has_a_discussion_in_which_professions_meet(demo):
    for discussion in Discussion.objects.all():
        voices = {comment.profession_id for comment in discussion.comments.published()}
        assert discussion.comment_count >= 8
        assert len(voices) >= 3, discussion.page.title
