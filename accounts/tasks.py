"""Background tasks of accounts."""

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task

if TYPE_CHECKING:
    from accounts.models import Notice


@task()
def mail_notice(notice_id: int) -> None:
    pass


def mail_notice_soon(notice: "Notice") -> None:
    transaction.on_commit(partial(mail_notice.enqueue, notice.pk))
