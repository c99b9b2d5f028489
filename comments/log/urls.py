"""Addresses of the public log, below /log/: pages in both languages, and files at one address whatever the language."""

from django.urls import path

import comments.quarters  # noqa: F401 - registers <quarter:…>
from comments.log import views

files = [
    path("log/decisions.jsonl", views.download, name="log_download"),
    path("log/<quarter:quarter>.csv", views.quarter, name="log_quarter"),
]
urlpatterns = [
    path("", views.index, name="log"),
    path("<int:number>/", views.entry, name="log_entry"),
    path("heads/", views.heads, name="log_heads"),
    path("check/", views.check, name="log_check"),
]
