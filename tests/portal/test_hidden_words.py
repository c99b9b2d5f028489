"""No public answer holds a word of what a claim has hidden, nor of who asked for it.

A comment and the claim about it are made of words that stand nowhere else; before it is hidden they are found, so the walk could fail.
Whatever is born public takes part: the addresses are walked. Letters, share pictures, notices and what others take along are read as well.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.mail_choices import begin_letters
from accounts.mail_times import Week
from accounts.models import Notice, ProfessionFollow, User
from accounts.notices import tell_all
from accounts.searching.building import build_all
from accounts.takeout import SUBJECTS
from articles.models import ColumnPage
from comments import picking
from comments.claims import deciding, ending, objecting
from comments.models import Claim, Comment, Discussion, Rule
from comments.templatetags.discussion import attach_talk
from demo.accounts import EDITOR, MODERATOR, PROFESSIONAL, READER
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import of_the_week
from portal.digest.wording import write
from portal.share.poster import poster_of
from tests.cast import log_in, make_member, say
from tests.comments.claims.conftest import REASON, SECRETS, file
from tests.portal.addresses import every_address
from tests.portal.samples import NoSample, fill, samples
from tests.portal.test_small_groups import OURS

pytestmark = pytest.mark.django_db
WORDS, SAID = ("도토리묵골목", "살구씨저울", "민들레등대"), "도토리묵골목에서 살구씨저울을 든 사람은 민들레등대의 그 사람입니다."

SEARCHED = "/search/?q=저울을 든 사람&kind=comments"


@pytest.fixture
def scene(demo: SimpleNamespace) -> SimpleNamespace:
    """The lawyer's comment, answered, quoted by nobody, recommended by the editors; and a claim about it."""
    column = ColumnPage.objects.get(title="초벌을 잃은 직업들")
    author, editor = (User.objects.get(email=role.email) for role in (PROFESSIONAL, EDITOR))
    discussion = Discussion.for_writing(column)
    comment = say(discussion, author, SAID)
    reply = say(discussion, User.objects.get(email=READER.email), "무슨 말씀인지 알겠습니다.", parent=comment)
    standing = comment.discussion.picks.first()
    if standing:
        picking.take_back(standing.comment, by=editor)
    picking.pick(comment, by=editor, note="함께 읽고 싶은 말")
    Comment.objects.filter(pk=comment.pk).update(score_top=9)  # the best of the week
    return SimpleNamespace(column=column, author=author, comment=comment, reply=reply, claim=file(comment=comment))


def paths(demo: SimpleNamespace, scene: SimpleNamespace) -> list[str]:
    """Every public address with a sample, and all on which the comment could be met."""
    table, found = samples(demo), []
    for address in every_address():
        if address.module.startswith(OURS) and not address.template.startswith("/cms/"):
            try:
                found.append(fill(address, table))
            except NoSample:
                continue
    column, number = scene.column, scene.comment.pk
    for one in (number, scene.reply.pk):
        found += [f"/comments/{one}/{page}" for page in ("", "thread/", "credential/", "report/", "reply/", "edit/", "removal/")]
    found += [
        column.url,
        *(
            f"{column.url}?{asked}"
            for asked in ("order=new", "order=across", "verified=1", "lens=lawyer", f"at={number}", "kind=experience")
        ),
    ]
    found += [
        f"/people/{scene.author.handle}/",
        f"/people/{scene.author.handle}/?comments=2",
        "/professions/lawyer/",
        "/professions/lawyer/voices/",
    ]
    found += ["/professions/lawyer/voices/?order=new", "/feeds/professions/lawyer/voices.atom", f"/comments/on/{column.pk}/news/"]
    build_all()  # the page of a search says what was looked for: here by words that stand elsewhere, too
    choices = ("", "&kind=comments", "&kind=comments&order=new", "&kind=comments&profession=lawyer")
    found += [f"/search/?q={words}{choice}" for words in ("저울을 든 사람", "골목", "등대") for choice in choices]
    found += [f"/search/suggestions/?q={word}" for word in WORDS]
    found += [f"/comments/claims/?comment={number}", f"/comments/claims/?page={column.pk}"]
    return list(dict.fromkeys(found))


