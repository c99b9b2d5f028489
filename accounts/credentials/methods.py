"""By which methods a profession may be checked."""

from accounts.models import Credential, Profession

Method = Credential.Method
EVERY = (Method.DOCUMENT, Method.REGISTER, Method.EMAIL, Method.VOUCHER)
MAIL_WORDS = ("이메일", "메일", "e-mail", "email")


def methods_of(profession: Profession) -> tuple[Credential.Method, ...]:
    """In the order in which they are offered.

    A title that the law reserves is never vouched for. A work address bears it out only where its accepted evidence names one: judges have
    addresses of their courts, but anybody may work in a hospital.
    """
    if not profession.regulated:
        return EVERY
    by_mail = any(word in profession.evidence.lower() for word in MAIL_WORDS)
    return (Method.REGISTER, Method.DOCUMENT, *((Method.EMAIL,) if by_mail else ()))
