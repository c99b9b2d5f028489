"""House rules, rule by rule and version by version: what a decision cites stays as it stood."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import Notice, Policy
from accounts.notices import tell_all
from comments import house_rules
from comments.models import Decision, Rule, RuleText
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
FIRST = "2026-01-01"
WORDS = {
    "meaning": "새로 쓴 뜻입니다.",
    "meaning_en": "Written anew.",
    "goes": "이것은 괜찮습니다.",
    "goes_en": "",
    "stops": "이것은 안 됩니다.",
    "stops_en": "",
}


@pytest.fixture
def first(db: None) -> Policy:
    policy = Policy.objects.create(kind="rules", version=FIRST, effective_on="2026-01-01", body="<p>들어가며</p>")
    house_rules.begin(policy)
    return policy


def write(rule: Rule, version: str, day: date | None = None, **words: str) -> RuleText:
    newest = house_rules.newest_text(rule)
    said = {**WORDS, **words}
    return house_rules.write(rule, said, version=version, effective_on=day or timezone.localdate(), seen=newest.pk if newest else None)


def page(client: Any, address: str = "/rules/") -> str:
    return client.get(address).content.decode()


def test_all_rules_stand_on_one_page_each_with_an_anchor_and_examples(client, first):
    shown = page(client)
    assert "들어가며" in shown
    for rule in Rule.objects.all():
        assert f'id="{rule.key}"' in shown
        assert f'href="#{rule.key}"' in shown
    assert "보시" not in RuleText.objects.get(rule__key="abuse").meaning
    assert RuleText.objects.get(rule__key="abuse").going[0] in shown
    assert RuleText.objects.get(rule__key="abuse").stopping[1] in shown
    assert "No words that belittle" in page(client, "/en/rules/")


def test_a_rule_written_anew_is_a_new_version_and_the_old_one_stays(client, first, abuse):
    old = house_rules.newest_text(abuse).meaning
    write(abuse, "2026-11-01")
    assert Policy.current("rules").version == "2026-11-01"
    assert Policy.current("rules").body == first.body
    assert "새로 쓴 뜻입니다." in page(client)
    assert old not in page(client)
    before = page(client, f"/rules/{FIRST}/")
    assert old in before
    assert "새로 쓴 뜻입니다." not in before


def test_a_version_says_what_changed_with_it(client, first, abuse):
    write(abuse, "2026-11-01")
    new = Rule.objects.create(key="quiet", name="조용히", order=9)
    write(new, "2026-11-02")
    told = {
        version: [
            (one.rule.key, one.is_new)
            for one in house_rules.told_by(Policy.objects.get(version=version), Policy.current("rules"))
            if one.differs
        ]
        for version in (FIRST, "2026-11-01", "2026-11-02")
    }
    assert told == {FIRST: [], "2026-11-01": [("abuse", False)], "2026-11-02": [("quiet", True)]}
    assert 'class="act" href="#abuse"' in page(client, "/rules/2026-11-01/")
    assert 'class="act" href="#quiet"' not in page(client, "/rules/2026-11-01/")


def test_what_is_announced_is_not_in_force_and_may_still_be_written_over(client, first, abuse):
    day = timezone.localdate() + timedelta(days=10)
    write(abuse, "soon", day)
    write(abuse, "soon", day, meaning="한 번 더 고친 뜻입니다.")
    assert "한 번 더 고친 뜻입니다." not in page(client)
    assert "한 번 더 고친 뜻입니다." in page(client, "/rules/soon/")
    assert "새로 쓴 뜻입니다." not in page(client, "/rules/soon/")
    write(Rule.objects.get(key="hate"), "soon", day)
    with freeze_time(timezone.now() + timedelta(days=11)):
        assert Policy.current("rules").version == "soon"
        assert "한 번 더 고친 뜻입니다." in page(client)


@pytest.mark.parametrize("day", [0, 1])
def test_a_version_in_force_takes_no_other_words_and_an_announced_one_no_other_day(first, abuse, day):
    if day:
        write(abuse, "soon", timezone.localdate() + timedelta(days=10))
    rows = list(RuleText.objects.order_by("pk").values())
    with pytest.raises(house_rules.InForce):
        write(abuse, "soon" if day else FIRST, timezone.localdate() + timedelta(days=day))
    assert list(RuleText.objects.order_by("pk").values()) == rows


def test_who_did_not_see_the_newest_text_writes_nothing(first, abuse):
    seen = house_rules.newest_text(abuse).pk
    write(abuse, "2026-11-01")
    with pytest.raises(house_rules.WrittenMeanwhile):
        house_rules.write(abuse, WORDS, version="2026-11-02", effective_on=timezone.localdate(), seen=seen)
    assert not Policy.objects.filter(version="2026-11-02").exists()


def test_a_rule_out_of_use_stays_in_the_versions_that_had_it(client, first, abuse):
    write(Rule.objects.get(key="hate"), "2026-11-01")
    Rule.objects.filter(pk=abuse.pk).update(is_current=False)
    assert 'id="abuse"' not in page(client)
    assert 'id="abuse"' in page(client, f"/rules/{FIRST}/")


def test_a_site_of_old_without_texts_shows_the_words_of_its_version(client):
    Policy.objects.create(kind="rules", version="old", effective_on="2026-01-01", body="<p>옛 글</p>")
    assert "옛 글" in page(client)
    assert 'id="abuse"' not in page(client)


def test_a_version_is_told_in_one_query_however_many_there_were(first, abuse, django_assert_num_queries):
    for day in range(1, 6):
        write(abuse, f"2026-11-0{day}")
    current = Policy.current("rules")
    with django_assert_num_queries(1):
        house_rules.told_by(current, current)


def test_a_decision_leads_to_its_rule_as_it_stood(first, abuse, discussion, reader, moderator):
    comment = say(discussion, reader)
    comment.reject(by=moderator, rule=abuse, reason="사람을 두고 한 말입니다.")
    write(abuse, "2026-11-01")
    address = f"/rules/{FIRST}/#abuse"
    assert Decision.objects.get().rules_version == FIRST
    [told] = tell_all(Notice.objects.filter(recipient=reader))
    assert address in told.body
    desk = log_in(moderator)
    for name, arguments in (("ledger", []), ("case", ["done", comment.pk])):
        assert address in desk.get(reverse(f"comments_desk:{name}", args=arguments)).content.decode()


def test_a_notice_of_old_names_no_version_and_is_told_all_the_same(reader):
    context = {"page": "칼럼", "rule": "abuse", "reason": "까닭", "excerpt": "말"}
    [told] = tell_all([Notice.objects.create(recipient=reader, kind="comment_reject", context=context)])
    assert "/rules/" not in told.body
    assert "까닭" in told.body


# At the desk


def form(rule: Rule, **other: object) -> dict[str, object]:
    newest = house_rules.newest_text(rule)
    return {
        **WORDS,
        "version": "2026-11-01",
        "effective_on": timezone.localdate().isoformat(),
        "seen": newest.pk if newest else "",
        **other,
    }


def address(rule: Rule, name: str = "write-rule") -> str:
    return reverse(f"comments_desk:{name}", args=[rule.pk])


def test_editors_and_administrators_write_the_rules_and_nobody_else(client, first, abuse, reader, moderator, editor, administrator):
    for refused in (client, log_in(reader), log_in(moderator)):
        assert refused.post(address(abuse), form(abuse)).status_code in (302, 403)
        assert refused.get(address(abuse, "rule")).status_code in (302, 403)
    assert Policy.objects.count() == 1
    for place, allowed in enumerate((editor, administrator)):
        assert log_in(allowed).post(address(abuse), form(abuse, version=f"v{place}")).status_code == 302
    assert Policy.objects.count() == 3


def test_the_form_opens_with_the_newest_words_and_a_free_name(first, abuse, editor):
    with freeze_time("2026-11-05T03:00:00Z"):
        desk = log_in(editor)
        opened = desk.get(address(abuse, "rule")).content.decode()
        assert house_rules.newest_text(abuse).going[0] in opened
        assert 'value="2026-11-05"' in opened
        Policy.objects.create(kind="rules", version="2026-11-05", effective_on="2026-11-05", body="")
        assert 'value="2026-11-05.2"' in desk.get(address(abuse, "rule")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"meaning": " "}, 422),
        ({"version": "Nein!"}, 422),
        ({"effective_on": "2020-01-01"}, 422),
        ({"effective_on": "morgen"}, 422),
        ({"version": FIRST}, 409),
        ({"seen": 999_999}, 409),
    ],
)
def test_what_cannot_be_written_changes_nothing_and_comes_back(first, abuse, editor, wrong, status):
    response = log_in(editor).post(address(abuse), form(abuse, stops="잃으면 아까운 보기입니다.", **wrong))
    assert response.status_code == status
    assert "잃으면 아까운 보기입니다." in response.content.decode()
    assert (Policy.objects.count(), RuleText.objects.count()) == (1, 7)


def test_what_is_written_is_shown_as_text(client, first, abuse, editor):
    script = "<script>alert(1)</script>"
    log_in(editor).post(address(abuse), form(abuse, meaning=script, goes=f"가\r\n\r\n {script} "))
    shown = page(client)
    assert script not in shown
    assert "&lt;script&gt;" in shown
    assert house_rules.newest_text(abuse).going == ["가", script]


def test_the_list_says_since_when_each_rule_reads_as_it_does(first, abuse, editor):
    log_in(editor).post(address(abuse), form(abuse))
    shown = log_in(editor).get(reverse("comments_desk:rules")).content.decode()
    assert FIRST in shown
    assert "2026-11-01" in shown
