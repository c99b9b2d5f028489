"""Joining."""

from allauth.account.views import SignupView
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse

from accounts.forms import JoinForm
from accounts.models.handle import HandleTaken
from accounts.profession_fields import merged_in


class JoinView(SignupView):
    def form_valid(self, form: JoinForm) -> HttpResponse:
        """Joins. Where somebody else took the handle or the address at the same moment, the form is looked at once more."""
        for said in merged_in(form):
            messages.info(self.request, said)
        try:
            return super().form_valid(form)
        except (HandleTaken, IntegrityError):
            form = self.get_form_class()(**self.get_form_kwargs())
            return super().form_valid(form) if form.is_valid() else self.form_invalid(form)
