"""What a reader's choices mean in a discussion: the profession lens, the verified, a kind, a paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Profession
from accounts.models.profession import UNDISCLOSED
from comments.asking import Asked
from comments.models import Discussion, Passage
from comments.models.queries import CommentQuerySet
from comments.voices import Voice

PROFESSIONS_SHOWN = 10  # of a discussion, by the number of their comments; the others fold into one
OTHERS = "others"
FEW = 500  # comments


@dataclass
class Choice:
    """`asked` against what there is: `lens` is the voice that was chosen; `unknown` says in words what there is not."""

    asked: Asked
    voices: list[Voice]
    lens: Voice | None = None
    passages: list[int] | None = None
    unknown: str = ""
    leading: list[Voice] = field(default_factory=list)

    @property
    def picks_out(self) -> bool:
        return self.asked.picks_out

    def narrow(self, comments: CommentQuerySet) -> CommentQuerySet:
        if self.passages is not None:
            comments = comments.filter(passage__in=self.passages)
        if self.asked.verified:
            comments = comments.verified()
        if self.asked.kind:
            comments = comments.filter(kind=self.asked.kind)
        if self.asked.lens == OTHERS:
            return self._narrow_to_others(comments)
        return self._narrow_to(comments, self.lens) if self.lens else comments

    def _narrow_to(self, comments: CommentQuerySet, lens: Voice) -> CommentQuerySet:
        """One profession can be walked along in order, by an index; several, or the undisclosed with those that are not shown, seldom are."""
        worn = list(lens.worn)
        if lens.profession is None:
            return comments.filter(Q(profession=None) | Q(profession__in=worn) if worn else Q(profession=None))
        return comments.filter(profession=worn[0]) if len(worn) == 1 else comments.filter(profession__in=worn)

    def _narrow_to_others(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Few are gathered by their professions and then put in order; many are met often enough while the order is walked along."""
        others = [voice for voice in self.voices if voice.profession and voice not in self.leading]
        if sum(voice.count for voice in others) <= FEW:
            return comments.filter(profession__in=[pk for voice in others for pk in voice.worn])
        rest = [voice for voice in self.voices if voice not in others]
        return comments.filter(profession__isnull=False).exclude(profession__in=[pk for voice in rest for pk in voice.worn])


def choose(discussion: Discussion, asked: Asked, voices: list[Voice], paragraphs: Iterable[str]) -> Choice:
    """Finds what is asked for among the `voices` of the discussion and the `paragraphs` (ids) of its page.

    Asks the database only for a lens through which nobody has spoken, and for a paragraph.
    """
    named = [voice for voice in voices if voice.profession]
    choice = Choice(asked, voices, leading=named[:PROFESSIONS_SHOWN])
    if asked.lens and not _find_lens(choice, named):
        choice.unknown = _("There is no such profession to look through. You are reading all comments.")
        choice.asked = asked = asked.but(lens="")
    if asked.paragraph:
        blocks = set(paragraphs)
        choice.passages = list(Passage.objects.filter(discussion_id=discussion.pk, block=asked.paragraph).values_list("pk", flat=True))
        if not choice.passages and asked.paragraph not in blocks:
            choice.unknown = _("There is no such paragraph in this column. You are reading all comments.")
            choice.asked, choice.passages = asked.but(paragraph=""), None
    return choice


def _find_lens(choice: Choice, named: list[Voice]) -> bool:
    lens = choice.asked.lens
    if lens == OTHERS:
        return len(named) > PROFESSIONS_SHOWN
    if lens == UNDISCLOSED:
        choice.lens = next((voice for voice in choice.voices if voice.profession is None), Voice(None))
        return True
    choice.lens = next((voice for voice in named if voice.profession and voice.profession.slug == lens), None)
    if choice.lens is None:
        profession = Profession.objects.find(lens)  # nobody has spoken from it, as far as is shown
        choice.lens = next((voice for voice in named if voice.profession == profession), Voice(profession)) if profession else None
    return choice.lens is not None
