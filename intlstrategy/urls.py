from django.contrib import admin
from django.urls import include, path

handler400 = "intlstrategy.core.views.bad_request"
handler403 = "intlstrategy.core.views.forbidden"
handler404 = "intlstrategy.core.views.not_found"
handler500 = "intlstrategy.core.views.server_error"

urlpatterns = [
    path("", include("intlstrategy.core.urls")),
    path("", include("intlstrategy.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("intlstrategy.municipalities.urls")),
    path("", include("intlstrategy.workspace.urls")),
    path("<slug:municipality>/", include("intlstrategy.planning.urls")),
    path("<slug:municipality>/", include("intlstrategy.interchange.urls")),
    path("<slug:municipality>/", include("intlstrategy.documents.urls")),
    path("<slug:municipality>/", include("intlstrategy.stakeholders.urls")),
    path("<slug:municipality>/", include("intlstrategy.governance.urls")),
    path("<slug:municipality>/", include("intlstrategy.monitoring.urls")),
    path("", include("intlstrategy.relations.urls")),
]
