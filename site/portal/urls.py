"""Addresses of what needs both columns and comments, or belongs to the site as a whole."""

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from articles import feeds
from comments.log import urls as log
from comments.views import rules
from portal.feeds import VoicesFeed
from portal.heads_feed import HeadsFeed
from portal.sitemaps import SITEMAPS
from portal.views import follow, health, media, people, professions, robots, search, share, short, topics, transparency

# For programs: one address whatever the language.
machines = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("media/<path:path>", media.media, name="media"),
    path("c/<int:number>/picture-<slug:digest>.png", share.picture, name="share_picture"),
    *log.files,
    path("feeds/log.atom", HeadsFeed.as_view(), name="log_feed"),
    path("feeds/columns.atom", feeds.ColumnsFeed.as_view(), name="columns_feed"),
    path("feeds/professions/<str:slug>.atom", feeds.ProfessionFeed.as_view(), name="profession_feed"),
    path("feeds/professions/<str:slug>/voices.atom", VoicesFeed.as_view(), name="profession_voices_feed"),
    path("feeds/people/<str:handle>.atom", feeds.PersonFeed.as_view(), name="person_feed"),
    path("feeds/topics/<str:slug>.atom", feeds.TopicFeed.as_view(), name="topic_feed"),
]

# For people: also below /en/.
readers: list[URLPattern | URLResolver] = [
    path("rules/", rules.current, name="house_rules"),  # before the other policies: these are told rule by rule
    path("rules/<str:version>/", rules.version, name="house_rules_version"),
    path("", include("accounts.policy_urls")),
    path("professions/", professions.index, name="professions"),
    path("professions/<slug:slug>/", professions.show, name="profession"),
    path("professions/<slug:slug>/voices/", professions.voices, name="profession_voices"),
    path("people/<str:handle>/", people.show, name="person"),
    path("people/<str:handle>/credential/", people.credential, name="person_credential"),
    path("topics/<str:slug>/", topics.show, name="topic"),
    path("search/", search.page, name="search"),
    path("search/suggestions/", search.suggest, name="search_suggestions"),
    path("log/", include(log.urlpatterns)),
    path("transparency/", transparency.newest, name="transparency"),
    path("transparency/<quarter:quarter>/", transparency.show, name="transparency_quarter"),
    path("transparency/<quarter:quarter>/<slug:table>.csv", transparency.table, name="transparency_table"),
    path("following/", follow.index, name="following"),
    path("following/<str:kind>/<str:name>/follow/", follow.follow, name="follow"),
    path("following/<str:kind>/<str:name>/unfollow/", follow.unfollow, name="unfollow"),
    path("c/<int:number>/", short.column, name="short_link"),
    # Wagtail brings a log-in of its own for private pages: a second door, without the throttle of the first.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]
