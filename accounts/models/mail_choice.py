"""When a member wants to be written to about what they are told. The inbox has everything, whatever they choose."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class When(models.TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Not by email")


class MailChoice(models.Model):
    """`group` is one of accounts.mail_groups; without a row the group's own default holds."""

    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="mail_choices", db_index=False)
    group = models.SlugField(max_length=20)
    when = models.CharField(max_length=6, choices=When)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "group"], name="one_mail_choice")]
        indexes = [models.Index(fields=["group", "when", "member"], name="mail_choice_takers")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.group}: {self.when}"
