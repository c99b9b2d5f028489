"""The cloth where readers meet it: beside a column's title, and on the front page."""

import pytest
from bs4 import Tag
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from articles.models import ColumnPage, HomePage
from comments.models import Discussion
from tests.cast import log_in, say
from tests.portal.conftest import Read


@pytest.fixture
def talked_about(column: ColumnPage, discussion: Discussion, translator: User, lawyer: User, reader: User) -> ColumnPage:
    for author in (translator, lawyer, lawyer, reader):
        say(discussion, author)
    return column


def patches(figure: Tag) -> list[list[str]]:
    return [rect["class"] for rect in figure.select("svg.cloth rect")]


def test_a_column_shows_its_cloth_and_says_the_same_in_text(talked_about: ColumnPage, read: Read) -> None:
    figure = read(f"/en/columns/{talked_about.slug}/").select_one("article figure.side")
    assert figure["lang"] == "en"
    assert patches(figure) == [["d-law", "v"], ["d-art"], ["d-none"]]
    told = "Lawyer 2, Translator 1, Profession not disclosed 1"
    assert figure.svg["aria-label"].endswith(told)
    assert [" ".join(row.text.split()) for row in figure.select("details li")] == [
        "Lawyer 2 verified 2",
        "Translator 1",
        "Profession not disclosed 1",
    ]


def test_only_what_is_public_is_in_the_cloth(talked_about: ColumnPage, discussion: Discussion, lawyer: User, read: Read) -> None:
    discussion.comments.filter(author=lawyer).first().remove(by=lawyer)
    assert read(f"/en/columns/{talked_about.slug}/").select_one("figure.side li").text.startswith("Lawyer 1")


def test_before_the_first_comment_the_cloth_is_undyed(column: ColumnPage, read: Read) -> None:
    figure = read(f"/en/columns/{column.slug}/").select_one("figure.side")
    assert patches(figure) == [["d-none"]]
    assert "first comment" in figure.figcaption.text
    assert not figure.select("details")


def test_a_preview_has_none(column: ColumnPage, editor: User) -> None:
    """Nobody can have spoken below what is not there yet."""
    response = log_in(editor).get(f"/cms/pages/{column.pk}/view_draft/")
    assert response.status_code == 200
    assert b'class="cloth"' not in response.content
    assert b"og:image" not in response.content


def test_the_cloth_of_the_leading_column_hangs_on_the_front_page(home: HomePage, talked_about: ColumnPage, read: Read) -> None:
    figure = read("/en/").select_one(".lead figure")
    assert patches(figure) == [["d-law", "v"], ["d-art"], ["d-none"]]
    assert len(figure.select("details li")) == 3


def test_a_cover_stands_in_until_there_is_a_cloth(home: HomePage, column: ColumnPage, reader: User, read: Read) -> None:
    column.cover = get_image_model().objects.create(title="그림", file=get_test_image_file(size=(1600, 900)))
    column.cover_alt = "빈 계단"
    column.save_revision().publish()
    lead = read("/").select_one(".lead")
    assert lead.select(".hung img")
    assert not lead.select(".cloth")
    say(Discussion.for_writing(column), reader)
    lead = read("/").select_one(".lead")
    assert lead.select(".hung .cloth")
    assert not lead.select("img")
