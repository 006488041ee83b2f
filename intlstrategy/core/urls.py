from django.urls import path

from intlstrategy.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("components/", views.gallery, name="gallery"),
    path("legal/accessibility/", views.accessibility, name="accessibility"),
    path("legal/privacy/", views.privacy, name="privacy"),
    path("legal/help/", views.help_page, name="help"),
    path("accounts/kept-form/", views.kept_form, name="kept-form"),
]
