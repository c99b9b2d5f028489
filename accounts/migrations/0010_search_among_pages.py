import django.db.models.deletion
from django.db import migrations, models

from accounts.searching import tables


def make_words(apps, schema_editor):
    tables.make(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchPageWords',
            fields=[
                ('entry', models.OneToOneField(db_column='rowid', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='accounts.searchentry')),
            ],
            options={
                'db_table': 'accounts_searchentry_pages',
                'managed': False,
            },
        ),
        migrations.RunPython(make_words, migrations.RunPython.noop),
    ]
