"""Background tasks of comments. They carry ids only: what people wrote stays in its own tables."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task


def in_seconds(job: Task, after: int) -> Task:
    """The same, to be run after so many seconds; at once where the site's tasks are run as they come."""
    waits = after and job.get_backend().supports_defer
    return job.using(run_after=timezone.now() + timedelta(seconds=after)) if waits else job


@task()
def tell_followers(number: int) -> None:
    from comments import following

    following.tell_followers(number)


@task()
def mail_answer(report_id: int) -> None:
    from comments import answering

    answering.mail_answer(report_id)


@task()
def mail_claim_letter(number: int) -> None:
    from comments.claims import mailing

    mailing.mail(number)


@task()
def count_without(credential_id: int) -> None:
    from comments import revoking

    revoking.put_right_without(credential_id)


@task()
def look_for_surge(discussion_id: int, from_network: int) -> None:
    from comments.campaigns import surges

    surges.look(discussion_id, from_network)
