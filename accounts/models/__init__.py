from .consent import Consent
from .credential import Credential
from .handle import Handle
from .notice import Notice
from .policy import Policy
from .profession import Field, Profession
from .session import MemberSession
from .user import User

__all__ = ["Consent", "Credential", "Field", "Handle", "MemberSession", "Notice", "Policy", "Profession", "User"]
