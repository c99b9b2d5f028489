"""Setting a site up: the functions that setup_site and the demo share."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from accounts.models import Policy
from articles.models import ColumnIndexPage, HomePage, TextPage
from comments.models import Rule
from portal.setup.pages import Tree, ensure_tree
from portal.setup.policies import ensure_policies
from portal.setup.texts import read_text

pytestmark = pytest.mark.django_db


def tree(**changes: object) -> Tree:
    return ensure_tree(**{"name": "공론", "contact": "desk@example.com", "hostname": "gongron.example", "port": 443, **changes})


def test_the_tree_stands_at_the_root_of_the_site():
    made = tree()
    assert made.home.url_path == "/front/"
    assert made.site.root_page_id == made.home.pk
    assert (made.columns.url, made.about.url) == ("/columns/", "/about/")
    assert made.columns.full_url == "https://gongron.example/columns/"
    assert all(page.live for page in (made.home, made.columns, made.about))


def test_the_tree_is_made_once():
    tree()
    before = Page.objects.count()
    tree()
    assert Page.objects.count() == before
    assert (HomePage.objects.count(), ColumnIndexPage.objects.count(), Site.objects.count()) == (1, 1, 1)


def test_a_new_name_and_address_are_taken_over():
    tree()
    made = tree(name="새 이름", hostname="127.0.0.1", port=9000)
    assert HomePage.objects.get().title == "새 이름"
    assert made.site.root_url == "http://127.0.0.1:9000"


def test_the_welcome_page_of_the_framework_goes_away_and_the_site_stays():
    tree()
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert Site.objects.filter(is_default_site=True).exists()


def test_a_page_that_an_editor_made_of_the_welcome_page_is_left_alone():
    Page.objects.filter(slug="home").update(title="우리 첫 페이지")
    tree()
    assert Page.objects.filter(title="우리 첫 페이지").exists()


def test_an_about_page_that_was_rewritten_stays_so():
    about = tree().about
    about.body = "<p>우리 이야기</p>"
    about.save_revision().publish()
    tree()
    assert TextPage.objects.get(slug="about").body == "<p>우리 이야기</p>"


def test_placeholders_are_filled_in_as_text_never_as_markup():
    text = read_text("about", publication="<b>*공론*</b>", contact="desk@example.com", operator="https://example.com/us")
    assert "&lt;b&gt;*공론*&lt;/b&gt;" in text.html
    assert '<a href="mailto:desk@example.com">desk@example.com</a>' in text.html
    assert '<a href="https://example.com/us">' in text.html
    assert "{" not in text.html


def test_policies_are_in_force_with_every_placeholder_filled():
    ensure_policies("공론", "desk@example.com", "공론사")
    for kind in Policy.Kind.values:
        policy = Policy.current(kind)
        assert policy is not None
        assert "{" not in policy.body
        assert "<h2>" in policy.body


def test_policies_are_added_once_and_never_over_the_operators_own():
    Policy.objects.create(kind=Policy.Kind.TERMS, version="ours", effective_on="2026-01-01", body="<p>우리 약관</p>")
    assert {policy.kind for policy in ensure_policies("공론", "desk@example.com", "공론사")} == {"privacy", "rules"}
    assert ensure_policies("다른 이름", "desk@example.com", "공론사") == []
    assert Policy.current("terms").version == "ours"


def test_every_rule_of_the_desk_is_explained_in_the_house_rules_in_both_languages(client: Client):
    ensure_policies("공론", "desk@example.com", "공론사")
    assert Rule.objects.exists()
    for address in ("/rules/", "/en/rules/"):
        page = client.get(address).content.decode()
        for rule in Rule.objects.all():
            text = rule.texts.get()
            assert f'id="{rule.key}"' in page
            assert (text.meaning_en if address.startswith("/en/") else text.meaning)[:30] in page
            assert len(text.going) == len(text.goes_en.split("\n")) == 2
            assert len(text.stopping) == len(text.stops_en.split("\n")) == 2


def test_the_health_check_answers(client: Client):
    assert client.get("/healthz").status_code == 200
