"""Each paragraph can be commented on; what was said about it stays when the editor rewrites it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Passage, PassageTally, Rule
from comments.passages import with_mark
from tests.cast import log_in, make_column, make_member, say

pytestmark = pytest.mark.django_db


def soup_of(address: str, client: Client | None = None) -> BeautifulSoup:
    return BeautifulSoup((client or Client()).get(address).content.decode(), "html.parser")


def block(column: ColumnPage, number: int) -> str:
    return list(column.paragraphs)[number - 1]


def post(client: Client, column: ColumnPage, **fields: str) -> Any:
    return client.post(f"/comments/on/{column.pk}/", {"body": "이 문단에 대해 말합니다.", **fields})


@pytest.fixture
def said(column: ColumnPage, lawyer: User, settings: Any) -> Comment:
    """A lawyer on the second paragraph, through the form."""
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 0
    post(log_in(lawyer), column, block=block(column, 2))
    return Comment.objects.get()


def rewrite(column: ColumnPage, *values: str) -> None:
    """The editor's new text for the blocks that stay, in their order; the others go."""
    raw = [{**child, "value": value} for child, value in zip(column.body.get_prep_value(), values, strict=False)]
    page = ColumnPage.objects.get(pk=column.pk)
    page.body = raw
    page.save_revision().publish()


def test_a_comment_keeps_the_paragraph_and_its_words(column: ColumnPage, said: Comment) -> None:
    assert said.passage.block == block(column, 2)
    assert said.passage.text == "둘째 문단입니다."
    anchor = soup_of(column.url).select_one(f"#comment-{said.pk} .anchor")
    assert "2번째 문단" in anchor.get_text()
    assert "둘째 문단입니다." in anchor.get_text()
    assert anchor["href"].endswith(f"#p-{block(column, 2)}")


def test_the_margin_counts_and_dyes_each_paragraphs_comments(
    column: ColumnPage, discussion: Discussion, said: Comment, translator: User
) -> None:
    say(discussion, translator, parent=said)  # an answer belongs to the paragraph of its thread
    soup = soup_of(column.url)
    mark = soup.select_one(f"#p-{block(column, 2)} .pmark")
    assert mark.select_one("svg + span").get_text() == "2"
    assert mark.select_one(".sr").get_text() == "이 문단에 댓글 2개가 달렸습니다. 읽기"
    assert {rect["class"][0] for rect in mark.select("rect")} == {"d-law", "d-art"}
    assert not soup.select_one(f"#p-{block(column, 1)} .pmark svg")


def test_a_marker_leads_to_a_page_with_that_paragraphs_comments(
    column: ColumnPage, discussion: Discussion, said: Comment, reader: User
) -> None:
    other = say(discussion, reader, "칼럼 전체에 대한 말입니다.")
    address = soup_of(column.url).select_one(f"#p-{block(column, 2)} .pmark")["href"]
    soup = soup_of(address)
    assert "둘째 문단입니다." in soup.select_one("blockquote.passage").get_text()
    assert soup.select_one(f"#comment-{said.pk}")
    assert not soup.select_one(f"#comment-{other.pk}")
    assert "로그인" in soup.select_one(".write").get_text()


def test_a_paragraph_that_nobody_commented_on_has_its_page_too(column: ColumnPage) -> None:
    soup = soup_of(f"/comments/on/{column.pk}/paragraph/{block(column, 1)}/")
    assert soup.select_one(".empty")
    assert not Discussion.objects.exists()


def test_the_paragraph_page_sets_no_cookie(column: ColumnPage, said: Comment) -> None:
    response = Client().get(f"/comments/on/{column.pk}/paragraph/{block(column, 2)}/")
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_the_address_chooses_the_paragraph_in_the_composer(column: ColumnPage, reader: User) -> None:
    soup = soup_of(f"{column.url}?paragraph={block(column, 2)}", log_in(reader))
    assert soup.select_one("#composer option[selected]")["value"] == block(column, 2)


def test_a_discussion_can_be_narrowed_to_a_paragraph(column: ColumnPage, discussion: Discussion, said: Comment, reader: User) -> None:
    other = say(discussion, reader)
    soup = soup_of(f"{column.url}?paragraph={block(column, 2)}")
    assert soup.select_one(f"#comment-{said.pk}")
    assert not soup.select_one(f"#comment-{other.pk}")
    assert "2번째 문단" in soup.select_one(".thread .note").get_text()


def test_a_rewritten_paragraph_is_told_and_loses_no_comment(column: ColumnPage, said: Comment, translator: User) -> None:
    rewrite(column, "<p>첫 문단입니다.</p>", "<p>다르게 쓴 문단입니다.</p>")
    article = soup_of(column.url).select_one(f"#comment-{said.pk}")
    assert "둘째 문단입니다." in article.select_one(".anchor").get_text()
    assert "글이 바뀌었습니다" in article.select_one(".anchor").get_text()
    later = post(log_in(translator), column, block=block(column, 2))
    assert later.status_code == 302
    assert Passage.objects.filter(block=block(column, 2)).count() == 2
    soup = soup_of(f"/comments/on/{column.pk}/paragraph/{block(column, 2)}/")
    assert len(soup.select("article.comment")) == 2
    assert "다르게 쓴" in soup.select_one("blockquote.passage").get_text()


