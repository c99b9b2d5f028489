"""The rights that came with screening, the public log and the rest of due process."""

from django.db import migrations

from portal.roles import ensure_roles


def give_rights(apps, schema_editor):
    ensure_roles(apps)


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_picking"), ("comments", "0014_claims")]
    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
