
import accounts.models.export
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_following_and_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comments', models.CharField(choices=[('keep', 'Leave them without my name'), ('erase', 'Delete them all')], max_length=5)),
                ('final_at', models.DateTimeField(db_index=True)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('ready', 'Ready'), ('failed', 'Failed')], default='asked', max_length=6)),
                ('name', models.CharField(default=accounts.models.export.new_name, max_length=40, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('size', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.AlterField(
            model_name='consent',
            name='kind',
            field=models.CharField(choices=[('age', '14 or older'), ('terms', 'terms of use'), ('privacy', 'privacy policy'), ('evidence', 'processing of evidence'), ('ai', 'my comments may train AI')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'ai'), ('withdrawn_at', None)), fields=('user',), name='one_consent_to_train_ai'),
        ),
        migrations.AddField(
            model_name='departure',
            name='member',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='departure', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='export',
            name='member',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='export', to=settings.AUTH_USER_MODEL),
        ),
    ]
