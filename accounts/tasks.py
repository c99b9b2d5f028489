"""Background tasks of accounts: notices become letters."""

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task

if TYPE_CHECKING:
    from accounts.models import Notice


def mail_notice_soon(notice: "Notice") -> None:
    transaction.on_commit(partial(mail_notice.enqueue, notice.pk))


@task()
def mail_notice(notice_id: int) -> None:
    from accounts import mailing_notices
    from accounts.models import Notice

    notice = Notice.objects.due_to_mail().select_related("recipient").filter(pk=notice_id).first()
    if notice:
        mailing_notices.send(notice)


@task()
def pack_export(export_id: int) -> None:
    from accounts import exporting

    exporting.pack(export_id)
