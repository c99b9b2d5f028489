"""Background tasks of columns. They carry ids only."""

from django_tasks import task


@task()
def tell_called(number: int) -> None:
    from articles import calling

    calling.tell(number)
