"""Builds the site that is measured, in the empty database of the settings: `python -m bench.data.build WHERE POSTERS SIZE …`.

Writes to the file WHERE what has to be known to measure it (`bench.built.Built`).
"""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any


def main(where: str, posters: int, sizes: list[int]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("build_demo", password=secrets.token_urlsafe(), verbosity=0)
    Path(where).write_text(json.dumps(build(posters, sizes), ensure_ascii=False))


def build(posters: int, sizes: list[int]) -> dict[str, Any]:
    """The columns with their discussions, one to post to, and everybody's session."""
    from articles.models import ColumnPage
    from bench.data.column import copy, lines
    from bench.data.fifty import discuss
    from bench.data.members import pass_of, speakers

    original = ColumnPage.objects.newest().exclude(discussion=None)[0]
    article = lines(original.paragraphs.values())
    talks = {size: discuss(copy(original, f"bench-{size}", article), size) for size in sizes}
    write = copy(original, "bench-write", article)
    tidy()
    reader, *others = speakers(1 + posters)
    return {
        "article": article,
        "columns": {str(size): talk.page.url for size, talk in talks.items()},
        "write": write.pk,
        "reader": pass_of(reader),
        "posters": [pass_of(member) for member in others],
    }


def tidy() -> None:
    """What autovacuum does in time."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [int(size) for size in sys.argv[3:]])
