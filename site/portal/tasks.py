"""Background tasks of the hall."""

from django_tasks import task


@task()
def tell_of_column(number: int) -> None:
    from portal.following import telling

    telling.tell_of_column(number)


@task()
def send_letters() -> None:
    from portal.digest import sending

    sending.send_due_letters()
