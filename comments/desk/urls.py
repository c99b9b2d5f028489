"""Addresses of the desk, below the admin's own. Each decision is a small address that answers to POST only."""

from django.urls import path

from .views import decide, discussion, ledger, queue

app_name = "comments_desk"
urlpatterns = [
    path("", queue.first, name="first"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("comments/<int:number>/publish/", decide.publish, name="publish"),
    path("comments/<int:number>/reject/", decide.reject, name="reject"),
    path("comments/<int:number>/spam/", decide.spam, name="spam"),
    path("comments/<int:number>/keep/", decide.keep, name="keep"),
    path("comments/<int:number>/take-down/", decide.take_down, name="take-down"),
    path("comments/<int:number>/restore/", decide.restore, name="restore"),
    path("discussions/<int:page_id>/", discussion.confirm, name="discussion"),
    path("discussions/<int:page_id>/close/", discussion.close, name="close"),
    path("discussions/<int:page_id>/open/", discussion.reopen, name="open"),
    path("<slug:tab>/", queue.queue, name="queue"),
    path("<slug:tab>/<int:number>/", queue.case, name="case"),
]
