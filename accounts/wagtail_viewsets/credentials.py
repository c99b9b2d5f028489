"""Credentials in the Wagtail admin: granted, looked up, revoked; their history is never edited."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput, Button

from accounts.models import Credential, Profession, User
from accounts.text import fold

ALREADY = _("This member already has a credential for this profession.")


class GrantForm(forms.ModelForm):
    """The member is named by handle, so that no list of all members has to be shown. `by` is who grants."""

    required_css_class = "required"
    member = forms.CharField(label=_("Handle of the member"), max_length=40)
    profession = forms.ModelChoiceField(queryset=Profession.objects.current(), label=_("Profession"))

    class Meta:
        model = Credential
        fields = ["member", "profession", "method", "expires_at", "note"]
        widgets = {"expires_at": AdminDateTimeInput}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_member(self) -> User:
        member = User.objects.filter(handle_key=fold(self.cleaned_data["member"]), closed_at=None).first()
        if member is None:
            raise ValidationError(_("There is no member with this handle."))
        if member == self.by:
            raise ValidationError(_("Nobody verifies their own profession. Please ask a colleague."))
        return member

    def clean_expires_at(self) -> Any:
        until = self.cleaned_data["expires_at"]
        if until and until <= timezone.now():
            raise ValidationError(_("This day has passed. Leave the field empty if the credential does not run out."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        member, profession = data.get("member"), data.get("profession")
        if member and profession and Credential.objects.valid().filter(user=member, profession=profession).exists():
            raise ValidationError(ALREADY)
        return data

    def save(self, commit: bool = True) -> Credential:
        """Grants it, now and in the name of `by`. Raises IntegrityError if a colleague was quicker."""
        self.instance.user, self.instance.checked_by, self.instance.checked_at = self.cleaned_data["member"], self.by, timezone.now()
        Credential.make_way(self.instance.user, self.instance.profession)
        return super().save(commit)


class GrantView(generic.CreateView):
    page_title = _("Grant")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "member": self.request.GET.get("member", "")}

    def form_valid(self, form: GrantForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.add_error(None, ALREADY)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_buttons(self) -> list[Any]:
        return []


def revoke_button(credential: Credential, staff: User) -> list[Button]:
    if credential.state != Credential.State.GRANTED or not staff.has_perm("accounts.change_credential"):
        return []
    return [
        Button(pgettext("credential", "Revoke"), url=reverse("revoke_credential", args=[credential.pk]), icon_name="cross", priority=40)
    ]


class CredentialIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user", "profession", "checked_by")

    def get_list_more_buttons(self, instance: Credential) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *revoke_button(instance, self.request.user)]


class CredentialInspectView(generic.InspectView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *revoke_button(self.object, self.request.user)]


class CredentialViewSet(ModelViewSet):
    model = Credential
    name = "credentials"
    url_prefix = "credentials"
    icon = "check"
    menu_label = _("Credentials")
    copy_view_enabled = False
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "user",
        "profession",
        "state",
        "method",
        "checked_at",
        "checked_by",
        "expires_at",
        "revoked_at",
        "revoked_by",
        "note",
    ]
    index_view_class = CredentialIndexView
    add_view_class = GrantView
    inspect_view_class = CredentialInspectView
    list_display = ["__str__", "state", "method", "checked_at", "checked_by", "expires_at"]
    list_filter = ["state", "method"]
    search_fields = ["user__handle", "user__name", "profession__name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return GrantForm
