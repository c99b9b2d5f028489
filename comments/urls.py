"""Addresses of comments. Each action is a small address of its own; what writes answers to POST only."""

from django.urls import path

from comments.views import post, remove, reply, report, show

app_name = "comments"
urlpatterns = [
    path("on/<int:page_id>/", post.post, name="post"),
    path("<int:number>/", show.show, name="show"),
    path("<int:number>/thread/", show.thread, name="thread"),
    path("<int:number>/reply/", reply.reply, name="reply"),
    path("<int:number>/removal/", remove.confirm, name="removal"),
    path("<int:number>/remove/", remove.remove, name="remove"),
    path("<int:number>/report/", report.ask, name="report"),
    path("<int:number>/report/file/", report.file, name="file_report"),
]
