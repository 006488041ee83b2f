from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.workspace import calendar_views, feed_views, job_views, map_views, views

app_name = "workspace"
urlpatterns = [
    path("", views.start, name="start"),
    path("calendar-feed/<str:token>.ics", feed_views.calendar_feed, name="calendar-feed"),
    path("<slug:municipality>/", views.home, name="home"),
    path("<slug:municipality>/search/", views.search, name="search"),
    path("<slug:municipality>/calendar/", calendar_views.calendar, name="calendar"),
    path("<slug:municipality>/calendar/feeds/", feed_views.feed_list, name="feed-list"),
    path("<slug:municipality>/calendar/feeds/new/", feed_views.FeedCreate.as_view(), name="feed-create"),
    path("<slug:municipality>/calendar/feeds/<int:pk>/revoke/", feed_views.feed_revoke, name="feed-revoke"),
    path("<slug:municipality>/map/", map_views.RelationsMap.as_view(), name="world-map"),
    path("<slug:municipality>/suggest/", views.suggest, name="suggest"),
    *register_paths("<slug:municipality>/jobs/", job_views.JobList, "job-list"),
    path("<slug:municipality>/jobs/<int:pk>/", job_views.job_detail, name="job-detail"),
    path("<slug:municipality>/jobs/<int:pk>/cancel/", job_views.job_cancel, name="job-cancel"),
]
