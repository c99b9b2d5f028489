from .actions import Action, Decider, Scope
from .appeal import Appeal
from .claim import Claim, Ground, Outcome, Relation
from .claim_letter import ClaimLetter
from .comment import Comment
from .decision import Decision
from .desk_limit import DeskLimit
from .discussion import Discussion
from .draft import KeptDraft
from .follow import Follow
from .guard import Guard
from .handling import Handling
from .held_member import HeldMember
from .kinds import Kind
from .ledger import DecisionText, LedgerHead
from .member_note import MemberNote
from .mute import Mute
from .passage import Passage, PassageTally
from .pick import Pick
from .published_head import PublishedHead
from .reaction import Reaction
from .report import Report
from .rule import Rule
from .rule_text import RuleText
from .sanction import Sanction
from .screening import ScreenedWord, Screening
from .states import State
from .tally import Tally
from .version import CommentVersion

__all__ = [
    "Action",
    "Appeal",
    "Claim",
    "ClaimLetter",
    "Comment",
    "CommentVersion",
    "Decider",
    "Decision",
    "DecisionText",
    "DeskLimit",
    "Discussion",
    "Follow",
    "Ground",
    "Guard",
    "Handling",
    "HeldMember",
    "KeptDraft",
    "Kind",
    "LedgerHead",
    "MemberNote",
    "Mute",
    "Outcome",
    "Passage",
    "PassageTally",
    "Pick",
    "PublishedHead",
    "Reaction",
    "Relation",
    "Report",
    "Rule",
    "RuleText",
    "Sanction",
    "Scope",
    "ScreenedWord",
    "Screening",
    "State",
    "Tally",
]
