"""Professions in the Wagtail admin: the list, the form, and the page that merges two."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import merging
from accounts.models import Credential, FormerSlug, Profession, User
from articles.models import ColumnPage
from comments.models import Discussion
from tests.accounts.forms import errors
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
LIST = "/cms/professions/"


@pytest.fixture
def admin(administrator: User) -> Client:
    return log_in(administrator)


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def form(profession: Profession, **changes: Any) -> dict[str, Any]:
    names = ("name", "name_en", "slug", "field", "seal", "isco", "issuer", "evidence", "definition")
    data = {name: getattr(profession, name) for name in names} | {"broader": profession.broader_id or ""}
    data |= {"regulated": "on"} if profession.regulated else {}
    return data | changes


def edit(client: Client, which: str, **changes: Any) -> Any:
    profession = of(which)
    return client.post(f"{LIST}edit/{profession.pk}/", form(profession, **changes))


def rows(client: Client, **query: Any) -> dict[str, list[str]]:
    """The lines of the list: name, and the cells beside it."""
    page = BeautifulSoup(client.get(LIST, query).content, "html.parser")
    lines = [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in page.select("table.listing tbody tr")]
    return {line[0].split(" ")[0]: line for line in lines}


def test_the_list_says_how_many_members_and_columns_there_are(admin: Client, column: ColumnPage, translator: User, reader: User) -> None:
    reader.set_further([of("translator")])
    column.professions = [of("translator")]
    column.save()
    gone = make_member("gone", "떠난이", profession="translator")
    gone.close()
    assert rows(admin, q="번역가")["번역가"][4:6] == ["2", "1"]
    assert rows(admin, q="소설가")["소설가"][4:6] == ["0", "0"]


def test_the_list_marks_what_was_merged_or_retired_and_filters_by_it(admin: Client, administrator: User) -> None:
    merging.merge(of("poet"), of("writer"), by=administrator)
    Profession.objects.filter(slug="critic").update(retired_at=timezone.now())
    assert "작가" in rows(admin, q="시인")["시인"][6]
    assert set(rows(admin, state="merged")) == {"시인"}
    assert set(rows(admin, state="retired")) == {"평론가"}
    assert not {"시인", "평론가"} & set(rows(admin, state="current", field="art"))
    assert admin.get(LIST, {"state": "wrong"}).status_code == 200


def test_the_list_takes_as_many_queries_however_many_members_there_are(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin.get(LIST)
    with django_assert_num_queries(15):
        admin.get(LIST)
    for n in range(3):
        make_member(f"m-{n}", f"아무개{n}", profession="translator")
    Profession.objects.filter(slug="administrative-agent").update(alias_of=of("lawyer"))
    with django_assert_num_queries(15):
        admin.get(LIST)


def test_renaming_keeps_the_former_address_and_the_form_says_so(admin: Client) -> None:
    assert edit(admin, "poet", name="서정 시인", name_en="Lyric poet", slug="lyric-poet").status_code == 302
    renamed = of("lyric-poet")
    assert (renamed.name, renamed.name_en) == ("서정 시인", "Lyric poet")
    assert list(FormerSlug.objects.values_list("slug", "profession__slug")) == [("poet", "lyric-poet")]
    assert "poet" in admin.get(f"{LIST}edit/{renamed.pk}/").context["form"].fields["slug"].help_text.split(":")[-1]
    assert errors(edit(admin, "novelist", slug="poet"), "slug")
    assert errors(admin.post(f"{LIST}new/", form(of("novelist"), name="새 이름", name_en="New", slug="poet", seal="새")), "slug")


def test_retiring_can_be_taken_back(admin: Client) -> None:
    edit(admin, "poet", retired="on")
    assert of("poet").retired_at is not None
    edit(admin, "poet", name="시인 (서정)")
    assert of("poet").retired_at is None
    assert of("poet") in Profession.objects.current()


@pytest.mark.parametrize(
    ("slug", "field", "changes"),
    [
        ("poet", "isco", {"isco": "2610"}),  # a minor group
        ("poet", "isco", {"isco": "9999"}),
        ("poet", "seal", {"seal": "ㅅ"}),
        ("writer", "regulated", {"regulated": "on"}),
    ],
)
def test_what_cannot_be_is_refused(slug: str, field: str, changes: dict[str, str], admin: Client) -> None:
    assert errors(edit(admin, slug, **changes), field)


def test_nobody_is_shown_as_a_reserved_title_that_was_not_checked(admin: Client) -> None:
    assert errors(edit(admin, "paralegal", broader=of("lawyer").pk), "broader")


def test_a_retired_broader_one_does_not_stand_in_the_way_of_editing(admin: Client) -> None:
    Profession.objects.filter(slug="writer").update(retired_at=timezone.now())
    assert edit(admin, "poet", name="서정 시인").status_code == 302
    assert of("poet").broader == of("writer")


def test_editing_leaves_alone_what_a_colleague_merges_meanwhile(admin: Client, administrator: User, monkeypatch: Any) -> None:
    from accounts.wagtail_viewsets.professions import ProfessionForm

    poet, found_valid = of("poet"), ProfessionForm.is_valid

    def merged_meanwhile(self: Any) -> bool:
        valid = found_valid(self)
        Profession.objects.filter(pk=poet.pk).update(alias_of=of("writer"))
        return valid

    monkeypatch.setattr(ProfessionForm, "is_valid", merged_meanwhile)
    edit(admin, "poet", name="서정 시인")
    assert of("poet").alias_of == of("writer")


def test_nothing_is_left_to_edit_of_what_was_merged(admin: Client, administrator: User) -> None:
    merging.merge(of("poet"), of("writer"), by=administrator)
    to = f"{LIST}edit/{of('writer').pk}/"
    assert admin.get(f"{LIST}edit/{of('poet').pk}/")["Location"] == to
    assert edit(admin, "poet", name="되살린 시인")["Location"] == to
    assert of("poet").name == "시인"


def merge_page(slug: str) -> str:
    return f"{LIST}{of(slug).pk}/merge/"


def test_merging_says_first_what_will_move_and_that_it_cannot_be_undone(
    admin: Client, discussion: Discussion, translator: User, lawyer: User
) -> None:
    say(discussion, translator)
    Credential.objects.create(user=translator, profession=of("translator"))
    assert admin.get(merge_page("translator")).status_code == 200
    page = BeautifulSoup(admin.get(merge_page("translator"), {"into": of("interpreter").pk}).content, "html.parser")
    told = {line.select("td")[0].text: line.select("td")[1].text for line in page.select("main table tbody tr, table.listing tbody tr")}
    assert told["주된 직업으로 삼은 회원"] == "1"
    assert told["이 직업으로 쓴 댓글"] == "1"
    assert told["인증과 인증 요청"] == "1"
    assert told["이 직업을 다룬 칼럼"] == "0"
    assert "되돌릴 수 없습니다" in page.text
    assert of("translator").alias_of is None


def test_merging_takes_a_post(admin: Client, administrator: User, translator: User) -> None:
    answer = admin.post(merge_page("translator"), {"into": of("interpreter").pk})
    assert answer["Location"] == f"{LIST}edit/{of('interpreter').pk}/"
    assert of("translator").alias_of == of("interpreter")
    translator.refresh_from_db()
    assert translator.profession == of("interpreter")
    history = admin.get(f"{LIST}history/{of('translator').pk}/").content.decode()
    assert "합침" in history
    assert administrator.name in history
    assert admin.get(merge_page("translator"))["Location"] == LIST
    assert admin.post(merge_page("translator"), {"into": of("poet").pk})["Location"] == LIST
    assert of("translator").alias_of == of("interpreter")


@pytest.mark.parametrize("into", ["", "translator", "999999", "x\x00", "9" * 40, "lawyer", "-1"])
def test_merging_into_what_cannot_be_is_refused_with_a_word(into: str, admin: Client) -> None:
    into = str(of(into).pk) if into in ("translator", "lawyer") else into
    answer = admin.post(merge_page("translator"), {"into": into})
    assert answer.status_code == 422
    assert errors(answer, "into")
    assert of("translator").alias_of is None
    if "\x00" not in into:  # which no address of the site may hold
        assert admin.get(merge_page("translator"), {"into": into}).status_code == 200


def test_where_the_other_was_merged_meanwhile_it_is_asked_again(admin: Client, administrator: User) -> None:
    merging.merge(of("interpreter"), of("language-mediator"), by=administrator)
    answer = admin.post(merge_page("poet"), {"into": of("interpreter").pk})
    assert answer.status_code == 422
    assert answer.context["new"] == of("language-mediator")
    assert of("poet").alias_of is None


def test_only_who_may_change_professions_merges_them(moderator: User, editor: User) -> None:
    for staff in (moderator, editor):
        assert log_in(staff).post(merge_page("poet"), {"into": of("writer").pk}).status_code in (302, 403)
    assert of("poet").alias_of is None
    assert "/merge/" not in log_in(moderator).get(LIST).content.decode()


def test_no_page_of_an_unknown_number(admin: Client) -> None:
    assert admin.get(f"{LIST}999999/merge/").status_code == 404
