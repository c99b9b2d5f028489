"""Builds a site to search in, in the empty database of the settings: `python -m bench.search.build WHERE`.

Writes the articles to the file WHERE, so that others can be given the same.
"""

import json
import os
import re
import secrets
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.search.posting import poster_of
from bench.search.texts import COMMENTS, RARE, Article, articles

DISCUSSIONS, SEEDS = 50, 3  # in which all comments are; so many times four hundred texts
SENTENCE = re.compile(r"[^.?!。]+[.?!]+")
WITH_RARE = 20  # comments


def main(where: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("build_demo", password=secrets.token_urlsafe(), verbosity=0)
    from bench.data.build import tidy
    from bench.data.members import pass_of, speakers

    said = articles(sentences())
    columns = publish(said)
    discuss(columns)
    poster = {**pass_of(speakers(1)[0]), "page": columns[1].pk}
    poster_of(where.parent).write_text(json.dumps(poster))
    remember()
    call_command("rebuild_search", verbosity=0)
    tidy()
    where.write_text(json.dumps([asdict(one) for one in said], ensure_ascii=False))


def remember() -> None:
    """What the analyser found in a text once: made-up comments say the same few hundred things again and again."""
    from functools import lru_cache

    from accounts.searching import analysers

    analyser: Any = analysers.get(analysers.wanted())
    analyser.spans = lru_cache(maxsize=None)(analyser.spans)


def sentences() -> list[str]:
    """All that stands in the paragraphs of the demo's columns, in an order of its own."""
    from articles.models import ColumnPage

    texts = [text for column in ColumnPage.objects.newest() for text in column.paragraphs.values()]
    return sorted({sentence.strip() for text in texts for sentence in SENTENCE.findall(text)})


def publish(said: list[Article]) -> list[Any]:
    """The articles as columns of the demo's columnists, professions and topics. Their rows are written at once: two thousand
    publications, each with its tree and its log, would take longer than all the rest."""
    from articles.models import ColumnPage

    models = list(ColumnPage.objects.newest().order_by("pk"))
    parent = models[0].get_parent()
    last = int(parent.get_last_child().path[-ColumnPage.steplen :], 36)
    columns = [_column(models[place % len(models)], parent, last + 1 + place, one) for place, one in enumerate(said)]
    type(parent).objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(columns))
    return columns


def _column(model: Any, parent: Any, step: int, article: Article) -> Any:
    from datetime import timedelta

    from django.utils import timezone

    from articles.models import ColumnAuthor, ColumnPage
    from bench.data.column import body

    slug, at = f"bench-{step}", timezone.now() - timedelta(hours=step)
    column = ColumnPage(
        path=ColumnPage._get_path(parent.path, parent.depth + 1, step), depth=parent.depth + 1, url_path=f"{parent.url_path}{slug}/", slug=slug,
        title=article.title, draft_title=article.title, dek=article.paragraphs[0][:150], body=body(article.paragraphs), date=at, live=True,
        first_published_at=at, last_published_at=at, locale_id=parent.locale_id, content_type=model.content_type, corrections="[]",
        characters=sum(map(len, article.paragraphs)),
    )  # fmt: skip
    super(ColumnPage, column).save_base()
    ColumnPage.objects.filter(pk=column.pk).update(date=at)
    ColumnAuthor.objects.create(page=column, author=model.authors[0])
    for name in ("professions", "topics"):
        through: Any = getattr(ColumnPage, name).through
        key = name.removesuffix("s")
        through.objects.bulk_create(through(columnpage_id=column.pk, **{f"{key}_id": one.pk}) for one in getattr(model, name).all())
    return column


def discuss(columns: list[Any]) -> None:
    """So many comments, in equal parts below some of the columns; in a few of them the rare word."""
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from comments.bulk.building import make_discussion
    from comments.models import Comment

    for seed, column in enumerate(columns[:: len(columns) // DISCUSSIONS][:DISCUSSIONS]):
        make_discussion(column, COMMENTS // DISCUSSIONS, seed=seed % SEEDS)
    public = list(Comment.objects.published().order_by("pk").values_list("pk", flat=True))
    chosen = Comment.objects.filter(pk__in=public[:: len(public) // WITH_RARE][:WITH_RARE])
    chosen.update(source=Concat(Value(f"{RARE}을 아십니까? "), F("source")), html=Concat(Value(f"<p>{RARE}을 아십니까?</p>"), F("html")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
