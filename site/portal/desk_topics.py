"""Topics as something that moderators may be limited to: the desk knows pages, and columns know topics."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import ColumnPage, Topic
from comments.desk.limits import Kind

MOST = 200


def _columns_on(topics: list[int]) -> Q:
    return Q(pk__in=ColumnPage.objects.filter(topics__in=topics).order_by().values("pk"))


def _topics() -> Iterable[tuple[int, str]]:
    return Topic.objects.order_by("name").values_list("pk", "name")[:MOST]


TOPICS = Kind(_("Topic"), _columns_on, _topics)
