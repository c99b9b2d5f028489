"""What comments keeps of a member, to be taken along."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from accounts.letters import full_url, without_language
from accounts.models import User
from accounts.takeout import Row, in_batches, register
from comments.models import Appeal, Claim, Comment, Decision, Follow, KeptDraft, Mute, Reaction, Report, Sanction


def address_of(comment: Comment | int | None) -> str | None:
    """The permanent address of a comment, also by its number."""
    number = comment.pk if isinstance(comment, Comment) else comment
    return full_url(without_language(Comment(pk=number).get_absolute_url())) if number else None


def on(page: Page) -> Row:
    """The column's title and address; none where it is no longer published."""
    return {"page": page.title, "page_address": page.full_url if page.live else None}


ON = {"page": _("column"), "page_address": _("address of the column")}


@register(
    "comments",
    pgettext_lazy("of readers", "Comments"),
    {
        "address": _("address"), **ON, "answers": _("answers"), "text": _("text"), "state": pgettext_lazy("comment", "state"), "kind": _("kind"),
        "about": _("about the paragraph"), "has_interest": _("has an interest in the matter"), "used_ai": _("used AI to write"),
        "profession": _("written as"), "was_verified": _("verified"), "written_at": _("written"), "published_at": _("first published"),
        "edited_at": _("edited"), "agree": _("Agree"), "disagree": _("See it differently"), "versions": _("what it said before"),
        "until": _("until"),
    },
)  # fmt: skip
def comments(member: User) -> Iterator[Row]:
    rows = Comment.objects.filter(author=member).select_related("discussion__page", "passage", "profession").prefetch_related("versions")
    for comment in in_batches(rows):
        yield {
            "address": address_of(comment),
            **on(comment.discussion.page),
            "answers": address_of(comment.parent_id),
            "text": comment.source,
            "state": str(comment.get_state_display()),
            "kind": str(comment.get_kind_display()),
            "about": comment.passage.text if comment.passage else None,
            "has_interest": comment.has_interest,
            "used_ai": comment.used_ai,
            "profession": comment.profession.label if comment.profession else None,
            "was_verified": comment.credential_id is not None,
            "written_at": comment.created_at,
            "published_at": comment.published_at,
            "edited_at": comment.edited_at,
            "agree": comment.agree_count,
            "disagree": comment.disagree_count,
            "versions": [{"text": version.source, "until": version.until} for version in comment.versions.all()],
        }


@register(
    "decisions",
    _("Decisions about you and your comments"),
    {
        "number": _("number in the ledger"), "decision": _("decision"), "address": _("address"), "rule": _("rule"), "reason": _("reason"),
        "facts": _("facts"), "decided_by": _("decided by"), "rules_version": _("version of the house rules"), "made_at": _("decided"),
        "until": _("until"),
    },
)  # fmt: skip
def decisions(member: User) -> Iterator[Row]:
    """With whether a person decided, without who. Rows of old name the author by the comment alone."""
    concerning = Q(member=member) | Q(comment__author=member)
    for decision in in_batches(Decision.objects.filter(concerning).select_related("rule", "text")):
        yield {
            "number": decision.number,
            "decision": str(decision.get_action_display()),
            "address": address_of(decision.comment_id),
            "rule": decision.rule.label if decision.rule else None,
            "reason": decision.reason,
            "facts": decision.facts,
            "decided_by": str(decision.get_decider_display()),
            "rules_version": decision.rules_version,
            "made_at": decision.made_at,
            "until": decision.until,
        }


@register(
    "appeals",
    _("Your appeals"),
    {
        "decision": _("number of the contested decision"), "words": _("in your words"), "made_at": _("contested"), "due_at": _("answer due"),
        "closed_at": _("answered"), "outcome": _("outcome"), "reason": _("reason"),
    },
)  # fmt: skip
def appeals(member: User) -> Iterator[Row]:
    for appeal in in_batches(Appeal.objects.filter(member=member).select_related("appealed", "decision__text")):
        yield {
            "decision": appeal.appealed.number,
            "words": appeal.words,
            "made_at": appeal.opened_at,
            "due_at": appeal.due_at,
            "closed_at": appeal.closed_at,
            "outcome": str(appeal.get_outcome_display()),
            "reason": appeal.decision.reason if appeal.decision else None,
        }