def test_a_removed_paragraph_is_told_and_loses_no_comment(column: ColumnPage, said: Comment) -> None:
    gone = block(column, 2)
    rewrite(column, "<p>첫 문단입니다.</p>")
    anchor = soup_of(column.url).select_one(f"#comment-{said.pk} .anchor")
    assert "지금은 칼럼에 없는 문단" in anchor.get_text()
    assert "둘째 문단입니다." in anchor.get_text()
    soup = soup_of(f"/comments/on/{column.pk}/paragraph/{gone}/")
    assert soup.select_one(f"#comment-{said.pk}")
    assert not soup.select(".write")


def test_a_paragraph_of_another_column_is_refused_with_every_word_kept(
    column: ColumnPage, columns: Any, columnist: Any, reader: User
) -> None:
    elsewhere = make_column(columns, columnist, "다른 칼럼", "다른 글입니다.")
    answer = post(log_in(reader), column, block=block(elsewhere, 1))
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    assert "문단" in soup.select_one("#composer-error").get_text()
    assert "이 문단에 대해 말합니다." in soup.select_one("textarea").get_text()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("name", ["nothing", "0" * 36, "../../etc"])
def test_a_paragraph_that_never_was_is_not_found(column: ColumnPage, name: str) -> None:
    assert Client().get(f"/comments/on/{column.pk}/paragraph/{name}/").status_code == 404
    soup = soup_of(f"{column.url}?paragraph={name}")
    assert "그런 문단은 없습니다" in soup.select_one(".thread .note").get_text()


def test_an_answer_belongs_to_the_paragraph_of_its_thread_whatever_the_form_says(
    column: ColumnPage, said: Comment, translator: User, settings: Any
) -> None:
    post(log_in(translator), column, block=block(column, 1), parent=str(said.pk))
    reply = Comment.objects.get(parent=said)
    assert reply.passage == said.passage


def test_the_margin_forgets_what_is_no_longer_public(column: ColumnPage, said: Comment, moderator: User, abuse: Rule) -> None:
    said.reject(by=moderator, rule=abuse, reason="욕설입니다.")
    assert PassageTally.objects.get().count == 0
    assert not soup_of(column.url).select(".pmark svg")


def test_a_withdrawn_paragraph_can_be_read_only_where_somebody_commented_on_it_in_public(
    column: ColumnPage, newcomer: User, settings: Any
) -> None:
    withdrawn = block(column, 2)
    settings.COMMENTS_PER_TEN_MINUTES = 1
    post(log_in(newcomer), column, block=withdrawn)  # waits for review
    refused = post(log_in(newcomer), column, body="다른 말입니다.", block=block(column, 1))
    assert refused.status_code == 429
    assert not Passage.objects.filter(block=block(column, 1)).exists()  # nothing stands, so nothing was kept
    rewrite(column, "<p>첫 문단입니다.</p>")
    assert Client().get(f"/comments/on/{column.pk}/paragraph/{withdrawn}/").status_code == 404
    Comment.objects.get().publish(by=make_member("mod", "운영", group="Moderators"))
    assert Client().get(f"/comments/on/{column.pk}/paragraph/{withdrawn}/").status_code == 200


@pytest.mark.parametrize("odd", ["a/b", "x" * 80, "한글 id"])
def test_ids_that_an_import_has_made_stand_in_nobodys_way(column: ColumnPage, reader: User, odd: str) -> None:
    page = ColumnPage.objects.get(pk=column.pk)
    page.body = [{"type": "paragraph", "id": odd, "value": "<p>들여온 문단입니다.</p>"}]
    page.save_revision().publish()
    assert Client().get(column.url).status_code == 200
    answer = post(log_in(reader), column, block=odd)
    assert answer.status_code == (422 if len(odd) > 36 else 302)


def test_the_paragraph_page_has_the_gate_that_its_links_lead_to(column: ColumnPage, said: Comment) -> None:
    soup = soup_of(f"/comments/on/{column.pk}/paragraph/{block(column, 2)}/")
    assert soup.select("a[href='#gate']")
    assert soup.select_one("#gate")


def test_a_preview_of_a_page_has_no_markers(column: ColumnPage, editor: User) -> None:
    request = log_in(editor).get(f"/cms/pages/{column.pk}/edit/preview/?mode=")
    assert b"pmark" not in request.content


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>글</p>", '<p id="p-b1">글<a></a></p>'),
        ('<p class="x">글</p>\n', '<p class="x" id="p-b1">글<a></a></p>'),
        ("<ul><li>하나</li><li>둘</li></ul>", '<ul id="p-b1"><li>하나</li><li>둘<a></a></li></ul>'),
        ("글", "글<p><a></a></p>"),
        ("<table></table>", '<table id="p-b1"></table><p><a></a></p>'),
    ],
)
def test_the_marker_goes_to_the_end_of_whatever_a_paragraph_is(html: str, expected: str) -> None:
    assert with_mark(html, "b1", "<a></a>") == expected


def test_a_paragraph_of_a_column_that_is_no_longer_published_is_not_found(column: ColumnPage, said: Comment) -> None:
    address = f"/comments/on/{column.pk}/paragraph/{block(column, 2)}/"
    assert Client().get(address).status_code == 200
    column.unpublish()
    assert Client().get(address).status_code == 404
