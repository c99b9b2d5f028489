"""Every table that points at members has been decided on twice: whether it is taken along, and what happens to it when a member leaves.

A new one makes these fail: think of both, then add it here, and to `accounts.takeout`, `accounts.leaving` or their like in your app.
"""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from accounts.takeout import SUBJECTS

TAKEN = {
    "account.emailaddress.user": "addresses",
    "accounts.consent.user": "consents",
    "accounts.credential.user": "credentials",
    "accounts.notice.recipient": "notices",
    "accounts.user_groups.user": "account",
    "comments.appeal.member": "appeals",
    "comments.claim.objected_by": "objections",
    "comments.comment.author": "comments",
    "comments.decision.member": "decisions",
    "comments.follow.member": "follows",
    "comments.keptdraft.user": "drafts",
    "comments.mute.member": "mutes",
    "comments.reaction.member": "reactions",
    "comments.report.reporter": "reports",
    "comments.sanction.member": "sanctions",
    "accounts.user_further.user": "further_professions",
    "accounts.professionfollow.member": "followed_professions",
    "accounts.mailchoice.member": "mail_choices",
    "accounts.letter.member": "letters",
    "accounts.voucher.giver": "vouchers",
    "articles.authorfollow.member": "followed_columnists",
    "articles.topicfollow.member": "followed_topics",
    "socialaccount.socialaccount.user": "log_ins_from_elsewhere",
}
NOT_TAKEN = {
    "accounts.departure.member": "whoever has one cannot ask",
    "accounts.export.member": "the thing itself",
    "accounts.user_user_permissions.user": "what staff may do, decided by the site",
    "comments.mute.muted": "another's affair, of which nobody is told",
    "comments.membernote.member": "moderators' working notes among themselves",
    "comments.heldmember.member": "it was told to the member, and is taken along as a notice",
    **dict.fromkeys(
        [
            "accounts.credential.checked_by", "accounts.credential.revoked_by", "accounts.credentialevent.actor", "accounts.evidencelook.viewer",
            "articles.call.asked_by", "comments.decision.actor", "comments.desklimit.moderator", "comments.handling.moderator", "comments.heldmember.by", "comments.screenedword.added_by", "comments.pick.picked_by", "comments.pick.withdrawn_by", "comments.claim.opened_by",
            "comments.membernote.author", "comments.pick.picked_by", "comments.pick.withdrawn_by",
        ],
        "work for the site",
    ),
    "articles.author.user": "published above the columns",
    **dict.fromkeys(
        [
            *(f"articles.{page}.{field}" for page in ("columnpage", "homepage", "columnindexpage", "textpage") for field in ("owner", "locked_by")),
            *(f"wagtailcore.page.{field}" for field in ("owner", "locked_by")),
            "wagtailadmin.editingsession.user", "wagtailadmin.formstate.user", "wagtailcore.apitoken.user", "wagtailcore.comment.resolved_by",
            "wagtailcore.comment.user", "wagtailcore.commentreply.user", "wagtailcore.modellogentry.user", "wagtailcore.pagelogentry.user",
            "wagtailcore.pagesubscription.user", "wagtailcore.revision.user", "wagtailcore.taskstate.finished_by",
            "wagtailcore.uploadedfile.uploaded_by_user", "wagtailcore.workflowstate.requested_by", "wagtaildocs.document.uploaded_by_user",
            "wagtailimages.image.uploaded_by_user", "wagtailusers.userprofile.user",
        ],
        "staff at work in the newsroom, for the publication",
    ),
}  # fmt: skip

ERASED = {  # tests/portal/test_left.py sees them gone
    "account.emailaddress.user", "accounts.departure.member", "accounts.export.member", "accounts.notice.recipient", "accounts.user_groups.user",
    "accounts.user_user_permissions.user", "comments.follow.member", "comments.keptdraft.user", "comments.mute.member", "comments.desklimit.moderator", "comments.handling.moderator", "comments.heldmember.member",
    "comments.membernote.member",
    "accounts.user_further.user", "accounts.professionfollow.member", "accounts.mailchoice.member", "accounts.letter.member",
    "articles.authorfollow.member", "articles.topicfollow.member", "socialaccount.socialaccount.user",
    "wagtailadmin.editingsession.user", "wagtailadmin.formstate.user", "wagtailcore.apitoken.user", "wagtailcore.pagesubscription.user",
    "wagtailcore.uploadedfile.uploaded_by_user", "wagtailusers.userprofile.user",
}  # fmt: skip
BY_CHOICE = {"comments.comment.author", "comments.reaction.member"}  # erased, or left without a name
KEPT = {  # under the emptied row
    "comments.claim.objected_by": "the case may still stand; the words are erased",
    "comments.decision.member": "no row of the ledger is ever changed; it names a number",
    "comments.appeal.member": "that the decision was contested belongs to it; the words are erased, and what is open is withdrawn",
    "comments.sanction.member": "the decision that imposed it is a row of the ledger",
    "accounts.consent.user": "that there was consent has to be provable",
    "accounts.credential.user": "comments bear its seal; the note is erased",
    "articles.author.user": "parted from the account: the name above columns is the publication's",
    "comments.mute.muted": "who muted the leaver goes on seeing what they said folded",
    "comments.report.reporter": "a report may still be open",
    "accounts.voucher.giver": "what it bore out stands on it; the words are erased",
}


def pointing() -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is get_user_model()
    }


def test_every_table_is_taken_along_or_has_a_reason_not_to_be() -> None:
    assert pointing() == TAKEN.keys() | NOT_TAKEN.keys()
    assert not TAKEN.keys() & NOT_TAKEN.keys()
    assert set(TAKEN.values()) <= SUBJECTS.keys()


def test_every_table_is_erased_or_has_a_reason_to_stay() -> None:
    at_work = {
        name for name, why in NOT_TAKEN.items() if "work for the site" in why or "for the publication" in why
    } - ERASED  # who did it, by number
    assert pointing() == ERASED | BY_CHOICE | KEPT.keys() | at_work


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_has_a_title_and_says_what_its_keys_mean(subject: str) -> None:
    assert str(SUBJECTS[subject].title)
    assert all(str(says) for says in SUBJECTS[subject].keys.values())
