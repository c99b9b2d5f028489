"""What merging two professions does to what was said: nothing. A comment, a vote and the counts keep what was worn."""

from django.utils.translation import gettext_lazy as _

from accounts import merging
from comments.models import Comment

merging.keeps(
    "comments.Comment.profession",
    "comments.PassageTally.profession",
    "comments.Reaction.profession",
    "comments.Tally.profession",
    what=_("Comments that were spoken from it"),
    rows=lambda profession: Comment.objects.filter(profession=profession),
)
