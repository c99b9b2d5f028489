"""A paragraph as it stood when somebody commented on it."""

import hashlib

from django.db import models

from accounts.models import Profession
from accounts.models.quick import QuickRow

from .discussion import Discussion

EXCERPT = 30  # characters


class Passage(QuickRow):
    """The words that comments are about: found by the block's stable id, kept although the editor may rewrite or remove the block.

    One for each text that the block has had while somebody commented on it.
    """

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="passages", db_index=False)
    block = models.CharField(max_length=36)
    text = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text, in hexadecimal: a text is too long for a unique index

    class Meta:
        constraints = [models.UniqueConstraint(fields=["discussion", "block", "digest"], name="one_passage")]

    def __str__(self) -> str:
        return self.excerpt

    @classmethod
    def drawn(cls, block: str, text: str) -> "Passage":
        """Not stored: what a comment is going to be about, if it comes to stand."""
        return cls(block=block, text=text, digest=hashlib.sha256(text.encode()).hexdigest())

    @classmethod
    def of(cls, discussion: Discussion, block: str, text: str) -> "Passage":
        return cls.drawn(block, text).keep(discussion)

    def keep(self, discussion: Discussion) -> "Passage":
        """The stored one of these words."""
        words = {"discussion": discussion, "block": self.block, "digest": self.digest}
        return self if self.pk else Passage.objects.get_or_create(**words, defaults={"text": self.text})[0]

    @property
    def excerpt(self) -> str:
        """How it begins, for a line above the comment."""
        start = self.text[:EXCERPT].rstrip()
        return f"{start}…" if len(self.text) > EXCERPT else start


class PassageTally(models.Model):
    """How many published comments on a block were spoken from a profession, whatever the block said at the time."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="passage_tallies", db_index=False)
    block = models.CharField(max_length=36)
    profession = models.ForeignKey(Profession, models.PROTECT, null=True, related_name="+")
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "block", "profession"], name="one_passage_tally"),
            models.UniqueConstraint(
                fields=["discussion", "block"], condition=models.Q(profession=None), name="one_passage_tally_undisclosed"
            ),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="passage_tally_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.profession_id} {self.count}"
