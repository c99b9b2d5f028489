"""Is the content whole: every name known, every reply after what it answers, every decision with its rule and reason."""

import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from accounts.models import Profession
from articles.blocks import BodyBlock
from articles.slugs import SLUG_MAX
from comments.models import Rule
from demo.body import MARKS, marked_block
from demo.content import TOPICS, Column, Comment, Content

STATES = {"published", "deleted", "pending", "rejected", "removed-by-moderator"}
DECIDED = {"rejected", "removed-by-moderator"}
KINDS = {"", "experience", "evidence", "question", "objection"}


class ContentError(Exception):
    """The content has faults; the message lists each on a line."""


def check_content(content: Content) -> None:
    """Raises ContentError, naming every fault and its place."""
    faults = [*_people(content), *(fault for column in content.columns for fault in _column(content, column))]
    if faults:
        raise ContentError("\n".join(faults))


def _people(content: Content) -> Iterator[str]:
    professions = set(Profession.objects.values_list("slug", flat=True))
    for handle in content.authors.keys() & content.members.keys():
        yield f"{handle}: both a columnist and a member"
    for member in content.members.values():
        for slug in {*filter(None, [member.profession]), *member.further} - professions:
            yield f"members.toml: {member.handle}: no profession {slug}"


def _column(content: Content, column: Column) -> Iterator[str]:
    where = f"columns/{column.key}"
    if len(column.title) > SLUG_MAX:
        yield f"{where}: the title is longer than {SLUG_MAX} characters"
    if not unicodedata.is_normalized("NFC", "".join(column.body)):
        yield f"{where}: not in NFC"
    for known, names in ((content.authors, column.authors), (TOPICS, column.topics)):
        for name in names:
            if name not in known:
                yield f"{where}: {name} is unknown"
    for slug in {*column.professions, *column.asks} - set(Profession.objects.values_list("slug", flat=True)):
        yield f"{where}: no profession {slug}"
    for text in column.body:
        if text.startswith("!") and not text.startswith("!image ") and not _stands(text):
            yield f"{where}: an editor could not save {text.splitlines()[0]}"
    yield from _discussion(content, column)


def _stands(text: str) -> bool:
    """Would the newsroom's form take what the marked lines say?"""
    if not text.startswith(MARKS):
        return False
    try:
        block = marked_block(text)
        kind = BodyBlock().child_blocks[block["type"]]
        kind.clean(kind.to_python(block["value"]))
    except (ArithmeticError, ValueError, ValidationError):
        return False
    return True


def _discussion(content: Content, column: Column) -> Iterator[str]:
    by_id = {comment.id: comment for comment in column.comments}
    rules = set(Rule.objects.values_list("key", flat=True))
    if len(by_id) != len(column.comments):
        yield f"discussions/{column.key}: an id stands twice"
    for comment in column.comments:
        where = f"discussions/{column.key} {comment.id}"
        for fault in (*_comment(comment, by_id, column), *_names(content, comment, rules)):
            yield f"{where}: {fault}"


def _comment(comment: Comment, by_id: dict[int, Comment], column: Column) -> Iterator[str]:
    if comment.state not in STATES:
        yield f"no state {comment.state}"
    if comment.kind not in KINDS:
        yield f"no kind {comment.kind}"
    if not 0 <= comment.paragraph <= column.paragraphs:
        yield f"no paragraph {comment.paragraph}"
    parent = by_id.get(comment.parent)
    if comment.parent and parent is None:
        yield f"no parent {comment.parent}"
    if parent and parent.after >= comment.after:
        yield f"earlier than its parent {parent.id}"
    if parent and parent.state in ("pending", "rejected"):
        yield f"its parent {parent.id} was never public"


def _names(content: Content, comment: Comment, rules: set[str]) -> Iterator[str]:
    for name in (comment.by, *(report.by for report in comment.reports)):
        if name not in content.members:
            yield f"no member {name}"
    for rule in (comment.rule, *(report.reason for report in comment.reports)):
        if rule and rule not in rules:
            yield f"no rule {rule}"
    if comment.state in DECIDED and not (comment.rule and comment.reason):
        yield "decided without a rule or a reason"
