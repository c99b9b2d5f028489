from .comment import Comment
from .decision import Decision, DecisionText, LedgerHead
from .discussion import Discussion, Tally
from .draft import KeptDraft
from .report import Report
from .rule import Rule
from .states import State

__all__ = [
    "Comment",
    "Decision",
    "DecisionText",
    "Discussion",
    "KeptDraft",
    "LedgerHead",
    "Report",
    "Rule",
    "State",
    "Tally",
]
