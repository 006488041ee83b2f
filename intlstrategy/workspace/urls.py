from django.urls import path

from intlstrategy.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:municipality>/", views.home, name="home"),
    path("<slug:municipality>/search/", views.search, name="search"),
]