@register(
    "sanctions",
    _("Sanctions on you"),
    {"decision": _("number in the ledger"), "kind": _("sanction"), "from": _("from"), "until": _("until"), "lifted_at": _("ended early")},
)
def sanctions(member: User) -> Iterator[Row]:
    for sanction in in_batches(Sanction.objects.filter(member=member).select_related("decision")):
        yield {
            "decision": sanction.decision.number,
            "kind": str(sanction.get_kind_display()),
            "from": sanction.decision.made_at,
            "until": sanction.until,
            "lifted_at": sanction.lifted_at,
        }


@register(
    "reactions",
    _("Sides you took"),
    {"address": _("address of the comment"), "side": _("side"), "profession": _("profession at the time"), "taken_at": _("taken")},
)
def reactions(member: User) -> Iterator[Row]:
    """Without whose comments they are."""
    for reaction in in_batches(Reaction.objects.filter(member=member).select_related("profession")):
        yield {
            "address": address_of(reaction.comment_id),
            "side": str(reaction.get_value_display()),
            "profession": reaction.profession.label if reaction.profession else None,
            "taken_at": reaction.created_at,
        }


@register(
    "reports",
    _("Reports you made"),
    {
        "address": _("address of the comment"),
        "rule": _("reason"),
        "words": _("in your words"),
        "made_at": _("reported"),
        "outcome": _("outcome"),
    },
)
def reports(member: User) -> Iterator[Row]:
    for report in in_batches(Report.objects.filter(reporter=member).select_related("rule", "decision")):
        yield {
            "address": address_of(report.comment_id),
            "rule": report.rule.label,
            "words": report.words,
            "made_at": report.created_at,
            "outcome": str(report.decision.get_action_display()) if report.decision else None,
        }


@register(
    "objections",
    _("Your objections to temporary measures"),
    {**ON, "address": _("address of the comment"), "text": _("text"), "made_at": _("objected"), "state": pgettext_lazy("claim", "state")},
)
def objections(member: User) -> Iterator[Row]:
    """Without who had asked, and what they said."""
    for claim in in_batches(Claim.objects.filter(objected_by=member).shown_with()):
        yield {
            **on(claim.place.page),
            "address": address_of(claim.comment_id),
            "text": claim.objection,
            "made_at": claim.objected_at,
            "state": str(claim.get_outcome_display()),
        }


@register("follows", _("What you follow"), {**ON, "thread": _("thread"), "since": _("since")})
def follows(member: User) -> Iterator[Row]:
    for follow in in_batches(Follow.objects.filter(member=member).select_related("discussion__page")):
        yield {**on(follow.discussion.page), "thread": address_of(follow.thread_id), "since": follow.created_at}


@register("mutes", _("People whose comments you have folded"), {"handle": _("handle"), "since": _("since")})
def mutes(member: User) -> Iterator[Row]:
    """The one list of others' handles: the member made it."""
    for mute in in_batches(Mute.objects.filter(member=member).select_related("muted")):
        yield {"handle": mute.muted.shown_name if mute.muted.closed_at else mute.muted.handle, "since": mute.created_at}


@register("drafts", _("Drafts that were kept"), {**ON, "answers": _("answers"), "text": _("text"), "kept_at": _("kept")})
def drafts(member: User) -> Iterator[Row]:
    for draft in in_batches(KeptDraft.objects.filter(user=member).select_related("page")):
        yield {**on(draft.page), "answers": address_of(draft.parent_id), "text": draft.body, "kept_at": draft.created_at}
