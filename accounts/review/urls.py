"""Addresses of the queue, below the admin's own."""

from django.urls import path

from .views import case, queue

app_name = "credential_review"
urlpatterns = [
    path("", queue.first, name="queue"),
    path("<int:pk>/", case.show, name="case"),
    path("<int:pk>/approve/", case.approve, name="approve"),
    path("<int:pk>/refuse/", case.refuse, name="refuse"),
    path("<int:pk>/confirm/", case.confirm, name="confirm"),
    path("<slug:tab>/", queue.show, name="tab"),
]
