"""What a decision can be, who makes it, and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Action(models.TextChoices):
    # on a comment
    PUBLISH = "publish", pgettext_lazy("decision", "published")
    REJECT = "reject", _("rejected")
    SPAM = "spam", _("marked as spam")
    TAKE_DOWN = "take_down", _("taken down")
    RESTORE = "restore", _("restored")
    KEEP = "keep", _("kept after reports")
    # on a discussion
    CLOSE = "close", _("discussion closed")
    OPEN = "open", _("discussion opened")
    PROTECT = "protect", _("discussion protected")  # an automatic step against a campaign
    UNPROTECT = "unprotect", _("protection ended")
    # on a member
    WARN = "warn", _("warned")
    SUSPEND = "suspend", _("suspended")
    BAN = "ban", _("banned")
    LIFT = "lift", _("sanction lifted")
    HOLD = "hold", _("comments reviewed first")
    RELEASE = "release", _("no longer reviewed first")
    # on a claim to have something taken down (임시조치)
    REFUSE = "refuse", _("claim refused")
    BLIND = "blind", _("hidden for a time")
    UNBLIND = "unblind", _("shown again")
    ERASE = "erase", _("deleted by decision")
    # on an earlier decision
    UNDO = "undo", _("undone")
    UPHOLD = "uphold", _("upheld on appeal")
    REVERSE = "reverse", _("reversed on appeal")
    CORRECT = "correct", _("entry corrected")


class Decider(models.TextChoices):
    PERSON = "person", _("a person")
    RULE = "rule", _("an automatic rule")


class Scope(models.TextChoices):
    """How far a decision reaches."""

    COMMENT = "comment", _("one comment")
    DISCUSSION = "discussion", _("one discussion")
    COLUMN = "column", _("one column")
    MEMBER = "member", _("a member, everywhere")
