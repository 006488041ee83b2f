from django.urls import path

from intlstrategy.documents import views
from intlstrategy.municipalities.registers import register_paths

app_name = "documents"
urlpatterns = [
    *register_paths("documents/", views.DocumentList, "document-list"),
    path("documents/new/", views.DocumentCreate.as_view(), name="document-create"),
    path("documents/<int:pk>/", views.DocumentDetail.as_view(), name="document-detail"),
    path("documents/<int:pk>/edit/", views.DocumentEdit.as_view(), name="document-edit"),
    path("documents/<int:pk>/bin/", views.DocumentBin.as_view(), name="document-bin"),
    path("documents/<int:pk>/history/", views.DocumentHistory.as_view(), name="document-history"),
    path("documents/<int:pk>/download/", views.document_download, name="document-download"),
]
