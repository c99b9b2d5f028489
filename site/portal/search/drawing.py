"""Results as HTML: a template for each shape of a column's and of a comment's, filled in (docs/decisions/0011)."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.models import Profession
from accounts.standing import Standing
from accounts.stencil import NUMBERS, StandIn, Stencil, mark
from accounts.templatetags.korean import day, joined, moment, number
from comments.models import Comment
from comments.voices import Talk
from portal.search.facets import Choice
from portal.search.rows import ColumnRow


class ColumnShape(NamedTuple):
    language: str
    is_one_minute: bool


class CommentShape(NamedTuple):
    language: str
    has_profession: bool
    has_credential: bool
    is_revoked: bool
    has_left: bool
    agreeing: int  # none, one, or more


class ChoiceShape(NamedTuple):
    language: str
    has_profession: bool
    is_more: bool
    is_chosen: bool


def draw_column(row: ColumnRow, title: str, text: str, request: HttpRequest) -> SafeString:
    """`title` and `text` are HTML, with what was found in them marked."""
    column, language = row.column, get_language() or ""
    tags = tuple((one.slug, one.label, one.field, one.seal) for one in row.professions)
    values = {
        "tags": _tags(language, tags) if tags else "",
        "address": escape(column.get_url(request) or ""),
        "title": title,
        "text": text,
        "authors": "".join(f"<b>{escape(author.name)}</b>" for author in row.authors),
        "day": day(column.shown_date),
        "more": column.minutes,
        "voices": _voices(row.talk),
    }
    return SafeString(_column(ColumnShape(language, column.minutes == 1)).fill(values))


def draw_comment(comment: Comment, worn: Standing, text: str, request: HttpRequest) -> SafeString:
    shape = CommentShape(
        language=get_language() or "",
        has_profession=worn.profession is not None,
        has_credential=worn.credential is not None,
        is_revoked=worn.is_revoked,
        has_left=comment.author.closed_at is not None,
        agreeing=min(comment.agree_count, 2),
    )
    page = comment.discussion.page
    values: dict[str, Any] = {
        "pk": comment.pk,
        "name": escape(comment.author.shown_name),
        "person": "" if shape.has_left else escape(comment.author.get_absolute_url()),
        "text": text,
        "page": escape(page.get_url(request) or ""),
        "heading": joined(page.title),
        "address": escape(comment.get_absolute_url()),
        "moment": moment(comment.published_at),
        "agreeing": number(comment.agree_count),
    }
    if worn.profession:
        values |= {name: escape(getattr(worn.profession, name)) for name in ("label", "field", "seal")}
    return SafeString(_comment(shape).fill(values))


def draw_choice(choice: Choice) -> SafeString:
    """A chip that narrows the results, or takes that back."""
    profession = choice.profession
    values = {"query": escape(choice.query), "label": escape(choice.label), "count": number(choice.count), "dye": "plain"}
    if profession:
        values |= {"dye": f"d-{escape(profession.field)}", "field": escape(profession.field), "seal": escape(profession.seal)}
    return SafeString(_choice(ChoiceShape(get_language() or "", profession is not None, choice.is_more, choice.chosen)).fill(values))


def _voices(talk: Talk) -> str:
    return get_template("includes/voices.html").render({"talk": talk}) if talk.count else ""


@lru_cache(1024)
def _tags(_language: str, professions: Iterable[tuple[str, str, str, str]]) -> str:
    """By address, name, field and seal, which is all that is seen of them; in the language that is active, which is `_language`."""
    shown = [
        StandIn(get_absolute_url=Profession(slug=slug).get_absolute_url(), label=label, field=field, seal=seal)
        for slug, label, field, seal in professions
    ]
    return get_template("includes/tags.html").render({"column": StandIn(professions=StandIn(all=shown))})


@lru_cache(64)
def _column(shape: ColumnShape) -> Stencil:
    """In the language that is active, which the shape names."""
    names = ("tags", "address", "title", "text", "authors", "day", "voices")
    context = {**{name: mark(name) for name in names}, "minutes": 1 if shape.is_one_minute else NUMBERS["more"]}
    return Stencil(get_template("portal/search/includes/columns.html").render(context))


@lru_cache(256)
def _comment(shape: CommentShape) -> Stencil:
    profession = StandIn(label=mark("label"), field=mark("field"), seal=mark("seal")) if shape.has_profession else None
    credential = StandIn() if shape.has_credential else None
    context = {
        **{name: mark(name) for name in ("name", "text", "page", "heading", "address", "moment", "agreeing")},
        "pk": NUMBERS["pk"],
        "author": StandIn(closed_at=shape.has_left, shown_name=mark("name"), get_absolute_url=mark("person")),
        "worn": Standing(profession, credential, shape.is_revoked),  # type: ignore[arg-type]
        "agree_count": shape.agreeing,
    }
    return Stencil(get_template("portal/search/includes/comments.html").render(context))


@lru_cache(64)
def _choice(shape: ChoiceShape) -> Stencil:
    profession = StandIn(field=mark("field"), seal=mark("seal")) if shape.has_profession else None
    context = {name: mark(name) for name in ("query", "label", "count", "dye")}
    return Stencil(get_template("portal/search/includes/choice.html").render({**context, "shape": shape, "profession": profession}))
