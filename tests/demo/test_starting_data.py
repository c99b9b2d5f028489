"""What every new database holds: professions, rules, the first link of the ledger."""

import pytest
from django.core.management import call_command

from accounts.models import Profession
from accounts.professions import load_professions, read_professions
from comments.models import LedgerHead, Rule

pytestmark = pytest.mark.django_db


def test_a_broader_profession_is_of_the_same_field():
    narrower = Profession.objects.exclude(broader=None).select_related("broader")
    assert len(narrower) == sum(bool(entry["broader"]) for entry in read_professions()) > 0
    assert all(profession.field == profession.broader.field for profession in narrower)


def test_loading_again_brings_back_what_is_missing_and_leaves_what_was_edited():
    Profession.objects.filter(slug="baker").delete()
    Profession.objects.filter(slug="welder").update(name="용접공", seal="접")
    assert load_professions(Profession) == ["baker"]
    assert load_professions(Profession) == []
    assert Profession.objects.get(slug="welder").name == "용접공"


def test_loading_leaves_out_what_would_clash_with_an_editors_profession():
    Profession.objects.filter(slug="baker").update(slug="bread-maker")
    call_command("load_professions", verbosity=0)
    assert not Profession.objects.filter(slug="baker").exists()


def test_the_seven_rules_have_both_names_and_both_lines():
    rules = list(Rule.objects.all())
    assert [rule.key for rule in rules] == ["abuse", "hate", "spam", "falsehood", "impersonation", "privacy", "rights"]
    assert all(rule.name and rule.name_en and rule.summary and rule.summary_en for rule in rules)


def test_the_ledger_has_its_first_link():
    assert LedgerHead.objects.get(pk=1).number == 0
