"""The desk's queues: what waits, what was reported, what has been decided."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import Credential
from comments.desk.ages import spell, time_left
from comments.desk.queues import QUEUES
from comments.models import Comment, Report, Rule, State
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
ADDRESSES = [
    ("comments_desk:first", []),
    ("comments_desk:queue", ["waiting"]),
    ("comments_desk:queue", ["reported"]),
    ("comments_desk:queue", ["done"]),
]


def url(tab: str, number: int | None = None) -> str:
    return reverse("comments_desk:case", args=[tab, number]) if number else reverse("comments_desk:queue", args=[tab])


def text(response) -> str:
    return response.content.decode()


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def without_tokens(pane) -> str:
    return re.sub('csrfmiddlewaretoken" type="hidden" value="[^"]*', "", str(pane)).replace("?&", "?")


def listed(response) -> list[int]:
    return [item.comment.pk for item in response.context["listing"].items]


@pytest.fixture
def desk(moderator):
    return log_in(moderator)


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_the_desk_is_for_moderators(client, reader, editor, moderator, name, args):
    address = reverse(name, args=args)
    assert client.get(address).status_code == 302
    assert log_in(reader).get(address).status_code in (302, 403)
    refused = log_in(editor).get(address)
    assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))
    assert log_in(moderator).get(address, follow=True).status_code == 200


def test_the_desk_only_reads(desk):
    for name, args in ADDRESSES:
        assert desk.post(reverse(name, args=args)).status_code == 405


def test_an_unknown_queue_is_not_found(desk):
    assert desk.get(url("somewhere")).status_code == 404


def test_the_menu_says_how_many_wait_and_only_to_moderators(discussion, reader, lawyer, editor, moderator, desk, abuse):
    say(discussion, reader, state=State.PENDING)
    Report.file(say(discussion, reader), by=lawyer, rule=abuse)
    home = reverse("wagtailadmin_home")
    UserProfile.objects.create(user=moderator, preferred_language="en")
    assert "Moderation (2)" in text(desk.get(home))
    assert reverse("comments_desk:first") + '"' not in text(log_in(editor).get(home))


def test_empty_queues_say_so(desk):
    for tab in QUEUES:
        response = desk.get(url(tab))
        assert response.status_code == 200
        assert 'class="empty"' in text(response)


def test_the_oldest_waits_first_and_is_laid_out_beside_the_queue(discussion, reader, translator, desk):
    older, newer = say(discussion, reader, state=State.PENDING), say(discussion, translator, state=State.PENDING)
    Comment.objects.filter(pk=newer.pk).update(created_at=timezone.now() - timedelta(hours=5))
    response = desk.get(url("waiting"))
    assert listed(response) == [newer.pk, older.pk]
    place = soup(response).select_one("[data-beside]")
    assert place.a["href"] == url("waiting", newer.pk)  # for those without script
    beside = desk.get(place["data-beside"])
    assert beside.context["comment"].pk == newer.pk
    case, past = soup(beside).find_all(["section", "aside"], recursive=False)
    opened = soup(desk.get(url("waiting", newer.pk)))
    for pane in (case, past):
        assert without_tokens(pane) == without_tokens(opened.select_one(f".{pane['class'][-1]}"))


def test_what_is_laid_out_beside_keeps_to_what_the_queue_was_narrowed_to(discussion, reader, desk):
    comments = [say(discussion, reader, f"{n}번째 말", state=State.PENDING) for n in range(30)]
    page = soup(desk.get(url("waiting") + f"?column={discussion.page_id}&page=2"))
    place = page.select_one("[data-beside]")
    beside = soup(desk.get(place["data-beside"]))
    assert beside.select_one(".target")["id"] == comments[25].anchor
    assert beside.select_one(".back a")["href"] == url("waiting") + f"?column={discussion.page_id}&page=2"
    assert f"column={discussion.page_id}" in beside.select_one("form.decide")["action"]


def test_nobody_but_moderators_is_shown_what_is_beside(discussion, reader, editor, desk):
    comment = say(discussion, reader, state=State.PENDING)
    address = reverse("comments_desk:beside", args=["waiting", comment.pk])
    assert log_in(reader).get(address).status_code in (302, 403)
    assert log_in(editor).get(address).status_code in (302, 403)
    assert desk.get(address).status_code == 200
    assert desk.get(reverse("comments_desk:beside", args=["waiting", 404])).status_code == 404
    assert desk.post(address).status_code == 405


def test_only_what_is_public_and_reported_is_in_the_reported_queue(discussion, reader, lawyer, translator, moderator, desk, abuse):
    kept, quiet, gone, public = (say(discussion, reader, f"말 {n}") for n in range(4))
    for comment in (kept, gone, public):
        Report.file(comment, by=lawyer, rule=abuse)
    kept.keep(by=moderator)
    gone.remove(by=reader)
    assert listed(desk.get(url("reported"))) == [public.pk]
    assert quiet.pk not in listed(desk.get(url("reported")))


def test_the_longest_reported_comes_first_with_its_reasons_counted(discussion, reader, lawyer, translator, newcomer, desk, abuse):
    older, newer = say(discussion, reader, "먼저 쓴 말"), say(discussion, reader, "나중에 쓴 말")
    spam = Rule.objects.get(key="spam")
    Report.file(newer, by=lawyer, rule=spam)
    Report.file(newer, by=translator, rule=abuse)
    Report.file(newer, by=newcomer, rule=abuse)
    Report.file(older, by=lawyer, rule=abuse)
    response = desk.get(url("reported"))
    assert listed(response) == [newer.pk, older.pk]
    assert response.context["listing"].items[0].why == f"{abuse.label} 2, {spam.label} 1"


def test_what_has_been_decided_is_listed_newest_first(discussion, reader, translator, moderator, desk, abuse):
    first, second = (say(discussion, one, state=State.PENDING) for one in (reader, translator))
    first.publish(by=moderator)
    second.reject(by=moderator, rule=abuse, reason="근거를 밝혀 주세요.")
    assert listed(desk.get(url("done"))) == [second.pk, first.pk]


def test_a_queue_comes_in_pages_of_25_and_a_comment_opens_on_its_own_page(discussion, reader, desk):
    comments = [say(discussion, reader, f"{n}번째 말", state=State.PENDING) for n in range(30)]
    assert listed(desk.get(url("waiting"))) == [one.pk for one in comments[:25]]
    assert listed(desk.get(url("waiting") + "?page=2")) == [one.pk for one in comments[25:]]
    assert listed(desk.get(url("waiting", comments[27].pk))) == [one.pk for one in comments[25:]]
    for nonsense in ("0", "-1", "x", "99999999999999999999"):
        assert desk.get(url("waiting") + f"?page={nonsense}").status_code == 200


@pytest.mark.parametrize("tab", list(QUEUES))
def test_every_item_stands_at_its_place(discussion, reader, lawyer, translator, moderator, tab, abuse):
    for n in range(4):
        comment = say(discussion, reader, f"{n}번째 말", state=State.PENDING if tab != "reported" else State.PUBLISHED)
        if tab == "reported":
            Report.file(comment, by=lawyer, rule=abuse)
            Report.file(comment, by=translator, rule=abuse)
        if tab == "done":
            comment.publish(by=moderator)
    queue = QUEUES[tab](moderator)
    assert queue.total == 4
    assert [queue.place(item.comment) for item in queue.rows(0, 25)] == [0, 1, 2, 3]


def test_the_first_address_leads_to_reports_where_nothing_waits(discussion, reader, lawyer, desk, abuse):
    Report.file(say(discussion, reader), by=lawyer, rule=abuse)
    assert desk.get(reverse("comments_desk:first")).url == url("reported")
    say(discussion, reader, state=State.PENDING)
    assert desk.get(reverse("comments_desk:first")).url == url("waiting")


@pytest.mark.parametrize(("minutes", "level"), [(1, ""), (65, ""), (75, "soon"), (119, "soon"), (121, "late"), (60 * 24 * 9, "late")])
def test_what_is_late_is_said_in_words_and_not_by_colour_alone(minutes, level):
    age = time_left(timezone.now() - timedelta(minutes=minutes))
    assert age.level == level
    assert age.text != spell(timedelta(minutes=minutes))


def fill(discussion, lawyer, abuse, number: int, tab: str, moderator) -> None:
    for n in range(number):
        author = make_member(f"voice-{n}-of-{number}", f"목소리 {n}", profession="welder", verified=True)
        comment = say(discussion, author, f"{n}번째 말", state=State.PUBLISHED if tab == "reported" else State.PENDING)
        if tab == "reported":
            Report.file(comment, by=lawyer, rule=abuse)
        if tab == "done":
            comment.publish(by=moderator)


@pytest.mark.parametrize("tab", list(QUEUES))
def test_the_desk_costs_the_same_number_of_queries_however_much_lies_on_it(
    discussion, lawyer, abuse, moderator, desk, tab, django_assert_num_queries, django_assert_max_num_queries
):
    fill(discussion, lawyer, abuse, 1, tab, moderator)
    desk.get(url(tab))  # what is looked up once for each process
    with django_assert_max_num_queries(36) as one:
        desk.get(url(tab))
    fill(discussion, lawyer, abuse, 40, tab, moderator)
    with django_assert_num_queries(len(one)):
        desk.get(url(tab))


def test_the_desk_costs_the_same_with_500_waiting(discussion, reader, desk, django_assert_num_queries, django_assert_max_num_queries):
    first = say(discussion, reader, state=State.PENDING)
    desk.get(url("waiting"))
    with django_assert_max_num_queries(30) as one:
        desk.get(url("waiting"))
    Comment.objects.bulk_create(
        Comment(discussion=discussion, author=reader, source="말", html="<p>말</p>", state=State.PENDING, created_at=first.created_at)
        for _ in range(499)
    )
    with django_assert_num_queries(len(one)):
        response = desk.get(url("waiting"))
    assert response.context["line"].total == 500
    assert Credential.objects.count() == 0
