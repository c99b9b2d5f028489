"""Screening: small steps, each of which may hold a comment for review and says why. None of them rejects."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from comments.models import Discussion, State
from comments.record import Record

from .bursts import burst
from .elsewhere import outside
from .guarding import guarded
from .linking import links, links_of_newcomers
from .repeating import repeats
from .said import Said
from .who import everything, newcomer, this_column, this_member
from .words import blocked_word, suspect_word

MODERATE = "comments.moderate_comment"


@dataclass(frozen=True)
class Verdict:
    state: State
    why: str = ""


Step = Callable[[Said], str]  # "" or why it holds the comment, as a key of `reasons.REASONS`

# The first that holds a comment decides. What the text itself says comes before who says it and where, because it tells a moderator
# more; what has to ask comes last, because most comments need not be asked about then.
STEPS: tuple[Step, ...] = (
    blocked_word,
    suspect_word,
    links,
    links_of_newcomers,
    this_member,
    newcomer,
    this_column,
    everything,
    guarded,
    burst,
    repeats,
    outside,
)


def screen(author: User, record: Record, discussion: Discussion, source: str, *, changed: int | None = None) -> Verdict:
    """`changed` is the number of the comment whose text is replaced. To be called while no row is held: the last steps ask, also elsewhere.

    What moderators say themselves is not held; that they are is asked only where something would be.
    """
    said = Said(source, author, record, discussion, changed)
    why = next(filter(None, (step(said) for step in STEPS)), "")
    held = why and not author.has_perm(MODERATE)
    return Verdict(State.PENDING, why) if held else Verdict(State.PUBLISHED)
