"""What merging two professions does to columns. What drafts and old revisions name is put right when they are saved (`ColumnPage.tidy`)."""

from django.utils.translation import gettext_lazy as _

from accounts import merging
from accounts.models import Profession
from articles.models import Call, ColumnPage

Tag = ColumnPage.professions.through

merging.moves(
    "articles.ColumnPage.professions",
    merging.move_links(Tag, "columnpage"),
    what=_("Columns that concern it"),
    rows=lambda profession: Tag.objects.filter(profession=profession),
)


def move_calls(old: Profession, new: Profession) -> None:
    """A column asks a profession once: where it has asked both, what it asked the old one stays there, answered by alias."""
    asked = list(Call.objects.filter(profession=new).values_list("column", flat=True))
    Call.objects.filter(profession=old).exclude(column__in=asked).update(profession=new)


merging.moves(
    "articles.Call.profession",
    move_calls,
    what=_("Columns that ask for its view"),
    rows=lambda profession: Call.objects.filter(profession=profession),
)
