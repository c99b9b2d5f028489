"""Addresses below /accounts/ beside allauth's, which follow; what is written here wins."""

from django.urls import path

from accounts.views import closing, consents, export, inbox, join, mail, sessions, settings, way_back
from accounts.views.credentials import asking, codes, files, overview, vouching

urlpatterns = [
    path("signup/", join.JoinView.as_view(), name="account_signup"),
    path("settings/", settings.settings, name="settings"),
    path("close/", closing.close, name="close_account"),
    path("closed/", closing.closed, name="account_closed"),
    path("gone/", way_back.gone, name="account_gone"),
    path("way-back/", way_back.way_back, name="account_way_back"),
    path("export/prepare/", export.prepare, name="prepare_export"),
    path("export/<int:pk>/", export.download, name="export"),
    path("consents/ai/give/", consents.give_ai, name="give_ai_consent"),
    path("consents/ai/withdraw/", consents.withdraw_ai, name="withdraw_ai_consent"),
    path("sessions/end-others/", sessions.end_others, name="end_other_sessions"),
    path("sessions/end-all/", sessions.end_all, name="end_all_sessions"),
    path("sessions/<slug:label>/end/", sessions.end, name="end_session"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.mark_all_read, name="inbox_read"),
    path("inbox/<int:pk>/read/", inbox.mark_read, name="notice_read"),
    path("credentials/", overview.overview, name="credentials"),
    path("credentials/new/", overview.choose, name="credential_choose"),
    path("credentials/new/<str:slug>/", asking.ask, name="credential_ask"),
    path("credentials/new/<str:slug>/<slug:how>/", asking.ask, name="credential_ask"),
    path("credentials/too-large/", files.too_large, name="evidence_too_large"),
    path("credentials/evidence/<uuid:token>/", files.evidence, name="evidence"),
    path("credentials/vouch/<int:pk>/", vouching.vouch, name="vouch"),
    path("credentials/vouch/<int:pk>/give/", vouching.give, name="vouch_give"),
    path("credentials/vouch/<int:pk>/decline/", vouching.decline, name="vouch_decline"),
    path("credentials/<int:pk>/", overview.detail, name="credential"),
    path("credentials/<int:pk>/change/", asking.change, name="credential_change"),
    path("credentials/<int:pk>/change/<slug:how>/", asking.change, name="credential_change"),
    path("credentials/<int:pk>/withdraw/", asking.withdraw, name="credential_withdraw"),
    path("credentials/<int:pk>/code/", codes.enter, name="credential_code"),
    path("credentials/<int:pk>/code/send/", codes.send, name="credential_code_send"),
    path("mail/", mail.choices, name="mail_choices"),
    path("unsubscribe/<str:signed>/", mail.unsubscribe, name="unsubscribe"),
]
