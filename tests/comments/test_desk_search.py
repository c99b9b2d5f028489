"""Moderators and staff look things up by the same index as readers."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from accounts.searching.building import build_all
from comments.models import State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kiwi(settings) -> None:
    settings.SEARCH_ANALYSER = "kiwi"


def test_a_moderator_finds_a_comment_in_whatever_state_it_is(discussion, reader, moderator):
    waiting = say(discussion, reader, "국선변호사들이 떠났습니다.", state=State.PENDING)
    public = say(discussion, reader, "변호사는 남았습니다.")
    other = say(discussion, reader, "시인만 남았습니다.")
    build_all()
    page = log_in(moderator).get("/cms/desk/every/", {"q": "변호사가"}).content.decode()
    assert f"#{waiting.pk}" in page or "국선변호사들이 떠났습니다" in page
    assert "변호사는 남았습니다" in page
    assert "시인만 남았습니다" not in page
    assert other.pk != public.pk
    only = log_in(moderator).get("/cms/desk/waiting/", {"q": "변호사가"}).content.decode()
    assert "국선변호사들이 떠났습니다" in only
    assert "변호사는 남았습니다" not in only


@pytest.mark.parametrize("typed", ['"', "%", "은", "가" * 10_000, "OR AND ("])
def test_whatever_a_moderator_types_the_desk_answers_and_never_with_everything(discussion, reader, moderator, typed):
    say(discussion, reader, "눈이 내렸습니다.")
    build_all()
    answer = log_in(moderator).get("/cms/desk/every/", {"q": typed})
    assert answer.status_code == 200
    assert "눈이 내렸습니다" not in answer.content.decode()


def test_staff_find_members_pages_and_pictures(column, reader, administrator):
    get_image_model().objects.create(title="소방관들의 점심", file=get_test_image_file())
    build_all()
    staff = log_in(administrator)
    assert reader.name in staff.get("/cms/users/", {"q": f"{reader.name}은"}).content.decode()
    assert reader.name in staff.get("/cms/users/", {"q": reader.email}).content.decode()
    assert column.title in staff.get("/cms/pages/search/results/", {"q": "직업"}).content.decode()
    assert column.title in staff.get("/cms/choose-page/search/", {"q": "초벌은"}).content.decode()
    assert "소방관들의 점심" in staff.get("/cms/images/results/", {"q": "소방관"}).content.decode()
    assert "변호사" in staff.get("/cms/professions/", {"q": "변호사는"}).content.decode()
