"""The five groups, and Wagtail's own two out of their way."""

from django.db import migrations

from portal.roles import ADMINISTRATORS, EDITORS, MODERATORS, ensure_roles


def take_over_wagtails_groups(apps):
    """Empties the two groups that Wagtail makes, whose names are ours with another meaning: its Moderators approve pages."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, MODERATORS]):
        group.permissions.clear()
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()


def give_workflow_to_editors(apps):
    """Wagtail's workflow for pages is kept, but approved by those who publish here. Its name is data, so it is in the house's language."""
    name = "편집자 검토"
    approvers = apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, ADMINISTRATORS])
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(groups__name=MODERATORS):
        task.groups.set(approvers)
        task.name = name
        task.save()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name=name)


def make_roles(apps, schema_editor):
    take_over_wagtails_groups(apps)
    ensure_roles(apps)
    give_workflow_to_editors(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("comments", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        # All that give something to Wagtail's own two groups: ours come last and win.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
