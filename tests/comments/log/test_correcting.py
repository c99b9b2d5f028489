"""Corrections: an entry is never changed; what was wrong about it is said by a further one, for everybody to read."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.korean import WORD_JOINER
from accounts.models import Notice, User
from accounts.notices import tell_all
from comments.claims import deciding
from comments.correcting import CorrectedMeanwhile, correct
from comments.models import Action, Decision, Report, Rule
from comments.undoing import undo
from comments.verification import verify
from tests.cast import log_in, say
from tests.comments.claims.conftest import file

pytestmark = pytest.mark.django_db
WORDS = "사유를 잘못 골랐습니다. ‘비방’이 아니라 ‘도배’입니다."


@pytest.fixture
def entry(told) -> Decision:
    return Decision.objects.get(number=2)


def address(name: str) -> str:
    return reverse(f"comments_desk:{name}", args=[2])


def send(user: User, **said: object):
    return log_in(user).post(address("correct"), {"words": WORDS, "seen": 0, **said})


def test_only_administrators_correct(client, entry, reader, editor, moderator, administrator):
    for refused in (client, *(log_in(one) for one in (reader, editor, moderator))):
        assert refused.get(address("entry")).status_code in (302, 403)
        assert refused.post(address("correct"), {"words": WORDS, "seen": 0}).status_code in (302, 403)
    assert Decision.objects.count() == 3
    assert log_in(administrator).get(address("entry")).status_code == 200
    assert send(administrator).status_code == 302
    assert Decision.objects.count() == 4


def test_a_correction_stands_beside_the_entry_and_changes_neither_it_nor_the_comment(entry, told, administrator):
    before = Decision.objects.filter(number=2).values().get()
    spam = Rule.objects.get(key="spam")
    send(administrator, rule=spam.pk)
    made = Decision.objects.get(number=4)
    assert (made.action, made.earlier, made.rule, made.reason, made.actor) == (Action.CORRECT, entry, spam, WORDS, administrator)
    assert (made.from_state, made.to_state) == ("rejected", "rejected")
    assert made.comment == told[1]
    assert Decision.objects.filter(number=2).values().get() == before
    told[1].refresh_from_db()
    assert told[1].state == "rejected"
    assert verify() == 4


def test_everybody_reads_the_correction_and_nobody_who_made_it(entry, administrator):
    send(administrator)
    for path in ("/log/", "/log/4/"):
        page = Client().get(path).content.decode()
        assert WORDS in page
        assert administrator.name not in page


def test_a_correction_erased_by_law_leaves_its_entry(entry, administrator):
    send(administrator)
    Decision.objects.get(number=4).text.delete()
    page = Client().get("/log/4/")
    assert page.status_code == 200
    assert WORDS not in page.content.decode()
    assert verify() == 4


def test_of_a_discussion_and_of_a_member_entries_are_corrected_too(discussion, reader, moderator, administrator):
    discussion.close(by=moderator, reason="밤에는 쉽니다.")
    Decision.record(action=Action.WARN, from_state="", to_state="", by=moderator, member=reader)
    for number in (1, 2):
        entry = Decision.objects.get(number=number)
        made = correct(entry, by=administrator, words=WORDS)
        assert (made.scope, made.discussion, made.member) == (entry.scope, entry.discussion, entry.member)
    assert verify() == 4


def test_a_correction_says_something(entry, administrator):
    answer = send(administrator, words=" \u200b ")
    assert answer.status_code == 422
    assert Decision.objects.count() == 3
    with pytest.raises(ValueError, match="what was wrong"):
        correct(entry, by=administrator, words=" ")


def test_a_form_sent_twice_corrects_once_and_keeps_the_words(entry, administrator):
    send(administrator)
    answer = send(administrator, words="또 다른 말")
    assert answer.status_code == 409
    assert "또 다른 말" in answer.content.decode()
    assert Decision.objects.count() == 4
    assert 'name="seen" value="4"' in answer.content.decode(), "sent again, it would go through"


def test_who_has_not_seen_the_newest_is_told(entry, administrator):
    correct(entry, by=administrator, words=WORDS, seen=0)
    with pytest.raises(CorrectedMeanwhile):
        correct(entry, by=administrator, words=WORDS, seen=0)
    correct(entry, by=administrator, words=WORDS, seen=4)


def test_a_form_without_what_was_seen_corrects_nothing(entry, administrator):
    assert send(administrator, seen="").status_code == 422
    assert Decision.objects.count() == 3


def test_there_is_no_such_entry(told, administrator):
    assert log_in(administrator).get(reverse("comments_desk:entry", args=[99])).status_code == 404


def test_the_ledger_at_the_desk_leads_there_for_administrators_only(entry, moderator, administrator):
    ledger = reverse("comments_desk:ledger")
    assert address("entry") in log_in(administrator).get(ledger).content.decode()
    assert address("entry") not in log_in(moderator).get(ledger).content.decode()


def test_whom_the_entry_concerns_is_told_in_good_words(entry, administrator):
    spam = Rule.objects.get(key="spam")
    made = correct(entry, by=administrator, words=WORDS, rule=spam)
    author = entry.comment.author
    [notice] = Notice.objects.filter(recipient=author, kind="decision_corrected")
    assert notice.mail_at is not None
    assert notice.url == f"/comments/decisions/{entry.number}/"
    with translation.override("ko"):
        [told] = tell_all([notice])
        assert WORDS in told.body
        assert spam.label in told.body
        assert str(entry.number) in told.body
        assert administrator.name not in told.body + told.subject
    page = log_in(author).get(notice.url).content.decode()
    assert WORDS in page.replace(WORD_JOINER, "")
    assert made.earlier == entry


def test_nobody_learns_by_a_correction_of_what_they_were_never_told(
    discussion, reader, moderator, translator, administrator, abuse, settings
):
    settings.COMMENTS_UNDO_SECONDS = 10
    comment = say(discussion, reader)
    Report.file(comment, by=translator, rule=abuse)
    kept = comment.keep(by=moderator)
    undone = say(discussion, reader, "다른 말").reject(by=moderator, rule=abuse, reason="잘못 눌렀습니다.")
    undo(undone, by=moderator)
    before = Notice.objects.filter(recipient=reader).count()
    for entry in (kept, undone):
        correct(entry, by=administrator, words=WORDS)
    assert Notice.objects.filter(recipient=reader).count() == before


def test_of_a_columns_case_its_writer_is_told(discussion, moderator, editor, administrator, abuse):
    discussion.page.owner = editor
    discussion.page.save()
    claim = file(discussion=discussion)
    refused = deciding.refuse(claim, by=moderator, reason="다툼이 없습니다.")
    correct(refused, by=administrator, words=WORDS)
    [notice] = Notice.objects.filter(recipient=editor, kind="decision_corrected")
    assert notice.url == f"/comments/claims/{claim.pk}/"
    assert log_in(editor).get(notice.url).status_code == 200


def test_who_has_left_is_not_told(entry, administrator):
    User.objects.filter(pk=entry.comment.author_id).update(closed_at=timezone.now())
    correct(Decision.objects.get(number=2), by=administrator, words=WORDS)
    assert not Notice.objects.filter(kind="decision_corrected").exists()
