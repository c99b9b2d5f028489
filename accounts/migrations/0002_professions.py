from django.db import migrations

from accounts.professions import load_professions


def load(apps, schema_editor):
    load_professions(apps.get_model("accounts", "Profession"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
