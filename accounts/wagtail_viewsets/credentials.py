"""Credentials in the Wagtail admin: granted, looked up, revoked; their history is never edited."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput, Button

from accounts.credentials import deciding
from accounts.credentials.getters import REVIEW
from accounts.models import Credential, Profession, User, Voucher
from accounts.profession_fields import CurrentProfessionField, merged_in
from accounts.text import fold, row_number

from .searched import Searched

ALREADY = _("This member already has a credential for this profession.")


class GrantForm(forms.ModelForm):
    """The member is named by handle, so that no list of all members has to be shown. `by` is who grants."""

    required_css_class = "required"
    member = forms.CharField(label=_("Handle of the member"), max_length=40)
    profession = CurrentProfessionField(label=_("Profession"))

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
        if Voucher.objects.given().filter(giver=self.by, credential__user=member).exists():
            raise ValidationError(_("You are concerned yourself. Please leave this to a colleague."))
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
        deciding.grant_by_hand(self.instance, by=self.by)
        return self.instance


class GrantView(generic.CreateView):
    page_title = _("Grant")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "member": self.request.GET.get("member", "")}

    def form_valid(self, form: GrantForm) -> HttpResponse:
        try:
            response = super().form_valid(form)
        except IntegrityError:
            form.add_error(None, ALREADY)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        for said in merged_in(form):
            messages.info(self.request, said)
        return response

    def get_success_buttons(self) -> list[Any]:
        return []


def revoke_button(credential: Credential, staff: User) -> list[Button]:
    if credential.state != Credential.State.GRANTED or not staff.has_perm("accounts.change_credential"):
        return []
    return [
        Button(pgettext("credential", "Revoke"), url=reverse("revoke_credential", args=[credential.pk]), icon_name="cross", priority=40)
    ]


def visible_to(staff: User, credentials: QuerySet[Credential]) -> QuerySet[Credential]:
    """What was granted at some time; what members asked for without success is known to reviewers only."""
    State = Credential.State
    return credentials if staff.has_perm(REVIEW) else credentials.exclude(state__in=[State.REQUESTED, State.REFUSED, State.WITHDRAWN])


class CredentialIndexView(Searched, generic.IndexView):
    found_by = {"user__": User, "profession__": Profession}

    def get_base_queryset(self) -> Any:
        return visible_to(self.request.user, super().get_base_queryset()).select_related("user", "profession", "checked_by")

    def get_list_more_buttons(self, instance: Credential) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *revoke_button(instance, self.request.user)]


class CredentialInspectView(generic.InspectView):
    def get_object(self, queryset: Any = None) -> Credential:
        return get_object_or_404(visible_to(self.request.user, Credential.objects.all()), pk=row_number(str(self.pk)))

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
