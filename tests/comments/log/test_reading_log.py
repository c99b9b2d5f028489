"""The public log: every decision, and nothing that leads to anybody."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from comments.correcting import correct
from comments.models import Action, Decision, Rule, State
from comments.quarters import Quarter
from portal.setup.policies import ensure_policies
from tests.cast import say
from tests.comments.log.conftest import grow

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")


def read(query: str = "", language: str = "") -> BeautifulSoup:
    answer = Client().get(f"{language}/log/{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def numbers(page: BeautifulSoup) -> list[int]:
    return [int(link["href"].rstrip("/").split("/")[-1]) for link in page.select(".ledger > li > .caption > a")]


def test_every_decision_is_there_the_newest_first(told):
    assert numbers(read()) == [3, 2, 1]


def test_a_line_says_when_what_on_which_rule_and_who_kind_of_decided(told, abuse):
    line = read(language="/en").select_one(".ledger > li").get_text(" ", strip=True)
    for said in ("No. 3", "taken down", abuse.name_en, "Decided by a person", "one comment", "published → rejected"):
        assert said in line


def test_the_rule_leads_to_the_house_rules_as_they_were_then(discussion, reader, moderator, abuse):
    ensure_policies("공론", "hello@example.org", "공론 운영팀")
    say(discussion, reader, state=State.PENDING).reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요.")
    link = read().select_one(".ledger > li div a")
    assert link.get_text() == abuse.name
    assert link["href"] == f"/rules/{Decision.objects.get().rules_version}/"
    assert Client().get(link["href"]).status_code == 200


@pytest.mark.parametrize("address", ["/log/", "/en/log/", "/log/1/", "/log/2/", "/log/3/", "/log/check/", "/log/decisions.jsonl"])
def test_nothing_that_is_shown_leads_to_anybody(told, reader, translator, moderator, column, address):
    answer = Client().get(address)
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    for comment in told:
        assert comment.source not in text
        assert f"/comments/{comment.pk}" not in text
    for person in (reader, translator, moderator):
        assert person.name not in text
        assert person.handle not in text
    for words in (column.title, column.slug, "근거를 밝혀", "표현을 거둬"):
        assert words not in text


def test_the_page_tells_days_and_no_hours(told):
    times = [time["datetime"] for time in read().select(".ledger time")]
    assert times
    assert all(len(time) == len("2026-01-01") for time in times)


def test_what_came_of_an_appeal_stands_with_the_decision(told, other_moderator):
    first = Decision.objects.get(number=3)
    Decision.record(action=Action.REVERSE, from_state="rejected", to_state="published", by=other_moderator, comment=told[0], earlier=first)
    lines = read(language="/en").select(".ledger > li")
    assert "reversed on appeal" in lines[1].select_one(".outcome").get_text()
    assert "On decision No. 3" in lines[0].get_text(" ", strip=True)


def test_what_undid_or_corrected_a_decision_stands_with_it(told, moderator, administrator):
    entry = Decision.objects.get(number=2)
    Decision.record(action=Action.UNDO, from_state="rejected", to_state="pending", by=moderator, comment=told[1], earlier=entry)
    correct(entry, by=administrator, words="‘도배’가 아니라 ‘비방’입니다.")
    said = read(language="/en").select(".ledger > li")[3].get_text(" ", strip=True)
    assert "Later: undone (No. 4)" in said
    assert "Later: entry corrected (No. 5)" in said


def test_a_sanction_says_until_when_and_of_nobody(told, reader, moderator, abuse):
    until = timezone.now() + timedelta(days=7)
    Decision.record(action=Action.SUSPEND, from_state="", to_state="suspended", by=moderator, member=reader, rule=abuse, until=until)
    line = read(language="/en").select_one(".ledger > li").get_text(" ", strip=True)
    assert "suspended" in line
    assert "a member, everywhere" in line
    assert "until" in line
    assert reader.name not in line


def test_it_is_filtered_by_kind_rule_decider_and_quarter(told, discussion):
    grow(discussion, 1)
    quarter = Quarter.of(timezone.now())
    for query, found in {
        "kind=reject": [2],
        "rule=abuse": [3, 2],
        "by=rule": [4],
        "by=person&kind=publish": [1],
        f"quarter={quarter}": [4, 3, 2, 1],
        f"quarter={quarter.previous}": [],
        "kind=reject&rule=spam": [],
    }.items():
        assert numbers(read(f"?{query}")) == found, query


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing",
        "rule=",
        "by=nobody",
        "quarter=2026-q5",
        "quarter=1999-q1",
        "before=-1",
        "before=%EF%BC%91",
        "before=" + "9" * 40,
        "kind=a&kind=",
    ],
)
def test_what_makes_no_sense_is_taken_as_not_asked(told, query):
    assert numbers(read(f"?{query}")) == [3, 2, 1]


def test_a_quarter_begins_and_ends_at_midnight_in_seoul(discussion):
    for moment in (datetime(2026, 3, 31, 23, 59, 59, tzinfo=SEOUL), datetime(2026, 4, 1, tzinfo=SEOUL)):
        grow(discussion, 1, made_at=moment)
    assert numbers(read("?quarter=2026-q1")) == [1]
    assert numbers(read("?quarter=2026-q2")) == [2]


def test_two_thousand_rows_come_in_pages_at_the_same_cost(discussion, told, django_assert_max_num_queries):
    grow(discussion, 2000)
    seen, query = [], ""
    Client().get("/log/")
    while query is not None and len(seen) < 2100:
        with django_assert_max_num_queries(8):
            page = read(query)
        seen += numbers(page)
        further = page.select_one("[rel~=next]")
        query = further["href"] if further else None
    assert seen == list(range(2003, 0, -1))


def test_the_pages_of_a_filter_stay_in_it(discussion, told):
    grow(discussion, 60)
    page = read("?kind=close&by=rule")
    assert numbers(page)[0] == 63
    assert numbers(read(page.select_one("[rel~=next]")["href"])) == list(range(13, 3, -1))


def test_an_entry_has_an_address_of_its_own(told):
    page = Client().get("/log/2/")
    assert Decision.objects.get(number=2).digest in page.content.decode()
    assert Client().get("/log/4/").status_code == 404
    assert Client().get("/log/99999999999999999999999/").status_code == 404


def test_a_retired_rule_keeps_its_name(told):
    Rule.objects.filter(key="abuse").update(is_current=False)
    assert Rule.objects.get(key="abuse").name in read().select_one(".ledger").get_text()


def test_quarters_follow_each_other():
    assert str(Quarter(2025, 4).next) == "2026-q1"
    assert Quarter(2026, 1).previous == Quarter(2025, 4)
    assert Quarter.of(datetime(2026, 6, 30, 15, 1, tzinfo=ZoneInfo("UTC"))) == Quarter(2026, 3), "it is July in Seoul"
    with freeze_time(datetime(2026, 4, 1, tzinfo=SEOUL)):
        assert Quarter(2026, 1).is_over
        assert not Quarter(2026, 2).is_over
