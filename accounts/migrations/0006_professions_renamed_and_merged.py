import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from accounts.professions import load_professions

# What is shown where too few hold it: of each, the broader profession that it had before and has now.
BROADER = {
    "counselor": ("", "welfare-worker"),
    "social-worker": ("care-professional", "welfare-worker"),
    "librarian": ("", "culture-institution-worker"),
    "curator": ("", "culture-institution-worker"),
    "archivist": ("", "culture-institution-worker"),
    "docent": ("", "culture-institution-worker"),
    "writer": ("", "cultural-worker"),
    "artist": ("", "cultural-worker"),
    "translator": ("", "language-mediator"),
    "interpreter": ("", "language-mediator"),
    "designer": ("", "cultural-worker"),
    "type-designer": ("", "designer"),
    "fashion-designer": ("", "designer"),
    "illustrator": ("", "artist"),
    "broadcast-writer": ("", "broadcast-worker"),
    "camera-operator": ("", "broadcast-worker"),
    "video-editor": ("", "broadcast-worker"),
    "it-professional": ("", "science-technology-worker"),
    "engineer": ("", "science-technology-worker"),
    "data-labeler": ("", "it-professional"),
    "technical-writer": ("", "it-professional"),
    "architect": ("", "engineer"),
    "urban-planner": ("", "engineer"),
    "weather-forecaster": ("", "science-technology-worker"),
    "construction-worker": ("", "construction-professional"),
    "excavator-operator": ("", "construction-professional"),
    "crane-operator": ("", "construction-professional"),
    "factory-worker": ("", "production-worker"),
    "sewing-worker": ("", "production-worker"),
    "warehouse-worker": ("", "production-worker"),
    "chef": ("", "food-worker"),
    "baker": ("", "food-worker"),
    "barista": ("", "food-worker"),
    "hairdresser": ("", "service-worker"),
    "cleaner": ("", "service-worker"),
    "street-cleaner": ("", "service-worker"),
    "security-guard": ("", "service-worker"),
    "customs-broker": ("", "business-services-professional"),
    "realtor": ("", "business-services-professional"),
    "management-consultant": ("", "business-services-professional"),
    "bookkeeper": ("", "office-worker"),
    "marketer": ("", "marketing-professional"),
    "advertising-planner": ("", "marketing-professional"),
    "pr-manager": ("", "marketing-professional"),
    "sales-representative": ("", "customer-service-worker"),
    "hr-manager": ("", "office-worker"),
    "office-worker": ("", "employee"),
    "secretary": ("", "office-worker"),
    "buyer": ("", "office-worker"),
    "call-center-agent": ("", "customer-service-worker"),
    "sales-clerk": ("", "customer-service-worker"),
    "cashier": ("", "customer-service-worker"),
    "union-officer": ("", "employee"),
    "event-planner": ("", "business-services-professional"),
}


def bring_up_to_date(apps, schema_editor):
    """Adds what is new in the list, and changes what no editor has changed."""
    professions = apps.get_model("accounts", "Profession").objects
    load_professions(professions.model)
    ids = dict(professions.values_list("slug", "pk"))
    for slug, (before, now) in BROADER.items():
        if now in ids:
            professions.filter(slug=slug, broader_id=ids.get(before) if before else None).update(broader_id=ids[now])
    if settings.SMALLEST_GROUP <= 1:  # nobody is to be hidden; else the clock, which sees anew what is shown, does so at its first tick
        professions.filter(alias_of=None, shown_as=None).update(shown_as=models.F("pk"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_credential_requests")]
    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("given_up_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "profession",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="former_slugs", to="accounts.profession"
                    ),
                ),
            ],
        ),
        migrations.RunPython(bring_up_to_date, migrations.RunPython.noop),
    ]