def all_that_is_said(where: list[str], scene: SimpleNamespace) -> dict[str, str]:
    """What strangers, members and editors are answered, letters of the week, what pictures are drawn from, and what others hold."""
    cache.clear()
    editor, reader = (log_in(User.objects.get(email=role.email)) for role in (EDITOR, READER))
    said = {}
    for path in where:
        for who, client, start in (
            ("stranger", Client(), ""),
            ("stranger", Client(), "/en"),
            ("reader", reader, ""),
            ("editor", editor, ""),
        ):
            answer = client.get(f"{start}{path}", follow=True)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said[f"{who} {start}{path}"] = body.decode(errors="replace")
    fan = User.objects.get(handle="pyeonji")
    large = WeekAtLarge(Week.around(timezone.now()))
    said["letter of the week"] = write(fan, fan.email, "week", large.week, of_the_week(fan, [], large)).body
    [page] = attach_talk([scene.column])
    said["picture"] = repr(poster_of(page, page.talk))
    others = User.objects.exclude(pk=scene.author.pk).exclude(email=MODERATOR.email)
    for member in others.filter(comments__discussion__page=scene.column).distinct()[:10]:
        said[f"taken along by {member.handle}"] = "".join(str(list(subject.rows(member))) for subject in SUBJECTS.values())
    told = tell_all(Notice.objects.exclude(recipient=scene.author))
    said["notices"] = "".join(one.subject + one.body for one in told)
    return said


def holding(said: dict[str, str], words: tuple[str, ...]) -> set[str]:
    return {where for where, text in said.items() if re.search("|".join(map(re.escape, words)), text)}


def test_no_answer_holds_a_word_of_what_is_hidden_nor_of_who_asked(demo: SimpleNamespace, scene: SimpleNamespace) -> None:
    fan = make_member("pyeonji", "편지 독자")
    ProfessionFollow.follow(fan, scene.author.profession)
    begin_letters(fan)
    where = paths(demo, scene)
    before = holding(all_that_is_said(where, scene), WORDS)
    met = ("stranger " + scene.column.url, "stranger /en" + scene.column.url, "letter of the week", "stranger /professions/lawyer/voices/")
    assert f"stranger {SEARCHED}" in before
    assert {*met, f"stranger /people/{scene.author.handle}/", "stranger /feeds/professions/lawyer/voices.atom"} <= before

    moderator, rule = User.objects.get(email=MODERATOR.email), Rule.objects.filter(is_current=True).first()
    mail.outbox.clear()
    until = timezone.now() + timedelta(days=20)
    deciding.blind(scene.claim, by=moderator, rule=rule, reason=REASON, until=until)
    objecting.object_to(Claim.objects.get(pk=scene.claim.pk), by=scene.author, text="판결문에 있는 말입니다.")
    during = all_that_is_said(where, scene)
    assert not holding(during, WORDS)
    assert not holding(during, SECRETS)
    assert not holding(during, ("판결문에 있는 말입니다.",))
    assert "임시조치로 가려진 댓글입니다." in during["stranger " + scene.column.url]
    assert not [letter for letter in mail.outbox if any(word in letter.body for word in WORDS)]

    Claim.objects.filter(pk=scene.claim.pk).update(until=timezone.now() - timedelta(minutes=1))
    assert ending.end_due() == 1
    where = [scene.column.url, f"/people/{scene.author.handle}/", "/professions/lawyer/voices/", "/feeds/professions/lawyer/voices.atom"]
    after = all_that_is_said(where, scene)
    assert before & after.keys() <= holding(after, WORDS)
    assert not holding(after, SECRETS)

    erased = file(comment=Comment.objects.get(pk=scene.comment.pk))
    deciding.erase(erased, by=moderator, rule=rule, reason=REASON)
    at_last = all_that_is_said(where, scene)
    assert not holding(at_last, WORDS)
    assert not holding(at_last, SECRETS)
