"""Builds a site with comments that wait, in the empty database of the settings: `python -m bench.desk.build WHERE COMMENTS WAITING`.

Writes to the file WHERE what has to be known to measure it (`bench.desk.sites.Site`).
"""

import json
import os
import secrets
import sys
from pathlib import Path


def main(where: Path, comments: int, waiting: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("build_demo", password=secrets.token_urlsafe(), verbosity=0)
    from articles.models import ColumnPage
    from bench.data.build import tidy
    from bench.data.column import copy, lines
    from bench.data.members import pass_of
    from bench.desk.waiting import discuss, held
    from portal.measuring.subjects import moderator

    original = ColumnPage.objects.newest().exclude(discussion=None)[0]
    article = lines(original.paragraphs.values())
    discuss(copy(original, "bench-desk", article), comments, waiting)
    tidy()
    where.write_text(
        json.dumps({"cookie": pass_of(moderator())["cookie"], "later": held()[waiting // 2], "article": article}, ensure_ascii=False)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
