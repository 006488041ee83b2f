from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

admin.autodiscover()
admin.site.unregister(Group)  # what people may do is decided by roles, not by groups
admin.site.login = secure_admin_login(admin.site.login)

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
]
