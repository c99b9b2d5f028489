from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from accounts import mail_groups, notices
        from articles.models import ColumnPage
        from comments.desk import limits
        from portal.desk_topics import TOPICS
        from portal.following import telling
        from portal.share import keeping

        notices.CHECKS[telling.KIND] = telling.still_public
        limits.register("topic", TOPICS)
        mail_groups.put([telling.KIND], mail_groups.COLUMNS)
        page_published.connect(telling.on_publication, sender=ColumnPage, dispatch_uid="portal.following")
        page_unpublished.connect(keeping.forget, dispatch_uid="portal.share")
