"""Following a columnist, or a topic."""

from django.db import models

from accounts.models.following import FollowRow

from .author import Author
from .topic import Topic


class AuthorFollow(FollowRow):
    subject = "author"
    author = models.ForeignKey(Author, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "author"], name="one_follow_of_author")]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.author_id}"


class TopicFollow(FollowRow):
    subject = "topic"
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="one_follow_of_topic")]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.topic_id}"
