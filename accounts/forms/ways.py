"""The forms of those who come by another site's log-in. Named in the setting SOCIALACCOUNT_FORMS."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount import forms as allauth
from django.contrib import messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .join import Joining


class JoinByWayForm(Joining, allauth.SignupForm):
    """As for those who join by address, but for the password; the address may be known from the other site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = next((address.email for address in self.sociallogin.email_addresses if address.verified), None)
        self.fields["email"].help_text = (
            gettext("%(email)s is already verified. For any other address we send a code.") % {"email": given}
            if given
            else gettext("We send a code to this address.")
        )


class DisconnectForm(allauth.DisconnectForm):
    """Also of a site that is no longer offered, of which allauth could not say what it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ("required", "invalid_choice"):
            self.fields["account"].error_messages[kind] = _("This account is not connected any more.")

    def save(self) -> None:
        """Raises ReauthenticationRequired where the password has to be given first."""
        raise_if_reauthentication_required(self.request, app="allauth.socialaccount")
        account = self.cleaned_data["account"]
        account.delete()
        adapter = get_account_adapter()
        adapter.add_message(self.request, messages.INFO, "socialaccount/messages/account_disconnected.txt", {"account": account})
        adapter.send_notification_mail("socialaccount/email/account_disconnected", self.request.user, context={"account": account})
