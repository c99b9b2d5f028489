"""Addresses of what needs both columns and comments, or belongs to the site as a whole."""

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from articles import feeds
from portal.sitemaps import SITEMAPS
from portal.views import health, media, people, professions, robots, share, short, topics

# For programs: one address whatever the language.
machines = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("media/<path:path>", media.media, name="media"),
    path("c/<int:number>/picture-<slug:digest>.png", share.picture, name="share_picture"),
    path("feeds/columns.atom", feeds.ColumnsFeed.as_view(), name="columns_feed"),
    path("feeds/professions/<str:slug>.atom", feeds.ProfessionFeed.as_view(), name="profession_feed"),
    path("feeds/people/<str:handle>.atom", feeds.PersonFeed.as_view(), name="person_feed"),
    path("feeds/topics/<str:slug>.atom", feeds.TopicFeed.as_view(), name="topic_feed"),
]

# For people: also below /en/.
readers: list[URLPattern | URLResolver] = [
    path("", include("accounts.policy_urls")),
    path("professions/", professions.index, name="professions"),
    path("professions/<slug:slug>/", professions.show, name="profession"),
    path("people/<str:handle>/", people.show, name="person"),
    path("topics/<str:slug>/", topics.show, name="topic"),
    path("c/<int:number>/", short.column, name="short_link"),
    # Wagtail brings a log-in of its own for private pages: a second door, without the throttle of the first.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]
