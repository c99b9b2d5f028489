"""Addresses of comments. Each action is a small address of its own; what writes answers to POST only."""

from django.urls import path

from comments.views import edit, follow, mute, news, orders, paragraph, post, preview, react, remove, reply, report, report_unnamed, show

app_name = "comments"
urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("on/<int:page_id>/", post.post, name="post"),
    path("on/<int:page_id>/news/", news.news, name="news"),
    path("on/<int:page_id>/paragraph/<path:block>/", paragraph.paragraph, name="paragraph"),
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
    path("<int:number>/report/send/", report_unnamed.send, name="send_report"),
    path("reports/<str:signed>/", report_unnamed.confirm, name="report_link"),
    path("reports/<str:signed>/file/", report_unnamed.file, name="file_unnamed_report"),
    path("on/<int:page_id>/follow/", follow.follow, name="follow"),
    path("on/<int:page_id>/unfollow/", follow.unfollow, name="unfollow"),
    path("<int:number>/follow/", follow.follow_thread, name="follow_thread"),
    path("<int:number>/unfollow/", follow.unfollow_thread, name="unfollow_thread"),
    path("followed/", follow.followed, name="followed"),
    path("muted/", mute.muted, name="muted"),
    path("muted/<str:handle>/mute/", mute.mute, name="mute"),
    path("muted/<str:handle>/unmute/", mute.unmute, name="unmute"),
]
