from .consent import Consent
from .credential import Credential
from .credential_event import CredentialEvent, Reason
from .departure import Departure
from .evidence import AddressCode, Evidence, EvidenceLook
from .export import Export
from .following import ProfessionFollow
from .former_slug import FormerSlug
from .handle import Handle
from .letter import Letter
from .mail_choice import MailChoice, When
from .notice import Notice
from .policy import Policy
from .profession import Field, Profession
from .search import SearchChange, SearchEntry, SearchIndex, SearchPageWords, SearchWords
from .session import MemberSession
from .user import User
from .voucher import Voucher

__all__ = [
    "AddressCode",
    "Consent",
    "Credential",
    "CredentialEvent",
    "Departure",
    "Evidence",
    "EvidenceLook",
    "Export",
    "Field",
    "FormerSlug",
    "Handle",
    "Letter",
    "MailChoice",
    "MemberSession",
    "Notice",
    "Policy",
    "Profession",
    "ProfessionFollow",
    "Reason",
    "SearchChange",
    "SearchEntry",
    "SearchIndex",
    "SearchPageWords",
    "SearchWords",
    "User",
    "Voucher",
    "When",
]
