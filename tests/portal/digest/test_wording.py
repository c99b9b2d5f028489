"""How letters that gather read: complete as text, the same in HTML, and nothing in them but what was meant."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from accounts.models import Notice, Profession, User
from articles.models import ColumnPage
from comments.models import Comment
from portal.digest import inks
from portal.templatetags.letters import WIDTH, _columns
from tests.cast import say

pytestmark = pytest.mark.django_db
To = Callable[..., EmailMultiAlternatives]


@pytest.fixture
def whole(letter: To, said: Comment, fan: User, lawyer: User) -> EmailMultiAlternatives:
    """With every part that there is."""
    say(said.discussion, lawyer, "덧붙입니다.")
    return letter(fan, Notice.objects.create(recipient=fan, kind="comment_keep", url="/comments/7/", context={"page": "칼럼"}))


def html_of(mail: EmailMultiAlternatives) -> str:
    return str(mail.alternatives[0][0])


def test_both_parts_say_everything(whole: EmailMultiAlternatives, tagged: ColumnPage, said: Comment, settings: Any) -> None:
    for part in (whole.body, BeautifulSoup(html_of(whole), "html.parser").text):
        for words in (
            tagged.title,
            tagged.dek,
            "한서윤",
            "윤해인",
            "변호사",
            "인증",
            "다르게",
            "덧붙입니다.",
            "2개 직업이 공감했습니다",
            "칼럼",
        ):
            assert words in part
    addresses = [f"/c/{tagged.pk}/", f"/comments/{said.pk}/", "/comments/7/", "/accounts/mail/", "/accounts/unsubscribe/"]
    for part in (whole.body, html_of(whole)):
        assert all(f"{settings.BASE_URL}{address}" in part for address in addresses)


def test_it_is_one_message_of_two_parts_and_a_header_to_stop_it(whole: EmailMultiAlternatives) -> None:
    message = whole.message()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert re.fullmatch(r"<https?://[^<>\s]+/accounts/unsubscribe/[^<>\s]+/>", "".join(str(message["List-Unsubscribe"]).split()))
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_people_wrote_is_escaped_in_html_and_plain_in_the_text(
    whole: EmailMultiAlternatives, letter: To, said: Comment, fan: User
) -> None:
    User.objects.filter(pk=said.author_id).update(name="<i>윤&해인")
    ColumnPage.objects.update(title="<script>alert(1)</script> & 글")
    mail = letter(fan)
    page = html_of(mail)
    assert "<script" not in page
    assert "<i>윤" not in page
    assert "&lt;i&gt;윤&amp;해인" in page
    assert "<i>윤&해인" in mail.body
    assert "<script>alert(1)</script> & 글" in mail.body
    assert "&amp;" not in mail.body
    assert "&lt;" not in mail.body


def test_a_title_with_line_breaks_makes_no_header(letter: To, said: Comment, fan: User) -> None:
    ColumnPage.objects.update(title="제목\r\nBcc: victim@example.org")
    Profession.objects.filter(slug="lawyer").update(name="변호사\nX-Evil: 1")
    message = letter(fan).message()
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert "\n" not in str(message["Subject"])


def test_html_asks_nothing_of_anybody_and_runs_nothing(whole: EmailMultiAlternatives) -> None:
    page = BeautifulSoup(html_of(whole), "html.parser")
    assert not page.select("img, script, link, iframe, object, form, [background], [src]")
    assert "url(" not in html_of(whole)
    assert "@import" not in html_of(whole)
    assert all(table["role"] == "presentation" for table in page.select("table"))


def test_every_tone_has_its_dark_one(whole: EmailMultiAlternatives) -> None:
    page = BeautifulSoup(html_of(whole), "html.parser")
    coloured = {name for element in page.select("[style]") if "color" in element["style"] for name in element["class"]}
    assert "prefers-color-scheme:dark" in str(page.style)
    assert [name for name in coloured - {"ok"} if f".{name}" not in inks.DARK] == []


def test_the_dyes_are_those_of_the_stylesheet(settings: Any) -> None:
    style = (settings.BASE_DIR / "static" / "site.css").read_text()
    for name, (light, dark) in inks.DYES.items():
        assert f"--{name}: light-dark({light}, {dark})" in style
    for name, light, dark in (
        ("paper", inks.PAPER, inks.DARK_PAPER),
        ("ink", inks.INK, inks.DARK_INK),
        ("ink-2", inks.INK_2, inks.DARK_INK_2),
    ):
        assert f"--{name}: light-dark({light}, {dark})" in style


def test_the_text_fits_a_screen(whole: EmailMultiAlternatives) -> None:
    assert [line for line in whole.body.splitlines() if _columns(line) > WIDTH and "http" not in line] == []
    assert "\n\n\n" not in whole.body


def test_an_english_reader_reads_english_and_english_addresses(letter: To, said: Comment, fan: User) -> None:
    fan.language = "en"
    fan.save()
    mail = letter(fan)
    assert mail.subject.startswith("Letter of the week: ")
    assert "2 professions agreed." in mail.body
    assert "Lawyer" in mail.body
    assert f"/en/c/{said.discussion.page_id}/" in mail.body
    assert f"/en/comments/{said.pk}/" in html_of(mail)
    assert '<html lang="en">' in html_of(mail)


def test_a_long_comment_is_cut(letter: To, said: Comment, fan: User) -> None:
    Comment.objects.update(html=f"<p>{'말을 잇습니다. ' * 200}</p>")
    assert letter(fan).body.count("말을 잇습니다") < 40


def test_an_operator_looks_at_a_letter_without_sending_it(
    said: Comment, fan: User, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    page = tmp_path / "letter.html"
    call_command("send_digests", to=fan.handle, this_week=True, html=str(page))
    shown = capsys.readouterr().out
    assert "Subject: 주간 편지" in shown
    assert "List-Unsubscribe: <http" in shown
    assert "<!doctype html>" in page.read_text()
    assert not fan.letters.exists()
    call_command("send_digests", to=fan.handle)
    assert "Nothing happened" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("send_digests", to="nobody-of-that-name")
