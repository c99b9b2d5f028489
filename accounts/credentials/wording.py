"""Words about credentials that more than one page or letter needs."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Credential, Profession, Reason

Method = Credential.Method
HINTS: dict[str, Promise] = {
    Method.DOCUMENT: _("A licence, a certificate, a proof of employment. The staff look at it and destroy it."),
    Method.REGISTER: _("A number in a register, or the address of something public that shows your profession. The staff look it up."),
    Method.EMAIL: _(
        "An address that your workplace gave you. Enter the code that we send there; the staff look at what stands behind the @."
    ),
    Method.VOUCHER: _("Two members of the same profession, themselves verified otherwise, confirm that you exercise it."),
}
AGAIN = _("You can ask again with other evidence at any time.")
WHAT_TO_DO: dict[str, Promise] = {
    Reason.UNREADABLE: _("Please take the photograph again in good light, with the whole page in it, and send a new request."),
    Reason.NOT_ENOUGH: _("Please send evidence that names the profession and you, and ask again."),
    Reason.NOT_ACCEPTED: _("Please look at the accepted evidence of the profession, and ask again with one of those."),
    Reason.NOT_FOUND: _(
        "Please compare the number with your licence. If it is right, ask the body that keeps the register, and then us again."
    ),
    Reason.OTHER_PERSON: _("Only your own profession can be verified. If this is a mistake, please write to us."),
    Reason.FORGED: _("If this is a mistake, please write to us. Using a reserved title falsely is an offence."),
    Reason.NO_LONGER: _("If you exercise it again, you can ask again at any time."),
    Reason.OTHER: AGAIN,
}


def named(profession: Profession) -> dict[str, Any]:
    """The profession's name in either language, as it was when it happened: for the context of a notice."""
    return {"profession": profession.name, "profession_en": profession.name_en or profession.name}
