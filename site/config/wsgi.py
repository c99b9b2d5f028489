"""The WSGI entry of every server: `granian --interface wsgi --working-dir . config.wsgi:application` with `site/` on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT / "site", ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # noqa: E402 - the path comes first
from django.core.wsgi import get_wsgi_application  # noqa: E402

from config.room import roomy  # noqa: E402

django = roomy(get_wsgi_application())

from portal.kept.door import Door  # noqa: E402 - it needs the models

application = Door(django) if settings.KEPT_PAGES else django
