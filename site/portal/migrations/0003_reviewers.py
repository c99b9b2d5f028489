"""Administrators review requests for a check; other groups may be given the right in the admin."""

from django.db import migrations

from portal.roles import ADMINISTRATORS, permission


def let_review(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=ADMINISTRATORS):
        group.permissions.add(permission(apps, "accounts.review_credential"))


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_demo_marker"),
        ("accounts", "0005_credential_requests"),
    ]
    operations = [migrations.RunPython(let_review, migrations.RunPython.noop)]
