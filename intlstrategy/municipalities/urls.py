from django.urls import path

from intlstrategy.municipalities import views

app_name = "municipalities"
urlpatterns = [
    path("crest/", views.crest, name="crest"),
]
