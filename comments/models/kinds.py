"""What kind of comment it is, if its author likes to say."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    EXPERIENCE = "experience", pgettext_lazy("kind of comment", "experience")
    EVIDENCE = "evidence", pgettext_lazy("kind of comment", "evidence")
    QUESTION = "question", pgettext_lazy("kind of comment", "question")
    OBJECTION = "objection", pgettext_lazy("kind of comment", "objection")
