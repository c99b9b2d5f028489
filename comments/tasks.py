"""Background tasks of comments. They carry ids only: what people wrote stays in its own tables."""

from django_tasks import task


@task()
def tell_followers(number: int) -> None:
    from comments import following

    following.tell_followers(number)


@task()
def mail_answer(report_id: int) -> None:
    from comments import answering

    answering.mail_answer(report_id)
