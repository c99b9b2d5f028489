"""Renaming a profession: a former address leads to it for good, and is never another's."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts import merging
from accounts.models import FormerSlug, Profession, User
from accounts.professions import load_professions
from comments.models import Discussion
from tests.cast import say

pytestmark = pytest.mark.django_db


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def rename(old: str, new: str) -> Profession:
    profession = of(old)
    profession.slug = new
    profession.full_clean()
    profession.save()
    return profession


@pytest.mark.parametrize("start", ["/professions/", "/en/professions/"])
def test_former_addresses_of_its_page_lead_to_it(start: str, client: Client) -> None:
    rename("poet", "verse-writer")
    rename("verse-writer", "lyric-poet")
    for former in ("poet", "verse-writer"):
        answer = client.get(f"{start}{former}/?page=2")
        assert (answer.status_code, answer["Location"]) == (301, f"{start}lyric-poet/?page=2")
    assert client.get(f"{start}lyric-poet/").status_code == 200


def test_former_addresses_of_its_feed_lead_to_it(client: Client) -> None:
    rename("poet", "lyric-poet")
    answer = client.get("/feeds/professions/poet.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/feeds/professions/lyric-poet.atom")
    assert client.get("/feeds/professions/lyric-poet.atom").status_code == 200
    assert client.get("/feeds/professions/wizard.atom").status_code == 404


def test_a_lens_by_a_former_address_still_shows_what_was_said(discussion: Discussion, translator: User, client: Client) -> None:
    say(discussion, translator, "옮기는 사람의 말입니다.")
    rename("translator", "language-worker")
    page = client.get(f"{discussion.page.specific.url}?lens=translator").content.decode()
    assert "옮기는 사람의 말입니다." in page
    assert "그런 직업은 없습니다" not in page


def test_what_was_renamed_and_then_merged_leads_on_in_one_step(administrator: User, client: Client) -> None:
    rename("poet", "lyric-poet")
    merging.merge(of("lyric-poet"), of("writer"), by=administrator)
    assert Profession.objects.find("poet") == of("writer")
    assert client.get("/professions/poet/")["Location"] == "/professions/writer/"
    assert client.get("/feeds/professions/poet.atom")["Location"] == "/feeds/professions/writer.atom"


def test_a_former_address_is_never_anothers() -> None:
    rename("poet", "lyric-poet")
    with pytest.raises(ValidationError) as refused:
        rename("novelist", "poet")
    assert set(refused.value.error_dict) == {"slug"}


def test_it_may_have_its_own_former_address_back(client: Client) -> None:
    rename("poet", "lyric-poet")
    rename("lyric-poet", "poet")
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["lyric-poet"]
    assert client.get("/professions/poet/").status_code == 200
    assert client.get("/professions/lyric-poet/")["Location"] == "/professions/poet/"


def test_saving_without_a_new_address_leaves_nothing_behind() -> None:
    of("poet").save()
    assert not FormerSlug.objects.exists()


def test_loading_the_list_again_does_not_bring_back_what_was_renamed() -> None:
    profession = of("poet")
    profession.slug, profession.name, profession.seal = "lyric-poet", "서정 시인", "서"
    profession.save()
    assert load_professions(Profession) == []
