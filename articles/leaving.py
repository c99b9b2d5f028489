"""What leaving as a member does to what one followed, and to the columnist that one may be.

The name above a columnist's columns is the publication's, and stays; it is parted from the account.
"""

from accounts import leaving
from accounts.models import Handle, User
from articles.models import Author, AuthorFollow, TopicFollow


@leaving.register
def erase_whom_and_what_one_followed(user: User) -> None:
    AuthorFollow.objects.filter(member=user).delete()
    TopicFollow.objects.filter(member=user).delete()


@leaving.register
def part_the_columnist(user: User) -> None:
    """The address of the columnist stays theirs: its handle goes on belonging to the name above the columns, and to nobody else."""
    for author in Author.objects.filter(user=user):
        own = Handle.objects.filter(digest=Handle.digest_of(author.handle), owner=user.owner_key)
        own.update(owner=f"author:{author.pk}")
        Author.objects.filter(pk=author.pk).update(user=None)
