"""The directory of professions, and the page of each."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import Profession, User
from articles.models import ColumnPage
from comments.models import Discussion, State
from tests.cast import say
from tests.portal.conftest import Read


def numbers(page: Any) -> list[str]:
    return [figure.find(string=True, recursive=False) for figure in page.select(".stat b")]


def test_the_directory_lists_every_current_profession_under_its_field(db: None, read: Read) -> None:
    Profession.objects.filter(slug="lawyer").update(retired_at=timezone.now())
    page = read("/professions/")
    assert len(page.select(".album section")) == 8
    assert len(page.select(".album a")) == Profession.objects.current().count()
    assert not page.select(".album a[href='/professions/lawyer/']")


def test_members_are_counted_where_their_profession_is_shown(translator: User, lawyer: User, unchecked_physician: User, read: Read) -> None:
    page = read("/professions/")
    counted = {link["href"] for link in page.select(".album a") if link.select("small")}
    assert counted == {"/professions/translator/", "/professions/lawyer/"}


def test_its_figures_count_what_is_public(tagged: ColumnPage, translator: User, lawyer: User, read: Read) -> None:
    talk = Discussion.for_writing(tagged)
    say(talk, lawyer)
    say(talk, lawyer, state=State.PENDING)
    say(talk, translator)
    assert numbers(read("/professions/lawyer/")) == ["1", "1", "1", "1"]
    assert numbers(read("/professions/translator/")) == ["1", "0", "1", "1"]
    assert numbers(read("/professions/nurse/")) == ["0", "0", "0", "0"]


def test_it_shows_its_newest_voices_and_who_speaks_alongside(
    tagged: ColumnPage, translator: User, lawyer: User, reader: User, read: Read
) -> None:
    talk = Discussion.for_writing(tagged)
    for author in (lawyer, translator, reader):
        say(talk, author, f"{author.name}의 말입니다.")
    page = read("/professions/lawyer/")
    assert [voice.text.strip() for voice in page.select(".voice .quote")] == ["윤해인의 말입니다."]
    assert [link["href"] for link in page.select(".pairs a")] == ["/professions/translator/"]
    assert page.select_one(".teaser h3").text == tagged.title
    assert page.select_one("link[type='application/atom+xml']")["href"] == "/feeds/professions/lawyer.atom"


def test_what_was_taken_down_is_no_voice_any_more(tagged: ColumnPage, lawyer: User, moderator: User, abuse: Any, read: Read) -> None:
    comment = say(Discussion.for_writing(tagged), lawyer)
    comment.reject(by=moderator, rule=abuse, reason="비방입니다.")
    assert not read("/professions/lawyer/").select(".voice")


def test_a_merged_profession_leads_to_the_one_it_was_merged_into(tagged: ColumnPage, client: Client, read: Read) -> None:
    kept = Profession.objects.get(slug="legal-professional")
    Profession.objects.filter(slug="lawyer").update(alias_of=kept)
    response = client.get("/professions/lawyer/")
    assert (response.status_code, response.url) == (301, "/professions/legal-professional/")
    assert read("/professions/legal-professional/").select_one(".teaser h3").text == tagged.title


def test_a_retired_profession_keeps_its_page(tagged: ColumnPage, read: Read) -> None:
    Profession.objects.filter(slug="lawyer").update(retired_at=timezone.now())
    page = read("/professions/lawyer/")
    assert page.select(".note")
    assert page.select(".teaser")


def test_an_unknown_profession_is_not_found(db: None, client: Client) -> None:
    assert client.get("/professions/wizard/").status_code == 404


def test_names_are_in_the_readers_language(tagged: ColumnPage, read: Read) -> None:
    assert read("/professions/lawyer/").h1.text == "변호사"
    english = read("/en/professions/lawyer/")
    assert english.h1.text == "Lawyer"
    assert "을" not in english.select_one("#h-c").text, "no Korean particle after an English name"


def test_queries(tagged: ColumnPage, many: Any, lawyer: User, client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    for column in many:
        column.professions.set([Profession.objects.get(slug="lawyer")])
        column.save()
        say(Discussion.for_writing(column), lawyer)
    client.get("/professions/lawyer/")
    with django_assert_num_queries(21):
        client.get("/professions/lawyer/")
    with django_assert_num_queries(6):
        client.get("/professions/")
