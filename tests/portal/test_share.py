"""The picture beside a link to a column: what it shows, when it is made, and whom it is kept from."""

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from PIL import Image, ImageColor
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import Profession, User
from articles.models import ColumnIndexPage, ColumnPage
from comments.models import Discussion
from portal.share import drawing, keeping
from portal.share.poster import Poster
from tests.cast import log_in, say
from tests.portal.conftest import Read

FORGED = "0123456789abcdef"


@pytest.fixture
def drawn() -> Iterator[mock.Mock]:
    """Counts how often a picture is drawn."""
    with mock.patch.object(keeping, "draw", side_effect=drawing.draw) as draw:
        yield draw


@pytest.fixture
def picture_of(read: Read) -> Callable[[ColumnPage], str]:
    """The path of a column's picture, as its page tells it."""

    def path(column: ColumnPage) -> str:
        return read(column.url).select_one("meta[property='og:image']")["content"].removeprefix(settings.BASE_URL)

    return path


def poster(title: str = "초벌을 잃은 직업들") -> Poster:
    return Poster(title, "한서윤", "댓글 3개", "", ())


def seen(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    image.load()
    return image


def on_paper(dye: str) -> tuple[int, ...]:
    return tuple(one * other // 255 for one, other in zip(ImageColor.getrgb(dye), ImageColor.getrgb(drawing.PAPER), strict=True))


# What it is


def test_a_column_shows_a_picture_of_its_discussion(tagged: ColumnPage, lawyer: User, read: Read, client: Client) -> None:
    say(Discussion.for_writing(tagged), lawyer)
    head = read(tagged.url).head
    told = {tag["property"]: tag["content"] for tag in head.select("meta[property^='og:image']")}
    assert re.fullmatch(rf"{settings.BASE_URL}/c/{tagged.pk}/picture-[0-9a-f]{{16}}\.png", told["og:image"])
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert "변호사 1" in told["og:image:alt"]
    response = client.get(told["og:image"].removeprefix(settings.BASE_URL))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
    image = seen(response.content)
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert image.getpixel((900, 400)) == on_paper(drawing.DYES["d-law"][1]), "a verified lawyer's dye"


def test_both_languages_name_one_picture(tagged: ColumnPage, lawyer: User, translator: User, read: Read) -> None:
    """Where two professions said as much, the pages list them by their names in the reader's language; the picture does not."""
    for author in (lawyer, translator):
        say(Discussion.for_writing(tagged), author)
    pages = [read(prefix + f"/columns/{tagged.slug}/") for prefix in ("", "/en")]
    told = [[tag["content"] for tag in page.select("meta[property^='og:image']")] for page in pages]
    assert told[0] == told[1]


def test_an_alias_names_its_sources_picture(
    column: ColumnPage, reader: User, client: Client, picture_of: Callable[[ColumnPage], str]
) -> None:
    say(Discussion.for_writing(column), reader)
    alias = column.create_alias(parent=column.get_parent(), update_slug="다른-이름")
    assert picture_of(alias) == picture_of(column)
    assert client.get(f"/c/{alias.pk}/picture-{FORGED}.png").url == picture_of(column)


def test_the_cover_stays_with_search_engines(column: ColumnPage, read: Read) -> None:
    column.cover = get_image_model().objects.create(title="그림", file=get_test_image_file(size=(1600, 900)))
    column.cover_alt = "빈 계단"
    column.save_revision().publish()
    page = read(column.url)
    assert "/media/" in json.loads(page.select_one("script[type='application/ld+json']").string)["image"]
    assert "/media/" not in page.select_one("meta[property='og:image']")["content"]


# When it is made


def test_it_is_drawn_once_for_each_state(
    column: ColumnPage, reader: User, client: Client, drawn: mock.Mock, picture_of: Callable[[ColumnPage], str]
) -> None:
    first = picture_of(column)
    assert drawn.call_count == 0, "reading the page draws nothing"
    assert client.get(first).content == client.get(first).content
    assert drawn.call_count == 1
    say(Discussion.for_writing(column), reader)
    second = picture_of(column)
    assert second != first
    assert client.get(second).content != b""
    assert client.get(second).status_code == 200
    assert drawn.call_count == 2


def test_an_old_address_leads_to_the_picture_of_now_and_is_not_kept(
    column: ColumnPage, reader: User, client: Client, picture_of: Callable[[ColumnPage], str]
) -> None:
    old = picture_of(column)
    say(Discussion.for_writing(column), reader)
    response = client.get(old)
    assert (response.status_code, response.url) == (302, picture_of(column))
    assert "max-age" not in response["Cache-Control"]


def test_made_up_addresses_draw_nothing(column: ColumnPage, client: Client, drawn: mock.Mock) -> None:
    for number in range(20):
        assert client.get(f"/c/{column.pk}/picture-{number:016x}.png", {"again": number}).status_code == 302
    assert drawn.call_count == 0


def test_only_the_newest_is_kept(column: ColumnPage, drawn: mock.Mock) -> None:
    old, new = poster("하나"), poster("둘")
    for wanted in (old, new, new, old):
        assert keeping.png_of(column.pk, wanted)
    assert drawn.call_count == 3, "the old one was forgotten when the new one was made"


def test_the_first_requests_may_come_at_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        pictures = set(threads.map(lambda _: keeping.png_of(1, poster()), range(24)))
    assert pictures == {drawing.draw(poster())}


def test_it_is_made_anew_for_all_that_it_shows_and_for_nothing_else(
    tagged: ColumnPage, lawyer: User, picture_of: Callable[[ColumnPage], str]
) -> None:
    def rename(title: str) -> None:
        tagged.title = title
        tagged.save_revision().publish()

    def rewrite() -> None:
        tagged.body = [{"type": "paragraph", "value": "<p>다시 쓴 문단.</p>"}]
        tagged.save_revision().publish()

    author = tagged.authors[0]
    shown = [picture_of(tagged)]
    for change in (
        lambda: rename("다른 제목"),
        lambda: type(author).objects.update(name="한서온"),
        lambda: say(Discussion.for_writing(tagged), lawyer),
        lambda: Profession.objects.filter(slug="lawyer").update(seal="률"),
    ):
        change()
        shown.append(picture_of(tagged))
    assert len(set(shown)) == 5
    rewrite()
    assert picture_of(tagged) == shown[-1]


# Whom it is kept from


def test_what_is_not_public_has_no_picture(column: ColumnPage, columns: ColumnIndexPage, client: Client) -> None:
    draft = ColumnPage(title="아직", live=False, body=[])
    columns.add_child(instance=draft)
    column.unpublish()
    for number, status in ((column.pk, 410), (draft.pk, 404), (columns.pk, 404), (999_999, 404), (10**30, 404)):
        assert client.get(f"/c/{number}/picture-{FORGED}.png").status_code == status


def test_what_is_kept_to_some_gives_no_picture_to_anybody(
    column: ColumnPage, editor: User, client: Client, drawn: mock.Mock, picture_of: Callable[[ColumnPage], str]
) -> None:
    """Not even to those who may read it: what may be kept for a year by anybody must not show its title."""
    address = picture_of(column)
    client.get(address)
    restriction = column.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    for reader in (client, log_in(editor)):
        for path in (address, f"/c/{column.pk}/picture-{FORGED}.png"):
            response = reader.get(path)
            assert response.status_code == 404
            assert column.title not in response.content.decode()


def test_a_column_below_a_page_that_is_kept_to_members_has_none_either(
    column: ColumnPage, client: Client, picture_of: Callable[[ColumnPage], str]
) -> None:
    address = picture_of(column)
    column.get_parent().view_restrictions.create(restriction_type="login")
    assert client.get(address).status_code == 404
