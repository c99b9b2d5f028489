"""What a member follows of what is published, to be taken along."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.takeout import Row, in_batches, register
from articles.models import AuthorFollow, TopicFollow


@register("followed_columnists", _("Columnists whom you follow"), {"columnist": _("columnist"), "since": _("since")})
def followed_columnists(member: User) -> Iterator[Row]:
    for row in in_batches(AuthorFollow.objects.filter(member=member).select_related("author")):
        yield {"columnist": row.author.name, "since": row.created_at}


@register("followed_topics", _("Topics that you follow"), {"topic": _("topic"), "since": _("since")})
def followed_topics(member: User) -> Iterator[Row]:
    for row in in_batches(TopicFollow.objects.filter(member=member).select_related("topic")):
        yield {"topic": row.topic.name, "since": row.created_at}
