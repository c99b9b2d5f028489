"""Addresses below /accounts/ beside allauth's, which follow; what is written here wins."""

from django.urls import path

from accounts.views import closing, inbox, join, settings

urlpatterns = [
    path("signup/", join.JoinView.as_view(), name="account_signup"),
    path("settings/", settings.settings, name="settings"),
    path("close/", closing.close, name="close_account"),
    path("closed/", closing.closed, name="account_closed"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.mark_all_read, name="inbox_read"),
    path("inbox/<int:pk>/read/", inbox.mark_read, name="notice_read"),
]
