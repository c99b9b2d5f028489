"""Addresses of comments. Each action is a small address of its own; what writes answers to POST only."""

from django.urls import path

from comments.views import edit, news, orders, paragraph, post, preview, react, remove, reply, report, show

app_name = "comments"
urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("on/<int:page_id>/", post.post, name="post"),
    path("on/<int:page_id>/news/", news.news, name="news"),
    path("on/<int:page_id>/paragraph/<str:block>/", paragraph.paragraph, name="paragraph"),
    path("on/<int:page_id>/preview/", preview.preview, name="preview"),
    path("on/<int:page_id>/write/", preview.write, name="write"),
    path("<int:number>/", show.show, name="show"),
    path("<int:number>/thread/", show.thread, name="thread"),
    path("<int:number>/reply/", reply.reply, name="reply"),
    path("<int:number>/edit/", edit.edit, name="edit"),
    path("<int:number>/save/", edit.save, name="save"),
    path("<int:number>/edit/preview/", preview.preview_edit, name="preview_edit"),
    path("<int:number>/edit/write/", preview.write_edit, name="write_edit"),
    path("<int:number>/removal/", remove.confirm, name="removal"),
    path("<int:number>/remove/", remove.remove, name="remove"),
    path("<int:number>/agree/", react.agree, name="agree"),
    path("<int:number>/disagree/", react.disagree, name="disagree"),
    path("<int:number>/report/", report.ask, name="report"),
    path("<int:number>/report/file/", report.file, name="file_report"),
]
