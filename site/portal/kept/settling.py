"""What became of changes whose process was killed: the database knows."""

from django.db import connection

from portal.kept import changing

GOING_ON = "in progress"


def settle() -> None:
    changing.settle(is_going_on)


def is_going_on(transaction: str) -> bool:
    """Whether the transaction with this number may still come to be committed. One without a number has ended with its process."""
    if not transaction or connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_xact_status(%s::xid8)", [transaction])
        return cursor.fetchone()[0] == GOING_ON
