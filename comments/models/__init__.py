from .comment import Comment
from .decision import Decision, DecisionText, LedgerHead
from .discussion import Discussion, Tally
from .draft import KeptDraft
from .follow import Follow
from .kinds import Kind
from .mute import Mute
from .passage import Passage, PassageTally
from .reaction import Reaction
from .report import Report
from .rule import Rule
from .states import State
from .version import CommentVersion

__all__ = [
    "Comment",
    "CommentVersion",
    "Decision",
    "DecisionText",
    "Discussion",
    "Follow",
    "KeptDraft",
    "Kind",
    "LedgerHead",
    "Mute",
    "Passage",
    "PassageTally",
    "Reaction",
    "Report",
    "Rule",
    "State",
    "Tally",
]
