"""Builds the site that is measured, in the empty database of the settings: `python -m bench.data.build WHERE POSTERS`.

Writes to the file WHERE what has to be known to measure it (`bench.built.Built`). Later, with `python -m bench.data.build WHERE more SIZE …`,
it adds columns with larger discussions, and their addresses to the file.
"""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

FIFTY = 50


def main(where: Path, what: str, *sizes: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if what == "more":
        built = json.loads(where.read_text())
        built["columns"] |= more(built["original"], [int(size) for size in sizes])
        built["reader"] = reader()  # the first may have said something meanwhile that waits
    else:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("build_demo", password=secrets.token_urlsafe(), verbosity=0)
        built = build(int(what))
    tidy()
    where.write_text(json.dumps(built, ensure_ascii=False))


def build(posters: int) -> dict[str, Any]:
    """The column with fifty comments, one to post to, and everybody's session."""
    from articles.models import ColumnPage
    from bench.data.column import copy, lines
    from bench.data.members import pass_of, speakers

    original = ColumnPage.objects.newest().exclude(discussion=None)[0]
    article = lines(original.paragraphs.values())
    columns = more(original.pk, [FIFTY])
    write = copy(original, "bench-write", article)
    first, *others = speakers(1 + posters)
    return {
        "original": original.pk,
        "article": article,
        "columns": columns,
        "write": write.pk,
        "reader": pass_of(first),
        "posters": [pass_of(member) for member in others],
    }


def reader() -> dict[str, str]:
    from bench.data.members import pass_of, speakers

    return pass_of(speakers(1)[0])


def more(number: int, sizes: list[int]) -> dict[str, str]:
    """Copies of the column `number` with discussions of these sizes; their paths by size."""
    from articles.models import ColumnPage
    from bench.data.column import copy, lines
    from bench.data.fifty import discuss

    original = ColumnPage.objects.get(pk=number)
    article = lines(original.paragraphs.values())
    return {str(size): discuss(copy(original, f"bench-{size}", article), size).page.url for size in sizes}


def tidy() -> None:
    """What autovacuum does in time."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
