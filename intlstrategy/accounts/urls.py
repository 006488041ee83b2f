from django.urls import path

from intlstrategy.accounts import views

app_name = "accounts"
urlpatterns = [
    path("i18n/language/", views.language, name="language"),
    path("accounts/profile/", views.profile, name="profile"),
    path("accounts/theme/", views.theme, name="theme"),
]
