from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.workspace import job_views, views

app_name = "workspace"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:municipality>/", views.home, name="home"),
    path("<slug:municipality>/search/", views.search, name="search"),
    path("<slug:municipality>/suggest/", views.suggest, name="suggest"),
    *register_paths("<slug:municipality>/jobs/", job_views.JobList, "job-list"),
    path("<slug:municipality>/jobs/<int:pk>/", job_views.job_detail, name="job-detail"),
    path("<slug:municipality>/jobs/<int:pk>/cancel/", job_views.job_cancel, name="job-cancel"),
]
