"""The right to recommend comments, for those who edit."""

from django.db import migrations

from portal.roles import ensure_roles


def give_right(apps, schema_editor):
    ensure_roles(apps)


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_reviewers"), ("comments", "0006_picks")]
    operations = [migrations.RunPython(give_right, migrations.RunPython.noop)]
